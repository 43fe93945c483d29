package io.schedprobe.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.testing.FixedSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  private final FixedSource source = new FixedSource();
  private final List<ThreadWaits> waits = source.threads;
  private final List<NeighborUse> uses = source.neighbors;
  private boolean open = true;
  private final Readings readings =
      new Readings(
          reader -> {
            if (open) {
              reader.accept(source);
            }
          });
  private final Readings.Account first = readings.account();
  private final Readings.Account second = readings.account();

  @Test
  void eachAccountGetsAllOfItWhateverTheOtherReads() {
    first.begin();
    second.begin();
    long firstSum = 0;
    long secondSum = 0;
    long all = 0;
    long stolen = 0;
    long firstStolen = 0;
    long secondStolen = 0;
    Random random = new Random(5);
    for (int i = 0; i < 1000; i++) {
      long nanos = random.nextInt(1_000_000);
      waits.add(Intervals.thread(random.nextInt(5) + 1, 1, nanos));
      uses.add(new NeighborUse(random.nextInt(3), nanos, 2 * nanos));
      all += nanos;
      stolen += 2 * nanos;
      if (random.nextInt(3) == 0) {
        firstSum += total(first.threads());
        firstStolen += stolen(first.neighbors());
      }
      if (random.nextInt(30) == 0) {
        secondSum += total(second.threads());
        secondStolen += stolen(second.neighbors());
      }
    }
    assertEquals(all, firstSum + total(first.threads()));
    assertEquals(all, secondSum + total(second.threads()));
    assertEquals(stolen, firstStolen + stolen(first.neighbors()));
    assertEquals(stolen, secondStolen + stolen(second.neighbors()));
  }

  @Test
  void whatOneThreadWaitedIsOneSum() {
    first.begin();
    second.begin();
    waits.add(Intervals.thread(4, 1, 50_000));
    first.threads();
    waits.add(Intervals.thread(4, 2, 7_000_000, 100));
    ThreadWaits sum = second.threads().get(0);
    assertEquals(3, sum.waits());
    assertEquals(7_050_100, sum.totalNanos());
    assertEquals(7_000_000, sum.maxNanos());
    assertEquals(3, sum.preemptions());
    assertEquals(7_050_100, sum.shares()[1]);
    assertEquals(3, sum.histogram().count());
    assertEquals(7_000_000, sum.quantiles().p999());
  }

  @Test
  void anIdThatIsUsedAgainIsAnotherThread() {
    first.begin();
    second.begin();
    ThreadWaits old = Intervals.thread(4, 0, 1000);
    waits.add(new ThreadWaits(4, 4, "old", true, 1, 1000, 1000, 0, old.shares(), old.histogram()));
    first.threads();
    waits.add(Intervals.thread(4, 0, 2000));
    List<ThreadWaits> both = second.threads();
    assertEquals(2, both.size());
    assertEquals("old", both.get(0).comm());
    assertEquals(2000, both.get(1).totalNanos());
  }

  @Test
  void whatWasThereBeforeAnAccountBeginsIsForgottenForItAlone() {
    first.begin();
    waits.add(Intervals.thread(4, 0, 1000));
    second.beginNow();
    waits.add(Intervals.thread(4, 0, 300));
    assertEquals(300, total(second.threads()));
    assertEquals(1300, total(first.threads()));
  }

  @Test
  void anAccountThatEndedIsPutDownNothing() {
    first.begin();
    second.begin();
    second.end();
    waits.add(Intervals.thread(4, 0, 1000));
    first.threads();
    assertEquals(List.of(), second.threads());
  }

  @Test
  void anAccountNobodyAsksForStaysBoundedAndLosesNothing() {
    first.begin();
    second.begin();
    int threads = ThreadSums.MOST + 1000;
    for (int tid = 1; tid <= threads; tid++) {
      waits.add(Intervals.thread(tid, 0, 1000));
    }
    first.threads();
    List<ThreadWaits> sums = second.threads();
    assertTrue(sums.size() <= ThreadSums.MOST + 1, sums.size() + " sums");
    assertEquals(1000L * threads, total(sums));
  }

  @Test
  void withoutASourceThereIsNothing() {
    first.begin();
    open = false;
    waits.add(Intervals.thread(4, 0, 1000));
    assertEquals(List.of(), first.threads());
    assertNull(readings.statistics());
  }

  private static long total(List<ThreadWaits> threads) {
    return threads.stream().mapToLong(ThreadWaits::totalNanos).sum();
  }

  private static long stolen(List<NeighborUse> neighbors) {
    return neighbors.stream().mapToLong(NeighborUse::stalledNanos).sum();
  }
}
