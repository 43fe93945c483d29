package io.schedprobe.boot;

import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * A zip archive that is an entry, not compressed itself, of a zip archive.
 *
 * <p>The JVM reads the directory of every jar on its class path before it gets to {@code main},
 * line by line and interpreted; thousands of our classes there would cost every start milliseconds.
 * In here they cost nobody anything until the agent itself starts, and no memory but the directory.
 * The format is that of PKWARE's APPNOTE.TXT, 4.3, without archives over 4 GB.
 *
 * <p>Thread-safe. A thread that is interrupted while it reads does no harm to others.
 */
final class NestedArchive implements Closeable {
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_SIZE = 46;
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int MOST_COMMENT = 0xFFFF;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Deflate makes nothing shorter than this. */
  private static final int MOST_RATIO = 1032;

  private final RandomAccessFile file;
  private final long start;
  private final byte[] names;
  private final ByteBuffer directory; // the same bytes
  private final int[] places; // open addressing by hash of the name; 1 + place in the directory

  private NestedArchive(RandomAccessFile file, long start, long length) throws IOException {
    this.file = file;
    this.start = start;
    ByteBuffer end = readEnd(length);
    int count = Short.toUnsignedInt(end.getShort(10));
    names = read(start + uint(end, 16), uint(end, 12));
    directory = numbers(names);
    places = new int[Integer.highestOneBit(Math.max(1, count)) * 4];
    int at = 0;
    for (int i = 0; i < count; i++) {
      check(directory.getInt(at) == CENTRAL);
      int place = Math.floorMod(name(at).hashCode(), places.length);
      while (places[place] != 0) {
        place = (place + 1) % places.length;
      }
      places[place] = at + 1;
      at += CENTRAL_SIZE + nameLength(at) + ushort(directory, at + 30) + ushort(directory, at + 32);
    }
  }

  /**
   * Opens the archive that is the entry {@code name} of {@code jar}.
   *
   * @throws IOException if there is none, or the file is damaged
   */
  static NestedArchive open(File jar, String name) throws IOException {
    if (jar.isDirectory()) {
      throw notTheAgent(jar);
    }
    RandomAccessFile file = new RandomAccessFile(jar, "r");
    try {
      NestedArchive outer = new NestedArchive(file, 0, file.length());
      int at = outer.find(name);
      if (at < 0) {
        throw notTheAgent(jar);
      }
      check(outer.method(at) == STORED);
      return new NestedArchive(file, outer.content(at), outer.compressedSize(at));
    } catch (IndexOutOfBoundsException e) {
      file.close();
      throw damaged();
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** The JVM takes the first boot classes of ours on its class path for those of the agent. */
  private static ZipException notTheAgent(File jar) {
    return new ZipException(
        "no whole schedprobe.jar; if -javaagent names this file, it is incomplete: build or download"
            + " it again; else take it off this JVM's class path, where it hides the agent: "
            + jar);
  }

  /** The names of all entries. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (int place : places) {
      if (place != 0) {
        names.add(name(place - 1));
      }
    }
    return names;
  }

  /** Packages of the classes in here. */
  Set<String> packages() {
    Set<String> packages = new HashSet<>();
    for (String name : names()) {
      int slash = name.lastIndexOf('/');
      if (slash > 0 && name.endsWith(".class")) {
        packages.add(name.substring(0, slash).replace('/', '.'));
      }
    }
    return packages;
  }

  /**
   * The content of an entry; null if there is none of that name.
   *
   * @throws IOException if it is damaged, or this is closed
   */
  byte[] read(String name) throws IOException {
    int at = find(name);
    if (at < 0) {
      return null;
    }
    byte[] content;
    try {
      byte[] raw = read(content(at), compressedSize(at));
      int size = (int) uint(directory, at + 24);
      content = method(at) == STORED ? raw : inflated(raw, size);
      check(content.length == size);
    } catch (IndexOutOfBoundsException e) {
      throw damaged();
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    check(crc.getValue() == uint(directory, at + 16));
    return content;
  }

  private byte[] inflated(byte[] raw, int size) throws IOException {
    check(size >= 0 && size / MOST_RATIO <= raw.length);
    Inflater inflater = new Inflater(true);
    try {
      byte[] content = new byte[size];
      inflater.setInput(raw);
      int done = inflater.inflate(content);
      check(done == size);
      return content;
    } catch (DataFormatException e) {
      throw damaged();
    } finally {
      inflater.end();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private int find(String name) {
    int place = Math.floorMod(name.hashCode(), places.length);
    while (places[place] != 0) {
      int at = places[place] - 1;
      if (nameLength(at) == name.length() && name(at).equals(name)) {
        return at;
      }
      place = (place + 1) % places.length;
    }
    return -1;
  }

  private ByteBuffer readEnd(long length) throws IOException {
    int most = (int) Math.min(length, END_SIZE + MOST_COMMENT);
    ByteBuffer tail = numbers(read(start + length - most, most));
    for (int at = most - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return tail.slice(at, most - at).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw damaged();
  }

  private byte[] read(long position, long length) throws IOException {
    check(position >= 0 && length <= file.length() - position);
    byte[] bytes = new byte[(int) length];
    try {
      synchronized (file) {
        file.seek(position);
        file.readFully(bytes);
      }
    } catch (EOFException e) {
      throw damaged();
    }
    return bytes;
  }

  private static ByteBuffer numbers(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where in the file the content of the entry begins; the local header tells it alone. */
  private long content(int at) throws IOException {
    long position = start + uint(directory, at + 42);
    ByteBuffer header = numbers(read(position, LOCAL_SIZE));
    check(header.getInt(0) == LOCAL);
    return position + LOCAL_SIZE + ushort(header, 26) + ushort(header, 28);
  }

  private String name(int at) {
    return new String(names, at + CENTRAL_SIZE, nameLength(at), StandardCharsets.ISO_8859_1);
  }

  private int nameLength(int at) {
    return ushort(directory, at + 28);
  }

  private int method(int at) throws IOException {
    int method = ushort(directory, at + 10);
    check(method == STORED || method == DEFLATED);
    return method;
  }

  private long compressedSize(int at) {
    return uint(directory, at + 20);
  }

  private static int ushort(ByteBuffer from, int at) {
    return Short.toUnsignedInt(from.getShort(at));
  }

  private static long uint(ByteBuffer from, int at) {
    return Integer.toUnsignedLong(from.getInt(at));
  }

  private static void check(boolean right) throws IOException {
    if (!right) {
      throw damaged();
    }
  }

  private static ZipException damaged() {
    return new ZipException("the agent's jar is damaged: build or download it again");
  }
}
