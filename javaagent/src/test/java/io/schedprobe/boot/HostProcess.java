package io.schedprobe.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that runs {@link Host}, and the questions it is asked. */
final class HostProcess implements AutoCloseable {
  private static final int PATIENCE = 1500;

  private final JavaProcess process;
  private int questions;

  private HostProcess(JavaProcess process) {
    this.process = process;
  }

  /** Starts the host with arguments for the JVM and returns when its {@code main} runs. */
  static HostProcess start(String... jvmArguments) throws Exception {
    return start(List.of(), List.of(), jvmArguments);
  }

  /**
   * Likewise.
   *
   * @param behind a command that executes the JVM in its place, such as {@code unshare --mount}
   * @param libraries what else is on the class path
   */
  static HostProcess start(List<String> behind, List<Path> libraries, String... jvmArguments)
      throws Exception {
    StringBuilder classPath = new StringBuilder(Path.of("target", "test-classes").toString());
    for (Path library : libraries) {
      classPath.append(':').append(library);
    }
    List<String> arguments = new ArrayList<>(List.of(jvmArguments));
    arguments.addAll(List.of("-cp", classPath.toString(), Host.class.getName()));
    HostProcess host = new HostProcess(JavaProcess.start(behind, arguments.toArray(new String[0])));
    host.process.await("ready");
    return host;
  }

  /** Asks, and returns the answer. Each question has a number, so that no answer is taken twice. */
  String ask(String question) throws IOException, InterruptedException {
    String numbered = question + " #" + questions++;
    process.send(numbered);
    return process.await(numbered + ": ");
  }

  /** Waits until the agent says that it runs. */
  void awaitAgent() throws IOException, InterruptedException {
    assertEquals(Lifecycle.RUNNING, awaitState());
  }

  /** Waits until the agent says how it fares. */
  String awaitState() throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      String state = ask("property " + Lifecycle.PROPERTY);
      if (!state.equals("absent") && !state.equals(Lifecycle.STARTING)) {
        return state;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the agent does not start; err: " + err());
  }

  /** Waits until every agent on the command line has been answered. */
  void awaitEndOfBoot() throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      if (!ask("threads").contains("schedprobe-boot")) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the boot thread does not end; err: " + err());
  }

  /** Lets {@code main} return, and requires that the JVM ends by that with status 0. */
  void exit() throws IOException, InterruptedException {
    process.send("exit");
    assertEquals(0, process.exitStatus());
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
