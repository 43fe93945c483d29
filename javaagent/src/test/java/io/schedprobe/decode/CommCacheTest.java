package io.schedprobe.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.sun.management.ThreadMXBean;
import io.schedprobe.model.KernelText;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommCacheTest {
  private final CommCache cache = new CommCache();

  private String get(byte[] comm) {
    ByteBuffer data = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
    data.put(8, comm);
    return cache.get(data, 8);
  }

  private String get(String comm) {
    return get(comm.getBytes(UTF_8));
  }

  @Test
  void aNameEndsAtItsFirstZero() {
    assertEquals("", get(""));
    assertEquals("java", get("java"));
    assertEquals("java", get("java\0rest"));
    assertEquals("", get("\0rest"));
    assertEquals("12345678", get("12345678\0rest"));
    assertEquals("1234567", get("1234567\0" + "9abcdef"));
    assertEquals("0123456789abcdef", get("0123456789abcdef"));
    assertEquals("a\u0001b", get("a\u0001b"));
  }

  @Test
  void bytesAfterTheZeroDoNotMakeAnotherName() {
    String name = get("java\0one");
    assertSame(name, get("java\0two"));
    assertSame(name, get("java"));
  }

  @Test
  void invalidBytesStayDistinct() {
    assertEquals("a\udcffb", get("a\u00ffb".getBytes(ISO_8859_1)));
    assertEquals("é€", get("é€"));
    // A name cut in the middle of a character.
    assertEquals("0123456789abcd\udcc3", get(Arrays.copyOf("0123456789abcdé".getBytes(UTF_8), 15)));
  }

  @Test
  void namesThatShareAPlaceAreNeverTakenForEachOther() {
    Random random = new Random(1);
    byte[] comm = new byte[16];
    for (int i = 0; i < 200_000; i++) {
      random.nextBytes(comm);
      comm[random.nextInt(16)] = 0;
      String bytes = new String(comm, ISO_8859_1);
      byte[] expected = bytes.substring(0, bytes.indexOf('\0')).getBytes(ISO_8859_1);
      assertEquals(KernelText.decode(expected, 0, expected.length), get(comm));
    }
  }

  @Test
  void namesThatDifferOnlyInOneHalfAreNeverTakenForEachOther() {
    for (int i = 0; i < 10_000; i++) {
      assertEquals("workers-" + i, get("workers-" + i));
      assertEquals("w" + (1_000_000 + i) + "-pool", get("w" + (1_000_000 + i) + "-pool"));
    }
  }

  @Test
  void bothByteOrdersGiveTheSameName() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      ByteBuffer data = ByteBuffer.allocate(16).order(order);
      data.put(0, "kworker/0\0xyz".getBytes(UTF_8));
      assertEquals("kworker/0", new CommCache().get(data, 0));
    }
  }

  @Test
  void aKnownNameIsTheSameString() {
    assertSame(get("worker-1"), get("worker-1"));
  }

  @Test
  void aStormOfTheSameNamesAllocatesNothing() {
    ByteBuffer data = ByteBuffer.allocateDirect(16 * 16).order(ByteOrder.nativeOrder());
    for (int i = 0; i < 16; i++) {
      data.put(i * 16, ("worker-" + i).getBytes(UTF_8));
    }
    // Asking and linking may allocate once; what a name allocates shows in every phase.
    long asking = Long.MAX_VALUE;
    long storm = Long.MAX_VALUE;
    for (int phase = 0; phase < 5; phase++) {
      asking = Math.min(asking, allocatedBy(data, 0));
      storm = Math.min(storm, allocatedBy(data, 100_000));
    }
    assertEquals(asking, storm);
  }

  private long allocatedBy(ByteBuffer data, int names) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    int length = 0;
    for (int i = 0; i < names; i++) {
      length += cache.get(data, i % 16 * 16).length();
    }
    assertEquals(names > 0, length > 0);
    return threads.getThreadAllocatedBytes(self) - before;
  }
}
