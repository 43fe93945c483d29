package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTreeTest {

  private static final String V2 =
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
  private static final String V1_CPU =
      "33 32 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct";
  private static final String V1_CPUSET =
      "32 32 0:29 / /sys/fs/cgroup/cpuset rw,nosuid shared:9 - cgroup cgroup rw,cpuset";
  private static final String V1_V2 =
      "34 32 0:31 / /sys/fs/cgroup/unified rw shared:10 - cgroup2 cgroup2 rw";
  private static final String OTHER = "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw";

  @Test
  void unifiedHierarchyIsFound() {
    assertEquals(
        new CgroupTree(Path.of("/sys/fs/cgroup"), "…"),
        CgroupTree.find(List.of("0::/user.slice"), List.of(OTHER, V2)));
  }

  @Test
  void hybridHostsCpuControllerDecides() {
    assertEquals(
        new CgroupTree(Path.of("/sys/fs/cgroup/cpu,cpuacct"), "…"),
        CgroupTree.find(
            List.of("5:cpuset:/", "4:cpu,cpuacct:/x", "0::/"),
            List.of(OTHER, V1_V2, V1_CPUSET, V1_CPU)));
  }

  @Test
  void hybridHostWithCpuControllerInV2UsesV2() {
    assertEquals(
        Path.of("/sys/fs/cgroup/unified"),
        CgroupTree.find(List.of("5:cpuset:/", "0::/"), List.of(V1_CPUSET, V1_V2)).mount());
  }

  @Test
  void mountOfASubtreeKeepsItsPlace() {
    String bind =
        "40 39 0:30 /docker/4f1c /sys/fs/cgroup/cpu ro shared:9 master:2 - cgroup cgroup rw,cpu";
    String above = "40 39 0:30 /../.. /mnt/cg\\040cpu ro - cgroup cgroup rw,cpu";
    List<String> memberships = List.of("4:cpu:/docker/4f1c");
    assertEquals("/docker/4f1c", CgroupTree.find(memberships, List.of(bind)).prefix());
    assertEquals(
        new CgroupTree(Path.of("/mnt/cg cpu"), "…"), CgroupTree.find(memberships, List.of(above)));
  }

  @Test
  void whereTheHierarchyIsNotMountedThereIsNoTree() {
    assertNull(CgroupTree.find(List.of("4:cpu:/x", "0::/"), List.of(OTHER, V1_CPUSET, V1_V2)));
    assertNull(CgroupTree.find(List.of(), List.of("", "nonsense", " - cgroup2")));
  }

  @Test
  void everyDirectoryMountedHereIsFoundByItsNumber(@TempDir Path temporary) throws IOException {
    for (String path : List.of("a", "a/b", "a/b/c", "d", "d/e f", "d/g")) {
      Files.createDirectories(temporary.resolve(path));
    }
    Files.createFile(temporary.resolve("cpu.stat"));
    Files.createSymbolicLink(temporary.resolve("loop"), temporary);
    CgroupTree tree = new CgroupTree(temporary, "/outer");
    Map<Long, String> truth = new HashMap<>();
    try (Stream<Path> walk = Files.walk(temporary)) {
      for (Path path : (Iterable<Path>) walk.filter(CgroupTreeTest::isDirectory)::iterator) {
        String relative = temporary.relativize(path).toString();
        truth.put(id(path), relative.isEmpty() ? "/outer" : "/outer/" + relative);
      }
    }
    assertEquals(7, truth.size());
    Set<Long> wanted = new HashSet<>(truth.keySet());
    wanted.add(-1L);
    assertEquals(truth, tree.paths(wanted, 100));
    assertEquals(3, tree.paths(wanted, 3).size(), "no more than allowed are visited");
  }

  @Test
  void cgroupMadeHereIsFoundByTheKernelsId() throws IOException {
    CgroupTree tree = CgroupTree.find();
    assertNotNull(tree, "no cgroup hierarchy with the cpu controller is mounted");
    assertTrue(Files.isDirectory(tree.mount()));
    boolean required = "1".equals(System.getenv("SCHEDPROBE_REQUIRE_BPF"));
    assumeTrue(
        required || Files.isWritable(tree.mount()),
        () -> "may not make a cgroup in " + tree.mount());
    Path outer = tree.mount().resolve("schedprobe-identity-" + ProcessHandle.current().pid());
    Path inner = outer.resolve("docker-0123456789ab.scope");
    Files.createDirectory(outer);
    try {
      Files.createDirectory(inner);
      CgroupDirectory directory = new CgroupDirectory();
      long id = id(inner);
      directory.find(id);
      assertEquals(1, directory.seekMissing());
      CgroupIdentity found = directory.find(id);
      assertTrue(found.path().endsWith(outer.getFileName() + "/docker-0123456789ab.scope"));
      assertEquals("0123456789ab", found.placement().containerId());
    } finally {
      Files.deleteIfExists(inner);
      Files.delete(outer);
    }
  }

  @Test
  void systemsOwnTreeIsReadWithoutHarm() {
    assertTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
    CgroupTree tree = CgroupTree.find();
    assertNotNull(tree);
    assertEquals(Map.of(), tree.paths(Set.of(-1L), 20_000));
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static long id(Path path) throws IOException {
    return (long) Files.getAttribute(path, "unix:ino");
  }
}
