import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Compares what a recording of {@link Service} says about its CPU quota with what the kernel says. Prints a line for
 * each check, and ends with status 1 when one failed.
 */
final class Throttled {
  private static final String CGROUP = "/service";
  private static final long QUOTA = 60_000_000;
  private static final long PERIOD = 100_000_000;

  private static boolean failed;

  /** Arguments: the recording, and the nanoseconds for which the service was throttled by cpu.stat. */
  public static void main(String[] args) throws IOException {
    long kernel = Long.parseLong(args[1]);
    long told = 0;
    long right = 0;
    long wrong = 0;
    Map<String, Long> workers = new TreeMap<>();
    boolean named = true;
    for (RecordedEvent event : RecordingFile.readAllEvents(Path.of(args[0]))) {
      String name = event.getEventType().getName();
      if (name.equals("schedprobe.CpuQuota") && event.getString("cgroup").equals(CGROUP)) {
        told += Math.max(0, event.getLong("throttledTime"));
      }
      // Not told while there was no limit; and an emulated JVM that is held back may not get to tell while there is.
      if ((name.equals("schedprobe.CpuQuota") || name.equals("schedprobe.Throttling")) && event.getLong("quota") > 0) {
        boolean same = event.getLong("quota") == QUOTA && event.getLong("quotaPeriod") == PERIOD;
        right += same ? 1 : 0;
        wrong += same ? 0 : 1;
      }
      String thread = name.equals("schedprobe.Throttling") ? event.getString("threadName") : "";
      if (thread.startsWith("worker-")) {
        workers.merge(thread, event.getLong("throttled"), Long::sum);
        named &= CGROUP.equals(event.getString("cgroup"));
      }
    }
    // Throttled parts below the threshold of the event are not told; on an emulated CPU they are some.
    long waited = workers.values().stream().mapToLong(Long::longValue).sum();
    verdict("quota", kernel > 1_000_000_000 && isNear(told, kernel, 0.001), told, kernel, "CpuQuota");
    verdict("throttling", workers.size() == 2 && isNear(waited, kernel, 0.1), waited, kernel, "Throttling of " + workers.keySet());
    System.out.printf("check\tagent limit\t%s\ttold %d times as %d of %d ns, %d times otherwise; cgroup named: %s%n", word(wrong == 0 && named), right, QUOTA, PERIOD, wrong, named);
    System.exit(failed ? 1 : 0);
  }

  private static boolean isNear(long told, long kernel, double fraction) {
    return Math.abs(told - kernel) <= fraction * kernel;
  }

  private static void verdict(String check, boolean passed, long told, long kernel, String events) {
    System.out.printf("check\tagent %s\t%s\t%.4f of cpu.stat's %.1f ms in %s%n", check, word(passed), (double) told / kernel, kernel / 1e6, events);
  }

  private static String word(boolean passed) {
    failed |= !passed;
    return passed ? "pass" : "fail";
  }

  private Throttled() {}
}
