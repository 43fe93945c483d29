package io.schedprobe.identity;

import io.schedprobe.proc.KernelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A shared library as it lies in this process' memory: its exported symbols, found through its own
 * dynamic section.
 *
 * <p>Not through {@code dlsym}: that needs a handle, and a library opened without RTLD_GLOBAL (a
 * JVM embedded in a native program) gives one only through {@code dlopen} of a path, which after an
 * upgrade of the JDK beneath the running JVM would load and start a second one. What is in memory
 * is what runs. Nor does it need a native library of ours to be unpacked first.
 *
 * @see <a href="https://gabi.xinuos.com/">System V ABI, ELF</a>
 */
final class LoadedLibrary {

  private static final long ELF_MAGIC = 0x464c457fL;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final long DT_STRTAB = 5;
  private static final long DT_SYMTAB = 6;
  private static final long DT_GNU_HASH = 0x6ffffef5L;
  private static final int SYMBOL_SIZE = 24;
  private static final int MAX_CHAIN = 1 << 20;

  private final MemoryPages memory;
  private final String name;
  private long bias;
  private long strings;
  private long symbols;
  private long hash;

  /**
   * @param base where the library's first byte is mapped
   */
  LoadedLibrary(String name, MemoryPages memory, long base) throws IOException {
    this.name = name;
    this.memory = memory;
    if (memory.u32(base) != ELF_MAGIC
        || memory.u8(base + 4) != CLASS_64
        || memory.u8(base + 5) != LITTLE_ENDIAN) {
      throw new IOException(name + " is not a 64-bit little-endian ELF image");
    }
    readDynamicSection(programHeader(base, PT_DYNAMIC, base));
    if (strings == 0 || symbols == 0 || hash == 0) {
      throw new IOException(name + " has no dynamic symbol table with a GNU hash");
    }
  }

  /** The library whose file name is {@code name}, which is mapped into this process. */
  static LoadedLibrary find(String name, MemoryPages memory) throws IOException {
    return new LoadedLibrary(
        name, memory, base(name, KernelFiles.lines(Path.of("/proc/self/maps"))));
  }

  /** Start of the mapping of the first byte of the file called {@code name}, from proc(5) maps. */
  static long base(String name, List<String> maps) throws IOException {
    for (String line : maps) {
      // address perms offset dev inode path; the path says " (deleted)" when the file was replaced
      String[] field = line.split(" +", 6);
      if (field.length == 6 && Long.parseUnsignedLong(field[2], 16) == 0) {
        String path =
            field[5].endsWith(" (deleted)")
                ? field[5].substring(0, field[5].length() - " (deleted)".length())
                : field[5];
        if (path.endsWith("/" + name)) {
          return Long.parseUnsignedLong(field[0].substring(0, field[0].indexOf('-')), 16);
        }
      }
    }
    throw new IOException(name + " is not mapped into this process");
  }

  /** Address of the exported symbol {@code symbol}. */
  long address(String symbol) throws IOException {
    long buckets = memory.u32(hash);
    long firstHashed = memory.u32(hash + 4);
    long bloomWords = memory.u32(hash + 8);
    long bucketTable = hash + 16 + bloomWords * Long.BYTES;
    long chainTable = bucketTable + buckets * Integer.BYTES;
    int wanted = gnuHash(symbol);
    long index =
        buckets == 0
            ? 0
            : memory.u32(bucketTable + Integer.toUnsignedLong(wanted) % buckets * Integer.BYTES);
    for (int step = 0; index >= firstHashed && index != 0 && step < MAX_CHAIN; step++, index++) {
      int found = memory.i32(chainTable + (index - firstHashed) * Integer.BYTES);
      if ((found | 1) == (wanted | 1)) {
        long entry = symbols + index * SYMBOL_SIZE;
        boolean defined = memory.u16(entry + 6) != 0;
        if (defined && memory.isText(strings + memory.u32(entry), symbol)) {
          return bias + memory.i64(entry + 8);
        }
      }
      if ((found & 1) != 0) {
        break;
      }
    }
    throw new IOException(name + " does not export " + symbol);
  }

  private static int gnuHash(String symbol) {
    int h = 5381;
    for (int i = 0; i < symbol.length(); i++) {
      h = h * 33 + symbol.charAt(i);
    }
    return h;
  }

  /** Run-time address of the segment of type {@code type}; sets the bias on the way. */
  private long programHeader(long base, int type, long unset) throws IOException {
    long headers = base + memory.i64(base + 32);
    int size = memory.u16(base + 54);
    int count = memory.u16(base + 56);
    long found = unset;
    boolean biased = false;
    for (int i = 0; i < count; i++) {
      long header = headers + (long) i * size;
      int kind = memory.i32(header);
      long virtual = memory.i64(header + 16);
      if (kind == PT_LOAD && !biased && memory.i64(header + 8) == 0) {
        bias = base - virtual;
        biased = true;
      } else if (kind == type) {
        found = virtual;
      }
    }
    if (!biased || found == unset) {
      throw new IOException(name + " has no segments to load");
    }
    return bias + found;
  }

  private void readDynamicSection(long dynamic) throws IOException {
    for (long entry = dynamic; ; entry += 16) {
      long tag = memory.i64(entry);
      long value = memory.i64(entry + 8);
      if (tag == 0) {
        return;
      } else if (tag == DT_STRTAB) {
        strings = relocated(value);
      } else if (tag == DT_SYMTAB) {
        symbols = relocated(value);
      } else if (tag == DT_GNU_HASH) {
        hash = relocated(value);
      }
    }
  }

  /** glibc's loader turns these entries into addresses, musl's leaves them relative. */
  private long relocated(long value) {
    return Long.compareUnsigned(value, bias) < 0 ? bias + value : value;
  }
}
