package io.schedprobe.life;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * BPF programs, maps and links, by the numbers the kernel gives each once.
 *
 * <p>Which of them a process holds stands in {@code /proc/<pid>/fdinfo} (kernel/bpf/syscall.c,
 * {@code bpf_*_show_fdinfo}); whether one still exists, wherever it is held, only the bpf system
 * call tells.
 */
record KernelObjects(Set<Integer> programs, Set<Integer> maps, Set<Integer> links) {
  // include/uapi/linux/bpf.h
  private static final int PROG_GET_FD_BY_ID = 13;
  private static final int MAP_GET_FD_BY_ID = 14;
  private static final int LINK_GET_FD_BY_ID = 30;

  private static final int BPF_SYSCALL = 321; // x86-64
  private static final int ATTRIBUTE_BYTES = 16;
  private static final int ENOENT = 2;
  private static final int PATIENCE = 600;

  private static final NativeLibrary LIBC = NativeLibrary.getInstance("c");
  private static final Function SYSCALL = LIBC.getFunction("syscall", Function.THROW_LAST_ERROR);

  /** What the process holds by file descriptors now. */
  static KernelObjects heldBy(long pid) throws IOException {
    KernelObjects held = new KernelObjects(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (Path fdinfo : list(Path.of("/proc", Long.toString(pid), "fdinfo"))) {
      try {
        held.note(Files.readAllLines(fdinfo));
      } catch (NoSuchFileException e) {
        // Closed since it was listed.
      } catch (IOException e) {
        // Closed since it was opened: then reading says ENOENT, in words alone.
        if (!"No such file or directory".equals(e.getMessage())) {
          throw e;
        }
      }
    }
    return held;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  /** A link's description also names its program, whose own descriptor may be closed. */
  private void note(List<String> fdinfo) {
    for (String line : fdinfo) {
      String[] field = line.split(":\\s*", 2);
      switch (field[0]) {
        case "prog_id" -> programs.add(Integer.parseInt(field[1]));
        case "map_id" -> maps.add(Integer.parseInt(field[1]));
        case "link_id" -> links.add(Integer.parseInt(field[1]));
        default -> {}
      }
    }
  }

  boolean isEmpty() {
    return programs.isEmpty() && maps.isEmpty() && links.isEmpty();
  }

  /** Waits until the process has as many links as the tracer has programs to attach. */
  static KernelObjects awaitAttached(long pid) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      KernelObjects held = heldBy(pid);
      if (held.links.size() == 5) {
        return held;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nothing is attached by " + pid + ": " + heldBy(pid));
  }

  /** Waits until the process holds nothing. */
  static void awaitNothingHeldBy(long pid) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      if (heldBy(pid).isEmpty()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(pid + " still holds " + heldBy(pid));
  }

  /** Waits until none of these exists: the kernel frees them some time after they are let go. */
  void awaitGone() throws InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      if (existing().isEmpty()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("still in the kernel: " + existing());
  }

  /** Those of these that exist, as "program 17". */
  Set<String> existing() {
    Set<String> existing = new TreeSet<>();
    note(existing, "program", PROG_GET_FD_BY_ID, programs);
    note(existing, "map", MAP_GET_FD_BY_ID, maps);
    note(existing, "link", LINK_GET_FD_BY_ID, links);
    return existing;
  }

  private static void note(Set<String> existing, String kind, int command, Set<Integer> ids) {
    for (int id : ids) {
      if (exists(command, id)) {
        existing.add(kind + " " + id);
      }
    }
  }

  private static boolean exists(int command, int id) {
    try (Memory attribute = new Memory(ATTRIBUTE_BYTES)) {
      attribute.clear();
      attribute.setInt(0, id);
      Object[] arguments = {(long) BPF_SYSCALL, (long) command, attribute, (long) ATTRIBUTE_BYTES};
      int fd = (int) SYSCALL.invokeLong(arguments);
      LIBC.getFunction("close").invokeInt(new Object[] {fd});
      return true;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == ENOENT) {
        return false;
      }
      throw e;
    }
  }
}
