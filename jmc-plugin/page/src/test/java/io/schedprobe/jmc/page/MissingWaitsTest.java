package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.CpuQuota;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.TracerState;
import io.schedprobe.events.TracerStatistics;
import io.schedprobe.jmc.page.waits.TracerSays;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.eclipse.ui.forms.widgets.FormText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** What the page says of a recording without waits: good news only where it is. */
class MissingWaitsTest {
  private static final String GOOD_NEWS = "this is good news";

  @TempDir private Path directory;

  private static TracerState state(String source) {
    TracerState state = new TracerState();
    state.source = source;
    state.threshold = 1_000_000;
    state.backdated = true;
    state.throttlingMeasured = true;
    if (!source.equals("ebpf")) {
      state.reason = "no <rights>";
      state.remedy = "grant CAP_BPF";
    }
    return state;
  }

  /** A recording of these events, one after the other, with settings that a test chooses. */
  private IItemCollection recorded(Consumer<Recording> settings, Event... events) throws Exception {
    FlightRecorder.register(RunQueueLatency.class);
    Path file = directory.resolve("waitless.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ActiveSetting");
      recording.enable(RunQueueLatency.class);
      for (Event event : events) {
        recording.enable(event.getClass()).withoutThreshold();
      }
      settings.accept(recording);
      recording.start();
      for (Event event : events) {
        event.commit();
        Thread.sleep(2);
      }
      recording.stop();
      recording.dump(file);
    }
    return JfrLoaderToolkit.loadEvents(file.toFile());
  }

  private String said(Consumer<Recording> settings, Event... events) throws Exception {
    return MissingWaitsUi.html(TracerSays.in(recorded(settings, events)));
  }

  private static void assertSays(String text, boolean goodNews, String... parts) {
    assertEquals(goodNews, text.contains(GOOD_NEWS), text);
    List.of(parts).forEach(part -> assertTrue(text.contains(part), () -> part + " in " + text));
    assertTrue(text.contains("How to record"), text);
  }

  @Test
  void nothingOverTheThresholdIsGoodNews() throws Exception {
    assertSays(said(r -> {}, state("ebpf")), true, "longer than the threshold (1 ms)");
  }

  @Test
  void anEventThatWasOffIsNone() throws Exception {
    assertSays(
        said(r -> r.disable(RunQueueLatency.class), state("ebpf")),
        false,
        "did not ask for single waits",
        "What to do: enable schedprobe.RunQueueLatency");
  }

  @Test
  void aSettingThatIsNotToldIsNotTakenForEnabled() throws Exception {
    assertSays(
        said(r -> r.disable("jdk.ActiveSetting"), state("ebpf")),
        false,
        "does not tell whether the event",
        "What to do: enable jdk.ActiveSetting");
  }

  @Test
  void waitsThatWereHeldBackAreNone() throws Exception {
    TracerStatistics statistics = new TracerStatistics();
    statistics.waits = 1_000;
    statistics.suppressed = 12;

    assertSays(
        said(r -> {}, state("ebpf"), statistics),
        false,
        "none of the waits is in this recording",
        "suppressed 12",
        "raise the threshold");
  }

  @Test
  void aRecordingThatDoesNotTellOfTheTracerSaysSo() throws Exception {
    assertSays(
        said(r -> {}, new CpuQuota()),
        false,
        "does not tell why",
        "schedprobe.TracerState is not among them",
        "What to do: ");
  }

  @Test
  void theBestSourceCountsWhicheverWasLast() throws Exception {
    assertSays(said(r -> {}, state("ebpf"), state("none")), true, "the threshold");
    assertSays(
        said(r -> {}, state("proc"), state("none")), false, "The best source that the agent had");
  }

  @Test
  void aPartThatProcServedIsToldBesideTheGoodNews() throws Exception {
    assertSays(
        said(r -> {}, state("proc"), state("ebpf")), true, "In a part of the recording the source");
    assertFalse(said(r -> {}, state("ebpf")).contains("In a part of the recording"));
  }

  @Test
  void withoutASourceNothingWasMeasured() throws Exception {
    assertSays(
        said(r -> {}, state("none")),
        false,
        "Nothing was measured",
        "Why: no &lt;rights&gt;",
        "What to do: grant CAP_BPF");
  }

  @Test
  void waitsThatCouldNotBeBackdatedMayHaveBeenDropped() throws Exception {
    TracerState state = state("ebpf");
    state.backdated = false;

    assertSays(said(r -> {}, state), false, "JFR may have dropped them", "to 0 ns");
  }

  @Test
  void everyTextIsShown() throws Exception {
    IItemCollection items = recorded(r -> {}, state("ebpf"), state("proc"));
    try (ShownPage page = new ShownPage(items).show()) {
      assertTrue(Seen.find(page.form(), FormText.class::isInstance) != null);
    }
    assertSays(
        MissingWaitsUi.html(TracerSays.in(items.apply(ItemFilters.type("jdk.ActiveSetting")))),
        false,
        "no events of schedprobe");
  }
}
