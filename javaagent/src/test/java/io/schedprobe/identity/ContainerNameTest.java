package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerNameTest {

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
          # path | container | runtime | pod | class | unit | display
          /docker/A | A | docker | - | - | - | a
          /docker/A/init | A | docker | - | - | - | a
          /system.slice/docker-A.scope | A | docker | - | - | docker-A.scope | a
          /system.slice/nerdctl-A.scope | A | containerd | - | - | nerdctl-A.scope | a
          /machine.slice/libpod-A.scope | A | podman | - | - | libpod-A.scope | a
          /machine.slice/libpod-A.scope/container | A | podman | - | - | libpod-A.scope | a
          /machine.slice/machine-libpod_pod_B.slice/libpod-A.scope | A | podman | - | - | libpod-A.scope | a
          /libpod_parent/libpod-A | A | podman | - | - | - | a
          /user.slice/user-1000.slice/user@1000.service/user.slice/libpod-A.scope/container | A | podman | - | - | libpod-A.scope | a
          /system.slice/web.service/libpod-payload-A | A | podman | - | - | web.service | a
          /machine.slice/libpod-conmon-A.scope | - | - | - | - | libpod-conmon-A.scope | libpod-conmon-A.scope
          /kubepods/burstable/podUID/A | A | - | UID | burstable | - | a
          /kubepods/besteffort/podUID/A | A | - | UID | besteffort | - | a
          /kubepods/podUID/A | A | - | UID | guaranteed | - | a
          /kubepods/burstable/podUID/crio-A | A | cri-o | UID | burstable | - | a
          /kubepods/burstable/podSTATIC/A | A | - | STATIC | burstable | - | a
          /kubepods/burstable/podUID | - | - | UID | burstable | - | pod UID
          /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID_.slice/cri-containerd-A.scope | A | containerd | UID | burstable | cri-containerd-A.scope | a
          /kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-A.scope | A | cri-o | UID | besteffort | crio-A.scope | a
          /kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-A.scope/container | A | cri-o | UID | besteffort | crio-A.scope | a
          /kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-conmon-A.scope | - | - | UID | besteffort | crio-conmon-A.scope | pod UID
          /kubepods.slice/kubepods-podUID_.slice/docker-A.scope | A | docker | UID | guaranteed | docker-A.scope | a
          /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podSTATIC.slice/cri-containerd-A.scope | A | containerd | STATIC | burstable | cri-containerd-A.scope | a
          /system.slice/containerd.service/kubepods-burstable-podUID_.slice:cri-containerd:A | A | containerd | UID | burstable | containerd.service | a
          /docker/B/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/kubelet-kubepods-burstable-podUID_.slice/cri-containerd-A.scope | A | containerd | UID | burstable | cri-containerd-A.scope | a
          /docker/B/kubelet/kubepods/besteffort/podUID/A | A | - | UID | besteffort | - | a
          /docker/B/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID_.slice/crio-A.scope | A | cri-o | UID | besteffort | crio-A.scope | a
          /docker/B/kubepods/burstable/podUID | - | - | UID | burstable | - | pod UID
          /docker/B/docker/A | A | docker | - | - | - | a
          /system.slice/docker-B.scope/docker/A | A | docker | - | - | docker-B.scope | a
          /docker/B/system.slice/containerd.service | B | docker | - | - | containerd.service | b
          /ecs/0f5d3d6b4c8e4a2f9b1d7c6e5a4f3b2c/A | A | - | - | - | - | a
          …/podUID/A | A | - | - | - | - | a
          …/kubepods-burstable-podUID_.slice/cri-containerd-A.scope | A | containerd | UID | burstable | cri-containerd-A.scope | a
          /lxc/web1 | web1 | lxc | - | - | - | web1
          /lxc.payload.web1/system.slice/nginx.service | web1 | lxc | - | - | nginx.service | web1
          /lxc.payload/web1 | web1 | lxc | - | - | - | web1
          /system.slice/nginx.service | - | - | - | - | nginx.service | nginx.service
          /system.slice/nginx.service/workers | - | - | - | - | nginx.service | workers
          /system.slice | - | - | - | - | system.slice | system.slice
          /user.slice/user-1000.slice/session-3.scope | - | - | - | - | session-3.scope | session-3.scope
          /user.slice/user-1000.slice/user@1000.service/app.slice/app-editor.scope | - | - | - | - | app-editor.scope | app-editor.scope
          /init.scope | - | - | - | - | init.scope | init.scope
          /hogs | - | - | - | - | - | hogs
          /docker/buildkit | - | - | - | - | - | buildkit
          /kubepods | - | - | - | - | - | kubepods
          /kubepods.slice/kubepods-burstable.slice | - | - | - | - | kubepods-burstable.slice | kubepods-burstable.slice
          /podUID/x | - | - | - | - | - | x
          / | - | - | - | - | - | /
          """)
  void pathOfADocumentedFormIsRead(
      String path,
      String container,
      String runtime,
      String pod,
      String qosClass,
      String unit,
      String display) {
    assertEquals(
        new ContainerName(
            whole(container), runtime, whole(pod), qosClass, whole(unit), whole(display)),
        ContainerName.parse(whole(path)));
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
    ContainerName name = ContainerName.parse(path);
    assertNull(name.containerId());
    assertNull(name.runtime());
    assertNull(name.podUid());
    assertNull(name.qosClass());
    assertTrue(!name.displayName().isEmpty());
  }

  @Test
  void noPathIsUnknown() {
    assertEquals(
        new ContainerName(null, null, null, null, null, "unknown"), ContainerName.parse(null));
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
    assertEquals("lxc", ContainerName.parse(path).runtime());
  }

  @Test
  void identityKeepsIdAndPath() {
    String path = "/docker/" + A;
    assertEquals(
        new CgroupIdentity(7, path, A, "docker", null, null, null, A.substring(0, 12)),
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
