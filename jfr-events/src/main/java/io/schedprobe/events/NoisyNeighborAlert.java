package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/** Word of an alert of the detector. */
@Name("schedprobe.NoisyNeighborAlert")
@Label("Noisy Neighbor Alert")
@Description(
    "A neighbor, many together, or a quota has been noisy for long enough to tell, or is no more; needs the option detect")
@Category("Schedprobe")
@StackTrace(false)
@Threshold("0 ns")
public final class NoisyNeighborAlert extends Event {
  @Label("Alert Id")
  @Description("Number of the alert, the same in every word of it")
  public long alertId;

  @Label("Phase")
  @Description(
      "Why it is written: firing (it begins), escalated, repeated (it still lasts after the cooldown) or resolved (it is over)")
  public String phase;

  @Label("Severity")
  @Description("info, warning, critical or emergency")
  public String severity;

  @Label("Cause")
  @Description("neighbor (one cgroup), neighbors (many, none of them large) or quota")
  public String cause;

  @Label("Cgroup")
  @Description("Path of the cgroup of the neighbor; none unless the cause is one neighbor")
  public String cgroup;

  @Label("Container")
  @Description("Whole id of its container, where the cgroup tells")
  public String container;

  @Label("Container Name")
  @Description(
      "Name of the container, where the files of kubelet or of the container runtime tell and may be read")
  public String containerName;

  @Label("Pod")
  @Description("Kubernetes pod as namespace/name; its uid where the name is not known")
  public String pod;

  @Label("Score")
  @Description(
      "How noisy it is, 0 to 100: the weighted mean of those of the four parts that can be its doing")
  public double score;

  @Label("Latency Score")
  @Description("Part of the score from the latency caused in single waits, 0 to 100")
  public double latencyScore;

  @Label("Preemption Score")
  @Description("Part from the rate of preemptions, 0 to 100; -1 for a quota")
  public double preemptionScore;

  @Label("Throttling Score")
  @Description("Part from the quota periods throttled, 0 to 100; -1 for neighbors")
  public double throttlingScore;

  @Label("Resource Score")
  @Description("Part from the CPU time taken while this JVM waited, 0 to 100; -1 for a quota")
  public double resourceScore;

  @Label("Confidence")
  @Description(
      "How far the score can be relied on, 0 to 1, from the number of waits and the coverage")
  public double confidence;

  @Label("Coverage")
  @Description("Part of the truth that was seen and has names, 0 to 1")
  public double coverage;

  @Label("Pattern")
  @Description("sustained, recurring, spike or quiet")
  public String pattern;

  @Label("Lasting")
  @Description("Since the alert began")
  @Timespan(Timespan.NANOSECONDS)
  public long lasting;

  @Label("Waits")
  @Description("Waits over the threshold in the window in which it had a part")
  public long waits;

  @Label("Caused p50")
  @Description("Latency it caused in each of those waits: in half of them at the most so much")
  @Timespan(Timespan.NANOSECONDS)
  public long p50;

  @Label("Caused p95")
  @Description("The same of 95 % of those waits; what the score takes")
  @Timespan(Timespan.NANOSECONDS)
  public long p95;

  @Label("Caused p99")
  @Description("The same of 99 % of those waits")
  @Timespan(Timespan.NANOSECONDS)
  public long p99;

  @Label("Baseline")
  @Description(
      "Mean wait of this JVM without what neighbors and quotas add, the median over two minutes")
  @Timespan(Timespan.NANOSECONDS)
  public long baseline;

  @Label("Preemptions per Second")
  @Description("Waits over the threshold that began by losing the CPU to it, per second")
  public double preemptionRate;

  @Label("CPUs")
  @Description("CPU time it had while threads of this JVM waited, in CPUs")
  public double cpus;

  @Label("Lost")
  @Description("Thread time lost to it per second, in seconds")
  public double lost;

  @Label("Trend")
  @Description("Change of the lost thread time, in seconds per second and minute")
  public double trend;

  @Label("Recurrence Period")
  @Description("Time after which it comes again; 0 if no period was found")
  @Timespan(Timespan.NANOSECONDS)
  public long recurrencePeriod;

  @Label("Throttled Periods")
  @Description("Part of the quota periods that were throttled, 0 to 1; -1 if not known or no quota")
  public double throttledPart;

  @Label("Largest")
  @Description("The neighbors that took most, with their parts of what all took; at most three")
  public String largest;

  @Label("Repeats")
  @Description("How often word of this alert was given before")
  public int repeats;

  @Label("Recommendation")
  @Description("What can be done")
  public String recommendation;
}
