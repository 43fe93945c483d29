package io.schedprobe.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventSettingsTest {
  private static final long DEFAULT = 1_000_000;
  private static final EventSetting EVENT = new EventSetting("a.E", 77, true, DEFAULT);
  private static final long DISABLED = -1;

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void takesTheSettingsOfAllRecordingsTogether(
      String name, long threshold, List<Map<String, String>> running) {
    assertEquals(threshold, new EventSettings(EVENT).threshold(running));
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        arguments("nothing is recorded", DISABLED, List.of()),
        arguments("nothing is said", DEFAULT, List.of(of())),
        arguments("others are spoken of", DEFAULT, List.of(of("a.E2#enabled=false", "a#x=1"))),
        arguments("switched off", DISABLED, List.of(of("a.E#enabled=false"))),
        arguments("off by number", DISABLED, List.of(of("77#enabled=false"))),
        arguments("switched on", DEFAULT, List.of(of("a.E#enabled=true"))),
        arguments("a threshold alone", 200_000L, List.of(of("a.E#threshold=200us"))),
        arguments("a threshold by number", 5L, List.of(of("77#threshold=5 ns"))),
        arguments(
            "off with a threshold",
            DISABLED,
            List.of(of("a.E#threshold=1 us", "a.E#enabled=false"))),
        arguments(
            "the smallest threshold of those that switch on",
            2_000L,
            List.of(
                of("a.E#enabled=true", "a.E#threshold=3 us"),
                of("77#enabled=true", "77#threshold=2 us"),
                of("a.E#enabled=false", "a.E#threshold=1 us"))),
        arguments(
            "one switches on, the other has only a threshold",
            3_000L,
            List.of(of("a.E#threshold=1 us"), of("a.E#enabled=true", "a.E#threshold=3 us"))),
        arguments(
            "on without a threshold beside another's threshold alone",
            DEFAULT,
            List.of(of("a.E#threshold=1 us"), of("a.E#enabled=true"))),
        arguments(
            "two with only a threshold switch each other off",
            DISABLED,
            List.of(of("a.E#threshold=1 us"), of("a.E#threshold=2 us"))),
        arguments(
            "name and number without switching on",
            DISABLED,
            List.of(of("a.E#threshold=1 us", "77#threshold=2 us"))),
        arguments(
            "a silent recording changes nothing", 7L, List.of(of(), of("a.E#threshold=7 ns"))),
        arguments("a threshold that is none", 0L, List.of(of("a.E#threshold=soon"))),
        arguments(
            "never", Long.MAX_VALUE, List.of(of("a.E#enabled=true", "a.E#threshold=infinity"))));
  }

  private static Map<String, String> of(String... settings) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String setting : settings) {
      int at = setting.indexOf('=');
      map.put(setting.substring(0, at), setting.substring(at + 1));
    }
    return map;
  }
}
