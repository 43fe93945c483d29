package io.schedprobe.jmc.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/**
 * Makes the field {@code thread} of schedprobe's events the thread of the event. The type keeps its
 * name and no event is added, so that sums stay what they were. The thread that wrote the event is
 * left in the attribute {@value #WRITER}.
 *
 * <p>Where the JVM had no {@code Thread} for the one that waited, the event has its name and id. A
 * thread that had ended when the event was written is known by these from its other events; those
 * of the JVM itself, such as the compilers', from JFR's own events. Of one that no event has, a
 * thread is made of both.
 */
public final class VictimLanes implements IParserExtension {

  /** Attribute that holds the thread which wrote the event: the agent's. */
  public static final String WRITER = "writingThread";

  /**
   * Attribute of NeighborRun that holds the length of the wait, its duration elsewhere. JMC (seen
   * in 9.1.2) sorts events with a duration into lanes without overlap, and where many of one type
   * begin and end at the same time, as the culprits of one wait do, it loses some lanes and counts
   * others twice. An event without a duration is spared that.
   */
  public static final String WAIT_LENGTH = "waitDuration";

  private static final String RUN = "schedprobe.NeighborRun";
  private static final String DURATION = "duration";
  private static final String TYPE_PREFIX = "schedprobe.";
  private static final String VICTIM = "thread";
  private static final String VICTIM_ID = "osThreadId";

  /** The victim's name: {@code stalledName} where {@code threadName} is the neighbor's. */
  private static final List<String> VICTIM_NAMES = List.of("stalledName", "threadName");

  @Override
  public IEventSinkFactory getEventSinkFactory(IEventSinkFactory next) {
    return new Remapping(next, new Victims());
  }

  private record Remapping(IEventSinkFactory next, Victims victims) implements IEventSinkFactory {

    @Override
    public IEventSink create(
        String identifier,
        String label,
        String[] category,
        String description,
        List<ValueField> fields) {
      int victim = identifier.startsWith(TYPE_PREFIX) ? indexOfThread(fields, VICTIM) : -1;
      if (victim < 0) {
        IEventSink sink = next.create(identifier, label, category, description, fields);
        int[] threads =
            IntStream.range(0, fields.size())
                .filter(i -> fields.get(i).getContentType().equals(UnitLookup.THREAD))
                .toArray();
        return threads.length == 0 ? sink : victims.watch(sink, threads);
      }
      List<ValueField> renamed = new ArrayList<>(fields);
      int writer = indexOfThread(fields, JfrAttributes.EVENT_THREAD.getIdentifier());
      if (writer >= 0) {
        renamed.set(
            writer,
            new ValueField(
                WRITER, Messages.get("WRITER"), Messages.get("WRITER_DESC"), UnitLookup.THREAD));
      }
      renamed.set(victim, new ValueField(JfrAttributes.EVENT_THREAD));
      int duration = identifier.equals(RUN) ? indexOf(fields, DURATION) : -1;
      if (duration >= 0) {
        renamed.set(
            duration,
            new ValueField(
                WAIT_LENGTH,
                Messages.get("WAIT_LENGTH"),
                Messages.get("WAIT_LENGTH_DESC"),
                fields.get(duration).getContentType()));
      }
      IEventSink sink = next.create(identifier, label, category, description, renamed);
      int id = indexOf(fields, VICTIM_ID);
      int name =
          VICTIM_NAMES.stream()
              .mapToInt(f -> indexOf(fields, f))
              .filter(i -> i >= 0)
              .findFirst()
              .orElse(-1);
      return id < 0 || name < 0 ? sink : victims.sink(sink, victim, name, id);
    }

    @Override
    public void flush() {
      victims.flush();
      next.flush();
    }
  }

  private static int indexOf(List<ValueField> fields, String identifier) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).getIdentifier().equals(identifier)) {
        return i;
      }
    }
    return -1;
  }

  private static int indexOfThread(List<ValueField> fields, String identifier) {
    int i = indexOf(fields, identifier);
    return i >= 0 && fields.get(i).getContentType().equals(UnitLookup.THREAD) ? i : -1;
  }
}
