package io.schedprobe.analysis.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/**
 * Has JMC's parser read one chunk, and hands the events on from within, so that JMC keeps none of
 * them. JMC reads each chunk on a thread of its own and waits for it: with one chunk at a time, the
 * events come from one thread at a time.
 */
final class ChunkReader {
  /** JMC's parser tells each field and type that it does not know, again for each chunk. */
  private static final Logger PARSER = Logger.getLogger("org.openjdk.jmc.flightrecorder.internal");

  /** An event may be written this much after its chunk ended. */
  private static final long LATE = 60_000_000_000L;

  /** An event may have ended this much before its chunk began: it is written late. */
  private static final long EARLY = 24 * 3_600_000_000_000L;

  private final EventSink sink;
  private long events;
  private long implausible;
  private RuntimeException sinkFailure;

  ChunkReader(EventSink sink) {
    this.sink = sink;
  }

  /**
   * Reads a chunk.
   *
   * @return what is wrong with it; null if nothing
   * @throws RuntimeException that the sink threw
   */
  String read(byte[] bytes, int offset, ChunkHeader header) {
    Level level = PARSER.getLevel();
    PARSER.setLevel(Level.OFF);
    try {
      JfrLoaderToolkit.loadEvents(
          new ByteArrayInputStream(bytes, offset, (int) header.length()),
          List.of(new HandingOn(header)));
      return null;
    } catch (OutOfMemoryError e) {
      return "a chunk of "
          + header.length()
          + " bytes does not fit into memory; give this JVM more with -Xmx, if it is not damaged";
    } catch (StackOverflowError e) {
      return "its types refer to each other without end";
    } catch (CouldNotLoadRecordingException | IOException | RuntimeException e) {
      if (sinkFailure != null) {
        throw sinkFailure;
      }
      String message = e.getMessage();
      return "a chunk is damaged ("
          + (message == null || message.isBlank() ? e.getClass().getSimpleName() : message)
          + ")";
    } finally {
      PARSER.setLevel(level);
    }
  }

  /** Events that were handed on so far. */
  long events() {
    return events;
  }

  /** Events that were left out since they lie far outside of their chunk's time. */
  long implausible() {
    return implausible;
  }

  /** Keeps no event of any type. */
  private final class HandingOn implements IParserExtension {
    private final ChunkHeader header;

    HandingOn(ChunkHeader header) {
      this.header = header;
    }

    @Override
    public IEventSinkFactory getEventSinkFactory(IEventSinkFactory subFactory) {
      return new IEventSinkFactory() {
        @Override
        public IEventSink create(
            String identifier,
            String label,
            String[] category,
            String description,
            List<ValueField> dataStructure) {
          EventDecoder decoder = EventDecoder.of(identifier);
          return decoder == null ? values -> {} : new Decoding(decoder, dataStructure, header);
        }

        @Override
        public void flush() {
          subFactory.flush();
        }
      };
    }
  }

  /** Takes the events of one type. */
  private final class Decoding implements IEventSink {
    private final EventDecoder decoder;
    private final ChunkHeader header;
    private final Map<String, Integer> indices = new HashMap<>();
    private final Fields fields = new Fields(this::value);
    private Object[] values;

    Decoding(EventDecoder decoder, List<ValueField> structure, ChunkHeader header) {
      this.decoder = decoder;
      this.header = header;
      for (int i = 0; i < structure.size(); i++) {
        indices.put(structure.get(i).getIdentifier(), i);
      }
    }

    private Object value(String field) {
      Integer index = indices.get(field);
      return index == null || index >= values.length ? null : values[index];
    }

    @Override
    public void addEvent(Object[] values) {
      this.values = values;
      if (!plausible()) {
        implausible++;
        return;
      }
      try {
        decoder.decode(fields, indices.keySet(), sink);
        events++;
      } catch (RuntimeException e) {
        sinkFailure = e;
        throw e;
      }
    }

    private boolean plausible() {
      long start = fields.number("startTime");
      long length = Math.max(fields.number("duration"), fields.number("waited"));
      long end = start + Math.max(0, length);
      // By its end: a thread can have been parked for longer than any chunk lasts.
      return end >= header.start() - EARLY
          && end >= start
          && (!header.finished() || end <= header.start() + header.duration() + LATE);
    }
  }
}
