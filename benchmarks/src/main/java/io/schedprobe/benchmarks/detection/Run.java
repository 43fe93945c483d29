package io.schedprobe.benchmarks.detection;

import io.schedprobe.benchmarks.overhead.Checkout;
import io.schedprobe.benchmarks.overhead.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A scenario, played once. */
final class Run {
  private static final int SETTLE_SECONDS = 8;
  private static final long QUOTA_MICROS = 30_000;

  private Run() {}

  /**
   * What came of it.
   *
   * @param seconds to the right alert; -1 if it did not come
   * @param wrong alerts that were not right, in words
   */
  record Outcome(double seconds, List<String> wrong) {}

  /**
   * Plays it.
   *
   * @param cpu that the service and the noise share, and nobody else if possible
   */
  static Outcome play(Scenario scenario, int cpu) throws Exception {
    try (AlertSink sink = new AlertSink();
        CpuGroup own = CpuGroup.create("service-" + cpu);
        Noise noise = new Noise(scenario, cpu)) {
      String agent =
          "-javaagent:" + Checkout.agentJar() + "=detect,alert-log=false,webhook=" + sink.url();
      try (Child service = start(own, cpu, agent)) {
        if (!service.line().equals("ready")) {
          throw new IllegalStateException("the service did not start");
        }
        if (scenario == Scenario.QUOTA_AND_HOG) {
          own.quota(QUOTA_MICROS);
        }
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        long begin = System.nanoTime();
        if (scenario == Scenario.QUOTA) {
          own.quota(QUOTA_MICROS);
        }
        if (scenario == Scenario.GC_STORM) {
          service.send("gc");
        }
        perform(scenario, noise, begin);
        if (!service.isAlive()) {
          throw new IllegalStateException("the service has ended");
        }
        return judge(scenario, sink.came(), noise.names(), begin);
      }
    }
  }

  /** In the cgroup before it becomes a JVM, so that all its threads are. */
  private static Child start(CpuGroup group, int cpu, String agent) throws Exception {
    String java = System.getProperty("java.home") + "/bin/java";
    return Child.start(
        List.of(
            "taskset",
            "-c",
            Integer.toString(cpu),
            "sh",
            "-c",
            "echo $$ > " + group.procs() + "; exec \"$@\"",
            "sh",
            java,
            "-Xmx64m",
            agent,
            "-cp",
            Checkout.classes().toString(),
            NoisyService.class.getName()));
  }

  private static void perform(Scenario scenario, Noise noise, long begin) throws Exception {
    for (int i = 0; i < scenario.bursts; i++) {
      until(begin, i * Scenario.EVERY);
      noise.begin();
      until(begin, i * Scenario.EVERY + scenario.length);
      noise.end();
    }
    until(begin, scenario.seconds);
  }

  private static void until(long begin, int second) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
  }

  static Outcome judge(
      Scenario scenario, List<AlertSink.Came> came, List<String> noise, long begin) {
    double seconds = -1;
    List<String> wrong = new ArrayList<>();
    for (AlertSink.Came alert : came) {
      boolean expected = alert.alert().equals(scenario.expected.alert) && alert.nanos() > begin;
      boolean culprit = alert.cgroup() == null || noise.stream().anyMatch(alert.cgroup()::endsWith);
      if (expected && culprit) {
        seconds = seconds < 0 ? (alert.nanos() - begin) / 1e9 : seconds;
      } else {
        wrong.add(alert.summary());
      }
    }
    return new Outcome(seconds, wrong);
  }
}
