package io.schedprobe.ring;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records kept as bytes: taken from a ring by being its handler, or made by hand, and replayed
 * through a real reader into any handler, without a kernel.
 */
public final class RecordedRing implements RecordHandler {
  private final List<byte[]> records = new ArrayList<>();

  /** Records one more. */
  public RecordedRing add(byte[] record) {
    records.add(record.clone());
    return this;
  }

  @Override
  public void onRecord(ByteBuffer data, int offset, int length) {
    byte[] record = new byte[length];
    data.get(offset, record);
    records.add(record);
  }

  public int size() {
    return records.size();
  }

  public byte[] record(int index) {
    return records.get(index).clone();
  }

  /** Hands all records to {@code handler}, in order, through a simulated ring and its reader. */
  public RingReader replay(RecordHandler handler) {
    long longest = RingDescriptor.HEADER_SIZE;
    for (byte[] record : records) {
      longest = Math.max(longest, RingDescriptor.span(record.length));
    }
    SimulatedRing ring = new SimulatedRing((int) Long.highestOneBit(longest) * 4);
    RingReader reader = ring.reader();
    for (byte[] record : records) {
      if (!ring.submit(record)) {
        reader.drain(handler, Integer.MAX_VALUE);
        if (!ring.submit(record)) {
          throw new IllegalStateException("a record of " + record.length + " bytes does not fit");
        }
      }
    }
    reader.drain(handler, Integer.MAX_VALUE);
    return reader;
  }

  /** Writes each record as its length (32 bits, big-endian) and its bytes. */
  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (byte[] record : records) {
      data.writeInt(record.length);
      data.write(record);
    }
    data.flush();
  }

  /** Reads what {@link #write} wrote. */
  public static RecordedRing read(InputStream in) throws IOException {
    RecordedRing ring = new RecordedRing();
    DataInputStream data = new DataInputStream(in);
    while (data.available() > 0) {
      byte[] record = new byte[data.readInt()];
      data.readFully(record);
      ring.add(record);
    }
    return ring;
  }
}
