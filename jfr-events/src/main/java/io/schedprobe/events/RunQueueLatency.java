package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/** One wait of one thread for a CPU, over the threshold, with the shares that sum to it. */
@Name("schedprobe.RunQueueLatency")
@Label("Run Queue Latency")
@Description(
    "A thread of this JVM was ready to run and had no CPU, from the start of the event to its end")
@Category("Schedprobe")
@StackTrace(false)
@Threshold("1 ms")
public final class RunQueueLatency extends Event {
  @Label("Wait Id")
  @Description("Number of the wait, the same in every event that tells of it")
  @WaitId
  public long waitId;

  @Label("Stalled Thread")
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
  @Description("Id of the stalled thread, in the pid namespace of this JVM")
  public int osThreadId;

  @Label("OS Thread Name")
  @Description("Name the kernel has for the stalled thread, at most 15 bytes")
  public String osName;

  @Label("Waited")
  @Description("Length of the wait to the nanosecond; the seven shares sum to it")
  @Timespan(Timespan.NANOSECONDS)
  public long waited;

  @Label("Wait Start")
  @Description(
      "When the wait began, by the wall clock; the event starts then too unless the JVM does not"
          + " let events be backdated")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  public long waitStart;

  @Label("Monotonic Start")
  @Description(
      "When the wait began, in nanoseconds of CLOCK_MONOTONIC: the plain number that other tools on"
          + " the kernel show, to be laid beside them")
  public long monotonicStart;

  @Label("CPU")
  @Description("CPU on which the thread got to run at last")
  public int cpu;

  @Label("Onset")
  @Description(
      "Why the wait began: wakeup, new (the thread was created), preemption (it was running and was"
          + " put back) or throttled (it was running when the CPU quota was used up)")
  public String onset;

  @Label("Migrations")
  @Description("How often the waiting thread was moved to another CPU")
  public int migrations;

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

  @Label("Unnamed")
  @Description("Part of external, sibling, self and kernel for which no NeighborRun names the task")
  @Timespan(Timespan.NANOSECONDS)
  public long unnamed;

  @Label("Neighbor Kind")
  @Description(
      "Share the largest neighbor counts into: external, sibling or kernel; none if nothing"
          + " outside this JVM is known to have run")
  public String neighborKind;

  @Label("Neighbor")
  @Description("Process that had the CPU longest during the wait, this JVM aside")
  public String neighbor;

  @Label("Neighbor Process Id")
  @Description("Its process id in the initial pid namespace; -1 if there is none")
  public int neighborPid;

  @Label("Neighbor Cgroup")
  @Description("Path of its cgroup")
  public String neighborCgroup;

  @Label("Neighbor Container")
  @Description("Whole id of its container, where the cgroup tells")
  public String neighborContainer;

  @Label("Neighbor Container Name")
  @Description(
      "Name of the container, where the files of kubelet or of the container runtime tell"
          + " and may be read")
  public String neighborContainerName;

  @Label("Neighbor Pod")
  @Description("Kubernetes pod as namespace/name; its uid where the name is not known")
  public String neighborPod;

  @Label("Neighbor CPU Time")
  @Description("Time it ran during the wait")
  @Timespan(Timespan.NANOSECONDS)
  public long neighborTime;
}
