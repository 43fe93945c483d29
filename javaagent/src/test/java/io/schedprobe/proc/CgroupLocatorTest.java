package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.proc.CpuCgroup.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CgroupLocatorTest {
  private static final List<String> V2_MOUNTS =
      List.of(
          "22 27 0:21 / /proc rw,relatime - proc proc rw",
          "30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev shared:4 - cgroup2 cgroup2 rw,nsdelegate");
  private static final List<String> HYBRID_MOUNTS =
      List.of(
          "33 32 0:29 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset",
          "31 32 0:28 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct",
          "40 32 0:37 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw");

  private static CpuCgroup found(List<String> cgroup, List<String> mounts) {
    return CgroupLocator.locate(cgroup, mounts).orElseThrow();
  }

  @Test
  void findsAUnifiedHierarchy() {
    assertEquals(
        new CpuCgroup(
            Layout.V2,
            "/system.slice/shop.service",
            Path.of("/sys/fs/cgroup/system.slice/shop.service"),
            Path.of("/sys/fs/cgroup")),
        found(List.of("0::/system.slice/shop.service"), V2_MOUNTS));
  }

  @Test
  void findsTheCpuControllerOfAHybridHost() {
    assertEquals(
        new CpuCgroup(
            Layout.HYBRID,
            "/jobs/a",
            Path.of("/sys/fs/cgroup/cpu,cpuacct/jobs/a"),
            Path.of("/sys/fs/cgroup/cpu,cpuacct")),
        found(List.of("3:cpuset:/x", "1:cpu,cpuacct:/jobs/a", "0::/"), HYBRID_MOUNTS));
  }

  @Test
  void takesTheUnifiedHierarchyWhenOnlyOtherControllersAreOnV1() {
    assertEquals(
        Layout.V2,
        found(List.of("9:name=systemd:/", "2:cpuset:/", "0::/a"), HYBRID_MOUNTS).layout());
  }

  @Test
  void findsAV1Host() {
    assertEquals(
        new CpuCgroup(
            Layout.V1,
            "/",
            Path.of("/sys/fs/cgroup/cpu,cpuacct"),
            Path.of("/sys/fs/cgroup/cpu,cpuacct")),
        found(List.of("4:cpu,cpuacct:/", "1:name=systemd:/"), HYBRID_MOUNTS.subList(0, 2)));
  }

  @Test
  void followsAMountOfAPartOfTheHierarchy() {
    List<String> mounts =
        List.of(
            "31 32 0:28 /docker/4f1d /sys/fs/cgroup/cpu ro,relatime master:9 - cgroup cgroup rw,cpu");
    assertEquals(
        Path.of("/sys/fs/cgroup/cpu"), found(List.of("1:cpu:/docker/4f1d"), mounts).directory());
    assertEquals(
        Path.of("/sys/fs/cgroup/cpu/in"),
        found(List.of("1:cpu:/docker/4f1d/in"), mounts).directory());
    assertEquals(null, found(List.of("1:cpu:/docker/4f1d2"), mounts).directory());
  }

  @Test
  void hasNoDirectoryForAGroupOutsideTheNamespaceOrTheMounts() {
    assertEquals(null, found(List.of("0::/../other"), V2_MOUNTS).directory());
    assertEquals(null, found(List.of("0::/a"), List.of()).directory());
  }

  @Test
  void understandsPathsWithColonsAndSpaces() {
    List<String> mounts = List.of("1 2 0:1 / /mnt/c\\040g rw - cgroup2 none rw");
    assertEquals(Path.of("/mnt/c g/a:b c"), found(List.of("0::/a:b c"), mounts).directory());
  }

  @Test
  void skipsWhatItDoesNotUnderstand() {
    assertEquals(
        Optional.empty(),
        CgroupLocator.locate(List.of("", "x", "1:cpu", "1:cpu:relative"), V2_MOUNTS));
    assertEquals(
        null, found(List.of("0::/a"), List.of("", "1 2 3 - cgroup2", "- cgroup2 a b")).directory());
  }

  @Test
  void findsTheGroupOfThisVeryProcess() throws Exception {
    CpuCgroup own = CgroupLocator.locate(Path.of("/proc/self")).orElseThrow();
    assertTrue(Files.isDirectory(own.directory()), own::toString);
    assertTrue(Files.exists(own.directory().resolve("cgroup.procs")), own::toString);
    if (Files.exists(own.directory().resolve("cpu.stat"))) {
      CpuStat.read(own.directory());
    }
    CpuPressure.read(own.directory());
  }
}
