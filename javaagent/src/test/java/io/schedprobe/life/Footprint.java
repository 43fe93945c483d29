package io.schedprobe.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process holds, as the kernel has it.
 *
 * @param descriptors open files
 * @param mappings pieces of its address space
 * @param bpfMappings those of them that are memory of BPF maps
 */
record Footprint(int descriptors, int mappings, int bpfMappings) {
  private static final int PATIENCE = 600;

  /**
   * The C library keeps 40 MB of stacks of ended threads, in pieces of 128 KB with their guards.
   */
  private static final int FEW_MAPPINGS = 1000;

  static Footprint of(long pid) throws IOException {
    List<String> maps = Files.readAllLines(proc(pid, "maps"));
    int bpf = (int) maps.stream().filter(line -> line.contains("anon_inode:bpf")).count();
    try (Stream<Path> descriptors = Files.list(proc(pid, "fd"))) {
      return new Footprint((int) descriptors.count(), maps.size(), bpf);
    }
  }

  /** Waits until the process holds no more than this, but for a few mappings. */
  void awaitAtMostHeldBy(long pid) throws IOException, InterruptedException {
    Footprint now = of(pid);
    for (int i = 0; i < PATIENCE; i++) {
      if (now.descriptors <= descriptors
          && now.mappings <= mappings + FEW_MAPPINGS
          && now.bpfMappings <= bpfMappings) {
        return;
      }
      Thread.sleep(50);
      now = of(pid);
    }
    throw new AssertionError(pid + " held " + this + " and holds " + now);
  }

  /** The process' threads of that name, as the kernel knows it, by id. */
  static List<Integer> threads(long pid, String beginning) throws IOException {
    List<Integer> tids = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(proc(pid, "task"))) {
      for (Path task : tasks.toList()) {
        if (read(task.resolve("comm")).startsWith(beginning)) {
          tids.add(Integer.parseInt(task.getFileName().toString()));
        }
      }
    }
    return tids;
  }

  static void awaitNoThread(long pid, String beginning) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      if (threads(pid, beginning).isEmpty()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("still there: " + threads(pid, beginning));
  }

  /**
   * How often a thread was given a CPU after it had waited for it: the third number of its
   * schedstat (Documentation/scheduler/sched-stats).
   */
  static long runs(long pid, int tid) throws IOException {
    String schedstat = Files.readString(proc(pid, "task/" + tid + "/schedstat"));
    return Long.parseLong(schedstat.strip().split(" ", -1)[2]);
  }

  private static Path proc(long pid, String file) {
    return Path.of("/proc", Long.toString(pid)).resolve(file);
  }

  /** Empty when the thread has ended. */
  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return "";
      }
      throw e;
    }
  }
}
