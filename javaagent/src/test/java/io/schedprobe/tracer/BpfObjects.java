package io.schedprobe.tracer;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What of BPF this process holds, and whether the kernel still has it. */
final class BpfObjects {
  /** asm/unistd_64.h. */
  private static final long SYS_BPF = 321;

  static {
    Native.register(BpfObjects.class, "c");
  }

  private BpfObjects() {}

  private static native long syscall(long number, long command, Pointer attributes, long size);

  private static native int close(int fd);

  /** The field of fdinfo that holds the number, and the command that opens it by that number. */
  enum Kind {
    PROGRAM("prog_id:", 13),
    MAP("map_id:", 14),
    LINK("link_id:", 30);

    private final String field;
    private final int openById;

    Kind(String field, int openById) {
      this.field = field;
      this.openById = openById;
    }
  }

  record Held(Kind kind, int id) {
    /** linux/bpf.h: BPF_*_GET_FD_BY_ID take the number as their first attribute. */
    boolean isInKernel() {
      try (Memory attributes = new Memory(64)) {
        attributes.clear();
        attributes.setInt(0, id);
        long fd = syscall(SYS_BPF, kind.openById, attributes, 64);
        if (fd >= 0) {
          BpfObjects.close((int) fd);
        }
        return fd >= 0;
      }
    }
  }

  /** Every program, map and link that this process has open. */
  static List<Held> held() throws IOException {
    List<Held> held = new ArrayList<>();
    for (Path fd : list(Path.of("/proc/self/fdinfo"))) {
      for (String line : linesOf(fd)) {
        for (Kind kind : Kind.values()) {
          // A link's fdinfo names its program too, before or after its own number.
          if (line.startsWith(kind.field)) {
            held.add(new Held(kind, Integer.parseInt(line.substring(kind.field.length()).strip())));
          }
        }
      }
    }
    return held;
  }

  /** Lines of /proc/self/maps that are memory of BPF maps. */
  static long mappings() throws IOException {
    return linesOf(Path.of("/proc/self/maps")).stream().filter(l -> l.contains("bpf-map")).count();
  }

  /** Descriptors that are BPF objects or eventfds. */
  static long descriptors() throws IOException {
    return list(Path.of("/proc/self/fd")).stream()
        .map(BpfObjects::target)
        // not files with such a name, like a jar of the class path
        .filter(target -> target.startsWith("anon_inode:"))
        .filter(target -> target.contains("bpf") || target.contains("eventfd"))
        .count();
  }

  private static String target(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString();
    } catch (IOException e) {
      return ""; // the directory's own descriptor, closed by now
    }
  }

  private static List<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      return List.of();
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
