package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/**
 * One named culprit of one wait. Spans the wait, so that its threshold means the same as that of
 * {@link RunQueueLatency}.
 */
@Name("schedprobe.NeighborRun")
@Label("Neighbor Run")
@Description(
    "A task ran while a thread of this JVM waited. The event spans the wait, cpuTime says how much"
        + " of it the task had")
@Category("Schedprobe")
@StackTrace(false)
@Threshold("1 ms")
public final class NeighborRun extends Event {
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

  @Label("Stalled Thread Name")
  @Description(
      "Name the thread gave itself, with \" (carrier)\" behind it where virtual threads run on it; the "
          + "OS thread name where there is none")
  public String stalledName;

  @Label("OS Thread Id")
  @Description("Id of the stalled thread, in the pid namespace of this JVM")
  public int osThreadId;

  @Label("OS Thread Name")
  @Description("Name the kernel has for the stalled thread, at most 15 bytes")
  public String osName;

  @Label("Neighbor Kind")
  @Description("Share it counts into: external, sibling, self or kernel")
  public String kind;

  @Label("Neighbor Process")
  @Description("Name of its process, at most 15 bytes")
  public String process;

  @Label("Neighbor Thread Name")
  @Description("Name the kernel has for its thread, at most 15 bytes")
  public String threadName;

  @Label("Neighbor Process Id")
  @Description("Its process id in the initial pid namespace")
  public int pid;

  @Label("Neighbor Thread Id")
  @Description("Its thread id in the initial pid namespace")
  public int tid;

  @Label("Neighbor Cgroup")
  @Description("Path of its cgroup")
  public String cgroup;

  @Label("Neighbor Container")
  @Description("Whole id of its container, where the cgroup tells")
  public String container;

  @Label("Container Name")
  @Description(
      "Name of the container, where the files of kubelet or of the container runtime tell"
          + " and may be read")
  public String containerName;

  @Label("Container Runtime")
  @Description(
      "Runtime of the container: docker, containerd, cri-o, podman or lxc, where the cgroup"
          + " tells")
  public String runtime;

  @Label("Pod")
  @Description("Kubernetes pod as namespace/name; its uid where the name is not known")
  public String pod;

  @Label("Pod Uid")
  @Description("Uid of the Kubernetes pod")
  public String podUid;

  @Label("QoS Class")
  @Description("Quality of service class of the pod: Guaranteed, Burstable or BestEffort")
  public String qosClass;

  @Label("Systemd Unit")
  @Description("Innermost systemd unit of the cgroup, its escapes undone")
  public String unit;

  @Label("User Id")
  @Description("User in whose slice the cgroup is; -1 if in none")
  public long userId;

  @Label("CPU Time")
  @Description("Time it ran during the wait")
  @Timespan(Timespan.NANOSECONDS)
  public long cpuTime;
}
