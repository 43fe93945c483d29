package io.schedprobe.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.testing.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that runs {@link Service}, and what it is told. */
final class ServiceProcess implements AutoCloseable {
  private static final int PATIENCE = 600;

  private final JavaProcess process;
  private int questions;

  private ServiceProcess(JavaProcess process) {
    this.process = process;
  }

  /** Starts the service with arguments for the JVM and returns when its {@code main} runs. */
  static ServiceProcess start(String... jvmArguments) throws Exception {
    return start(List.of(), Path.of("target", "test-classes"), jvmArguments);
  }

  /**
   * Likewise.
   *
   * @param behind a command that executes the JVM in its place, such as {@code unshare --mount}
   */
  static ServiceProcess start(List<String> behind, Path classes, String... jvmArguments)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(jvmArguments));
    arguments.addAll(List.of("-cp", classes.toString(), Service.class.getName()));
    JavaProcess java = JavaProcess.start(behind, arguments.toArray(new String[0]));
    java.await("ready");
    return new ServiceProcess(java);
  }

  /**
   * Settings for waits alone. The other events of a wait are on by default, with thresholds of
   * their own, of which the smallest counts.
   */
  static String onlyWaitsOver(String threshold) {
    return "RunQueueLatency#enabled=true RunQueueLatency#threshold="
        + threshold
        + " NeighborRun#enabled=false Preemption#enabled=false Throttling#enabled=false";
  }

  /** Asks, and returns the answer. Each question has a number, so that no answer is taken twice. */
  String ask(String question) throws IOException, InterruptedException {
    String numbered = question + " #" + questions++;
    process.send(numbered);
    return process.await(numbered + ": ");
  }

  /** Tells it to do something. */
  void tell(String... words) throws IOException, InterruptedException {
    assertEquals("done", ask(String.join(" ", words)));
  }

  /** Asks until the answer is the one that is waited for. */
  void awaitAnswer(String question, String answer) throws IOException, InterruptedException {
    String last = "";
    for (int i = 0; i < PATIENCE; i++) {
      last = ask(question);
      if (last.equals(answer)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(question + " stays " + last + "; err: " + err());
  }

  void awaitAgent() throws IOException, InterruptedException {
    awaitAnswer("property schedprobe.agent", "running");
  }

  /** Says something to which no answer comes. */
  void say(String words) throws IOException {
    process.send(words + " #");
  }

  /** Lets {@code main} return, and requires that the JVM ends by that with status 0. */
  void end() throws IOException, InterruptedException {
    say("return");
    assertEquals(0, exitStatus());
  }

  int exitStatus() throws InterruptedException {
    return process.exitStatus();
  }

  /** Runs the agent's command line or a tool of the JDK on it, and returns what that printed. */
  List<String> command(String tool, String... arguments) throws Exception {
    return run(0, tool, arguments).lines().toList();
  }

  /** Likewise, of a command that is refused. */
  String commandThatFails(String tool, String... arguments) throws Exception {
    return run(1, tool, arguments);
  }

  private String run(int status, String tool, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    if (tool.equals("jcmd")) {
      command.addAll(List.of(bin.resolve("jcmd").toString(), Long.toString(pid())));
    } else {
      command.addAll(List.of(bin.resolve("java").toString(), "-jar"));
      command.addAll(List.of(JavaProcess.agentJar().toString(), tool, Long.toString(pid())));
    }
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.remove("JDK_JAVA_OPTIONS");
    environment.remove("JAVA_TOOL_OPTIONS");
    Process ran = builder.start();
    String output = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(status, ran.waitFor(), output);
    return output;
  }

  long pid() {
    return process.pid();
  }

  List<String> out() {
    return process.out();
  }

  List<String> err() {
    return process.err();
  }

  @Override
  public void close() {
    process.close();
  }
}
