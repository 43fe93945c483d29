package io.schedprobe.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.JavaProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order a JVM takes options from its environment and its command line. */
class JvmOptionsIT {
  private static final int PATIENCE = 600;

  private static final String SECOND =
      "schedprobe: already running in this JVM; detach it first to change its options";

  /** Tells what a JVM was given, and ends with its standard input. */
  public static final class Told {
    private Told() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println("which " + System.getProperty("which"));
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static String options(String where) {
    // The agent tells of an option that it does not know, and so which of several has started.
    return "-Dwhich=" + where + " " + JavaProcess.agent(where + "=1,source=proc");
  }

  private static List<String> run(List<String> environment, String... commandLine)
      throws Exception {
    List<String> behind = new ArrayList<>(List.of("env"));
    behind.addAll(environment);
    List<String> arguments = new ArrayList<>(List.of(commandLine));
    arguments.addAll(List.of("-cp", "target/test-classes", Told.class.getName()));
    try (JavaProcess java = JavaProcess.start(behind, arguments.toArray(new String[0]))) {
      String which = java.await("which ");
      for (int i = 0; i < PATIENCE && !java.err().contains(SECOND); i++) {
        Thread.sleep(50);
      }
      java.endInput();
      assertEquals(0, java.exitStatus());
      List<String> told = new ArrayList<>(List.of(which));
      told.addAll(java.err());
      return told;
    }
  }

  private static void assertFirstAgentIs(String where, List<String> told) {
    List<String> ours = told.stream().filter(line -> line.startsWith("schedprobe: ")).toList();
    assertTrue(ours.get(0).contains("'" + where + "'"), told::toString);
    assertEquals(
        List.of(), ours.subList(1, ours.size()).stream().filter(l -> !l.equals(SECOND)).toList());
    assertTrue(ours.contains(SECOND), told::toString);
  }

  /** Classes of ours that come before the agent's; where they lie is told, and what to do. */
  @Test
  void otherClassesOfOursBeforeTheAgentsAreToldOf() throws Exception {
    assertNotStarted(
        "take it off this JVM's class path", "-cp", "target/classes:target/test-classes");
    assertNotStarted(
        "take schedprobe out of -Xbootclasspath",
        "-Xbootclasspath/a:" + JavaProcess.agentJar(),
        "-cp",
        "target/test-classes");
  }

  private static void assertNotStarted(String advice, String... classPath) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(JavaProcess.agent("")));
    arguments.addAll(List.of(classPath));
    arguments.add(Told.class.getName());
    try (JavaProcess java = JavaProcess.start(arguments.toArray(new String[0]))) {
      java.await("which ");
      for (int i = 0; i < PATIENCE && java.err().isEmpty(); i++) {
        Thread.sleep(50);
      }
      java.endInput();
      assertEquals(0, java.exitStatus());
      List<String> ours =
          java.err().stream().filter(line -> line.startsWith("schedprobe: not started: ")).toList();
      assertEquals(1, ours.size(), java.err()::toString);
      assertTrue(ours.get(0).contains(advice), ours::toString);
    }
  }

  @Test
  void theServicesOwnOptionsWinAndTheFirstAgentCounts() throws Exception {
    String tool = "JAVA_TOOL_OPTIONS=" + options("tool");
    String jdk = "JDK_JAVA_OPTIONS=" + options("jdk");
    List<String> told = run(List.of(tool, jdk));
    assertEquals("jdk", told.get(0));
    assertFirstAgentIs("tool", told);
    told = run(List.of(tool, jdk), options("line").split(" ", -1));
    assertEquals("line", told.get(0));
    assertFirstAgentIs("tool", told);
    told = run(List.of(jdk), options("line").split(" ", -1));
    assertEquals("line", told.get(0));
    assertFirstAgentIs("jdk", told);
    told = run(List.of("_JAVA_OPTIONS=" + options("last")), options("line").split(" ", -1));
    assertEquals("last", told.get(0));
    assertFirstAgentIs("line", told);
  }
}
