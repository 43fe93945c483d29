package io.schedprobe.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node laid out in a directory. */
class NodeRecordsTest {
  private static final String ID =
      "4f1c2d3e5a6b7980112233445566778899aabbccddeeff00112233445566aabb";
  private static final String UID = "2ca4a155-3599-498d-bb9d-4446693fa3ea";
  private static final ContainerLabels NONE = ContainerLabels.NONE;

  @TempDir Path node;
  private long now;

  private NodeRecords records() {
    return new NodeRecords(node, () -> now);
  }

  private Path write(String file, String text) throws IOException {
    Path path = node.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  @Test
  void emptyNodeKnowsNothing() {
    assertEquals(NONE, records().find(ID, "docker", null));
    assertEquals(NONE, records().find(ID, null, UID));
    assertEquals(NONE, records().find(null, null, UID));
    assertEquals(NONE, records().find(null, null, null));
  }

  @Test
  void kubeletsLogLinkNamesContainerAndPod() throws IOException {
    Path links = Files.createDirectories(node.resolve("var/log/containers"));
    Files.createSymbolicLink(
        links.resolve("web-7d9f-x2x1_shop_app-" + ID + ".log"), Path.of("/nowhere"));
    assertEquals(
        new ContainerLabels("app", "shop", "web-7d9f-x2x1"), records().find(ID, "containerd", UID));
    assertEquals(NONE, records().find(ID, "containerd", null), "outside of Kubernetes");
  }

  @Test
  void kubeletsLogDirectoryNamesThePodOfAContainerWithoutLog() throws IOException {
    Files.createDirectories(node.resolve("var/log/pods/shop_web-1_" + UID + "/app"));
    assertEquals(new ContainerLabels(null, "shop", "web-1"), records().find(null, null, UID));
    assertEquals(new ContainerLabels(null, "shop", "web-1"), records().find(ID, "containerd", UID));
  }

  @Test
  void listingIsReadAgainAfterASecond() throws IOException {
    NodeRecords records = records();
    assertEquals(NONE, records.find(null, null, UID));
    Files.createDirectories(node.resolve("var/log/pods/shop_web-1_" + UID));
    assertEquals(NONE, records.find(null, null, UID));
    now += 1_100_000_000;
    assertEquals("shop/web-1", records.find(null, null, UID).pod());
  }

  @Test
  void dockersStateNamesTheContainer() throws IOException {
    write(
        "var/lib/docker/containers/" + ID + "/config.v2.json",
        """
        {"StreamConfig":{},"State":{"Running":true,"Pid":4711},"ID":"%s",
         "Config":{"Hostname":"c0ffee","Labels":{"com.docker.compose.project":"shop"}},
         "Name":"/shop_web_1","Driver":"overlay2"}
        """
            .formatted(ID));
    ContainerLabels web = new ContainerLabels("shop_web_1", null, null);
    assertEquals(web, records().find(ID, "docker", null));
    assertEquals(web, records().find(ID, null, null));
    assertEquals(NONE, records().find(ID, "podman", null));
  }

  @Test
  void dockersStateNamesAPodsContainerByItsLabels() throws IOException {
    write(
        "var/lib/docker/containers/" + ID + "/config.v2.json",
        """
        {"Name":"/k8s_app_web-1_shop_%s_0","Config":{"Labels":{
         "io.kubernetes.container.name":"app","io.kubernetes.pod.name":"web-1",
         "io.kubernetes.pod.namespace":"shop"}}}
        """
            .formatted(UID));
    assertEquals(new ContainerLabels("app", "shop", "web-1"), records().find(ID, "docker", UID));
  }

  @Test
  void containerdsBundleNamesContainerAndPod() throws IOException {
    write(
        "run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
        """
        {"ociVersion":"1.1.0","process":{"args":["/app"]},"annotations":{
         "io.kubernetes.cri.container-name":"app","io.kubernetes.cri.container-type":"container",
         "io.kubernetes.cri.sandbox-name":"web-1","io.kubernetes.cri.sandbox-namespace":"shop",
         "io.kubernetes.cri.sandbox-uid":"%s"}}
        """
            .formatted(UID));
    ContainerLabels app = new ContainerLabels("app", "shop", "web-1");
    assertEquals(app, records().find(ID, "containerd", UID));
    assertEquals(app, records().find(ID, null, UID));
  }

  @Test
  void k3sKeepsItsBundlesElsewhere() throws IOException {
    write(
        "run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
        "{\"annotations\":{\"io.kubernetes.cri.container-name\":\"app\"}}");
    assertEquals("app", records().find(ID, "containerd", UID).containerName());
  }

  @Test
  void nerdctlsNameIsAnAnnotation() throws IOException {
    write(
        "run/containerd/io.containerd.runtime.v2.task/default/" + ID + "/config.json",
        "{\"annotations\":{\"nerdctl/name\":\"web\",\"nerdctl/namespace\":\"default\"}}");
    assertEquals("web", records().find(ID, "containerd", null).containerName());
  }

  @Test
  void criosBundleNamesContainerAndPod() throws IOException {
    write(
        "run/containers/storage/overlay-containers/" + ID + "/userdata/config.json",
        """
        {"annotations":{"io.kubernetes.container.name":"app","io.kubernetes.pod.name":"web-1",
         "io.kubernetes.pod.namespace":"shop","io.kubernetes.cri-o.ContainerType":"container"}}
        """);
    assertEquals(new ContainerLabels("app", "shop", "web-1"), records().find(ID, "cri-o", UID));
  }

  @Test
  void podmansListNamesItsContainers() throws IOException {
    String storage = "var/lib/containers/storage/overlay-containers/";
    String other = ID.replace('4', '5');
    write(storage + "containers.json", "[{\"id\":\"" + other + "\",\"names\":[\"db\"]}]");
    write(storage + "volatile-containers.json", "[{\"id\":\"" + ID + "\",\"names\":[\"web\"]}]");
    assertEquals("db", records().find(other, "podman", null).containerName());
    assertEquals("web", records().find(ID, "podman", null).containerName());
  }

  @Test
  void brokenFilesNameNothing() throws IOException {
    String file = "var/lib/docker/containers/" + ID + "/config.v2.json";
    for (String text :
        new String[] {
          "",
          "{",
          "[]",
          "null",
          "7",
          "\"x\"",
          "{\"Name\":",
          "{\"Name\":7,\"Config\":[]}",
          "{\"Name\":\"\"}",
          "{\"Config\":{\"Labels\":null}}",
          "\u0000",
          "[".repeat(500_000),
          "{\"a\":".repeat(150_000)
        }) {
      write(file, text);
      assertEquals(NONE, records().find(ID, "docker", null));
    }
  }

  @Test
  void fileThatIsTooLongIsNotRead() throws IOException {
    String file = "var/lib/docker/containers/" + ID + "/config.v2.json";
    write(file, "{\"Name\":\"/web\"}" + " ".repeat(NodeFiles.MOST_BYTES));
    assertEquals(NONE, records().find(ID, "docker", null));
    write(file, "{\"Name\":\"/web\"}" + " ".repeat(NodeFiles.MOST_BYTES - 15));
    assertEquals("web", records().find(ID, "docker", null).containerName());
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeAndSymbolicLinkAreNotOpened() throws Exception {
    Path state = node.resolve("var/lib/docker/containers/" + ID + "/config.v2.json");
    Files.createDirectories(state.getParent());
    assertEquals(0, new ProcessBuilder("mkfifo", state.toString()).start().waitFor());
    assertEquals(NONE, records().find(ID, "docker", null));
    Files.delete(state);
    Files.createSymbolicLink(state, write("elsewhere", "{\"Name\":\"/web\"}"));
    assertEquals(NONE, records().find(ID, "docker", null));
  }

  @Test
  void strangeIdsNeverBecomeAPath() throws IOException {
    write("var/lib/docker/containers/config.v2.json", "{\"Name\":\"/web\"}");
    write("var/lib/docker/config.v2.json", "{\"Name\":\"/web\"}");
    for (String id : new String[] {".", "..", "../x", "a/../..", "\0", "", "web1"}) {
      assertEquals(NONE, records().find(id, "docker", null));
      assertEquals(NONE, records().find(null, null, id));
    }
  }

  @Test
  void logLinksOfAStrangeFormNameNothing() throws IOException {
    Path links = Files.createDirectories(node.resolve("var/log/containers"));
    for (String name : new String[] {"", "a", "a_b", "a_b_c_d", "_b_c", "a__c", "a_b_"}) {
      Path link = Files.createFile(links.resolve(name + "-" + ID + ".log"));
      assertEquals(NONE, records().find(ID, null, UID), name);
      Files.delete(link);
    }
  }

  @Test
  void directoryThatIsTooLargeIsReadInPart() throws IOException {
    Path pods = Files.createDirectories(node.resolve("var/log/pods"));
    for (int i = 0; i < NodeFiles.MOST_ENTRIES + 5; i++) {
      Files.createFile(pods.resolve("n_p_" + i));
    }
    assertEquals(NodeFiles.MOST_ENTRIES, new NodeFiles(node).names("var/log/pods").size());
  }
}
