package io.schedprobe.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartOptionTest {
  @Test
  void readsBothFormsAndCountsTheRecordings() {
    assertEquals(
        List.of(
            new StartOption(1, "1", Map.of()),
            new StartOption(2, "two", Map.of("name", "two", "schedprobe.A#threshold", "2us")),
            new StartOption(3, "3", Map.of("filename", "a.jfr"))),
        StartOption.among(
            List.of(
                "-Xmx1g",
                "-XX:StartFlightRecording",
                "-XX:StartFlightRecording=name=two,schedprobe.A#threshold=2us",
                "-XX:StartFlightRecordingNot=x=y",
                "-XX:StartFlightRecording:filename=a.jfr")));
  }

  @Test
  void leavesQuotedCommasAlone() {
    assertEquals(
        Map.of("filename", "a,b.jfr", "schedprobe.A#threshold", "2 us"),
        StartOption.among(
                List.of(
                    "-XX:StartFlightRecording:filename='a,b.jfr',"
                        + "schedprobe.A#threshold=\"2 us\""))
            .get(0)
            .values());
  }

  @Test
  void keepsWhatJfrTakesApart() {
    assertEquals(
        Map.of("+schedprobe.A#threshold", "2us"),
        StartOption.among(List.of("-XX:StartFlightRecording:+schedprobe.A#threshold=2us"))
            .get(0)
            .values());
  }

  @Test
  void asksTheJvmOnlyWhereASettingOfOursMayBe() {
    assertTrue(JvmArguments.mayMatter("java\0-XX:StartFlightRecording=schedprobe.A#threshold=1us"));
    assertTrue(JvmArguments.mayMatter("java\0-XX:StartFlightRecording:a=b,schedprobe.A#period=1s"));
    assertTrue(JvmArguments.mayMatter("java\0@arguments\0Main"));
    assertTrue(JvmArguments.mayMatter("java\0Main\0-Da=b -XX:VMOptionsFile=options"));
    assertFalse(JvmArguments.mayMatter("java\0-javaagent:schedprobe.jar\0Main\0a@b#c"));
    assertFalse(
        JvmArguments.mayMatter("java\0-XX:StartFlightRecording:+schedprobe.A#threshold=1us"));
  }
}
