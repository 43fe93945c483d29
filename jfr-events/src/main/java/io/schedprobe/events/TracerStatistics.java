package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * What the tracer saw, lost and cost since it was attached. Cumulative: no loss falls between two
 * events.
 */
@Name("schedprobe.TracerStatistics")
@Label("Tracer Statistics")
@Description(
    "What the tracer saw, lost and cost since it was attached; -1 or N/A where the source"
        + " cannot know")
@Category("Schedprobe")
@StackTrace(false)
@Period("10 s")
public final class TracerStatistics extends Event {
  @Label("Waits")
  @Description("Waits that ended, below and above the threshold")
  public long waits;

  @Label("Emitted")
  @Description("Waits handed over by the kernel one by one")
  public long emitted;

  @Label("Suppressed")
  @Description("Waits over the threshold that the rate cap held back: see Record Cap")
  public long suppressed;

  @Label("Suppressed Time")
  @Description("Length of those waits")
  @Timespan(Timespan.NANOSECONDS)
  public long suppressedTime;

  @Label("Dropped")
  @Description("Waits lost because the ring buffer was full")
  public long dropped;

  @Label("Dropped Time")
  @Description("Length of those waits")
  @Timespan(Timespan.NANOSECONDS)
  public long droppedTime;

  @Label("Culprits Cut")
  @Description("Culprits beyond what a record holds: their time is in the shares, unnamed")
  public long culpritsCut;

  @Label("Cgroups Dropped")
  @Description("Cgroup names lost because the ring buffer was full; they are sent again")
  public long cgroupsDropped;

  @Label("Log Overrun")
  @Description("Run segments overwritten before a wait over them ended: unnamed")
  public long logOverrun;

  @Label("Storage Failed")
  @Description("Waits unseen because the kernel had no memory for the task")
  public long storageFailed;

  @Label("Slots Exhausted")
  @Description(
      "Threads, each counted once, that found none of the 4,095 places in the kernel free; all their"
          + " waits to their end are summed up in the ThreadRunQueue with osThreadId 0. Single waits"
          + " are not concerned")
  public long slotsExhausted;

  @Label("Torn")
  @Description(
      "Migrations of a waiting thread whose new CPU could not be read consistently: unattributed")
  public long torn;

  @Label("Clamped Time")
  @Description("Shares beyond their wait, cut back")
  @Timespan(Timespan.NANOSECONDS)
  public long clampedTime;

  @Label("Clock Backwards")
  @Description("Stamps refused because they lay in the future")
  public long clockBackwards;

  @Label("Spans Unnamed")
  @Description("Migrations beyond what a wait remembers: unnamed")
  public long spansUnnamed;

  @Label("Neighbors Full")
  @Description("Runs of cgroups that found no place in the table of neighbors")
  public long neighborsFull;

  @Label("Unstarted")
  @Description("Switch-ins of threads whose wait began before the tracer was attached")
  public long unstarted;

  @Label("Switches Missed")
  @Description("Runs whose CPU changed hands without word from the kernel: unattributed")
  public long switchesMissed;

  @Label("Ring Lost")
  @Description("Bytes of the ring buffer passed over because they were no records")
  @DataAmount(DataAmount.BYTES)
  public long ringLost;

  @Label("Threads Ended")
  @Description(
      "Threads that ended, the last part of whose waits is therefore unknown; only with the source"
          + " proc")
  public long threadsEnded;

  @Label("Records Refused")
  @Description("Records from the ring buffer that could not be understood")
  public long recordsRefused;

  @Label("Culprits Refused")
  @Description("Culprits of waits that could not be understood: unnamed")
  public long culpritsRefused;

  @Label("Shares Defective")
  @Description("Waits whose shares did not sum to the wait")
  public long sharesDefective;

  @Label("Shares Defective Time")
  @Description("The differences: unattributed")
  @Timespan(Timespan.NANOSECONDS)
  public long sharesDefectiveTime;

  @Label("Unwritten")
  @Description("Waits and names that could not be written as events because of an error")
  public long unwritten;

  @Label("Threads Unknown")
  @Description("Waits whose thread could not be found out, mostly because it had ended")
  public long threadsUnknown;

  @Label("Stalls Forgotten")
  @Description(
      "Pairs of cgroup and stalled thread that found no place in the count of stalled threads")
  public long stallsForgotten;

  @Label("Ring Size")
  @Description("Size of the ring buffer")
  @DataAmount(DataAmount.BYTES)
  public long ringSize;

  @Label("Ring Used")
  @Description("Bytes in the ring buffer not read yet")
  @DataAmount(DataAmount.BYTES)
  public long ringUsed;

  @Label("Kernel Memory")
  @Description(
      "Memory of the tracer in the kernel, as charged when it was loaded; where the threads are in"
          + " task storage, each of them that has waited takes about 1 kB besides")
  @DataAmount(DataAmount.BYTES)
  public long kernelMemory;

  @Label("Program Runs")
  @Description("Runs of all kernel programs; -1 unless kernel.bpf_stats_enabled is set")
  public long programRuns;

  @Label("Program Time")
  @Description("Time they took; not available unless kernel.bpf_stats_enabled is set")
  @Timespan(Timespan.NANOSECONDS)
  public long programTime;

  @Label("Record Cap")
  @Description(
      "Wait records a second from each CPU that are let through now; below what the option rate says"
          + " where more would cost more than the option budget")
  public long recordCap;

  @Label("Agent CPU Time")
  @Description("CPU time the threads of the agent used")
  @Timespan(Timespan.NANOSECONDS)
  public long agentCpuTime;

  @Label("Agent Memory")
  @Description("Memory the agent holds outside the Java heap: mapped rings and tables")
  @DataAmount(DataAmount.BYTES)
  public long agentMemory;
}
