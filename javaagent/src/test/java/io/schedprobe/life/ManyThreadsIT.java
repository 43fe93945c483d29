package io.schedprobe.life;

import static io.schedprobe.testing.JavaProcess.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads in numbers, beside neighbors that make them wait. */
@Timeout(180)
class ManyThreadsIT {
  private static final int CROWD = 2000;
  private static final int SHORT_LIVED = 100_000;
  private static final int AT_ONCE = 50;

  private final List<Hog> hogs = new ArrayList<>();

  @TempDir private Path directory;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  @AfterEach
  void endHogs() {
    hogs.forEach(Hog::close);
  }

  /** With every wait told as well, so that their names are sought while they come into being. */
  @Test
  void eachOfManyThreadsHasItsNameInEveryPeriod() throws Exception {
    Path file = directory.resolve("crowd.jfr");
    hogs.add(Hog.on("0"));
    hogs.add(Hog.on("1"));
    Instant standing;
    try (ServiceProcess service = ServiceProcess.start(agent(""))) {
      service.awaitAgent();
      service.tell(
          "start all RunQueueLatency#enabled=true RunQueueLatency#threshold=0ns"
              + " ThreadRunQueue#enabled=true ThreadRunQueue#period=1s");
      KernelObjects.awaitAttached(service.pid());
      service.tell("stand " + CROWD + " one-of-a-crowd-");
      standing = Instant.now();
      for (int i = 0; i < 3; i++) {
        service.tell("nudge 1");
        Thread.sleep(1000);
      }
      service.tell("stop all " + file);
      service.end();
      assertEquals(List.of(), service.err());
    }
    Set<String> seen = new HashSet<>();
    for (RecordedEvent event : Recorded.read(file).of("ThreadRunQueue")) {
      if (event.getString("osName").startsWith("one-of-a-crowd")
          && event.getStartTime().isAfter(standing)) {
        assertNamed(event);
        seen.add(event.getString("threadName"));
      }
    }
    assertEquals(CROWD, seen.size());
  }

  /** Flight Recorder has the thread's number from the JVM itself. */
  private static void assertNamed(RecordedEvent event) {
    RecordedThread thread = event.getThread("thread");
    assertNotNull(thread, event::toString);
    assertEquals(event.getString("threadName"), thread.getJavaName());
    assertEquals(event.getInt("osThreadId"), thread.getOSThreadId());
    assertTrue(thread.getJavaName().matches("one-of-a-crowd-\\d+"), thread::getJavaName);
  }

  @Test
  void shortLivedThreadsLeaveNothingBehindAndWhatIsMissingIsCounted() throws Exception {
    Path file = directory.resolve("brief.jfr");
    hogs.add(Hog.on("0"));
    try (ServiceProcess service = ServiceProcess.start(agent(""), "-Xmx64m")) {
      service.awaitAgent();
      service.tell(
          "start all RunQueueLatency#enabled=true RunQueueLatency#threshold=1ms"
              + " ThreadRunQueue#enabled=true ThreadRunQueue#period=100ms"
              + " TracerStatistics#enabled=true TracerStatistics#period=100ms");
      KernelObjects.awaitAttached(service.pid());
      service.tell("pass 2000 " + AT_ONCE + " first");
      Footprint.awaitNoThread(service.pid(), "first");
      Footprint before = Footprint.of(service.pid());
      service.tell("pass " + SHORT_LIVED + " " + AT_ONCE + " brief");
      Footprint.awaitNoThread(service.pid(), "brief");
      before.awaitAtMostHeldBy(service.pid());
      // slots go back a period after their threads were told of; half of them would do
      Thread.sleep(1000);
      service.tell("stand " + CROWD + " late-");
      service.tell("nudge 2");
      service.tell("stop all " + file);
      KernelObjects.awaitNothingHeldBy(service.pid());
      service.end();
      assertEquals(List.of(), service.err());
    }
    Recorded recorded = Recorded.read(file);
    assertMissingIsCounted(recorded);
    assertSlotsAreUsedAgain(recorded);
    new ToldWaits(recorded).assertAgreeWithTheKernel();
  }

  /** A thread that is not told of had no slot, or no wait that the kernel had memory for. */
  private static void assertMissingIsCounted(Recorded recorded) {
    long told =
        recorded.of("ThreadRunQueue").stream()
            .filter(event -> event.getBoolean("exited"))
            .filter(event -> event.getString("osName").equals("brief"))
            .count();
    RecordedEvent last = recorded.last("TracerStatistics");
    long storageFailed = last.getLong("storageFailed");
    long lost = storageFailed + last.getLong("slotsExhausted") + last.getLong("clockBackwards");
    assertTrue(told <= SHORT_LIVED, () -> "told of " + told);
    assertTrue(SHORT_LIVED - told <= lost, () -> "told of " + told + "; " + last);
    assertTrue(storageFailed <= SHORT_LIVED / 200, last::toString);
  }

  private static void assertSlotsAreUsedAgain(Recorded recorded) {
    List<RecordedEvent> late =
        recorded.of("ThreadRunQueue").stream()
            .filter(event -> event.getString("osName").startsWith("late-"))
            .toList();
    assertEquals(CROWD, late.stream().map(event -> event.getInt("osThreadId")).distinct().count());
  }
}
