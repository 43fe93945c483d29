package io.schedprobe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordBudgetTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int CPUS = 2;

  /** One thousandth of a CPU: 1 ms a second, and 300 ms saved up. */
  private final RecordBudget budget = new RecordBudget(0.001, 1000);

  private long now = 5 * SECOND;
  private long records;
  private long spent;

  @BeforeEach
  void begin() {
    budget.begin(now);
  }

  /** So many waits a second from each of two CPUs, as far as the cap lets them through. */
  private void storm(int seconds, long waitsPerSecond, long nanosEach) {
    for (int i = 0; i < seconds; i++) {
      long through = CPUS * Math.min(budget.cap(), waitsPerSecond);
      records += through;
      spent += through * nanosEach;
      turn(SECOND, through * nanosEach, through);
    }
  }

  private boolean turn(long length, long spentNanos, long delivered) {
    now += length;
    return budget.spent(now, spentNanos, delivered);
  }

  @Test
  void fewWaitsAreAllLetThrough() {
    storm(3600, 100, 4_000);
    assertEquals(CPUS * 100 * 3600, records);
    assertEquals(1000, budget.cap());
  }

  @Test
  void shortStormIsToldInFull() {
    storm(10, 900, 4_000);
    assertEquals(CPUS * 900 * 10, records);
  }

  @Test
  void lastingStormCostsNoMoreThanTheBudgetAndWhatWasSavedUp() {
    storm(1000, 900, 4_000);
    assertTrue(spent < (1000 + 300) * 1_000_000L * 1.02, spent + " ns");
    assertTrue(spent > 1000 * 1_000_000L, spent + " ns: less than it might have been");
    assertEquals(125.0, (double) budget.cap(), 3.0, "2 CPUs, 4 us each");
  }

  @Test
  void whatGetsCheaperIsLetThroughAgain() {
    storm(300, 900, 15_000); // not compiled yet
    assertEquals(33.0, (double) budget.cap(), 1.0);
    storm(300, 900, 4_000);
    assertEquals(125.0, (double) budget.cap(), 3.0);
  }

  @Test
  void afterTheStormThereIsSomethingSavedUpForTheNext() {
    storm(300, 900, 4_000);
    storm(160, 1, 4_000);
    assertEquals(1000, budget.cap());
  }

  @Test
  void waitsAreNeverHeldBackWholly() {
    storm(300, 900, 400_000_000);
    assertEquals(50 / CPUS, budget.cap());
  }

  @Test
  void oneEnormousExpenseIsNotPaidForWithSilenceEverAfter() {
    turn(SECOND, 3600 * SECOND, 5);
    storm(460, 1, 4_000);
    assertEquals(1000, budget.cap());
  }

  @Test
  void turnsThatFollowAtOnceAreTakenTogether() {
    for (int i = 0; i < 8; i++) {
      assertFalse(turn(SECOND / 10, 50_000_000, 100));
    }
    assertTrue(turn(SECOND / 10, 50_000_000, 100));
  }

  @Test
  void withoutBudgetNothingIsHeldBack() {
    RecordBudget none = new RecordBudget(Double.POSITIVE_INFINITY, 1000);
    none.begin(now);
    assertFalse(none.spent(now + 10 * SECOND, 10 * SECOND, 1_000_000));
    assertEquals(1000, none.cap());
  }

  @Test
  void unknownCostIsNone() {
    assertFalse(turn(10 * SECOND, -1, 1_000_000));
    assertEquals(1000, budget.cap());
  }
}
