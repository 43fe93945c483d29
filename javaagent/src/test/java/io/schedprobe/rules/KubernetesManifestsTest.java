package io.schedprobe.rules;

import static io.schedprobe.testing.Manifests.at;
import static io.schedprobe.testing.Manifests.list;
import static io.schedprobe.testing.Manifests.ofKind;
import static io.schedprobe.testing.Manifests.pod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.metrics.Meter;
import io.schedprobe.metrics.Meters;
import io.schedprobe.options.AgentOptions;
import io.schedprobe.testing.Manifests;
import io.schedprobe.testing.RealServers;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What stands in {@code deploy/kubernetes}: of Kubernetes' types, and true to itself. */
class KubernetesManifestsTest {
  private static final Path DIRECTORY = Manifests.directory();
  private static final Path PROMETHEUS = RealServers.root().resolve("deploy/prometheus");
  private static final Pattern AGENT = Pattern.compile("-javaagent:([^=\\s]+)=(\\S+)");
  private static final Pattern PROPERTY = Pattern.compile("-D([^=\\s]+)=(\\S+)");
  private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

  @TempDir private Path directory;

  private static Map<?, ?> plainDeployment() throws IOException {
    return ofKind("Deployment", Manifests.read(DIRECTORY.resolve("plain.yaml")));
  }

  @Test
  void everyFileIsOfKubernetesTypes() throws Exception {
    Set<Path> patches = patches();
    assertEquals(1, patches.size());
    int whole = 0;
    for (Path file : files(".yaml")) {
      if (file.endsWith("kustomization.yaml")) {
        continue;
      }
      for (Map<?, ?> document : Manifests.read(file)) {
        List<String> violations =
            patches.contains(file)
                ? KubernetesTypes.violationsOfPatch(document)
                : KubernetesTypes.violations(document);
        assertEquals(List.of(), violations, file::toString);
        whole++;
      }
    }
    assertTrue(whole >= 9, whole + " manifests");
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static Set<Path> patches() throws IOException {
    Set<Path> patches = new HashSet<>();
    for (Path file : files("kustomization.yaml")) {
      for (Object patch : list(Manifests.read(file).get(0), "patches")) {
        if (at(patch, "path") != null) {
          patches.add(file.resolveSibling((String) at(patch, "path")));
        }
      }
    }
    return patches;
  }

  @Test
  void whatKustomizeMakesIsOfKubernetesTypes() throws Exception {
    Set<Path> tried = new HashSet<>();
    for (Path file : files("kustomization.yaml")) {
      Map<?, ?> kustomization = Manifests.read(file).get(0);
      if (kustomization.get("kind").equals("Kustomization")) {
        for (Map<?, ?> document : Kustomize.build(file.getParent())) {
          assertEquals(List.of(), KubernetesTypes.violations(document), file::toString);
        }
        tried.add(file.getParent());
        for (Object component : list(kustomization, "components")) {
          tried.add(file.resolveSibling((String) component).normalize());
        }
      }
    }
    for (Path file : files("kustomization.yaml")) {
      assertTrue(tried.contains(file.getParent()), file + " is part of nothing");
    }
  }

  @Test
  void thePlainManifestsAreWhatKustomizeMakes() throws Exception {
    assertEquals(
        new HashSet<>(Kustomize.build(DIRECTORY.resolve("example-traced"))),
        new HashSet<>(Manifests.read(DIRECTORY.resolve("plain.yaml"))));
  }

  /** Containers with and without what the agent needs, a sidecar, and two at once. */
  @Test
  void theComponentsChangeAnyDeploymentAndLeaveAllElseAlone() throws Exception {
    String bare =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: bare}
        spec:
          selector: {matchLabels: {app: bare}}
          template:
            metadata: {labels: {app: bare}}
            spec:
              containers: [{name: a, image: a}]
        """;
    String full =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: full}
        spec:
          selector: {matchLabels: {app: full}}
          template:
            metadata: {labels: {app: full}}
            spec:
              initContainers: [{name: migrate, image: m}]
              volumes: [{name: data, emptyDir: {}}]
              containers:
                - name: b
                  image: b
                  env: [{name: A, value: "1"}, {name: JAVA_TOOL_OPTIONS, value: -Xmx1g}]
                  ports: [{name: http, containerPort: 80}]
                  securityContext: {readOnlyRootFilesystem: true, capabilities: {add: [CHOWN]}}
                  volumeMounts: [{name: data, mountPath: /data}]
                - name: sidecar
                  image: s
        """;
    Files.writeString(directory.resolve("bare.yaml"), bare);
    Files.writeString(directory.resolve("full.yaml"), full);
    Path here = directory.toRealPath();
    Files.writeString(
        directory.resolve("kustomization.yaml"),
        "resources: [bare.yaml, full.yaml]\ncomponents: [%s, %s]\n"
            .formatted(
                here.relativize(DIRECTORY.toRealPath().resolve("agent")),
                here.relativize(DIRECTORY.toRealPath().resolve("root"))));
    Map<String, Map<?, ?>> made = new LinkedHashMap<>();
    for (Map<?, ?> document : Kustomize.build(here)) {
      assertEquals(List.of(), KubernetesTypes.violations(document));
      made.put((String) at(document, "metadata", "name"), document);
    }
    assertEquals(Set.of("bare", "full"), made.keySet());
    for (Map<?, ?> deployment : made.values()) {
      assertTraced(deployment);
    }
    Map<?, ?> bareOne = (Map<?, ?>) at(pod(made.get("bare")), "containers", 0);
    assertEquals(1, list(bareOne, "env").size());
    Map<?, ?> pod = pod(made.get("full"));
    assertEquals("1", at(pod, "containers", 0, "env", "A", "value"));
    assertEquals(80, at(pod, "containers", 0, "ports", "http", "containerPort"));
    assertEquals(true, at(pod, "containers", 0, "securityContext", "readOnlyRootFilesystem"));
    assertEquals("/data", at(pod, "containers", 0, "volumeMounts", "data", "mountPath"));
    assertEquals(Map.of("name", "sidecar", "image", "s"), at(pod, "containers", 1));
    assertEquals("m", at(pod, "initContainers", "migrate", "image"));
    assertEquals(3, list(pod, "volumes").size());
    assertEquals(
        Map.of("app", "full", "schedprobe", "on"),
        at(made.get("full"), "spec", "template", "metadata", "labels"));
    assertEquals(Map.of("app", "full"), at(made.get("full"), "spec", "selector", "matchLabels"));
  }

