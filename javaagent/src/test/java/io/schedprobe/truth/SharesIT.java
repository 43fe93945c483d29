package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every wait of a JVM, however short, with threads pinned, free and migrated. */
class SharesIT {
  @TempDir private Path directory;

  @Test
  void sharesSumToTheWaitToTheNanosecond() throws Exception {
    RequireBpf.orAbort();
    try (TracedJvm jvm =
            TracedJvm.start(
                directory, TracedJvm.onCpus("0-1"), "0ns", 50, 200, 1000, 5000, 20_000, 5000);
        Hog first = Hog.on("0-1");
        Hog second = Hog.on("0-1")) {
      assertTrue(first.pid() != second.pid());
      Affinity.pin(jvm.tids().get(4), 0);
      jvm.go();
      Affinity.pinToAndFro(jvm.tids().get(5), 8);
      jvm.stop();
      Recorded recorded = jvm.end();
      long waited = 0;
      long unattributed = 0;
      for (Stall stall : recorded.stalls()) {
        long sum = 0;
        for (String share : Stall.SHARES) {
          assertTrue(stall.nanos(share) >= 0, stall::toString);
          sum += stall.nanos(share);
        }
        assertEquals(stall.nanos("waited"), sum, stall::toString);
        waited += sum;
        unattributed += stall.nanos("unattributed");
      }
      int moved = (int) recorded.stalls().stream().filter(s -> s.nanos("migrations") > 0).count();
      long missed = recorded.tally("switchesMissed");
      System.out.printf(
          "%d waits, %d of them moved while they waited; %.6f of the time unattributed (%d"
              + " switches not told by the kernel), %.6f cut back%n",
          recorded.stalls().size(),
          moved,
          (double) unattributed / waited,
          missed,
          (double) recorded.tally("clampedTime") / waited);
      assertTrue(recorded.stalls().size() >= 5000, recorded.stalls().size() + " waits");
      assertTrue(moved >= 50, moved + " moved");
      // A sum is easily made right by a share for the rest: there must hardly be any, unless the
      // kernel kept switches from its tracers, as some kernels do.
      long most = missed == 0 ? waited / 1000 : waited / 20;
      assertTrue(unattributed <= most, unattributed + " of " + waited);
      assertTrue(recorded.tally("clampedTime") < waited / 1000);
    }
  }
}
