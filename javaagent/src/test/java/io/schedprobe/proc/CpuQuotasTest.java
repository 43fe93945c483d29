package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files as the kernel shows them, under a mount point of the test's own. */
class CpuQuotasTest {
  private static final String V2_STAT =
      """
      usage_usec 6340125
      user_usec 6201334
      system_usec 138791
      nice_usec 0
      core_sched.force_idle_usec 0
      nr_periods 51
      nr_throttled 47
      throttled_usec 5301772
      nr_bursts 0
      burst_usec 0
      """;

  @TempDir private Path directory;
  private Path mount;
  private CpuQuotas quotas;

  @BeforeEach
  void prepare() throws Exception {
    mount = Files.createDirectory(directory.resolve("mounted"));
    quotas = new CpuQuotas(directory);
  }

  private void process(String cgroup, String... mounts) throws IOException {
    Files.writeString(directory.resolve("cgroup"), cgroup);
    Files.writeString(directory.resolve("mountinfo"), String.join("\n", mounts));
  }

  private String v2(String root) {
    return "30 23 0:26 " + root + " " + mount + " rw,nosuid shared:4 - cgroup2 cgroup2 rw";
  }

  private String v1(String root) {
    return "32 31 0:29 " + root + " " + mount + " rw - cgroup cgroup rw,cpu,cpuacct";
  }

  private void write(String group, String file, String text) throws IOException {
    Files.createDirectories(mount.resolve(group));
    Files.writeString(mount.resolve(group).resolve(file), text);
  }

  @Test
  void readsEachLevelOfAUnifiedHierarchy() throws Exception {
    process("0::/kubepods.slice/pod1.slice/app\n", v2("/"));
    write("kubepods.slice/pod1.slice/app", "cpu.max", "60000 100000\n");
    write("kubepods.slice/pod1.slice/app", "cpu.max.burst", "20000\n");
    write("kubepods.slice/pod1.slice/app", "cpu.stat", V2_STAT);
    write(
        "kubepods.slice/pod1.slice/app",
        "cpu.pressure",
        """
        some avg10=0.27 avg60=0.94 avg300=0.53 total=7121002
        full avg10=0.00 avg60=0.00 avg300=0.00 total=31
        """);
    write("kubepods.slice/pod1.slice", "cpu.max", "max 100000\n");
    write("kubepods.slice/pod1.slice", "cpu.stat", "usage_usec 1\nnr_periods 0\n");
    write("kubepods.slice", "cpu.stat", "usage_usec 1\n"); // no cpu controller here
    assertEquals(
        new Quotas(
            List.of(
                new QuotaLevel(
                    "/kubepods.slice/pod1.slice/app",
                    true,
                    60_000_000,
                    100_000_000,
                    20_000_000,
                    51,
                    47,
                    5_301_772_000L,
                    7_121_002_000L,
                    31_000),
                new QuotaLevel("/kubepods.slice/pod1.slice", false, -1, -1, -1, 0, -1, -1, -1, -1),
                new QuotaLevel("/kubepods.slice", false, -1, -1, -1, -1, -1, -1, -1, -1),
                new QuotaLevel("/", false, -1, -1, -1, -1, -1, -1, -1, -1)),
            false),
        quotas.read());
  }

  @Test
  void readsEachLevelOfTheCpuHierarchyOfAHybridHost() throws Exception {
    process(
        "3:cpuset:/x\n1:cpu,cpuacct:/jobs/a\n0::/\n",
        "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
        v1("/"));
    write("jobs/a", "cpu.cfs_quota_us", "-1\n");
    write("jobs/a", "cpu.cfs_period_us", "100000\n");
    write("jobs/a", "cpu.cfs_burst_us", "0\n");
    write("jobs/a", "cpu.stat", "nr_periods 0\nnr_throttled 0\nthrottled_time 0\n");
    write("jobs", "cpu.cfs_quota_us", "150000\n");
    write("jobs", "cpu.cfs_period_us", "50000\n"); // before 5.14 no burst
    write("jobs", "cpu.stat", "nr_periods 32\nnr_throttled 32\nthrottled_time 1133348721\n");
    write("", "cpu.cfs_quota_us", "-1\n");
    write("", "cpu.cfs_period_us", "100000\n");
    assertEquals(
        List.of(
            new QuotaLevel("/jobs/a", true, -1, -1, -1, 0, 0, 0, -1, -1),
            new QuotaLevel(
                "/jobs", false, 150_000_000, 50_000_000, -1, 32, 32, 1_133_348_721L, -1, -1),
            new QuotaLevel("/", false, -1, -1, -1, -1, -1, -1, -1, -1)),
        quotas.read().levels());
  }

