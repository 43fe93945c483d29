package io.schedprobe.benchmarks.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A process of ours. It ends when it is closed, or with this JVM. */
public final class Child implements AutoCloseable {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end-children"));
  }

  private final List<String> command;
  private final Process process;
  private final BufferedReader out;

  private Child(List<String> command) throws IOException {
    this.command = command;
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    process = builder.start();
    RUNNING.add(process);
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static Child start(List<String> command) throws IOException {
    return new Child(command);
  }

  /** Runs {@code java}, the one that runs us, on the classes of the benchmarks. */
  public static Child startJava(List<String> options, Class<?> main) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", Checkout.classes().toString(), main.getName()));
    return start(command);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The next line it writes. */
  public String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IllegalStateException("ended too early: " + String.join(" ", command));
    }
    return line;
  }

  public void send(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Tells it that there is no more to read, and waits until it has ended. */
  public void finish() throws IOException, InterruptedException {
    process.getOutputStream().close();
    while (out.readLine() != null) {
      // Whatever else it has to say is of no interest.
    }
    int status = process.waitFor();
    RUNNING.remove(process);
    if (status != 0) {
      throw new IllegalStateException("failed: " + String.join(" ", command));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(process);
  }
}
