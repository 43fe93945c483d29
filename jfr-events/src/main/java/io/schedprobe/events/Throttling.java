package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/** The part of one wait in which a CPU quota was used up. */
@Name("schedprobe.Throttling")
@Label("Throttling")
@Description(
    "A thread of this JVM was ready to run and was not let, since its cgroup or one above it had used up"
        + " its CPU quota")
@Category("Schedprobe")
@StackTrace(false)
@Threshold("1 ms")
public final class Throttling extends Event {
  @Label("Wait Id")
  @Description("Number of the wait that the throttling is a part of")
  @WaitId
  public long waitId;

  @Label("Throttled Thread")
  @Description(
      "The Java thread that was throttled; none for threads the JVM has no Thread object for"
          + " (garbage collector, compiler) and for threads that ended before the event was"
          + " written")
  public Thread thread;

  @Label("Thread Name")
  @Description(
      "Name the thread gave itself, with \" (carrier)\" behind it where virtual threads run on it; the "
          + "OS thread name where there is none")
  public String threadName;

  @Label("OS Thread Id")
  @Description("Id of the throttled thread, in the pid namespace of this JVM")
  public int osThreadId;

  @Label("OS Thread Name")
  @Description("Name the kernel has for the throttled thread, at most 15 bytes")
  public String osName;

  @Label("Throttled")
  @Description(
      "Time lost, to the nanosecond: the share throttled of the wait. Since kernel 6.18 it is the first"
          + " part of the wait, as the event shows it; before, it can lie anywhere in the wait, and in"
          + " several parts")
  @Timespan(Timespan.NANOSECONDS)
  public long throttled;

  @Label("Cgroup")
  @Description(
      "Path of the cgroup whose quota was used up, as this JVM sees it; none where several may have been,"
          + " or none that this JVM can see")
  public String cgroup;

  @Label("Quota")
  @Description("Its CPU time for each quota period, to a second the one in force then")
  @Timespan(Timespan.NANOSECONDS)
  public long quota;

  @Label("Quota Period")
  @Description("Its quota period")
  @Timespan(Timespan.NANOSECONDS)
  public long quotaPeriod;
}
