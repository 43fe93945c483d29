package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsedUpQuotaTest {
  private static final long SECOND = 1_000_000_000;

  private Quotas now;
  private long time;
  private long readingTakes;
  private int readings;
  private final UsedUpQuota quota =
      new UsedUpQuota(
          () -> {
            readings++;
            time += readingTakes;
            return now;
          },
          () -> time);

  private static QuotaLevel level(String cgroup, long quotaNanos, long throttledNanos) {
    return new QuotaLevel(
        cgroup, cgroup.equals("/pod/own"), quotaNanos, 100, 0, 0, 0, throttledNanos, -1, -1);
  }

  private static Quotas levels(boolean whole, QuotaLevel... levels) {
    return new Quotas(List.of(levels), whole);
  }

  private void prepare(long at) {
    time = at;
    quota.prepare();
  }

  private String found(long start, long end, long at) {
    time = at;
    QuotaLevel level = quota.find(start, end);
    return level == null ? null : level.cgroup() + " " + level.quotaNanos();
  }

  @Test
  void isTheOnlyOneThereIs() {
    now = levels(true, level("/pod/own", -1, -1), level("/pod", 60, 7));
    assertEquals("/pod 60", found(0, 1, 2));
  }

  @Test
  void isNotTheVisibleOneWhenAnotherMayHide() {
    now = levels(false, level("/pod/own", 60, 7));
    assertNull(found(0, 1, 2));
  }

  @Test
  void isTheOneThatWasThrottledMeanwhile() {
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 7));
    prepare(0);
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 8));
    assertEquals("/pod 80", found(1, SECOND - 1, SECOND));
  }

  @Test
  void isTheOneThatWasLiftedMeanwhile() {
    now = levels(true, level("/pod/own", 60, 7));
    prepare(0);
    now = levels(true, level("/pod/own", -1, 8));
    assertEquals("/pod/own 60", found(1, SECOND - 1, SECOND));
  }

  @Test
  void isTheOneThatWasLiftedBeforeTheLastReadingWasMade() {
    now = levels(true, level("/pod/own", 60, 7));
    prepare(0);
    prepare(2 * SECOND);
    now = levels(true, level("/pod/own", -1, 8));
    assertEquals("/pod/own 60", found(2 * SECOND + 1, 2 * SECOND + 5, 3 * SECOND));
    // Both waits ended with the limit; the second is read from the ring a second later.
    long start = 2 * SECOND + 1;
    assertEquals("/pod/own 60", found(start, 3 * SECOND + 1, 4 * SECOND));
  }

  @Test
  void isNotOneThatWasThrottledBeforeTheWait() {
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 7));
    prepare(0);
    now = levels(false, level("/pod/own", 60, 8), level("/pod", 80, 7));
    prepare(SECOND);
    assertNull(found(SECOND + 1, SECOND + 2, 2 * SECOND));
  }

  @Test
  void isNotOneThatWasThrottledAfterTheWait() {
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 7));
    prepare(0);
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 8));
    prepare(SECOND);
    now = levels(false, level("/pod/own", 60, 8), level("/pod", 80, 8));
    prepare(2 * SECOND);
    assertEquals("/pod 80", found(1, SECOND / 2, 2 * SECOND));
  }

  @Test
  void isNotHiddenByAReadingThatTookLong() {
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 7));
    prepare(0);
    // While it was read, a wait began and its throttling ended.
    now = levels(false, level("/pod/own", 60, 8), level("/pod", 80, 7));
    readingTakes = 10;
    prepare(SECOND);
    readingTakes = 0;
    assertEquals("/pod/own 60", found(SECOND + 2, SECOND + 20, 2 * SECOND));
  }

  @Test
  void isReadAgainSoonerForAWaitWithoutAnAnswer() {
    now = levels(true, level("/pod/own", 60, 7), level("/pod", 80, 7));
    prepare(0);
    prepare(SECOND);
    now = levels(true, level("/pod/own", 60, 8), level("/pod", 80, 7));
    assertEquals("/pod/own 60", found(SECOND + 1, SECOND + 2, SECOND + SECOND / 50));
  }

  @Test
  void isUnknownWhereSeveralWereThrottled() {
    now = levels(true, level("/pod/own", 60, 7), level("/pod", 80, 7));
    prepare(0);
    now = levels(true, level("/pod/own", 60, 8), level("/pod", 80, 8));
    assertNull(found(1, SECOND - 1, SECOND));
  }

  @Test
  void isUnknownWhenTheFilesCannotBeRead() {
    assertNull(found(0, 1, 2));
  }

  @Test
  void comparesAWaitOlderThanAllReadingsWithTheOldest() {
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 7));
    for (int i = 1; i <= 40; i++) {
      prepare(i * SECOND);
    }
    now = levels(false, level("/pod/own", 60, 8), level("/pod", 80, 7));
    assertEquals("/pod/own 60", found(0, 41 * SECOND - 1, 41 * SECOND));
  }

  @Test
  void readsSeldom() {
    now = levels(true, level("/pod/own", 60, 7));
    prepare(0);
    prepare(SECOND / 2);
    assertEquals(1, readings);
    for (int i = 0; i < 1000; i++) {
      found(SECOND - 1, SECOND, SECOND + i);
    }
    assertEquals(2, readings);
    now = levels(true, level("/pod/own", -1, 7));
    prepare(3 * SECOND);
    prepare(9 * SECOND);
    assertEquals(3, readings);
  }
}
