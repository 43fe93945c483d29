package io.schedprobe.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own, of the JDK that runs the tests, with what it writes collected line by line.
 * Killed when closed.
 */
public final class JavaProcess implements AutoCloseable {
  /** A hang must end a test; nothing is measured by it. */
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Lines out;
  private final Lines err;

  private JavaProcess(Process process) {
    this.process = process;
    this.out = new Lines(process.getInputStream());
    this.err = new Lines(process.getErrorStream());
  }

  /** Runs {@code java} with the arguments. */
  public static JavaProcess start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  /** Runs {@code java} with the arguments, behind a command such as {@code unshare --mount}. */
  public static JavaProcess start(List<String> behind, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(behind);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return new JavaProcess(builder.start());
  }

  /** The agent as it is shipped. Built by {@code package}, so for integration tests only. */
  public static Path agentJar() {
    Path jar = Path.of(System.getProperty("schedprobe.jar", "target/schedprobe.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is missing: run the package phase first");
    }
    return jar.toAbsolutePath();
  }

  /** The argument that loads the agent with the options. */
  public static String agent(String options) {
    return "-javaagent:" + agentJar() + (options.isEmpty() ? "" : "=" + options);
  }

  /** The JVM's, as this process sees it: the last descendant of a command that forks. */
  public long pid() {
    return process.descendants().reduce((first, last) -> last).orElse(process.toHandle()).pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for a line on standard output that begins with the text, and returns the rest of it. */
  public String await(String beginning) throws InterruptedException {
    return out.await(beginning);
  }

  /** Writes a line to its standard input. */
  public void send(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Ends its standard input. */
  public void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits for its end and returns the exit status. */
  public int exitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running; out: " + out + "; err: " + err);
    }
    out.awaitEnd();
    err.awaitEnd();
    return process.exitValue();
  }

  /** The lines on standard output so far. */
  public List<String> out() {
    return out.copy();
  }

  /** The lines on standard error so far. */
  public List<String> err() {
    return err.copy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** What a stream brought, read by a thread of its own. */
  private static final class Lines {
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    Lines(InputStream stream) {
      Thread reader = new Thread(() -> read(stream), "output");
      reader.setDaemon(true);
      reader.start();
    }

    private void read(InputStream stream) {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        end();
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    synchronized String await(String beginning) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      int seen = 0;
      while (true) {
        for (; seen < lines.size(); seen++) {
          if (lines.get(seen).startsWith(beginning)) {
            return lines.get(seen).substring(beginning.length());
          }
        }
        wait(patience("no line beginning with '" + beginning + "'", deadline));
      }
    }

    synchronized void awaitEnd() throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!ended) {
        wait(patience("the stream does not end", deadline));
      }
    }

    /** Milliseconds left to wait, at least 1. */
    private long patience(String failure, long deadline) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (ended || left <= 0) {
        throw new AssertionError(failure + " in " + lines);
      }
      return left;
    }

    synchronized List<String> copy() {
      return List.copyOf(lines);
    }

    @Override
    public synchronized String toString() {
      return lines.toString();
    }
  }
}
