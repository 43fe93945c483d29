package io.schedprobe.life;

import static io.schedprobe.testing.JavaProcess.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that come and go at random and overlap. */
@Timeout(180)
class RandomRecordingsIT {
  private static final int RECORDINGS = 200;
  private static final int AT_ONCE = 4;
  private static final int THREADS = 4;

  /** Of so many recordings, one is made to have a wait that is known. */
  private static final int ONE_IN = 10;

  private static final List<String> EVENTS =
      List.of("RunQueueLatency", "NeighborRun", "Preemption", "ThreadRunQueue", "Neighbor");
  private static final List<String> THRESHOLDS = List.of("0ns", "200us", "1ms", "10ms", "1s");
  private static final List<String> PERIODS = List.of("20ms", "1s", "everyChunk");

  private final long seed = Long.getLong("schedprobe.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** Those that run: whether a wait that is known must be in it. */
  private final Map<String, Boolean> running = new LinkedHashMap<>();

  private int known;

  @TempDir private Path directory;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  @Test
  void leaveNothingBehind() throws Exception {
    System.out.println("seed " + seed);
    try (ServiceProcess service = ServiceProcess.start(agent(""))) {
      service.awaitAgent();
      service.tell("stand " + THREADS + " known-");
      // what is loaded and opened once
      start(service, "first", true);
      end(service, "first");
      KernelObjects.awaitNothingHeldBy(service.pid());
      Footprint before = Footprint.of(service.pid());

      List<KernelObjects> seen = new ArrayList<>();
      for (int i = 0; i < RECORDINGS; i++) {
        if (running.size() == AT_ONCE) {
          endOne(service);
        }
        start(service, "number-" + i, i % ONE_IN == 0);
        seen.add(KernelObjects.heldBy(service.pid()));
        while (!running.isEmpty() && random.nextInt(5) < 2) {
          endOne(service);
        }
      }
      while (!running.isEmpty()) {
        endOne(service);
      }

      KernelObjects.awaitNothingHeldBy(service.pid());
      for (KernelObjects held : seen) {
        held.awaitGone();
      }
      before.awaitAtMostHeldBy(service.pid());
      assertEquals(0, Footprint.of(service.pid()).bpfMappings());
      service.awaitAnswer("threads", "schedprobe,schedprobe-control");
      service.end();
      assertEquals(List.of(), service.err(), "seed " + seed);
      assertEquals(List.of(), uncaught(service), "seed " + seed);
    }
    assertTrue(known > RECORDINGS / ONE_IN / 2, "of too few a wait was known: " + known);
  }

  private static List<String> uncaught(ServiceProcess service) {
    return service.out().stream().filter(line -> line.startsWith("UNCAUGHT")).toList();
  }

  private void start(ServiceProcess service, String name, boolean wantsKnown) throws Exception {
    StringBuilder settings = new StringBuilder("TracerState#enabled=true");
    for (String event : EVENTS) {
      int choice = wantsKnown && event.equals("RunQueueLatency") ? 0 : random.nextInt(3);
      if (choice < 2) {
        settings.append(' ').append(event).append("#enabled=").append(choice == 0);
        settings.append(' ').append(event).append(setting(event, wantsKnown));
      }
    }
    service.tell("start", name, settings.toString());
    if (wantsKnown) {
      awaitKnownWait(service, name);
    }
    running.put(name, wantsKnown);
  }

  private String setting(String event, boolean wantsKnown) {
    if (event.equals("ThreadRunQueue") || event.equals("Neighbor")) {
      return "#period=" + PERIODS.get(random.nextInt(PERIODS.size()));
    }
    return "#threshold="
        + (wantsKnown && event.equals("RunQueueLatency")
            ? "0ns"
            : THRESHOLDS.get(random.nextInt(THRESHOLDS.size())));
  }

  /** Lets threads wait until the recording has it, which it must not lose any more. */
  private void awaitKnownWait(ServiceProcess service, String name) throws Exception {
    Path file = directory.resolve("look.jfr");
    for (int i = 0; i < 300; i++) {
      service.tell("nudge 2");
      service.tell("dump", name, file.toString());
      if (hasKnownWait(file)) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("seed " + seed + ": it stays deaf: " + service.err());
  }

  private static boolean hasKnownWait(Path file) throws IOException {
    return Recorded.read(file).of("RunQueueLatency").stream()
        .anyMatch(event -> event.getString("osName").startsWith("known-"));
  }

  private void endOne(ServiceProcess service) throws Exception {
    List<String> names = new ArrayList<>(running.keySet());
    end(service, names.get(random.nextInt(names.size())));
  }

  private void end(ServiceProcess service, String name) throws Exception {
    boolean isKnown = running.remove(name);
    Path file = directory.resolve(name + ".jfr");
    if (random.nextBoolean()) {
      service.tell("dump", name, file.toString());
    }
    if (!isKnown && random.nextInt(3) == 0) {
      service.tell("close", name);
    } else {
      service.tell("stop", name, file.toString());
    }
    if (isKnown) {
      known++;
      assertTrue(
          hasKnownWait(file), () -> "seed " + seed + ": " + name + " has no wait that is known");
    }
    Files.deleteIfExists(file);
  }
}
