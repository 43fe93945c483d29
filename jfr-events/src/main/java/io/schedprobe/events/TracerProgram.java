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
 * What one kernel program of the tracer cost: their number differs between kernels, so they are no
 * fields of {@link TracerStatistics}.
 */
@Name("schedprobe.TracerProgram")
@Label("Tracer Program")
@Description(
    "What one kernel program of the tracer cost since it was attached; written only while"
        + " kernel.bpf_stats_enabled is set")
@Category("Schedprobe")
@StackTrace(false)
@Period("10 s")
public final class TracerProgram extends Event {
  @Label("Program")
  @Description("Name of the kernel program")
  public String program;

  @Label("Runs")
  @Description("How often it ran")
  public long runs;

  @Label("Run Time")
  @Description("Time it took, with the cost of measuring itself (tens of nanoseconds a run)")
  @Timespan(Timespan.NANOSECONDS)
  public long runTime;
}
