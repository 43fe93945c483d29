package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Every wait of one thread in a period, below and above the threshold. */
@Name("schedprobe.ThreadRunQueue")
@Label("Thread Run Queue")
@Description(
    "What a thread of this JVM waited for a CPU in the period, below and above every threshold;"
        + " only threads that waited")
@Category("Schedprobe")
@StackTrace(false)
@Period("10 s")
public final class ThreadRunQueue extends Event {
  @Label("Period")
  @Description("Time that the numbers are of, up to the event")
  @Timespan(Timespan.NANOSECONDS)
  public long period;

  @Label("Thread")
  @Description(
      "The Java thread that waited for a CPU; none for threads the JVM has no Thread object for"
          + " (garbage collector, compiler) and for threads that ended before the event was"
          + " written")
  public Thread thread;

  @Label("Thread Name")
  @Description(
      "Name the thread gave itself, with \" (carrier)\" behind it where virtual threads run on it; the "
          + "OS thread name where there is none")
  public String threadName;

  @Label("OS Thread Id")
  @Description(
      "Id of the thread, in the pid namespace of this JVM; 0 for the threads that found no place of"
          + " their own in the kernel, taken together")
  public int osThreadId;

  @Label("OS Thread Name")
  @Description("Name the kernel has for the thread, at most 15 bytes")
  public String osName;

  @Label("Exited")
  @Description("The thread ended in this period")
  public boolean exited;

  @Label("Waits")
  @Description("Waits that ended: how often the thread was given a CPU")
  public int waits;

  @Label("Preemptions")
  @Description("Waits that began because another task took the CPU; -1 if the source does not know")
  public int preemptions;

  @Label("Switches")
  @Description(
      "How often the thread was switched in, after giving its CPU up and after preemptions. Each"
          + " switch ends a wait, so it equals waits")
  public int switches;

  @Label("Total")
  @Description("Sum of the waits")
  @Timespan(Timespan.NANOSECONDS)
  public long total;

  @Label("Maximum")
  @Description("Longest wait; not known to the source proc")
  @Timespan(Timespan.NANOSECONDS)
  public long max;

  @Label("50th Percentile")
  @Description("Half of the waits were shorter; not known to the source proc")
  @Timespan(Timespan.NANOSECONDS)
  public long p50;

  @Label("90th Percentile")
  @Description("90 % of the waits were shorter; not known to the source proc")
  @Timespan(Timespan.NANOSECONDS)
  public long p90;

  @Label("99th Percentile")
  @Description("99 % of the waits were shorter; not known to the source proc")
  @Timespan(Timespan.NANOSECONDS)
  public long p99;

  @Label("99.9th Percentile")
  @Description("99.9 % of the waits were shorter; not known to the source proc")
  @Timespan(Timespan.NANOSECONDS)
  public long p999;

  @Label("Throttled")
  @Description("Our cgroup, or one above it, had used up its CPU quota")
  @Timespan(Timespan.NANOSECONDS)
  public long throttled;

  @Label("External")
  @Description("Tasks of other cgroups ran: the neighbors")
  @Timespan(Timespan.NANOSECONDS)
  public long external;

  @Label("Sibling")
  @Description("Other processes of our own cgroup ran")
  @Timespan(Timespan.NANOSECONDS)
  public long sibling;

  @Label("Self")
  @Description("Other threads of this JVM ran")
  @Timespan(Timespan.NANOSECONDS)
  public long self;

  @Label("Kernel")
  @Description("Kernel threads ran")
  @Timespan(Timespan.NANOSECONDS)
  public long kernel;

  @Label("Idle")
  @Description("The CPU was idle or switching: wake-up and dispatch delay")
  @Timespan(Timespan.NANOSECONDS)
  public long idle;

  @Label("Unattributed")
  @Description("What could not be known")
  @Timespan(Timespan.NANOSECONDS)
  public long unattributed;
}
