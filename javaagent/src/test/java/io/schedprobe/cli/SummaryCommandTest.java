package io.schedprobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.ThreadRunQueue;
import io.schedprobe.events.TracerState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SummaryCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void printsTheScreenful() throws Exception {
    ThreadRunQueue period = new ThreadRunQueue();
    period.osThreadId = 42;
    period.osName = "worker-1";
    period.waits = 10;
    period.total = 5_000_000;
    assertEquals(0, run(recording(period)));
    assertTrue(out.toString().startsWith("1 thread waited 5.00 ms for a CPU"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void usesNoColourOffATerminal() throws Exception {
    ThreadRunQueue period = new ThreadRunQueue();
    period.osThreadId = 42;
    period.waits = 10;
    period.total = 5_000_000;
    run(recording(period));
    assertTrue(out.toString().indexOf('\u001b') < 0);
  }

  @Test
  void failsOnARecordingWithoutWaitsButShowsWhatItHolds() throws Exception {
    TracerState state = new TracerState();
    state.source = "none";
    state.reason = "no recording asked for it";
    assertEquals(1, run(recording(state)));
    assertTrue(out.toString().contains("why: no recording asked for it"), out.toString());
  }

  @Test
  void failsOnARecordingWithoutTheAgentAndSaysWhatToDo() throws Exception {
    assertEquals(1, run(recording(null)));
    assertTrue(err.toString().contains("-javaagent:schedprobe.jar"), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void failsOnAFileThatIsNoRecording() throws Exception {
    Path file = Files.writeString(directory.resolve("x.jfr"), "nothing");
    assertEquals(1, run(file));
    assertTrue(err.toString().contains("x.jfr can't be read as a JFR recording"), err.toString());
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void refusesWrongUsage() {
    assertEquals(2, execute());
    assertEquals(2, execute("x.jfr", "--lines", "3"));
    assertEquals(2, execute("x.jfr", "--lines", "many"));
    assertEquals(2, execute("a.jfr", "b.jfr"));
  }

  private int run(Path file) {
    return execute(file.toString());
  }

  private int execute(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "summary";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(all);
  }

  private Path recording(Event event) throws IOException {
    Path file = directory.resolve("recording.jfr");
    // another test in this JVM may have taken them out of JFR
    FlightRecorder.register(TracerState.class);
    FlightRecorder.register(ThreadRunQueue.class);
    try (Recording recording = new Recording()) {
      recording.enable("jdk.JVMInformation");
      recording.enable(TracerState.class);
      recording.enable(ThreadRunQueue.class);
      recording.start();
      if (event != null) {
        event.commit();
      }
      recording.stop();
      recording.dump(file);
    }
    return file;
  }
}
