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
  private int readings;
  private final UsedUpQuota quota =
      new UsedUpQuota(
          () -> {
            readings++;
            return now;
          });

  private static QuotaLevel level(String cgroup, long quotaNanos, long throttledNanos) {
    return new QuotaLevel(
        cgroup, cgroup.equals("/pod/own"), quotaNanos, 100, 0, 0, 0, throttledNanos, -1, -1);
  }

  private static Quotas levels(boolean whole, QuotaLevel... levels) {
    return new Quotas(List.of(levels), whole);
  }

  private String found(long end, long at) {
    QuotaLevel level = quota.find(end, at);
    return level == null ? null : level.cgroup() + " " + level.quotaNanos();
  }

  @Test
  void isTheOnlyOneThereIs() {
    now = levels(true, level("/pod/own", -1, -1), level("/pod", 60, 7));
    assertEquals("/pod 60", found(1, 2));
  }

  @Test
  void isNotTheVisibleOneWhenAnotherMayHide() {
    now = levels(false, level("/pod/own", 60, 7));
    assertNull(found(1, 2));
  }

  @Test
  void isTheOneThatWasThrottledMeanwhile() {
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 7));
    quota.prepare(0);
    now = levels(false, level("/pod/own", 60, 7), level("/pod", 80, 8));
    assertEquals("/pod 80", found(SECOND - 1, SECOND));
  }

  @Test
  void isTheOneThatWasLiftedMeanwhile() {
    now = levels(true, level("/pod/own", 60, 7));
    quota.prepare(0);
    now = levels(true, level("/pod/own", -1, 8));
    assertEquals("/pod/own 60", found(SECOND - 1, SECOND));
  }

  @Test
  void isUnknownWhereSeveralWereThrottled() {
    now = levels(true, level("/pod/own", 60, 7), level("/pod", 80, 7));
    quota.prepare(0);
    now = levels(true, level("/pod/own", 60, 8), level("/pod", 80, 8));
    assertNull(found(SECOND - 1, SECOND));
  }

  @Test
  void isUnknownWhenTheFilesCannotBeRead() {
    assertNull(found(1, 2));
  }

  @Test
  void forgetsWhatIsLongPast() {
    now = levels(true, level("/pod/own", 60, 7), level("/pod", 80, 7));
    quota.prepare(0);
    now = levels(true, level("/pod/own", 60, 8), level("/pod", 80, 7));
    quota.prepare(SECOND);
    quota.prepare(2 * SECOND);
    now = levels(true, level("/pod/own", 60, 8), level("/pod", 80, 8));
    assertEquals("/pod 80", found(3 * SECOND - 1, 3 * SECOND));
  }

  @Test
  void readsSeldom() {
    now = levels(true, level("/pod/own", 60, 7));
    quota.prepare(0);
    quota.prepare(SECOND / 2);
    assertEquals(1, readings);
    for (int i = 0; i < 1000; i++) {
      found(SECOND, SECOND + i);
    }
    assertEquals(2, readings);
    now = levels(true, level("/pod/own", -1, 7));
    quota.prepare(3 * SECOND);
    quota.prepare(9 * SECOND);
    assertEquals(3, readings);
  }
}
