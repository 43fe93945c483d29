package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What one external cgroup took from this JVM in a period. */
@Name("schedprobe.Neighbor")
@Label("Neighbor")
@Description(
    "CPU time another cgroup had while threads of this JVM waited for a CPU, in the period; only"
        + " cgroups that had some")
@Category("Schedprobe")
@StackTrace(false)
@Period("10 s")
public final class Neighbor extends Event {
  @Label("Period")
  @Description("Time that the numbers are of, up to the event")
  @Timespan(Timespan.NANOSECONDS)
  public long period;

  @Label("Cgroup")
  @Description("Path of the cgroup")
  public String cgroup;

  @Label("Container")
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
  @Description("CPU time it had while at least one thread of this JVM waited behind it")
  @Timespan(Timespan.NANOSECONDS)
  public long cpuTime;

  @Label("Stalled Time")
  @Description("The same, times the number of threads that waited")
  @Timespan(Timespan.NANOSECONDS)
  public long stalledTime;

  @Label("Threads Stalled")
  @Description(
      "Threads with at least one wait in the period, long enough to be reported, of which the"
          + " cgroup is a named culprit")
  public int threadsStalled;
}
