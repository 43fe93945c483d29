package io.schedprobe.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The one way of the data: kernel, ring, decode, identity, emit. A package may use what stands
 * behind its name here and nothing else of ours.
 */
class PackageFlowTest {
  private static final String ROOT = "io.schedprobe.";

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          // the words that all share
          Map.entry("model", Set.of()),
          Map.entry("layout", Set.of()),
          Map.entry("events", Set.of()),
          Map.entry("options", Set.of("alert", "detect")),
          Map.entry("platform", Set.of()),
          Map.entry("source", Set.of("model")),
          // from the kernel to values
          Map.entry("natives", Set.of()),
          Map.entry("libbpf", Set.of("natives", "platform", "source")),
          Map.entry("ring", Set.of()),
          Map.entry("decode", Set.of("layout", "model", "ring")),
          Map.entry(
              "tracer",
              Set.of("decode", "layout", "libbpf", "model", "platform", "proc", "ring", "source")),
          Map.entry("proc", Set.of("model", "source")),
          // from values to names, and to all who take them
          Map.entry("containers", Set.of()),
          Map.entry("identity", Set.of("containers", "model", "natives", "proc")),
          Map.entry("observe", Set.of("decode", "identity", "model", "source")),
          Map.entry(
              "emit",
              Set.of("containers", "decode", "events", "identity", "model", "observe", "source")),
          // from values to judgements, and to those who are told of them
          Map.entry("detect", Set.of("model", "source")),
          Map.entry("alert", Set.of("detect", "events", "identity", "model", "source")),
          // from values to meters, and to the servers that take them
          Map.entry(
              "metrics", Set.of("containers", "decode", "identity", "model", "observe", "source")),
          Map.entry("prometheus", Set.of("metrics", "model")),
          Map.entry("atlas", Set.of("metrics", "model", "observe")),
          // what flows back: settings
          Map.entry("control", Set.of("events")),
          // what ties all together
          Map.entry(
              "agent",
              Set.of(
                  "alert",
                  "atlas",
                  "containers",
                  "control",
                  "decode",
                  "detect",
                  "emit",
                  "events",
                  "identity",
                  "metrics",
                  "model",
                  "observe",
                  "options",
                  "proc",
                  "prometheus",
                  "source",
                  "tracer")),
          // beside the flow
          Map.entry("doctor", Set.of("natives", "platform", "proc", "source")),
          Map.entry("summary", Set.of("identity", "model")),
          Map.entry("cli", Set.of("doctor", "identity", "options", "source", "summary", "tracer")),
          // what makes room in the host, and knows nothing of what it carries
          Map.entry("boot", Set.of()),
          Map.entry("access", Set.of()),
          Map.entry("jnalog", Set.of()));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.schedprobe");

  @Test
  void everyPackageIsKnownHere() {
    Set<String> found = OURS.stream().map(PackageFlowTest::packageOf).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(MAY_USE.keySet()), new TreeSet<>(found));
  }

  @Test
  void dataFlowsOneWay() {
    MAY_USE.forEach(PackageFlowTest::checkUse);
  }

  @Test
  void theCheckFindsAForbiddenUse() {
    assertThrows(AssertionError.class, () -> checkUse("emit", Set.of("model")));
  }

  private static void checkUse(String name, Set<String> mayUse) {
    List<String> forbidden = new ArrayList<>();
    for (String other : MAY_USE.keySet()) {
      if (!other.equals(name) && !mayUse.contains(other)) {
        forbidden.add(ROOT + other + "..");
      }
    }
    noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(new String[0]))
        .check(OURS);
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void theVocabularyNeedsNothingButFlightRecorder() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + "events..", ROOT + "layout..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java.lang..", "jdk.jfr..", ROOT + "events..", ROOT + "layout..")
        .check(OURS);
  }

  @Test
  void nativeCodeIsCalledFromFewPackagesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "natives..", ROOT + "libbpf..", ROOT + "identity..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .check(OURS);
  }

  /**
   * Else JNA would be loaded from a place of its own choice, or twice. The others follow LibBpf.
   */
  @Test
  void whoeverCallsNativeCodeFirstLoadsItsLibrary() {
    List<String> users = new ArrayList<>();
    List<String> loaders = new ArrayList<>();
    for (JavaClass type : OURS) {
      boolean entry =
          packageOf(type).equals("identity") || type.getName().equals(ROOT + "libbpf.LibBpf");
      boolean user =
          type.getDirectDependenciesFromSelf().stream()
              .anyMatch(use -> use.getTargetClass().getPackageName().startsWith("com.sun.jna"));
      if (entry && user) {
        users.add(type.getName());
        if (type.getMethodCallsFromSelf().stream()
            .anyMatch(
                call ->
                    call.getTargetOwner().getName().equals(ROOT + "natives.Jna")
                        && call.getName().equals("load"))) {
          loaders.add(type.getName());
        }
      }
    }
    assertEquals(3, users.size(), users::toString);
    assertEquals(users, loaders);
  }

  @Test
  void onlyTheCommandLineUsesTheLibrariesOfTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "net.bytebuddy..")
        .check(OURS);
  }

  @Test
  void onlyTheReaderOfTheNodesFilesAndTheWriterOfAlertsKnowJson() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "containers..", ROOT + "alert..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.grack.nanojson..")
        .check(OURS);
  }

  /** Values and judgements have no input, no output, no thread and no clock. */
  @Test
  void theModelAndTheDetectorArePlain() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "model..", ROOT + "detect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.nio..", "java.net..", "java.util.concurrent..", "jdk..")
        .check(OURS);
  }

  private static String packageOf(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
