package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.Manifests;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;

/** That the check of the manifests finds what an API server would refuse. */
class KubernetesTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // unknown
        "readOnlyRootFilesystem: true|readonlyRootFilesystem: true"
            + "|has no field readonlyRootFilesystem",
        "runAsUser: 0|runAsUserName: root|has no field runAsUserName",
        "replicas: 3|replica: 3|Deployment.spec has no field replica",
        "sizeLimit: 64Mi|limit: 64Mi|has no field limit",
        // of another type
        "replicas: 3|replicas: many|Deployment.spec.replicas is no Integer: many",
        "runAsUser: 0|runAsUser: root|runAsUser is no Long: root",
        "runAsNonRoot: true|runAsNonRoot: 1|runAsNonRoot is no Boolean: 1",
        "value: -XX:MaxRAMPercentage=60|value: 60|value is no String: 60",
        "image: registry.invalid/prices:1|image: 1.5|image is no String: 1.5",
        "cpu: 500m|cpu: half|cpu is no Quantity: half",
        "memory: 32Mi|memory: -32Mi|memory is no Quantity: -32Mi",
        "maxSurge: 1|maxSurge: true|maxSurge is no IntOrString: true",
        "port: 80|port: http|port is no Integer: http",
        "add:|drop:|duplicate",
        "schedprobe: \"on\"|schedprobe: on|labels.schedprobe is no String: true",
        // missing
        "mountPath: /tmp|readOnly: true|mountPath is missing",
        "containerPort: 9404|hostPort: 9404|ports[1].containerPort is missing",
        "name: prices|namespace: shop|duplicate",
        // of no known kind
        "apiVersion: apps/v1|apiVersion: extensions/v1beta1"
            + "|no type is known for extensions/v1beta1 Deployment",
      })
  void isFound(String right, String wrong, String violation) throws Exception {
    String text = Files.readString(Manifests.directory().resolve("plain.yaml"));
    String deployment = text.substring(text.indexOf("apiVersion: apps/v1"));
    String service = text.substring(text.indexOf("---") + 4, text.indexOf("apiVersion: apps/v1"));
    String good = right.equals("port: 80") ? service : deployment;
    assertEquals(List.of(), KubernetesTypes.violations(Manifests.parse(good).get(0)));
    int at = good.indexOf(right);
    String bad = good.substring(0, at) + wrong + good.substring(at + right.length());
    if (violation.equals("duplicate")) {
      assertThrows(DuplicateKeyException.class, () -> Manifests.parse(bad));
      return;
    }
    List<String> found = KubernetesTypes.violations(Manifests.parse(bad).get(0));
    assertEquals(1, found.stream().filter(one -> one.endsWith(violation)).count(), found::toString);
  }

  @Test
  void isFoundInTheOperatorsTypesToo() throws Exception {
    String good = Files.readString(Manifests.directory().resolve("monitoring/podmonitor.yaml"));
    assertEquals(List.of(), KubernetesTypes.violations(Manifests.parse(good).get(0)));
    assertFound(good.replace("relabelings:", "relabeling:"), "has no field relabeling");
    assertFound(good.replace("any: true", "any: all"), "any is no Boolean: all");
    assertFound(good.replace("separator: /", "separator: 1"), "separator is no String: 1");
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, spec/selector",
    "Deployment, spec/template",
    "Deployment, spec/template/spec/containers",
    "Deployment, metadata/name",
    "PodMonitor, spec/selector",
    "PodMonitor, spec/podMetricsEndpoints",
  })
  void whatIsRequiredIsMissed(String kind, String path) throws Exception {
    String file = kind.equals("PodMonitor") ? "monitoring/podmonitor.yaml" : "plain.yaml";
    Map<?, ?> manifest =
        Manifests.ofKind(kind, Manifests.read(Manifests.directory().resolve(file)));
    assertEquals(List.of(), KubernetesTypes.violations(manifest));
    int last = path.lastIndexOf('/');
    Object[] parent = path.substring(0, last).split("/", -1);
    ((Map<?, ?>) Manifests.at(manifest, parent)).remove(path.substring(last + 1));
    List<String> found = KubernetesTypes.violations(manifest);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).endsWith(path.replace('/', '.') + " is missing"), found::toString);
  }

  private static void assertFound(String bad, String violation) {
    List<String> found = KubernetesTypes.violations(Manifests.parse(bad).get(0));
    assertEquals(1, found.stream().filter(one -> one.endsWith(violation)).count(), found::toString);
  }

  @Test
  void aPatchMayLeaveOutWhatIsRequiredAndNothingElse() {
    String patch = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {%s}}";
    var partial = Manifests.parse(patch.formatted("replicas: 1")).get(0);
    assertEquals(List.of(), KubernetesTypes.violationsOfPatch(partial));
    assertEquals(2, KubernetesTypes.violations(partial).size());
    var wrong = Manifests.parse(patch.formatted("replica: 1")).get(0);
    assertEquals(
        List.of("Deployment.spec has no field replica"), KubernetesTypes.violationsOfPatch(wrong));
  }
}
