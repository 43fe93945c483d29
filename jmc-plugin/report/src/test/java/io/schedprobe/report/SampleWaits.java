package io.schedprobe.report;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Waits put together by hand, with a storm in the second half of their time. */
final class SampleWaits {
  static final long MS = 1_000_000;
  static final long START = 1_795_600_000_000L * MS;

  private final Sample.Names names;
  private final Random random = new Random(7);
  private final List<Wait> all = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final Place noisy;
  private final Place other;

  SampleWaits(Sample.Names names) {
    this.names = names;
    noisy =
        new Place(
            names.cgroup() + "/c1",
            "0123456789abcdef0123",
            names.container(),
            "containerd",
            names.pod(),
            "11111111-2222-3333-4444-555555555555",
            "Burstable",
            null);
    other =
        new Place(
            "/system.slice/backup.service", null, null, null, null, null, null, "backup.service");
    for (int thread = 0; thread < 14; thread++) {
      for (int n = 0; n < 60 - 3 * thread; n++) {
        add(thread, n);
      }
    }
  }

  private void add(int thread, int n) {
    long start = START + 900 * MS + (long) (random.nextDouble() * 13_000 * MS);
    boolean storm = start > START + 7_000 * MS;
    long waited = MS + (long) ((storm ? 40 : 4) * MS * -Math.log(1 - random.nextDouble()));
    long external = storm ? waited * 7 / 10 : waited / 10;
    long throttled = !storm && n % 9 == 0 ? waited / 2 : 0;
    long kernel = waited / 50;
    long idle = waited / 100;
    long self = waited - external - throttled - kernel - idle;
    Map<Share, Long> parts =
        Map.of(
            Share.EXTERNAL, external,
            Share.THROTTLED, throttled,
            Share.KERNEL, kernel,
            Share.IDLE, idle,
            Share.SELF, self);
    StalledThread stalled =
        new StalledThread(names.thread().formatted(thread), 1000 + thread, "price", 30 + thread);
    Culprit culprit = new Culprit(Share.EXTERNAL, names.process(), noisy);
    long id = all.size() + 1L;
    Onset onset = n % 2 == 0 ? Onset.PREEMPTION : Onset.WAKEUP;
    all.add(
        new Wait(
            id,
            stalled,
            start,
            waited,
            n % 2,
            onset,
            n % 3,
            Shares.of(share -> parts.getOrDefault(share, 0L)),
            0,
            culprit,
            4242,
            external * 4 / 5));
    runs.add(run(id, stalled, start, waited, culprit, 4242, external * 4 / 5));
    runs.add(
        run(
            id,
            stalled,
            start,
            waited,
            new Culprit(Share.EXTERNAL, "rsync", other),
            77,
            external - external * 4 / 5));
  }

  private static Run run(
      long id,
      StalledThread thread,
      long start,
      long waited,
      Culprit culprit,
      long pid,
      long time) {
    return new Run(id, thread, start, waited, culprit, culprit.name(), pid, pid, time);
  }

  List<Wait> all() {
    return all;
  }

  List<Run> runs() {
    return runs;
  }

  /** Where the neighbor runs that took most. */
  Place noisy() {
    return noisy;
  }

  Place other() {
    return other;
  }
}
