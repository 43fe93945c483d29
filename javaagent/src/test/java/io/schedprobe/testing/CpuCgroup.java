package io.schedprobe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A cgroup of a test's own, below the root of the hierarchy that has the cpu controller, v1 or v2.
 * Closing moves what is in it to the root and removes it.
 */
public final class CpuCgroup implements AutoCloseable {
  private final Path directory;

  private static final int TRIES = 50;
  private static final long PAUSE_NANOS = 100_000_000;

  private CpuCgroup(Path directory) {
    this.directory = directory;
  }

  public static CpuCgroup create(String name) throws IOException {
    Path path = root().resolve("schedprobe-" + name + "-" + ProcessHandle.current().pid());
    return new CpuCgroup(Files.createDirectory(path));
  }

  /** One below it, to be closed before it. */
  public CpuCgroup createBelow(String name) throws IOException {
    return new CpuCgroup(Files.createDirectory(directory.resolve(name)));
  }

  /** The mount point: field 5 of mountinfo; type and options follow the dash (proc(5)). */
  private static Path root() throws IOException {
    Path unified = null;
    for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      List<String> fields = Arrays.asList(line.split(" ", -1));
      int dash = fields.indexOf("-");
      String type = fields.get(dash + 1);
      List<String> options = Arrays.asList(fields.get(dash + 3).split(",", -1));
      if (type.equals("cgroup") && options.contains("cpu")) {
        return Path.of(fields.get(4));
      }
      if (type.equals("cgroup2")) {
        unified = Path.of(fields.get(4));
      }
    }
    if (unified == null) {
      throw new IOException("no cgroup hierarchy is mounted");
    }
    return unified;
  }

  /** The file that takes the number of a process to be moved in. */
  public Path procs() {
    return directory.resolve("cgroup.procs");
  }

  public String name() {
    return directory.getFileName().toString();
  }

  /** What the kernel knows it by: kernfs gives its inode the same number. */
  public long id() throws IOException {
    return (Long) Files.getAttribute(directory, "unix:ino");
  }

  /**
   * Limits it to so much CPU time in each period of 100 ms, all CPUs together.
   *
   * @param micros at least 1000; -1 for no limit
   */
  public void quota(long micros) throws IOException {
    Path v1 = directory.resolve("cpu.cfs_quota_us");
    if (Files.exists(v1)) {
      Files.writeString(v1, Long.toString(micros));
    } else {
      Files.writeString(directory.resolve("cpu.max"), (micros < 0 ? "max" : micros) + " 100000");
    }
  }

  /** Its path in its hierarchy. */
  public String path() throws IOException {
    return "/" + root().relativize(directory);
  }

  /** The kernel's own account of a tally in cpu.stat, as {@code nr_throttled}. */
  public long stat(String key) throws IOException {
    for (String line : Files.readAllLines(directory.resolve("cpu.stat"))) {
      if (line.startsWith(key + " ")) {
        return Long.parseLong(line.substring(key.length() + 1));
      }
    }
    throw new IOException("no " + key + " in cpu.stat of " + directory);
  }

  /** The kernel's own account of how long it was throttled, all CPUs together, in nanoseconds. */
  public long throttledNanos() throws IOException {
    for (String line : Files.readAllLines(directory.resolve("cpu.stat"))) {
      if (line.startsWith("throttled_time ")) {
        return Long.parseLong(line.substring(15));
      }
      if (line.startsWith("throttled_usec ")) {
        return 1000 * Long.parseLong(line.substring(15));
      }
    }
    throw new IOException("no throttled time in cpu.stat of " + directory);
  }

  public void add(long pid) throws IOException {
    Files.writeString(procs(), Long.toString(pid));
  }

  /** Whether there is {@code cpu.pressure}: in the unified hierarchy, since 4.20. */
  public boolean tellsPressure() {
    return Files.exists(directory.resolve("cpu.pressure"));
  }

  @Override
  public void close() throws IOException {
    for (int i = 0; !isRemoved(i == TRIES); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** A process that is ending cannot be moved, and keeps its cgroup until it has ended. */
  private boolean isRemoved(boolean last) throws IOException {
    try {
      Path parent = directory.getParent().resolve("cgroup.procs");
      for (String pid : Files.readAllLines(procs())) {
        Files.writeString(parent, pid);
      }
      Files.delete(directory);
      return true;
    } catch (IOException e) {
      if (last) {
        throw e;
      }
      return false;
    }
  }
}
