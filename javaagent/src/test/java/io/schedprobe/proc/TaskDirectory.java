package io.schedprobe.proc;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory laid out as {@code /proc/<pid>/task}, for tests. */
final class TaskDirectory {
  private final Path root;

  TaskDirectory(Path root) {
    this.root = root;
  }

  File file() {
    return root.toFile();
  }

  TaskDirectory schedstat(int tid, long onCpu, long runDelay, long timeslices) {
    return schedstat(tid, onCpu + " " + runDelay + " " + timeslices + "\n");
  }

  TaskDirectory schedstat(int tid, String content) {
    return write(tid, "schedstat", content);
  }

  TaskDirectory status(int tid, String name, long involuntary) {
    return write(
        tid,
        "status",
        "Name:\t%s\nPid:\t%d\nNSpid:\t%d\t%d\nnonvoluntary_ctxt_switches:\t%d\n"
            .formatted(name, tid, tid, tid - 1000, involuntary));
  }

  TaskDirectory end(int tid) {
    try {
      Path directory = root.resolve(Integer.toString(tid));
      Files.deleteIfExists(directory.resolve("schedstat"));
      Files.deleteIfExists(directory.resolve("status"));
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private TaskDirectory write(int tid, String name, String content) {
    try {
      Path directory = Files.createDirectories(root.resolve(Integer.toString(tid)));
      Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
