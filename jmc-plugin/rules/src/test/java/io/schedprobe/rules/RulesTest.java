package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.feed.ItemFeed;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultToolkit;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;

/** The rules as JMC runs them, on recordings of the real agent. */
class RulesTest {
  private static final String NEIGHBORS = "schedprobe.NEIGHBORS";
  private static final String QUOTA = "schedprobe.QUOTA";
  private static final String OWN = "schedprobe.OWN";
  private static final String IDLE = "schedprobe.IDLE";
  private static final String TRACER = "schedprobe.TRACER";

  @TempDir private Path directory;

  @Test
  void jmcFindsEveryRule() {
    assertEquals(List.of(NEIGHBORS, QUOTA, OWN, IDLE, TRACER), rules().map(IRule::getId).toList());
    rules().forEach(rule -> assertEquals(Topics.NOISY_NEIGHBORS, rule.getTopic()));
  }

  @Test
  void everyTextIsThere() {
    rules()
        .forEach(
            rule -> {
              text(rule.getName());
              rule.getConfigurationAttributes()
                  .forEach(
                      preference -> {
                        text(preference.getName());
                        text(preference.getDescription());
                      });
              rule.getResults().forEach(result -> text(result.getName()));
            });
  }

  private static void text(String text) {
    assertFalse(text.isBlank() || text.startsWith("!"), text);
  }

  @Test
  void withoutEventsOfOursJmcItselfSaysThatTheyAreNotApplicable() throws Exception {
    Path file = directory.resolve("other.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.JVMInformation");
      recording.start();
      recording.stop();
      recording.dump(file);
    }

