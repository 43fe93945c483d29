package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuFilesTest {
  @TempDir private Path directory;

  @Test
  void readsThrottlingOfAV2Group() {
    assertEquals(
        new CpuStat(5, 2, 82_617_000),
        CpuStat.parse(
            List.of(
                "usage_usec 190313",
                "user_usec 190313",
                "system_usec 0",
                "nr_periods 5",
                "nr_throttled 2",
                "throttled_usec 82617",
                "nr_bursts 0",
                "burst_usec 0")));
  }

  @Test
  void readsThrottlingOfAV1Group() {
    assertEquals(
        new CpuStat(5, 2, 82_617_123),
        CpuStat.parse(List.of("nr_periods 5", "nr_throttled 2", "throttled_time 82617123")));
  }

  @Test
  void saysUnknownForAGroupWithoutThrottlingAndForBrokenNumbers() {
    assertEquals(new CpuStat(-1, -1, -1), CpuStat.parse(List.of("usage_usec 12")));
    assertEquals(
        new CpuStat(-1, -1, -1),
        CpuStat.parse(
            List.of(
                "",
                "nr_periods",
                "nr_periods ",
                "nr_throttled -1",
                "nr_throttled 99999999999999999999",
                "throttled_usec 9223372036854775807")));
  }

  @Test
  void readsPressure() {
    assertEquals(
        new CpuPressure(7_121_002, 31),
        CpuPressure.parse(
            List.of(
                "some avg10=0.27 avg60=0.94 avg300=0.53 total=7121002",
                "full avg10=0.00 avg60=0.00 avg300=0.00 total=31")));
  }

  @Test
  void saysUnknownForPressureThatIsMissingOrBroken() {
    assertEquals(new CpuPressure(-1, -1), CpuPressure.parse(List.of()));
    assertEquals(
        new CpuPressure(-1, -1), CpuPressure.parse(List.of("some avg10=0.27", "full total=x")));
  }

  @Test
  void readsTheFilesOfAGroup() throws Exception {
    Files.writeString(directory.resolve("cpu.stat"), "nr_periods 1\n");
    assertEquals(new CpuStat(1, -1, -1), CpuStat.read(directory));
    assertEquals(Optional.empty(), CpuPressure.read(directory));
    Files.writeString(directory.resolve("cpu.pressure"), "some avg10=0.00 total=4\n");
    assertEquals(Optional.of(new CpuPressure(4, -1)), CpuPressure.read(directory));
  }

  @Test
  void findsTheOptionsOfTheNearestMount() {
    List<String> mounts =
        List.of(
            "1 0 8:1 / / rw,relatime - ext4 /dev/a rw",
            "2 1 0:9 / /tmp rw,noexec - tmpfs tmpfs rw",
            "3 1 0:8 / /tmp/deep rw,nosuid - tmpfs tmpfs rw",
            "broken");
    assertEquals(List.of("rw", "noexec"), MountInfo.optionsOf(mounts, Path.of("/tmp/x")));
    assertEquals(List.of("rw", "nosuid"), MountInfo.optionsOf(mounts, Path.of("/tmp/deep/x")));
    assertEquals(List.of("rw", "relatime"), MountInfo.optionsOf(mounts, Path.of("/tmpx")));
    assertEquals(List.of(), MountInfo.optionsOf(List.of(), Path.of("/x")));
  }
}
