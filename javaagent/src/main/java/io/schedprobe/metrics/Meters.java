package io.schedprobe.metrics;

import static io.schedprobe.metrics.Meter.Kind.COUNTER;
import static io.schedprobe.metrics.Meter.Kind.GAUGE;
import static io.schedprobe.metrics.Meter.Kind.HISTOGRAM;
import static io.schedprobe.metrics.Meter.Kind.INFO;

import java.util.ArrayList;
import java.util.List;

/** All meters, in the order of the documentation. */
public final class Meters {
  private static final List<Meter> ALL = new ArrayList<>();

  static final Meter LATENCY =
      meter(
          HISTOGRAM,
          "scheduler_process_latency_microseconds",
          "scheduler.processLatency",
          "Run queue latency of all threads of this JVM, every wait, in microseconds.");
  static final Meter PREEMPTIONS =
      meter(
          COUNTER,
          "scheduler_preemptions",
          "scheduler.preemptions",
          "Times that a thread of this JVM lost the CPU though it could have run on.",
          "preempted_container",
          "preempting_container");
  static final Meter ALERTS =
      meter(
          COUNTER,
          "noisy_neighbor_alerts",
          "noisyNeighbor.alerts",
          "Alerts that began, by the neighbor's container and by what was alerted to.",
          "container_id",
          "alert_type");
  static final Meter WAITS =
      meter(
          COUNTER,
          "schedprobe_waits",
          "schedprobe.waits",
          "Waits of threads of this JVM for a CPU, above and below the threshold.");
  static final Meter WAIT_SECONDS =
      meter(
          COUNTER,
          "schedprobe_wait_seconds",
          "schedprobe.waitTime",
          "Time that threads of this JVM waited for a CPU, in seconds, by who had it.",
          "share");
  static final Meter NEIGHBOR_CPU =
      meter(
          COUNTER,
          "schedprobe_neighbor_cpu_seconds",
          "schedprobe.neighborCpuTime",
          "CPU time a neighbor had while at least one thread of this JVM waited behind it, in"
              + " seconds.",
          "container");
  static final Meter NEIGHBOR_STOLEN =
      meter(
          COUNTER,
          "schedprobe_neighbor_stolen_seconds",
          "schedprobe.neighborStolenTime",
          "Thread time that a neighbor took, in seconds: its CPU time, once for each thread of"
              + " this JVM that waited behind it.",
          "container");
  static final Meter NEIGHBOR_INFO =
      meter(
          INFO,
          "schedprobe_neighbor_info",
          null,
          "What is known of a neighbor.",
          "container",
          "container_name",
          "pod",
          "runtime",
          "cgroup");
  static final Meter NEIGHBORS =
      meter(
          GAUGE,
          "schedprobe_neighbors",
          "schedprobe.neighbors",
          "Neighbors in the last interval, by whether they have series of their own.",
          "series");
  static final Meter NEIGHBOR_SERIES_ENDED =
      meter(
          COUNTER,
          "schedprobe_neighbor_series_ended",
          "schedprobe.neighborSeriesEnded",
          "Times that a neighbor gave up its series to a larger one.");
  static final Meter QUOTA_CORES =
      meter(
          GAUGE,
          "schedprobe_cpu_quota_cores",
          "schedprobe.cpuQuota",
          "CPU quota of this JVM's cgroup or one above it, in CPUs.",
          "cgroup");
  static final Meter QUOTA_PERIODS =
      meter(
          COUNTER,
          "schedprobe_cpu_quota_periods",
          "schedprobe.cpuQuotaPeriods",
          "Quota periods in which the cgroup ran.",
          "cgroup");
  static final Meter QUOTA_THROTTLED_PERIODS =
      meter(
          COUNTER,
          "schedprobe_cpu_quota_throttled_periods",
          "schedprobe.cpuQuotaThrottledPeriods",
          "Quota periods in which the cgroup was throttled.",
          "cgroup");
  static final Meter QUOTA_THROTTLED_SECONDS =
      meter(
          COUNTER,
          "schedprobe_cpu_quota_throttled_seconds",
          "schedprobe.cpuQuotaThrottledTime",
          "Time for which the cgroup was throttled by the kernel's account, in seconds, added up"
              + " over the CPUs.",
          "cgroup");
  static final Meter PRESSURE =
      meter(
          COUNTER,
          "schedprobe_cpu_pressure_seconds",
          "schedprobe.cpuPressure",
          "Time in which some task of the cgroup waited for a CPU, in seconds.",
          "cgroup");
  static final Meter SOURCE =
      meter(
          GAUGE,
          "schedprobe_source",
          "schedprobe.source",
          "1 for the source in use: ebpf, proc or none.",
          "source");
  static final Meter SOURCE_OPENED =
      meter(
          COUNTER,
          "schedprobe_source_opened",
          "schedprobe.sourceOpened",
          "Times that a source was opened.");
  static final Meter THRESHOLD =
      meter(
          GAUGE,
          "schedprobe_threshold_seconds",
          "schedprobe.threshold",
          "The shortest wait that the kernel reports as a record of its own, in seconds.");
  static final Meter RECORDS =
      meter(
          COUNTER,
          "schedprobe_records",
          "schedprobe.records",
          "Records of single waits that the kernel part wrote.");
  static final Meter LOSSES =
      meter(
          COUNTER,
          "schedprobe_losses",
          "schedprobe.losses",
          "What was lost, left out or refused, by what it was.",
          "loss");
  static final Meter LOST_SECONDS =
      meter(
          COUNTER,
          "schedprobe_lost_seconds",
          "schedprobe.lostTime",
          "Waiting time in what was lost, in seconds.",
          "loss");
  static final Meter RING_LOST =
      meter(
          COUNTER,
          "schedprobe_ring_lost_bytes",
          "schedprobe.ringLost",
          "Bytes of the ring passed over because they were no records.");
  static final Meter RING_USED =
      meter(
          GAUGE,
          "schedprobe_ring_used_bytes",
          "schedprobe.ringUsed",
          "Bytes in the ring that are not read yet.");
  static final Meter RING_SIZE =
      meter(
          GAUGE,
          "schedprobe_ring_size_bytes",
          "schedprobe.ringSize",
          "Size of the ring buffer in bytes.");
  static final Meter AGENT_CPU =
      meter(
          COUNTER,
          "schedprobe_agent_cpu_seconds",
          "schedprobe.agentCpuTime",
          "CPU time of the agent's threads, Spectator's left out, in seconds.");
  static final Meter OBSERVER_FAILURES =
      meter(
          COUNTER,
          "schedprobe_observer_failures",
          "schedprobe.observerFailures",
          "Times that the metrics or the detector failed over something they were handed.");
  static final Meter KERNEL_MEMORY =
      meter(
          GAUGE,
          "schedprobe_kernel_memory_bytes",
          "schedprobe.kernelMemory",
          "Memory that the kernel part's maps take, in bytes.");
  static final Meter PROGRAM_SECONDS =
      meter(
          COUNTER,
          "schedprobe_program_seconds",
          "schedprobe.programTime",
          "Time that a kernel program ran, in seconds; only with kernel.bpf_stats_enabled.",
          "program");
  static final Meter PROGRAM_RUNS =
      meter(
          COUNTER,
          "schedprobe_program_runs",
          "schedprobe.programRuns",
          "Times that a kernel program ran; only with kernel.bpf_stats_enabled.",
          "program");

  /** Fed by the detector's channels. */
  public static final Meter ALERT_DELIVERIES =
      meter(
          COUNTER,
          "schedprobe_alert_deliveries",
          "schedprobe.alertDeliveries",
          "Words of alerts to channels other than JFR, by what became of them.",
          "result");

  /** Fed by the publisher to Atlas. */
  public static final Meter ATLAS_MEASUREMENTS =
      meter(
          COUNTER,
          "schedprobe_atlas_measurements",
          "schedprobe.atlasMeasurements",
          "Measurements for Atlas, by what became of them: sent, or why they were not.",
          "result");

  /** Likewise. */
  public static final Meter ATLAS_STEPS_MISSED =
      meter(
          COUNTER,
          "schedprobe_atlas_steps_missed",
          "schedprobe.atlasStepsMissed",
          "Steps of which nothing was handed to the sender for Atlas.");

  private Meters() {}

  /** Every meter there is. */
  public static List<Meter> all() {
    return List.copyOf(ALL);
  }

  private static Meter meter(
      Meter.Kind kind, String name, String atlasName, String help, String... labels) {
    Meter meter = new Meter(kind, name, atlasName, List.of(labels), help);
    ALL.add(meter);
    return meter;
  }
}