  @Test
  void thePlainDeploymentIsTraced() throws Exception {
    assertTraced(plainDeployment());
    Object container = at(pod(plainDeployment()), "containers", 0);
    assertEquals(true, at(container, "securityContext", "readOnlyRootFilesystem"));
    assertEquals("RuntimeDefault", at(container, "securityContext", "seccompProfile", "type"));
    for (String what : List.of("requests", "limits")) {
      for (String which : List.of("cpu", "memory")) {
        assertTrue(at(container, "resources", what, which) != null, what + " " + which);
      }
    }
  }

  /** All that has to fit together for the agent to run, and to be found. */
  private static void assertTraced(Map<?, ?> deployment) throws IOException {
    Map<?, ?> pod = pod(deployment);
    Object container = at(pod, "containers", 0);
    String options = (String) at(container, "env", TOOL_OPTIONS, "value");
    Matcher agent = AGENT.matcher(options);
    assertTrue(agent.find(), options);
    AgentOptions parsed = AgentOptions.parse(agent.group(2));
    assertEquals("", parsed.complaint());
    // Left unresolved by the options; this one is no name.
    String address = parsed.export().prometheus().getHostString();
    assertFalse(InetAddress.getByName(address).isLoopbackAddress(), options);
    assertEquals(
        parsed.export().prometheus().getPort(),
        at(container, "ports", "schedprobe", "containerPort"));

    Object jarMount = mountOf(container, agent.group(1));
    assertEquals(true, at(jarMount, "readOnly"));
    Matcher property = PROPERTY.matcher(options);
    assertTrue(property.find(), options);
    assertEquals("schedprobe.jna.tmpdir", property.group(1));
    Object nativeMount = mountOf(container, property.group(2));
    assertNull(at(nativeMount, "readOnly"));
    assertNotEquals(at(jarMount, "name"), at(nativeMount, "name"));
    for (Object mount : List.of(jarMount, nativeMount)) {
      assertTrue(at(pod, "volumes", at(mount, "name"), "emptyDir") != null, mount::toString);
    }

    Object init = at(pod, "initContainers", "schedprobe");
    List<?> copy = list(init, "command");
    assertEquals(List.of("cp", "/schedprobe.jar", "/schedprobe/"), copy);
    assertEquals(at(jarMount, "name"), at(mountOf(init, (String) copy.get(2)), "name"));
    assertEquals(Path.of(agent.group(1)).getParent(), Path.of((String) copy.get(2)));
    assertEquals(List.of("ALL"), at(init, "securityContext", "capabilities", "drop"));
    assertNull(at(init, "securityContext", "capabilities", "add"));
    assertEquals(true, at(init, "securityContext", "runAsNonRoot"));

    Object context = at(container, "securityContext");
    assertEquals(List.of("ALL"), at(context, "capabilities", "drop"));
    assertEquals(List.of("BPF", "PERFMON"), at(context, "capabilities", "add"));
    assertEquals(0, at(context, "runAsUser"));
    assertEquals(false, at(context, "allowPrivilegeEscalation"));
    // In a user namespace of its own no capability counts.
    assertNotEquals(false, at(pod, "hostUsers"));
    // A registry that nobody has, so that nobody's image is taken for ours.
    assertTrue(((String) at(init, "image")).startsWith("registry.invalid/"), init::toString);
  }

