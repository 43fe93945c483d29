package io.schedprobe.proc;

import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The CPU quotas of this JVM's cgroup and of those above it, from the files of whichever hierarchy
 * has the cpu controller. Follows the JVM into another cgroup.
 */
public final class CpuQuotas {
  /** The kernel's own root of a hierarchy has the first number that kernfs gives. */
  private static final long ROOT_INODE = 1;

  private final Path process;
  private List<String> located = List.of();
  private CpuCgroup own;

  public CpuQuotas() {
    this(Path.of("/proc/self"));
  }

  /**
   * @param process the directory of a process, with the files {@code cgroup} and {@code mountinfo}
   */
  CpuQuotas(Path process) {
    this.process = process;
  }

  /**
   * Reads them, about five small files for each level.
   *
   * @throws IOException in words for people: when the cgroup cannot be seen, or its files cannot be
   *     read or understood
   */
  public synchronized Quotas read() throws IOException {
    List<String> cgroup = KernelFiles.lines(process.resolve("cgroup"));
    boolean known = own != null && cgroup.equals(located) && Files.isDirectory(own.directory());
    if (!known) {
      locate(cgroup);
    }
    List<QuotaLevel> levels = new ArrayList<>();
    Path directory = own.directory();
    String path = own.path();
    levels.add(level(directory, path, true));
    while (!directory.equals(own.mount())) {
      directory = directory.getParent();
      path = path.substring(0, Math.max(1, path.lastIndexOf('/')));
      levels.add(level(directory, path, false));
    }
    return new Quotas(List.copyOf(levels), isRoot(own.mount()));
  }

  private void locate(List<String> cgroup) throws IOException {
    own = null;
    located = cgroup;
    CpuCgroup found =
        CgroupLocator.locate(cgroup, KernelFiles.lines(process.resolve("mountinfo")))
            .orElseThrow(() -> new IOException("there is no cgroup of the cpu controller"));
    if (found.directory() == null) {
      throw new IOException(
          "the cgroup " + found.path() + " is not in what is mounted of its hierarchy");
    }
    own = found;
  }

  private static QuotaLevel level(Path directory, String path, boolean own) throws IOException {
    CpuLimit limit = CpuLimit.read(directory);
    CpuStat stat = stat(directory);
    CpuPressure pressure = CpuPressure.read(directory).orElse(new CpuPressure(-1, -1));
    return new QuotaLevel(
        path,
        own,
        limit.quotaNanos(),
        limit.periodNanos(),
        limit.burstNanos(),
        stat.periods(),
        stat.throttledPeriods(),
        stat.throttledNanos(),
        nanos(pressure.someMicros()),
        nanos(pressure.fullMicros()));
  }

  /** Not every cgroup has the file: on v1 the root has none before there is another. */
  private static CpuStat stat(Path directory) throws IOException {
    try {
      return CpuStat.read(directory);
    } catch (NoSuchFileException e) {
      return new CpuStat(-1, -1, -1);
    }
  }

  private static long nanos(long micros) {
    return micros < 0 || micros > Long.MAX_VALUE / 1000 ? -1 : micros * 1000;
  }

  private static boolean isRoot(Path mount) throws IOException {
    return Files.getAttribute(mount, "unix:ino") instanceof Long inode && inode == ROOT_INODE;
  }
}
