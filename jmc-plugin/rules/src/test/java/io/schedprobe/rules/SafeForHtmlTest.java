package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.TracerState;
import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultToolkit;

/** Names come from whoever starts a process, and JMC shows results of rules as HTML. */
class SafeForHtmlTest {
  private static final String NAME = "<img src=x>&\"";
  private static final String SAFE = "&lt;img src=x&gt;&amp;";

  @TempDir private Path directory;

  private IItemCollection recording(String source) throws Exception {
    RunQueueLatency wait = new RunQueueLatency();
    wait.waitId = 1;
    wait.threadName = NAME;
    wait.osThreadId = 7;
    wait.waitStart = System.currentTimeMillis();
    wait.waited = 2_000_000_000;
    wait.external = 1_500_000_000;
    wait.self = 500_000_000;
    NeighborRun neighbor = run("external", 1_500_000_000);
    NeighborRun own = run("self", 500_000_000);
    TracerState state = new TracerState();
    state.source = source;
    state.reason = NAME;
    state.remedy = NAME;
    return recorded(wait, neighbor, own, state);
  }

  private static NeighborRun run(String kind, long nanos) {
    NeighborRun run = new NeighborRun();
    run.waitId = 1;
    run.osThreadId = 7;
    run.stalledName = NAME;
    run.kind = kind;
    run.process = NAME;
    run.threadName = NAME;
    run.cpuTime = nanos;
    run.cgroup = "/" + NAME;
    return run;
  }

  private IItemCollection recorded(Event... events) throws Exception {
    Path file = directory.resolve("hostile.jfr");
    try (Recording recording = new Recording()) {
      for (Event event : events) {
        recording.enable(event.getClass()).withoutThreshold().withoutStackTrace();
      }
      recording.start();
      for (Event event : events) {
        event.commit();
      }
      recording.stop();
      recording.dump(file);
    }
    return JfrLoaderToolkit.loadEvents(file.toFile());
  }

  private static IResult result(IRule rule, IItemCollection items) throws Exception {
    var evaluation = rule.createEvaluation(items, IPreferenceValueProvider.DEFAULT_VALUES, null);
    evaluation.run();
    return evaluation.get();
  }

  private static void assertSafe(IResult result) {
    String html = ResultToolkit.populateMessage(result, result.getSummary(), true);
    assertTrue(html.contains(SAFE), html);
    assertFalse(html.contains("<img"), html);
    assertFalse(result.getSummary().contains("<img"), result.getSummary());
  }

  @Test
  void namesOfNeighborsAndThreadsAreMadeSafe() throws Exception {
    IItemCollection items = recording("ebpf");

    assertSafe(result(new ExternalNeighborsRule(), items));
    assertSafe(result(new OwnContentionRule(), items));
  }

  @Test
  void whatTheTracerSaysOfItselfIsMadeSafe() throws Exception {
    assertSafe(result(new TracerRule(), recording("proc")));
  }
}
