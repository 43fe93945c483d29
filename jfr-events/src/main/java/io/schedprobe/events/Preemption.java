package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/** Who took the CPU from whom. Lasts until the preempted thread ran again. */
@Name("schedprobe.Preemption")
@Label("Preemption")
@Description(
    "A running thread of this JVM lost its CPU to another task; the event lasts until the thread"
        + " ran again")
@Category("Schedprobe")
@StackTrace(false)
@Threshold("1 ms")
public final class Preemption extends Event {
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

  @Label("Process")
  @Description("Name of the preempted process: this JVM")
  public String process;

  @Label("Process Id")
  @Description("Its process id as this JVM knows it")
  public int pid;

  @Label("Cgroup")
  @Description(
      "Path of the cgroup of this JVM; where the process was moved, the new one within 5 s")
  public String cgroup;

  @Label("Preemptor Kind")
  @Description(
      "Share it counts into: external, sibling, self or kernel; none, as its names and its cgroup,"
          + " where they were overwritten before the wait ended")
  public String preemptorKind;

  @Label("Preemptor Process")
  @Description("Name of its process, at most 15 bytes")
  public String preemptorProcess;

  @Label("Preemptor Thread Name")
  @Description("Name the kernel has for its thread, at most 15 bytes")
  public String preemptorThreadName;

  @Label("Preemptor Process Id")
  @Description("Its process id in the initial pid namespace")
  public int preemptorPid;

  @Label("Preemptor Thread Id")
  @Description("Its thread id in the initial pid namespace")
  public int preemptorTid;

  @Label("Preemptor Cgroup")
  @Description("Path of its cgroup")
  public String preemptorCgroup;

  @Label("Preemptor Container")
  @Description("Whole id of its container, where the cgroup tells")
  public String preemptorContainer;

  @Label("Preemptor Container Name")
  @Description(
      "Name of the container, where the files of kubelet or of the container runtime tell"
          + " and may be read")
  public String preemptorContainerName;

  @Label("Preemptor Pod")
  @Description("Kubernetes pod as namespace/name; its uid where the name is not known")
  public String preemptorPod;

  @Label("Preemptor Time")
  @Description(
      "Time that the preempting thread ran until the preempted one ran again, as far as it was"
          + " named; not available where nothing of it was")
  @Timespan(Timespan.NANOSECONDS)
  public long preemptorTime;
}