    evaluate(JfrLoaderToolkit.loadEvents(file.toFile()), IPreferenceValueProvider.DEFAULT_VALUES)
        .values()
        .forEach(
            result -> {
              assertEquals(Severity.NA, result.getSeverity());
              assertEquals("Ignored", result.getSummary());
            });
  }

  @Test
  void aRuleThatIsCalledWithoutEventsOfOursIgnoresThem() throws Exception {
    IItemCollection none = load("healthy-17").apply(ItemFilters.type("jdk.SocketRead"));

    for (IRule rule : rules().toList()) {
      var evaluation = rule.createEvaluation(none, IPreferenceValueProvider.DEFAULT_VALUES, null);
      evaluation.run();
      assertEquals(Severity.IGNORE, evaluation.get().getSeverity());
      assertEquals(
          "This rule requires events of the type schedprobe.TracerState, and there are none.",
          evaluation.get().getSummary());
    }
  }

  @Test
  void aHealthyRecordingIsOk() throws Exception {
    evaluate("healthy-17")
        .forEach(
            (id, result) -> assertEquals(Severity.OK, result.getSeverity(), id + summary(result)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbor-17", "neighbor-25"})
  void aNeighborIsNamedWithItsNumbers(String name) throws Exception {
    Map<String, IResult> results = evaluate(name);
    IResult result = results.get(NEIGHBORS);

    assertEquals(Severity.WARNING, result.getSeverity());
    assertTrue(
        summary(result).startsWith("sha256sum (container 4d2f7c1b9e8a of pod "), summary(result));
    assertTrue(result.getSolution().contains("CPU request"));
    Analysis analysis = analysis(name);
    long time =
        analysis.processes().stream()
            .filter(process -> process.name().equals("sha256sum"))
            .findFirst()
            .orElseThrow()
            .cpuTime();
    assertEquals(
        time,
        result
            .getResult(ExternalNeighborsRule.CULPRIT_TIME)
            .clampedLongValueIn(UnitLookup.NANOSECOND));
    assertEquals(Severity.OK, results.get(QUOTA).getSeverity());
    assertEquals(Severity.OK, results.get(IDLE).getSeverity());
  }

  @Test
  void aQuotaThatIsUsedUpIsAWarning() throws Exception {
    IResult result = evaluate("quota-17").get(QUOTA);

    assertEquals(Severity.WARNING, result.getSeverity());
    assertTrue(
        summary(result)
            .startsWith("The CPU quota 0.2 CPUs (20 ms each 100 ms) of /schedprobe-recordings was"),
        summary(result));
  }

  @Test
  void ownThreadsAreNamed() throws Exception {
    Map<String, IResult> results = evaluate("own-25");

    assertEquals(Severity.WARNING, results.get(OWN).getSeverity());
    assertTrue(summary(results.get(OWN)).contains("worker-"), summary(results.get(OWN)));
    assertTrue(summary(results.get(OWN)).contains("the program"), summary(results.get(OWN)));
    assertTrue(score(results.get(OWN)) > score(results.get(NEIGHBORS)));
  }

  @Test
  void theSourceProcIsToldAndNobodyIsBlamed() throws Exception {
    Map<String, IResult> results = evaluate("proc-17");

    assertEquals(Severity.INFO, results.get(TRACER).getSeverity());
    assertTrue(summary(results.get(TRACER)).startsWith("The source of the recording is proc: "));
    for (String id : List.of(NEIGHBORS, OWN, IDLE)) {
      assertEquals(Severity.NA, results.get(id).getSeverity(), id);
    }
    assertEquals(Severity.OK, results.get(QUOTA).getSeverity());
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbor-17", "quota-17", "own-25", "healthy-17", "proc-17"})
  void noTextKeepsAPlaceholder(String name) throws Exception {
    evaluate(name)
        .forEach(
            (id, result) -> {
              assertFalse(summary(result).contains("{"), id + ": " + summary(result));
              text(result.getSummary());
              assertFalse(result.getExplanation() != null && result.getExplanation().contains("{"));
            });
  }

  @Test
  void limitsAreTheUsers() throws Exception {
    IPreferenceValueProvider patient =
        new IPreferenceValueProvider() {
          @Override
          @SuppressWarnings("unchecked")
          public <T> T getPreferenceValue(TypedPreference<T> preference) {
            if (preference.getDefaultValue() instanceof IQuantity quantity) {
              return (T) quantity.getUnit().quantity(quantity.doubleValue() * 1e6);
            }
            return preference.getDefaultValue();
          }
        };

    evaluate(load("neighbor-17"), patient)
        .forEach((id, result) -> assertEquals(Severity.OK, result.getSeverity(), id));
  }

  @Test
  void aScoreIs25And75AtItsLimits() {
    IQuantity info = UnitLookup.PERCENT.quantity(1);
    IQuantity warning = UnitLookup.PERCENT.quantity(10);

    assertEquals(25, WaitRule.score(1, info, warning, UnitLookup.PERCENT), 0.01);
    assertEquals(75, WaitRule.score(10, info, warning, UnitLookup.PERCENT), 0.01);
    assertEquals(0, WaitRule.score(0, info, warning, UnitLookup.PERCENT), 0.01);
  }

  private static Stream<IRule> rules() {
    return ServiceLoader.load(IRule.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(rule -> rule.getId().startsWith("schedprobe."));
  }

  private static double score(IResult result) {
    return result.getResult(TypedResult.SCORE).doubleValue();
  }

  private static String summary(IResult result) {
    return ResultToolkit.populateMessage(result, result.getSummary(), false);
  }

  private Map<String, IResult> evaluate(String name) throws Exception {
    return evaluate(load(name), IPreferenceValueProvider.DEFAULT_VALUES);
  }

  private static Map<String, IResult> evaluate(
      IItemCollection items, IPreferenceValueProvider values) throws Exception {
    Map<String, IResult> results = new HashMap<>();
    for (Map.Entry<IRule, Future<IResult>> one :
        RulesToolkit.evaluateParallel(rules().toList(), items, values, 2).entrySet()) {
      results.put(one.getKey().getId(), one.getValue().get());
    }
    return results;
  }

  private Analysis analysis(String name) throws Exception {
    AnalysisBuilder builder = new AnalysisBuilder();
    ItemFeed.read(load(name), builder);
    return builder.build();
  }

  private IItemCollection load(String name) throws Exception {
    return JfrLoaderToolkit.loadEvents(file(name).toFile());
  }

  private Path file(String name) throws IOException {
    Path file = directory.resolve(name + ".jfr.gz");
    try (InputStream packed =
        RulesTest.class.getResourceAsStream("/recordings/" + name + ".jfr.gz")) {
      return Files.write(file, packed.readAllBytes());
    }
  }
}
