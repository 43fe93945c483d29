package io.schedprobe.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.report.html.PageWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return line.execute(texts);
  }

  @Test
  void namesWhatIsWrongWithTheArguments() {
    assertEquals(2, run());
    assertTrue(err.toString().contains("<recording.jfr>"), err.toString());
    assertTrue(err.toString().contains("see --help"), err.toString());
    assertEquals(2, run("--zone", "Nowhere/At_All", "a.jfr"));
    assertTrue(err.toString().contains("Europe/Berlin"), err.toString());
    assertEquals(2, run("--colour", "a.jfr"));
  }

  @Test
  void tellsHelpAndVersion() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().contains("--force"));
    assertEquals(0, run("--version"));
    assertTrue(out.toString().contains("schedprobe report " + PageWriter.version()));
    assertFalse(PageWriter.version().contains("$"), PageWriter.version());
  }

  @Test
  void saysThatARecordingIsNotThereOrNone() throws IOException {
    Path absent = directory.resolve("absent.jfr");
    assertEquals(1, run(absent));
    assertTrue(err.toString().contains("absent.jfr"), err.toString());
    Path text = Files.writeString(directory.resolve("text.jfr"), "no recording");
    assertEquals(1, run(text));
    assertTrue(err.toString().contains("text.jfr"), err.toString());
    assertFalse(Files.exists(directory.resolve("text-schedprobe.html")));
    assertEquals(1, run(Path.of("/")));
  }

  @Test
  void overwritesNothingThatIsNoReport() throws IOException {
    Path recording = Files.writeString(directory.resolve("a.jfr"), "no recording");
    Path other = Files.writeString(directory.resolve("notes.html"), "<p>mine</p>");
    assertEquals(1, run(recording, "-o", other));
    assertTrue(err.toString().contains("--force"), err.toString());
    assertEquals("<p>mine</p>", Files.readString(other));
    assertEquals(1, run(recording, "-o", recording, "--force"));
    assertTrue(err.toString().contains("the recording itself"), err.toString());
    assertEquals(1, run(recording, "-o", "/dev/null", "--force"));
    assertTrue(err.toString().contains("is no regular file"), err.toString());
    assertEquals(1, run(recording, "-o", directory));
    assertTrue(err.toString().contains("is a directory"), err.toString());
  }

  @Test
  void overwritesAReportAndIsSaidBesideTheRecording() throws Exception {
    Path recording = directory.resolve("service.JFR.gz");
    Path report = ReportFile.beside(recording);
    assertEquals(directory.resolve("service-schedprobe.html"), report);
    ReportFile.write(report, "<!DOCTYPE html>" + PageWriter.MARK + " 1\">old");
    ReportFile.check(report, recording, false);
    ReportFile.write(report, "new");
    assertEquals("new", Files.readString(report));
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void escapesNamesOfFilesInMessages() {
    assertEquals(1, run(directory.resolve("a\u001b[31m.jfr")));
    assertFalse(err.toString().contains("\u001b"), err.toString());
  }
}
