package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.containers.ContainerLabels;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

  /** Two container ids, a pod's uid with dashes and with underscores, a static pod's uid. */
  private static final String A =
      "4f1c2d3e5a6b7980112233445566778899aabbccddeeff00112233445566aabb";

  private static final String B =
      "9b8a7c6d5e4f30211032547698badcfe9b8a7c6d5e4f30211032547698badcfe";
  private static final String UID = "2ca4a155-3599-498d-bb9d-4446693fa3ea";
  private static final String UID_ = UID.replace('-', '_');
  private static final String STATIC = "0f5d3d6b4c8e4a2f9b1d7c6e5a4f3b2c";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # path | container | runtime | pod | class | unit | user | display
          /docker/A | A | docker | - | - | - | -1 | a
          /docker/A/init | A | docker | - | - | - | -1 | a
          /system.slice/docker-A.scope | A | docker | - | - | docker-A.scope | -1 | a
          /system.slice/nerdctl-A.scope | A | containerd | - | - | nerdctl-A.scope | -1 | a
          /machine.slice/libpod-A.scope | A | podman | - | - | libpod-A.scope | -1 | a
          /machine.slice/libpod-A.scope/container | A | podman | - | - | libpod-A.scope | -1 | a
          /machine.slice/machine-libpod_pod_B.slice/libpod-A.scope | A | podman | - | - | libpod-A.scope | -1 | a
          /libpod_parent/libpod-A | A | podman | - | - | - | -1 | a
          /user.slice/user-1000.slice/user@1000.service/user.slice/libpod-A.scope/container | A | podman | - | - | libpod-A.scope | 1000 | a
          /system.slice/web.service/libpod-payload-A | A | podman | - | - | web.service | -1 | a
          /machine.slice/libpod-conmon-A.scope | - | - | - | - | libpod-conmon-A.scope | -1 | libpod-conmon-A.scope
          /kubepods/burstable/podUID/A | A | - | UID | Burstable | - | -1 | a
          /kubepods/besteffort/podUID/A | A | - | UID | BestEffort | - | -1 | a
          /kubepods/podUID/A | A | - | UID | Guaranteed | - | -1 | a
          /kubepods/burstable/podUID/crio-A | A | cri-o | UID | Burstable | - | -1 | a
          /kubepods/burstable/podSTATIC/A | A | - | STATIC | Burstable | - | -1 | a
          /kubepods/burstable/podUID | - | - | UID | Burstable | - | -1 | pod UID
          /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID_.slice/cri-containerd-A.scope | A | containerd | UID | Burstable | cri-containerd-A.scope | -1 | a
          /kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-A.scope | A | cri-o | UID | BestEffort | crio-A.scope | -1 | a
          /kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-A.scope/container | A | cri-o | UID | BestEffort | crio-A.scope | -1 | a
          /kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-conmon-A.scope | - | - | UID | BestEffort | crio-conmon-A.scope | -1 | pod UID
          /kubepods.slice/kubepods-podUID_.slice/docker-A.scope | A | docker | UID | Guaranteed | docker-A.scope | -1 | a
          /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podSTATIC.slice/cri-containerd-A.scope | A | containerd | STATIC | Burstable | cri-containerd-A.scope | -1 | a
          /system.slice/containerd.service/kubepods-burstable-podUID_.slice:cri-containerd:A | A | containerd | UID | Burstable | containerd.service | -1 | a
          /docker/B/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/kubelet-kubepods-burstable-podUID_.slice/cri-containerd-A.scope | A | containerd | UID | Burstable | cri-containerd-A.scope | -1 | a
          /docker/B/kubelet/kubepods/besteffort/podUID/A | A | - | UID | BestEffort | - | -1 | a
          /docker/B/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-A.scope | A | cri-o | UID | BestEffort | crio-A.scope | -1 | a
          /docker/B/kubepods/burstable/podUID | - | - | UID | Burstable | - | -1 | pod UID
          /docker/B/docker/A | A | docker | - | - | - | -1 | a
          /system.slice/docker-B.scope/docker/A | A | docker | - | - | docker-B.scope | -1 | a
          /docker/B/system.slice/containerd.service | B | docker | - | - | containerd.service | -1 | b
          /ecs/0f5d3d6b4c8e4a2f9b1d7c6e5a4f3b2c/A | A | - | - | - | - | -1 | a
          …/podUID/A | A | - | - | - | - | -1 | a
          …/kubepods-burstable-podUID_.slice/cri-containerd-A.scope | A | containerd | UID | Burstable | cri-containerd-A.scope | -1 | a
          /lxc/web1 | web1 | lxc | - | - | - | -1 | web1
          /lxc.payload.web1/system.slice/nginx.service | web1 | lxc | - | - | nginx.service | -1 | web1
          /lxc.payload/web1 | web1 | lxc | - | - | - | -1 | web1
          /system.slice/nginx.service | - | - | - | - | nginx.service | -1 | nginx.service
          /system.slice/nginx.service/workers | - | - | - | - | nginx.service | -1 | workers
          /system.slice | - | - | - | - | system.slice | -1 | system.slice
          /user.slice/user-1000.slice/session-3.scope | - | - | - | - | session-3.scope | 1000 | session-3.scope
          /user.slice/user-1000.slice/user@1000.service/app.slice/app-editor.scope | - | - | - | - | app-editor.scope | 1000 | app-editor.scope
          /init.scope | - | - | - | - | init.scope | -1 | init.scope
          /hogs | - | - | - | - | - | -1 | hogs
          /docker/buildkit | - | - | - | - | - | -1 | buildkit
          /kubepods | - | - | - | - | - | -1 | kubepods
          /kubepods.slice/kubepods-burstable.slice | - | - | - | - | kubepods-burstable.slice | -1 | kubepods-burstable.slice
          /podUID/x | - | - | - | - | - | -1 | x
          /docker.slice/docker-A.scope | A | docker | - | - | docker-A.scope | -1 | a
          /batch/A | A | - | - | - | - | -1 | a
          /default/A | A | containerd | - | - | - | -1 | a
          /k8s.io/A | A | containerd | - | - | - | -1 | a
          /user.slice/user-1000.slice/user@1000.service/user.slice/docker-A.scope | A | docker | - | - | docker-A.scope | 1000 | a
          /user.slice/user-1000.slice/user@1000.service/user.slice/user-libpod_pod_B.slice/libpod-A.scope/container | A | podman | - | - | libpod-A.scope | 1000 | a
          /machine.slice/web.service/libpod-payload-A | A | podman | - | - | web.service | -1 | a
          /foo.slice/foo-kubepods.slice/foo-kubepods-besteffort.slice/foo-kubepods-besteffort-podUID_.slice/crio-A.scope/container | A | cri-o | UID | BestEffort | crio-A.scope | -1 | a
          /docker/B/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-podUID_.slice/cri-containerd-A.scope | A | containerd | UID | Guaranteed | cri-containerd-A.scope | -1 | a
          /ecstasks.slice/ecstasks-0f5d3d6b4c8e4a2f9b1d7c6e5a4f3b2c.slice/docker-A.scope | A | docker | - | - | docker-A.scope | -1 | a
          /system.slice/system-getty.slice/getty@tty1.service | - | - | - | - | getty@tty1.service | -1 | getty@tty1.service
          /system.slice/system-serial\\x2dgetty.slice/serial-getty@ttyS0.service | - | - | - | - | serial-getty@ttyS0.service | -1 | serial-getty@ttyS0.service
          /machine.slice/machine-qemu\\x2d1\\x2dvm1.scope/libvirt/emulator | - | - | - | - | machine-qemu-1-vm1.scope | -1 | emulator
          /system.slice/_cpu.service | - | - | - | - | cpu.service | -1 | _cpu.service
          /system.slice/odd\\xzz\\x2.service | - | - | - | - | odd\\xzz\\x2.service | -1 | odd\\xzz\\x2.service
          /user-1000.slice/x | - | - | - | - | user-1000.slice | -1 | x
          / | - | - | - | - | - | -1 | /
          """)
  void pathOfADocumentedFormIsRead(
      String path,
      String container,
      String runtime,
      String pod,
      String qosClass,
      String unit,
      long userId,
      String display) {
    assertEquals(
        new Placement(
            whole(container), runtime, whole(pod), qosClass, whole(unit), userId, whole(display)),
        Placement.parse(whole(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "relative/path",
        "//",
        "/docker",
        "/docker/ABCDEF",
        "/docker-.scope",
        "/docker-zz.scope",
        "/kubepods/burstable/pod",
        "/kubepods/burstable/pod../x",
        "/kubepods-burstable-pod.slice",
        "/:::",
        "/a:b:c",
        "/\u001b[2J\n/\"'",
        "/.slice"
      })
  void strangePathHasNoContainerAndStillAName(String path) {
    Placement name = Placement.parse(path);
    assertNull(name.containerId());
    assertNull(name.runtime());
    assertNull(name.podUid());
    assertNull(name.qosClass());
    assertTrue(!name.shortName().isEmpty());
  }

  @Test
  void escapedLineBreakInAUnitIsOneAgain() {
    assertEquals("a\nb\udcff.service", Placement.parse("/a\\x0ab\\xff.service").unit());
  }

  @Test
  void noPathIsUnknown() {
    assertEquals(new Placement(null, null, null, null, null, -1, "unknown"), Placement.parse(null));
  }

  @Test
  void hostilePathOfAnyLengthIsRead() {
    String path =
        "/"
            + "kubepods-".repeat(20_000)
            + "pod"
            + "_".repeat(20_000)
            + "/"
            + "lxc.payload.".repeat(20_000)
            + "/"
            + ":".repeat(100_000);
    assertEquals("lxc", Placement.parse(path).runtime());
  }

  @Test
  void identityKeepsIdAndPath() {
    String path = "/docker/" + A;
    assertEquals(
        new CgroupIdentity(
            7,
            path,
            new Placement(A, "docker", null, null, null, -1, A.substring(0, 12)),
            ContainerLabels.NONE),
        CgroupIdentity.of(7, path));
  }

  /** Fills the placeholders in: whole ids for capitals, the short form for small letters. */
  private static String whole(String pattern) {
    if (pattern == null || Stream.of("a", "b").anyMatch(pattern::equals)) {
      return pattern == null ? null : (pattern.equals("a") ? A : B).substring(0, 12);
    }
    return pattern
        .replace("UID_", UID_)
        .replace("UID", UID)
        .replace("STATIC", STATIC)
        .replaceAll("\\bA\\b", A)
        .replaceAll("\\bB\\b", B)
        .replaceAll("_B\\.", "_" + B + ".");
  }
}
