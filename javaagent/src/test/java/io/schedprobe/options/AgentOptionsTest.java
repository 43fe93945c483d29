package io.schedprobe.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
  /** What {@link DetectionOptionsTest} looks into. */
  private static final DetectionOptions DETECTION = new DetectionParser().options();

  /** What {@link ExportOptionsTest} looks into. */
  private static final ExportOptions EXPORT = new ExportParser().options();

  private static final AgentOptions DEFAULTS =
      new AgentOptions(
          OptionalLong.empty(),
          1000,
          0.001,
          1024 * 1024,
          SourceChoice.AUTO,
          false,
          false,
          EXPORT,
          DETECTION,
          "");

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {",", " , ,", "  "})
  void nothingGivenMeansDefaults(String text) {
    assertEquals(DEFAULTS, AgentOptions.parse(text));
    assertEquals(DEFAULTS, AgentOptions.defaults());
  }

  @Test
  void takesEveryOption() {
    assertEquals(
        new AgentOptions(
            OptionalLong.of(500_000),
            20,
            Double.POSITIVE_INFINITY,
            1 << 20,
            SourceChoice.PROC,
            true,
            true,
            EXPORT,
            DETECTION,
            ""),
        AgentOptions.parse("threshold=500us, rate=20,ring = 1m,source=proc,quiet=true,detach"));
  }

  @Test
  void whoSaysHowManyRecordsThereMayBeHasNoBudgetUnlessHeSaysSo() {
    assertEquals(0.001, AgentOptions.defaults().recordBudget());
    assertEquals(0.0025, AgentOptions.parse("budget=0.25").recordBudget());
    assertEquals(Double.POSITIVE_INFINITY, AgentOptions.parse("rate=1000").recordBudget());
    assertEquals(0.01, AgentOptions.parse("rate=1000,budget=1").recordBudget());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "250ns, 250",
    "500us, 500000",
    "500\u00b5s, 500000",
    "500\u03bcs, 500000",
    "1 ms, 1000000",
    "2s, 2000000000",
    "60s, 60000000000",
  })
  void takesDurations(String value, long nanos) {
    AgentOptions options = AgentOptions.parse("threshold=" + value);
    assertEquals(OptionalLong.of(nanos), options.thresholdNanos());
    assertEquals("", options.complaint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "ms",
        "-1ms",
        "+1ms",
        "1.5ms",
        "1m",
        "1MS",
        "61s",
        "60000000001ns",
        "99999999999999999999s",
        "999999999999999999s",
        "1ms2",
        "0x1ms",
        "1e3us",
        "\u0661ms",
        "1\0ms"
      })
  void keepsTheDefaultForABadDuration(String value) {
    AgentOptions options = AgentOptions.parse("threshold=" + value);
    assertEquals(OptionalLong.empty(), options.thresholdNanos());
    assertTrue(
        options
            .complaint()
            .endsWith(
                "' is not a duration from 0ns to 60s such as 500us, 1ms or 2s,"
                    + " using the smallest threshold of the running recordings"),
        options.complaint());
  }

  @ParameterizedTest
  @CsvSource({"4k, 4096", "4096, 4096", "512k, 524288", "512K, 524288", "64m, 67108864"})
  void takesSizes(String value, int bytes) {
    AgentOptions options = AgentOptions.parse("ring=" + value);
    assertEquals(bytes, options.ringBytes());
    assertEquals("", options.complaint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1", "2k", "500k", "128m", "1g", "-4k", "4kb", "k", "8388608m"})
  void keepsTheDefaultForABadSize(String value) {
    AgentOptions options = AgentOptions.parse("ring=" + value);
    assertEquals(1024 * 1024, options.ringBytes());
    assertEquals(
        "ring='" + value + "' is not a power of two from 4k to 64m such as 1m, using 1m",
        options.complaint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1000001", "many", "1 000", "9223372036854775808", "1.0"})
  void keepsTheDefaultForABadRate(String value) {
    AgentOptions options = AgentOptions.parse("rate=" + value);
    assertEquals(1000, options.recordsPerSecond());
    assertEquals(
        "rate='"
            + value
            + "' is not a whole number from 1 to 1000000 (records per second), using 1000",
        options.complaint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source=bpf | source='bpf' is not one of auto, ebpf, proc, using auto",
        "source=EBPF | source='EBPF' is not one of auto, ebpf, proc, using auto",
        "quiet=yes | quiet='yes' is not true or false, using false",
        "budget=0 | budget='0' is not a number from 0.001 to 100 (percent of one CPU), using 0.1"
            + " unless rate is given",
        "detach=no | detach='no' is not true or false, using false",
        "rate | rate needs a value (a whole number from 1 to 1000000 (records per second)),"
            + " using 1000",
        "trheshold=1ms | no option is called 'trheshold', ignored; did you mean threshold?",
        "Rate=5 | no option is called 'Rate', ignored; did you mean rate?",
        "ratte=5 | no option is called 'ratte', ignored; did you mean rate?",
        "interval=5 | no option is called 'interval', ignored; there are threshold, rate, budget, ring,"
            + " source, quiet, detach"
            + ", prometheus, atlas, detect and more (docs/configuration.md)",
        "=5 | no option is called '', ignored; there are threshold, rate, budget, ring, source, quiet,"
            + " detach"
            + ", prometheus, atlas, detect and more (docs/configuration.md)",
        "rate=5,rate=7 | rate is given twice, using the last that is valid",
      })
  void saysWhatIsAllowedAndWhatIsDoneInstead(String text, String complaint) {
    assertEquals(complaint, AgentOptions.parse(text).complaint());
  }

  @Test
  void oneBadOptionSpoilsNoOther() {
    AgentOptions options = AgentOptions.parse("rate=5,ring=3,rat=1,source=proc,rate=x");
    assertEquals(5, options.recordsPerSecond());
    assertEquals(SourceChoice.PROC, options.source());
    assertEquals(1024 * 1024, options.ringBytes());
    assertTrue(options.complaint().contains("rate='x' is not"), options.complaint());
    assertTrue(options.complaint().endsWith(", using 5"), options.complaint());
  }

  @Test
  void aValueEndsAtTheComma() {
    AgentOptions options = AgentOptions.parse("threshold=1,5ms");
    assertEquals(OptionalLong.empty(), options.thresholdNanos());
    assertTrue(options.complaint().contains("no option is called '5ms'"), options.complaint());
  }

  @Test
  void hostileInputStaysOneShortPrintableLine() {
    String[] hostile = {
      "a\nschedprobe: all is well",
      "rate=\u001b[2J\u202e\r\n",
      "x".repeat(100_000) + "=1",
      "rate=" + "9".repeat(100_000),
      "=,".repeat(50_000),
      "threshold=" + "1,".repeat(10_000),
      "\ud800\udc00=\ud800",
    };
    for (String text : hostile) {
      String complaint = AgentOptions.parse(text).complaint();
      assertFalse(complaint.isEmpty());
      assertTrue(complaint.length() < 450, () -> "length " + complaint.length());
      assertTrue(complaint.matches("[\\x20-\\x7e…]*"), complaint);
    }
  }
}
