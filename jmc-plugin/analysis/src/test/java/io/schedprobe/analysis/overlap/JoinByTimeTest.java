package io.schedprobe.analysis.overlap;

import static io.schedprobe.analysis.Samples.GC;
import static io.schedprobe.analysis.Samples.MS;
import static io.schedprobe.analysis.Samples.OTHER;
import static io.schedprobe.analysis.Samples.REQUEST;
import static io.schedprobe.analysis.Samples.START;
import static io.schedprobe.analysis.Samples.cgroup;
import static io.schedprobe.analysis.Samples.external;
import static io.schedprobe.analysis.Samples.stall;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.total.AnalysisBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One stretch of time in which everything happens, in milliseconds, by hand:
 *
 * <pre>
 *            0    10   20   30   40   50   60   70
 * request    |----wait A----|    |-B--|    |-C--|     A 0-20, B 30-40, C 50-60
 * GC thread       |--D-|                              D 10-16
 * pause           |---------|                        10-22
 * safepoint                      |--|                32-36
 * socket       |----------------------|               5-35
 * lock                              |------------|   38-58
 * </pre>
 */
class JoinByTimeTest {
  private static final Culprit HOG = external("hog", cgroup("/hog"));
  private static final Wait A =
      stall(1, REQUEST, 0, Map.of(Share.EXTERNAL, 16L, Share.SELF, 4L), HOG);
  private static final Wait B = stall(2, REQUEST, 30, Map.of(Share.THROTTLED, 10L), null);
  private static final Wait C =
      stall(3, REQUEST, 50, Map.of(Share.EXTERNAL, 5L, Share.IDLE, 5L), HOG);
  private static final Wait D = stall(4, GC, 10, Map.of(Share.EXTERNAL, 6L), HOG);

  private static Overlaps overlaps() {
    AnalysisBuilder builder = new AnalysisBuilder();
    builder.onPause(pause(Pause.Kind.GC, "GC Pause", 10, 22));
    builder.onPause(pause(Pause.Kind.TO_SAFEPOINT, "to safepoint", 32, 36));
    builder.onWork(work(Work.Kind.SOCKET_READ, 5, 35));
    builder.onWork(work(Work.Kind.MONITOR_ENTER, 38, 58));
    builder.onWait(A);
    builder.onWait(B);
    builder.onWait(C);
    builder.onWait(D);
    return builder.build().overlaps();
  }

  private static Pause pause(Pause.Kind kind, String name, long fromMs, long toMs) {
    return new Pause(kind, name, START + fromMs * MS, START + toMs * MS);
  }

  private static Work work(Work.Kind kind, long fromMs, long toMs) {
    return new Work(kind, REQUEST, START + fromMs * MS, START + toMs * MS, "x");
  }

  private static WorkOverlap work(Work.Kind kind) {
    return overlaps().worstWorks().stream()
        .filter(one -> one.work().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static PauseOverlap pause(Pause.Kind kind) {
    return overlaps().worstPauses().stream()
        .filter(one -> one.pause().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aGcPauseHoldsTheWaitOfItsThreadAndNotOfTheProgram() {
    PauseOverlap pause = pause(Pause.Kind.GC);

    assertEquals(1, pause.waits());
    assertEquals(6 * MS, pause.waited());
    assertEquals(GC, pause.thread());
    assertEquals(6 * MS, pause.shares().get(Share.EXTERNAL));
    assertEquals("hog", pause.culprit().name());
    assertEquals(6 * MS, pause.culpritTime());
  }

  @Test
  void theWayToASafepointHoldsWhatOfAWaitLiesWithin() {
    PauseOverlap pause = pause(Pause.Kind.TO_SAFEPOINT);

    assertEquals(1, pause.waits());
    assertEquals(4 * MS, pause.waited());
    assertEquals(REQUEST, pause.thread());
    assertEquals(4 * MS, pause.shares().get(Share.THROTTLED));
    assertNull(pause.culprit());
  }

  @Test
  void aSocketReadHoldsTheEndOfOneWaitAndTheBeginningOfTheNext() {
    WorkOverlap socket = work(Work.Kind.SOCKET_READ);

    assertEquals(2, socket.waits());
    // 15 of A's 20, 5 of B's 10.
    assertEquals(20 * MS, socket.waited());
    assertEquals(12 * MS, socket.shares().get(Share.EXTERNAL));
    assertEquals(3 * MS, socket.shares().get(Share.SELF));
    assertEquals(5 * MS, socket.shares().get(Share.THROTTLED));
    assertEquals(12 * MS, socket.culpritTime());
  }

  @Test
  void aLockHoldsTheSameOfTwoOthers() {
    WorkOverlap lock = work(Work.Kind.MONITOR_ENTER);

    assertEquals(2, lock.waits());
    // 2 of B's 10, 8 of C's 10.
    assertEquals(10 * MS, lock.waited());
    assertEquals(2 * MS, lock.shares().get(Share.THROTTLED));
    assertEquals(4 * MS, lock.shares().get(Share.EXTERNAL));
    assertEquals(4 * MS, lock.shares().get(Share.IDLE));
    assertEquals(4 * MS, lock.culpritTime());
  }

  @Test
  void sumsAreOfEachKindByItself() {
    Overlaps overlaps = overlaps();

    Overlaps.Sum socket = overlaps.works().get(Work.Kind.SOCKET_READ);
    assertEquals(1, socket.count());
    assertEquals(1, socket.hit());
    assertEquals(30 * MS, socket.length());
    assertEquals(20 * MS, socket.waited());
    assertEquals(20 * MS, overlaps.works().get(Work.Kind.MONITOR_ENTER).length());
    assertEquals(12 * MS, overlaps.pauses().get(Pause.Kind.GC).length());
    assertEquals(4 * MS, overlaps.pauses().get(Pause.Kind.TO_SAFEPOINT).waited());
  }

  @Test
  void aWaitThatOnlyTouchesAnEventOrIsOfAnotherThreadIsNone() {
    AnalysisBuilder builder = new AnalysisBuilder();
    builder.onWork(work(Work.Kind.PARK, 20, 30));
    builder.onWait(A);
    builder.onWait(B);
    builder.onWait(stall(5, OTHER, 20, Map.of(Share.IDLE, 10L), null));

    Overlaps overlaps = builder.build().overlaps();

    assertTrue(overlaps.worstWorks().isEmpty());
    assertEquals(0, overlaps.works().get(Work.Kind.PARK).hit());
  }

  @Test
  void aParkOfMoreThanADayHoldsTheWaitAtItsEnd() {
    long hours = 3_600_000;
    AnalysisBuilder builder = new AnalysisBuilder();
    builder.onWork(work(Work.Kind.PARK, -30 * hours, 12));
    builder.onWait(stall(6, REQUEST, 2, Map.of(Share.EXTERNAL, 10L), HOG));

    Overlaps overlaps = builder.build().overlaps();

    assertEquals(10 * MS, overlaps.worstWorks().get(0).waited());
    assertEquals(30 * hours * MS + 12 * MS, overlaps.works().get(Work.Kind.PARK).length());
  }
}
