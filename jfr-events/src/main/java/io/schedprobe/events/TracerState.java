package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Which source is in use, and why not a better one. */
@Name("schedprobe.TracerState")
@Label("Tracer State")
@Description(
    "Where run queue latencies come from, and why not from a better source; written at the start"
        + " and end of each recording chunk and on change")
@Category("Schedprobe")
@StackTrace(false)
@Period("everyChunk")
public final class TracerState extends Event {
  @Label("Source")
  @Description(
      "ebpf (kernel tracer), proc (/proc, without single waits and names) or none (see"
          + " reason)")
  public String source;

  @Label("Whole")
  @Description("The kernel tracer serves; nothing better can be had")
  public boolean whole;

  @Label("Reason")
  @Description("Why not a better source, or why none (yet); none if whole")
  public String reason;

  @Label("Remedy")
  @Description("How to get the better source; none if there is nothing to do")
  public String remedy;

  @Label("Kernel Threshold")
  @Description(
      "Waits shorter than this are not reported singly, only in ThreadRunQueue; not available if"
          + " none are")
  @Timespan(Timespan.NANOSECONDS)
  public long threshold;

  @Label("libbpf")
  @Description(
      "The libbpf that is used: bundled or system, and its version; none without the kernel tracer")
  public String libbpf;

  @Label("Thread Storage")
  @Description(
      "Where the kernel side remembers threads: task storage, or hash (at most 4096 threads) where"
          + " the kernel has no task storage for tracing; none without the kernel tracer")
  public String threadStorage;

  @Label("Limitation")
  @Description(
      "What cannot be told here whatever the source: of the threads, of the CPU quota; none if nothing")
  public String limitation;

  @Label("Throttling Measured")
  @Description(
      "Whether the throttled share is measured; if not, it is 0 and its time is in the other"
          + " shares")
  public boolean throttlingMeasured;

  @Label("Backdated")
  @Description(
      "Whether events carry the true start and duration of the wait. If not, this JVM refuses it:"
          + " only waitStart, monotonicStart and waited are true, and thresholds other than 0 ns"
          + " hide every wait")
  public boolean backdated;

  @Label("Clock Error")
  @Description(
      "Largest difference seen of late between the predicted and the true start of an event; not"
          + " available before it is known")
  @Timespan(Timespan.NANOSECONDS)
  public long clockError;
}
