package io.schedprobe.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.ThreadRunQueue;
import io.schedprobe.events.TracerState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {
  private static final int STATE = 64;

  @TempDir private Path directory;

  @Test
  void readsWhatTheEventsSay() throws Exception {
    Summary summary = RecordingReader.read(recording("whole.jfr", 10));
    assertNull(summary.damage());
    assertEquals(10, summary.single().count());
    assertEquals(50_000_000, summary.single().nanos());
    assertEquals(0, summary.threshold());
    assertEquals(Thread.currentThread().getName(), summary.threads().get(0).name());
    assertEquals(2_000, summary.all().count());
    assertEquals("ebpf", summary.source().name());
    CulpritTally culprit = summary.culprits().get(0);
    assertEquals("hog", culprit.key().name());
    assertEquals("/noisy", culprit.key().place());
    assertEquals(40_000_000, culprit.nanos());
    assertEquals(10_000_000, summary.unnamed());
  }

  @Test
  void readsOneWaitsEventsHoweverManyThereAre() throws Exception {
    Summary summary = RecordingReader.read(recording("many.jfr", 20_000));
    assertEquals(20_000, summary.single().count());
    assertEquals(100_000_000_000L, summary.single().nanos());
  }

  @Test
  void keepsWhatPrecedesTheCut() throws Exception {
    byte[] first = Files.readAllBytes(recording("first.jfr", 10));
    byte[] second = Files.readAllBytes(recording("second.jfr", 10));
    byte[] both = Arrays.copyOf(first, first.length + second.length - 100);
    System.arraycopy(second, 0, both, first.length, second.length - 100);
    Summary summary = RecordingReader.read(Files.write(directory.resolve("cut.jfr"), both));
    assertEquals(10, summary.single().count());
    assertEquals(
        String.format(
            Locale.ROOT,
            "it is cut off in its last chunk, after %,d of %,d bytes",
            second.length - 100,
            second.length),
        summary.damage());
  }

  @Test
  void readsWhatAKilledJvmLeft() throws Exception {
    byte[] bytes = Files.readAllBytes(recording("killed.jfr", 10));
    assertEquals(0, bytes[STATE]);
    bytes[STATE] = 1;
    Summary summary = RecordingReader.read(Files.write(directory.resolve("killed.jfr"), bytes));
    assertEquals(10, summary.single().count());
    assertTrue(summary.damage().contains("never finished"), summary.damage());
  }

  @Test
  void leavesNoCopyBehind() throws Exception {
    byte[] bytes = Files.readAllBytes(recording("killed.jfr", 10));
    bytes[STATE] = 1;
    Path file = Files.write(directory.resolve("killed.jfr"), bytes);
    long before = copies();
    RecordingReader.read(file);
    assertEquals(before, copies());
  }

  @Test
  void survivesDamagedBytesInside() throws Exception {
    byte[] whole = Files.readAllBytes(recording("inside.jfr", 2_000));
    int answered = 0;
    for (int at = 100; at < whole.length - 8; at += whole.length / 60) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, at, at + 8, (byte) 0xff);
      Path file = Files.write(directory.resolve("damaged.jfr"), damaged);
      try {
        assertNotNull(RecordingReader.read(file));
        answered++;
      } catch (UnreadableRecordingException e) {
        assertFalse(e.getMessage().isBlank());
      }
    }
    assertTrue(answered > 0);
  }

  @Test
  void refusesWhatIsNoRecording() throws Exception {
    assertUnreadable("does not exist", directory.resolve("missing.jfr"));
    assertUnreadable("is no regular file", directory);
    assertUnreadable("is empty", Files.createFile(directory.resolve("empty.jfr")));
    Path text = Files.writeString(directory.resolve("text.jfr"), "no recording ".repeat(100));
    assertUnreadable("can't be read as a JFR recording", text);
    byte[] bytes = Files.readAllBytes(recording("whole.jfr", 10));
    Path head = Files.write(directory.resolve("head.jfr"), Arrays.copyOf(bytes, 30));
    assertUnreadable("can't be read as a JFR recording", head);
    Path cut = Files.write(directory.resolve("cut.jfr"), Arrays.copyOf(bytes, bytes.length / 2));
    assertUnreadable(
        String.format(
            Locale.ROOT,
            "it is cut off in its first chunk, after %,d of %,d bytes. There is no whole chunk",
            bytes.length / 2,
            bytes.length),
        cut);
    assertUnreadable("nothing of it was read. The HTML report", cut);
    assertUnreadable("it is cut off in its first chunk, after 30 bytes", head);
  }

  @Test
  void aFewBytesOfSomethingElseAreNoRecordingThatIsCutOff() throws Exception {
    Path few = Files.writeString(directory.resolve("few.jfr"), "FLX");
    assertUnreadable("what follows is no chunk of a recording", few);
    byte[] bytes = Files.readAllBytes(recording("whole.jfr", 10));
    ByteBuffer.wrap(bytes).putLong(8, 0);
    Path headless = Files.write(directory.resolve("headless.jfr"), bytes);
    assertUnreadable("the header of a chunk makes no sense", headless);
  }

  @Test
  void tellsARecordingWithoutTheAgent() throws Exception {
    Path file = directory.resolve("other.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.JVMInformation");
      recording.start();
      recording.stop();
      recording.dump(file);
    }
    Summary summary = RecordingReader.read(file);
    assertEquals(0, summary.events());
    assertFalse(summary.hasWaits());
  }

  private static void assertUnreadable(String reason, Path file) {
    UnreadableRecordingException thrown =
        assertThrows(UnreadableRecordingException.class, () -> RecordingReader.read(file));
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
  }

  private static long copies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.getFileName().toString().startsWith("schedprobe-")).count();
    }
  }

  /** Waits of 5 ms each, 4 ms of which a neighbor had. */
  private Path recording(String name, int waits) throws IOException {
    Path file = directory.resolve(name);
    try (Recording recording = new Recording()) {
      recording.enable(RunQueueLatency.class).with("threshold", "0 ns");
      recording.enable(NeighborRun.class).with("threshold", "0 ns");
      recording.enable(ThreadRunQueue.class);
      recording.enable(TracerState.class);
      recording.enable("jdk.ActiveSetting");
      recording.start();
      TracerState state = new TracerState();
      state.source = "ebpf";
      state.commit();
      ThreadRunQueue period = new ThreadRunQueue();
      period.thread = Thread.currentThread();
      period.osThreadId = 42;
      period.waits = 2_000;
      period.total = 60_000_000;
      period.commit();
      for (int i = 0; i < waits; i++) {
        commit(i);
      }
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  private static void commit(int id) {
    RunQueueLatency wait = new RunQueueLatency();
    wait.waitId = id;
    wait.thread = Thread.currentThread();
    wait.osThreadId = 42;
    wait.waited = 5_000_000;
    wait.external = 5_000_000;
    wait.onset = "wakeup";
    wait.commit();
    NeighborRun run = new NeighborRun();
    run.waitId = id;
    run.thread = Thread.currentThread();
    run.osThreadId = 42;
    run.kind = "external";
    run.process = "hog";
    run.pid = 4711;
    run.cgroup = "/noisy";
    run.cpuTime = 4_000_000;
    run.commit();
  }
}
