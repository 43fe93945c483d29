package io.schedprobe.life;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.management.jfr.FlightRecorderMXBean;

/**
 * A service that the agent is loaded into. Answers a command a line; ends when its input does, by
 * returning from {@code main}.
 */
final class Service {
  private static final Map<String, Recording> RECORDINGS = new HashMap<>();
  private static final List<Worker> WORKERS = new ArrayList<>();
  private static ServiceThreads crowd;

  private Service() {}

  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> System.out.println("UNCAUGHT on " + thread.getName() + ": " + e));
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = List.of(line.split(" ", -1));
      if (words.get(0).equals("return")) {
        return;
      }
      System.out.println(line + ": " + answer(words, words.subList(1, words.size() - 1)));
    }
  }

  /** The last word is the question's number. */
  private static String answer(List<String> words, List<String> rest) throws Exception {
    switch (words.get(0)) {
      case "start" -> {
        Recording recording = new Recording();
        recording.setSettings(settings(rest.subList(1, rest.size())));
        recording.start();
        RECORDINGS.put(rest.get(0), recording);
      }
      case "set" -> RECORDINGS.get(rest.get(0)).setSettings(settings(rest.subList(1, rest.size())));
      case "stop" -> {
        try (Recording recording = RECORDINGS.remove(rest.get(0))) {
          recording.stop();
          recording.dump(Path.of(rest.get(1)));
        }
      }
      case "dump" -> {
        try (Recording copy = RECORDINGS.get(rest.get(0)).copy(true)) {
          copy.dump(Path.of(rest.get(1)));
        }
      }
      case "close" -> RECORDINGS.remove(rest.get(0)).close();
      case "jmx-start" -> {
        return jmxStart(settings(rest));
      }
      case "jmx-stop" -> jmxStop(Long.parseLong(rest.get(0)), rest.get(1));
      case "work" -> {
        for (int i = 0; i < Integer.parseInt(rest.get(0)); i++) {
          WORKERS.add(Worker.start("worker-" + i, Integer.parseInt(rest.get(1))));
        }
      }
      case "rest" -> {
        for (Worker worker : WORKERS) {
          worker.end();
        }
        WORKERS.clear();
      }
      case "stand" -> {
        crowd = new ServiceThreads();
        crowd.stand(Integer.parseInt(rest.get(0)), rest.get(1));
      }
      case "nudge" -> crowd.nudge(Integer.parseInt(rest.get(0)));
      case "disperse" -> crowd.disperse();
      case "pass" ->
          ServiceThreads.pass(
              Integer.parseInt(rest.get(0)), Integer.parseInt(rest.get(1)), rest.get(2));
      case "initialized" -> {
        return Boolean.toString(FlightRecorder.isInitialized());
      }
      case "property" -> {
        return System.getProperty(rest.get(0), "absent");
      }
      case "threads" -> {
        return ours().stream().map(Thread::getName).sorted().collect(Collectors.joining(","));
      }
      case "all-threads" -> {
        return Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .sorted()
            .collect(Collectors.joining(","));
      }
      case "interrupt" -> ours().forEach(Thread::interrupt);
      case "interrupted" -> {
        return Boolean.toString(ours().stream().anyMatch(Thread::isInterrupted));
      }
      case "exhaust" -> {
        return Long.toString(exhaust(Integer.parseInt(rest.get(0))));
      }
      case "exit" -> System.exit(Integer.parseInt(rest.get(0)));
      case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(rest.get(0)));
      default -> {
        return "?";
      }
    }
    return "done";
  }

  /** From {@code name=value} words. A value of ours has no blank in it: "200us". */
  private static Map<String, String> settings(List<String> words) {
    Map<String, String> settings = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      settings.put(
          "schedprobe." + word.substring(0, equals),
          word.substring(equals + 1).replaceAll("(?<=\\d)(?=[a-z])", " "));
    }
    return settings;
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("schedprobe"))
        .toList();
  }

  private static String jmxStart(Map<String, String> settings) {
    FlightRecorderMXBean jfr = ManagementFactory.getPlatformMXBean(FlightRecorderMXBean.class);
    long id = jfr.newRecording();
    jfr.setRecordingSettings(id, settings);
    jfr.startRecording(id);
    return Long.toString(id);
  }

  private static void jmxStop(long id, String path) throws IOException {
    FlightRecorderMXBean jfr = ManagementFactory.getPlatformMXBean(FlightRecorderMXBean.class);
    jfr.stopRecording(id);
    jfr.copyTo(id, path);
    jfr.closeRecording(id);
  }

  /** Fills the heap until there is no more, so many times, and lets go of it each time. */
  private static long exhaust(int times) throws InterruptedException {
    long taken = 0;
    for (int i = 0; i < times; i++) {
      List<byte[]> hoard = new ArrayList<>();
      try {
        for (int size = 1 << 20; size >= 16; ) {
          try {
            hoard.add(new byte[size]);
          } catch (OutOfMemoryError e) {
            size /= 2;
          }
        }
        Thread.sleep(300);
      } catch (OutOfMemoryError e) {
        // As was wanted.
      }
      taken += hoard.size();
    }
    return taken;
  }

  /** Wants a CPU for a while, sleeps as long, and so on. */
  private static final class Worker implements Runnable {
    private final int micros;
    private volatile boolean ended;
    private Thread thread;

    private Worker(int micros) {
      this.micros = micros;
    }

    static Worker start(String name, int micros) {
      Worker worker = new Worker(micros);
      worker.thread = new Thread(worker, name);
      worker.thread.setDaemon(true);
      worker.thread.start();
      return worker;
    }

    @Override
    public void run() {
      while (!ended) {
        long until = System.nanoTime() + micros * 1000L;
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
        }
        LockSupport.parkNanos(micros * 1000L);
      }
    }

    void end() throws InterruptedException {
      ended = true;
      thread.join();
    }
  }
}
