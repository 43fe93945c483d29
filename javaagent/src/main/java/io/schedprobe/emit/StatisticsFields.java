package io.schedprobe.emit;

import io.schedprobe.decode.DecoderStatistics;
import io.schedprobe.events.TracerStatistics;
import io.schedprobe.source.ProgramStatistics;
import io.schedprobe.source.SourceStatistics;

/** Copies tallies into their event. */
final class StatisticsFields {
  private StatisticsFields() {}

  static void fill(TracerStatistics e, SourceStatistics s) {
    e.waits = s.waits();
    e.emitted = s.emitted();
    e.suppressed = s.suppressed();
    e.suppressedTime = EventNames.span(s.suppressedNanos());
    e.dropped = s.dropped();
    e.droppedTime = EventNames.span(s.droppedNanos());
    e.culpritsCut = s.culpritsCut();
    e.cgroupsDropped = s.cgroupsDropped();
    e.logOverrun = s.logOverrun();
    e.storageFailed = s.storageFailed();
    e.slotsExhausted = s.slotsExhausted();
    e.torn = s.torn();
    e.clampedTime = EventNames.span(s.clampedNanos());
    e.clockBackwards = s.clockBackwards();
    e.spansUnnamed = s.spansUnnamed();
    e.neighborsFull = s.neighborsFull();
    e.unstarted = s.unstarted();
    e.switchesMissed = s.switchesMissed();
    e.ringLost = s.ringLostBytes();
    e.threadsEnded = s.threadsEnded();
    e.ringSize = s.ringBytes();
    e.ringUsed = s.ringUsedBytes();
    e.kernelMemory = s.kernelMemoryBytes();
    e.programRuns = -1;
    e.programTime = EventNames.UNKNOWN_SPAN;
    for (ProgramStatistics p : s.programs()) {
      if (p.runCount() >= 0) {
        e.programRuns = Math.max(0, e.programRuns) + p.runCount();
        e.programTime = Math.max(0, e.programTime) + p.runNanos();
      }
    }
  }

  /**
   * The decoder's part.
   *
   * @param d null where nothing is decoded
   */
  static void fill(TracerStatistics e, DecoderStatistics d) {
    e.recordsRefused =
        d == null ? -1 : d.unknownRecords() + d.shortRecords() + d.malformedRecords();
    e.culpritsRefused = d == null ? -1 : d.culpritsRefused();
    e.sharesDefective = d == null ? -1 : d.sharesDefective();
    e.sharesDefectiveTime = d == null ? EventNames.UNKNOWN_SPAN : d.sharesDefectiveNanos();
  }

  /**
   * What got lost between decoder and JFR.
   *
   * @param d null where nothing is decoded
   */
  static void fill(TracerStatistics e, EmitStatistics s, DecoderStatistics d) {
    e.unwritten = s.unwritten() + (d == null ? 0 : d.failures());
    e.threadsUnknown = s.threadsUnknown();
    e.stallsForgotten = s.stallsForgotten();
  }
}