  @Test
  void readsAV1HostWithoutAV2Hierarchy() throws Exception {
    process("4:cpu,cpuacct:/\n1:name=systemd:/\n", v1("/"));
    write("", "cpu.cfs_quota_us", "20000\n");
    write("", "cpu.cfs_period_us", "100000\n");
    assertEquals(20_000_000, quotas.read().levels().get(0).quotaNanos());
  }

  @Test
  void seesItsOwnCgroupOnlyInAContainer() throws Exception {
    process("0::/\n", v2("/"));
    write("", "cpu.max", "60000 100000\n");
    Quotas read = quotas.read();
    assertFalse(read.whole());
    assertEquals(1, read.levels().size());
    assertEquals("/", read.levels().get(0).cgroup());
    assertTrue(read.levels().get(0).own() && read.limited());
  }

  @Test
  void stopsAtTheTopOfAPartOfTheHierarchy() throws Exception {
    process("1:cpu,cpuacct:/docker/4f1d/in\n", v1("/docker/4f1d"));
    write("in", "cpu.cfs_quota_us", "-1\n");
    write("", "cpu.cfs_quota_us", "50000\n");
    write("", "cpu.cfs_period_us", "100000\n");
    assertEquals(
        List.of("/docker/4f1d/in", "/docker/4f1d"),
        quotas.read().levels().stream().map(QuotaLevel::cgroup).toList());
  }

  @Test
  void followsTheProcessIntoAnotherCgroup() throws Exception {
    process("0::/a\n", v2("/"));
    write("a", "cpu.max", "10000 100000\n");
    write("b", "cpu.max", "20000 100000\n");
    assertEquals(10_000_000, quotas.read().levels().get(0).quotaNanos());
    process("0::/b\n", v2("/"));
    assertEquals(20_000_000, quotas.read().levels().get(0).quotaNanos());
  }

  @Test
  void saysWhyItCannotBeKnown() throws Exception {
    process("0::/../other\n", v2("/"));
    assertRefused("the cgroup /../other is not in what is mounted of its hierarchy");
    process("0::/a\n", "22 27 0:21 / /proc rw,relatime - proc proc rw");
    assertRefused("the cgroup /a is not in what is mounted of its hierarchy");
    process("", v2("/"));
    assertRefused("there is no cgroup of the cpu controller");
    process("0::/a\n", v2("/"));
    for (String broken : List.of("", "60000", "x 100000", "60000 0", "60000 100000 1", "-5 1")) {
      write("a", "cpu.max", broken);
      assertThrows(IOException.class, quotas::read, broken);
    }
    write("a", "cpu.max", "60000 100000");
    assertTrue(quotas.read().limited());
  }

  private void assertRefused(String words) {
    assertEquals(words, assertThrows(IOException.class, quotas::read).getMessage());
  }

  @Test
  void keepsWithinALong() throws Exception {
    process("0::/\n", v2("/"));
    write("", "cpu.max", Long.MAX_VALUE + " " + Long.MAX_VALUE + "\n");
    QuotaLevel own = quotas.read().levels().get(0);
    assertTrue(own.quotaNanos() > 0 && own.periodNanos() > 0);
  }

  @Test
  void readsThoseOfThisVeryProcess() throws Exception {
    CpuCgroup own = CgroupLocator.locate(Path.of("/proc/self")).orElseThrow();
    Quotas read = new CpuQuotas().read();
    assertEquals(own.path(), read.levels().get(0).cgroup());
    QuotaLevel top = read.levels().get(read.levels().size() - 1);
    assertEquals(
        Files.getAttribute(own.mount(), "unix:ino").equals(1L), read.whole(), top::toString);
  }
}
