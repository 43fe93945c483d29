package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The BPF objects a process holds, from {@code /proc/<pid>/fdinfo}: kernel/bpf/syscall.c,
 * bpf_prog_show_fdinfo, bpf_map_show_fdinfo and bpf_link_show_fdinfo.
 */
final class FdInfo {
  private static final int TRIES = 5;

  /** A program. The counts stand still unless the kernel keeps statistics. */
  record Program(int id, boolean attached, long runs, long nanos) {}

  private FdInfo() {}

  /** Its programs by id. */
  static Map<Integer, Program> programs(long pid) throws IOException {
    Map<Integer, Program> programs = new LinkedHashMap<>();
    List<Map<String, String>> all = all(pid);
    Set<String> attached =
        all.stream()
            .filter(fields -> fields.containsKey("link_type"))
            .map(fields -> fields.get("prog_id"))
            .collect(Collectors.toSet());
    for (Map<String, String> fields : all) {
      if (fields.containsKey("run_cnt")) {
        int id = Integer.parseInt(fields.get("prog_id"));
        programs.put(
            id,
            new Program(
                id,
                attached.contains(fields.get("prog_id")),
                Long.parseLong(fields.get("run_cnt")),
                Long.parseLong(fields.get("run_time_ns"))));
      }
    }
    return programs;
  }

  /** How many programs it has attached. */
  static long links(long pid) throws IOException {
    return all(pid).stream().filter(fields -> fields.containsKey("link_type")).count();
  }

  /** Bytes its maps and programs take in the kernel. */
  static long memlock(long pid) throws IOException {
    Map<String, Long> objects = new HashMap<>();
    for (Map<String, String> fields : all(pid)) {
      if (fields.containsKey("memlock")) {
        // The same object can be open twice.
        String id =
            fields.containsKey("map_id") ? "m" + fields.get("map_id") : "p" + fields.get("prog_id");
        objects.put(id, Long.parseLong(fields.get("memlock")));
      }
    }
    return objects.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<Map<String, String>> all(long pid) throws IOException {
    List<Map<String, String>> all = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fdinfo"))) {
      for (Path file : files) {
        Map<String, String> fields = readIfOpen(file);
        if (fields != null) {
          all.add(fields);
        }
      }
    }
    return all;
  }

  /**
   * Null for a descriptor that was closed since it was listed; its number may be another's by now.
   */
  private static Map<String, String> readIfOpen(Path file) throws IOException {
    IOException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        return Fields.read(file);
      } catch (IOException e) {
        // One that is closed between being opened and being read gives ENOENT as any exception.
        if (!Files.exists(file)) {
          return null;
        }
        last = e;
      }
    }
    throw last;
  }
}
