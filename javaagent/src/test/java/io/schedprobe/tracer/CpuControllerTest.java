package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CpuControllerTest {
  @Test
  void unifiedHierarchyIsNotV1() {
    assertFalse(CpuController.isV1("0::/system.slice/app.service\n"));
  }

  @Test
  void hybridHostWithCpuOnItsOwnHierarchyIsV1() {
    assertTrue(CpuController.isV1("4:memory:/\n3:cpu,cpuacct:/docker/0123\n0::/init.scope\n"));
  }

  @Test
  void hybridHostWithOnlyOtherControllersIsNotV1() {
    assertFalse(CpuController.isV1("2:cpuset:/\n1:name=systemd:/cpu\n0::/cpu\n"));
  }

  @Test
  void nameThatLooksLikeALineIsNone() {
    assertFalse(CpuController.isV1("0::/x\r4:cpu:/\n"));
    assertTrue(CpuController.isV1("4:cpu:/\udcff\r\n0::/\n"));
  }

  @Test
  void kernelWithoutCgroupsIsNotV1() {
    assertFalse(CpuController.isV1(""));
  }
}
