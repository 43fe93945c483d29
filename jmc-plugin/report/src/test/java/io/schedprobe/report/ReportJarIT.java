package io.schedprobe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar, run as users run it, on recordings that the real agent made. */
class ReportJarIT {
  private static final Path RECORDINGS = Path.of("../analysis/src/test/resources/recordings");

  /** A page is as large as what it shows, however long the recording: see docs/report.md. */
  private static final long SMALLEST = 100_000;

  private static final long LARGEST = 900_000;

  @TempDir Path directory;
  private String said;
  private String complained;

  private int run(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx64m", "-jar", System.getProperty("schedprobe.report.jar"), "--zone", "UTC"));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    int status = process.waitFor();
    said = Files.readString(out);
    complained = Files.readString(err);
    return status;
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbor-17", "neighbor-25", "own-25", "quota-17", "proc-17"})
  void makesAPageOfARecording(String name) throws IOException, InterruptedException {
    Path recording = directory.resolve(name + ".jfr.gz");
    Files.copy(RECORDINGS.resolve(name + ".jfr.gz"), recording);
    assertEquals(0, run(recording), () -> complained);
    assertEquals("", complained);
    Path report = directory.resolve(name + "-schedprobe.html");
    String html = Files.readString(report);
    assertTrue(said.contains("Report: " + report), said);
    long size = Files.size(report);
    assertTrue(size >= SMALLEST && size <= LARGEST, size + " bytes");
    assertTrue(html.contains("id=\"timeline\"") != name.startsWith("proc"), "time line");
  }

  @Test
  void saysNothingWhenAskedToBeQuiet() throws IOException, InterruptedException {
    Path report = directory.resolve("quiet.html");
    int status = run(RECORDINGS.resolve("own-25.jfr.gz"), "--quiet", "-o", report);
    assertEquals(0, status, () -> complained);
    assertEquals("", said + complained);
    assertTrue(Files.exists(report));
  }

  @Test
  void tellsOfATruncatedRecordingWhatIsBeforeTheDamage() throws IOException, InterruptedException {
    byte[] whole;
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(RECORDINGS.resolve("neighbor-17.jfr.gz")))) {
      whole = in.readAllBytes();
    }
    Path recording = directory.resolve("cut.jfr");
    Files.write(recording, Arrays.copyOf(whole, whole.length * 4 / 5));
    assertEquals(0, run(recording), () -> complained);
    String where =
        String.format(
            Locale.ROOT, "it is cut off after %,d bytes, in its only chunk", whole.length * 4 / 5);
    assertTrue(complained.contains("cut.jfr is damaged"), complained);
    assertTrue(complained.contains(where), complained);
    String html = Files.readString(directory.resolve("cut-schedprobe.html"));
    assertTrue(html.contains("The recording is incomplete: " + where));
    assertTrue(html.contains("sha256sum"), "the neighbor");
  }

  @Test
  void writesThePageToTheStandardOutput() throws IOException, InterruptedException {
    assertEquals(0, run(RECORDINGS.resolve("own-25.jfr.gz"), "-o", "-"), () -> complained);
    assertTrue(said.startsWith("<!DOCTYPE html>"));
    assertTrue(said.getBytes(StandardCharsets.UTF_8).length <= LARGEST);
    assertTrue(said.stripTrailing().endsWith("</html>"));
  }
}
