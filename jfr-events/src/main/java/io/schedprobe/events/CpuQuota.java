package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * The CPU quota of one cgroup that this JVM is in, and how it fared, by the kernel's own account.
 */
@Name("schedprobe.CpuQuota")
@Label("CPU Quota")
@Description(
    "CPU quota, throttling and pressure of this JVM's cgroup, and of each one above it that has a quota")
@Category("Schedprobe")
@StackTrace(false)
@Period("10 s")
public final class CpuQuota extends Event {
  @Label("Period")
  @Description("Time that the counts are of, up to the event")
  @Timespan(Timespan.NANOSECONDS)
  public long period;

  @Label("Cgroup")
  @Description("Path of the cgroup, as this JVM sees it: in a container mostly /")
  public String cgroup;

  @Label("Own")
  @Description("It is this JVM's own cgroup, not one above it")
  public boolean own;

  @Label("Quota")
  @Description("CPU time that its tasks may use in each quota period; not available if unlimited")
  @Timespan(Timespan.NANOSECONDS)
  public long quota;

  @Label("Quota Period")
  @Description("Its quota period; not available if unlimited")
  @Timespan(Timespan.NANOSECONDS)
  public long quotaPeriod;

  @Label("Burst")
  @Description(
      "Unused quota that may be saved up for later periods; not available if unlimited, nor before"
          + " kernel 5.14")
  @Timespan(Timespan.NANOSECONDS)
  public long burst;

  @Label("CPUs")
  @Description("Quota divided by quota period; -1 if unlimited")
  public double cpus;

  @Label("Periods")
  @Description("Quota periods in which it ran; -1 if not known")
  public long periods;

  @Label("Throttled Periods")
  @Description("Quota periods in which it was throttled; -1 if not known")
  public long throttledPeriods;

  @Label("Throttled Time")
  @Description(
      "Time for which it was throttled, added up over the CPUs, whichever of its tasks waited; counted by"
          + " the kernel when a throttling ends")
  @Timespan(Timespan.NANOSECONDS)
  public long throttledTime;

  @Label("Pressure Some")
  @Description(
      "Time in which one of its tasks at least was ready to run and did not (cpu.pressure); not available"
          + " on cgroup v1")
  @Timespan(Timespan.NANOSECONDS)
  public long pressureSome;

  @Label("Pressure Full")
  @Description(
      "Time in which tasks of it were ready to run and none did (cpu.pressure); not available on cgroup v1"
          + " and before kernel 5.13")
  @Timespan(Timespan.NANOSECONDS)
  public long pressureFull;

  @Label("All Visible")
  @Description(
      "Every cgroup up to the root is visible. If not, as in most containers, a quota further up may limit"
          + " this JVM unseen")
  public boolean allVisible;
}