  private static Object mountOf(Object container, String path) {
    for (Object mount : list(container, "volumeMounts")) {
      if (Path.of(path).startsWith(Path.of((String) at(mount, "mountPath")))) {
        return mount;
      }
    }
    throw new AssertionError("nothing is mounted for " + path + " in " + container);
  }

  @Test
  void theImageHasTheJarWhereTheInitContainerLooksForIt() throws Exception {
    String text = Files.readString(DIRECTORY.resolve("Containerfile"));
    assertTrue(text.contains("\nCOPY --chmod=0444 schedprobe.jar /schedprobe.jar\n"), text);
    Path pom = RealServers.root().resolve("javaagent/pom.xml");
    assertTrue(Files.readString(pom).contains("<finalName>schedprobe</finalName>"));
  }

  @Test
  void theMonitorsFindThePodsAndTakeNoLabelAway() throws Exception {
    Map<?, ?> deployment = plainDeployment();
    Map<?, ?> labels = (Map<?, ?>) at(deployment, "spec", "template", "metadata", "labels");
    Map<?, ?> monitor = Manifests.read(DIRECTORY.resolve("monitoring/podmonitor.yaml")).get(0);
    Map<?, ?> wanted = (Map<?, ?>) at(monitor, "spec", "selector", "matchLabels");
    assertTrue(labels.entrySet().containsAll(wanted.entrySet()), labels + " " + wanted);
    Object endpoint = at(monitor, "spec", "podMetricsEndpoints", 0);
    Object port = at(endpoint, "port");
    assertTrue(at(pod(deployment), "containers", 0, "ports", port) != null, port::toString);

    Set<String> ours = new TreeSet<>();
    for (Meter meter : Meters.all()) {
      ours.addAll(meter.labels());
    }
    // What the Operator adds to every series of a PodMonitor.
    Set<String> added = new TreeSet<>(Set.of("namespace", "container", "pod"));
    added.retainAll(ours);
    assertEquals(Set.of("container", "pod"), added);
    for (Object relabeling : list(endpoint, "relabelings")) {
      if ("labeldrop".equals(at(relabeling, "action"))) {
        added.removeIf(name -> name.matches((String) at(relabeling, "regex")));
      }
    }
    assertEquals(Set.of(), added);

    Map<?, ?> job = (Map<?, ?>) at(scrapeConfiguration(), "scrape_configs", 0);
    Map.Entry<?, ?> label = wanted.entrySet().iterator().next();
    assertEquals(
        label.getKey() + "=" + label.getValue(),
        at(job, "kubernetes_sd_configs", 0, "selectors", 0, "label"));
    assertEquals(port, at(job, "relabel_configs", 0, "regex"));
    for (Object relabeling : list(job, "relabel_configs")) {
      assertFalse(ours.contains("" + at(relabeling, "target_label")), relabeling::toString);
    }
  }

  private static Map<?, ?> scrapeConfiguration() throws IOException {
    return Manifests.read(PROMETHEUS.resolve("scrape-kubernetes.yml")).get(0);
  }

  /** Debian's Prometheus is made without Kubernetes; all else is checked. */
  @Test
  void prometheusTakesTheScrapeConfiguration() throws Exception {
    Map<String, Object> job = new LinkedHashMap<>();
    ((Map<?, ?>) at(scrapeConfiguration(), "scrape_configs", 0))
        .forEach((key, value) -> job.put((String) key, value));
    job.remove("kubernetes_sd_configs");
    job.put("static_configs", List.of(Map.of("targets", List.of("127.0.0.1:9404"))));
    Path file = directory.resolve("prometheus.yml");
    Files.writeString(file, new Yaml().dump(Map.of("scrape_configs", List.of(job))));
    Kustomize.output(List.of(RealServers.promtool(), "check", "config", file.toString()));
  }

  @Test
  void theRulesReachKubernetesAsTheyAre() throws Exception {
    Path rules = PROMETHEUS.resolve("schedprobe-rules.yml");
    Map<?, ?> made =
        Manifests.parse(
                Kustomize.output(
                    List.of(
                        DIRECTORY.resolve("monitoring/prometheus-rule.sh").toString(),
                        "release=a b")))
            .get(0);
    assertEquals(List.of(), KubernetesTypes.violations(made));
    assertEquals(Manifests.read(rules).get(0), made.get("spec"));
    assertEquals(Map.of("release", "a b"), at(made, "metadata", "labels"));

    List<Map<?, ?>> built = new ArrayList<>(Kustomize.build(PROMETHEUS));
    assertEquals(1, built.size());
    assertEquals(List.of(), KubernetesTypes.violations(built.get(0)));
    assertEquals(Files.readString(rules), at(built.get(0), "data", "schedprobe-rules.yml"));
  }
}
