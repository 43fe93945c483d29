package io.schedprobe.containers;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;

/**
 * What the container runtimes write down of their containers. Most of it is for root only.
 *
 * <ul>
 *   <li>Docker: {@code /var/lib/docker/containers/<id>/config.v2.json}
 *   <li>containerd: the OCI bundle {@code
 *       /run/containerd/io.containerd.runtime.v2.task/<namespace>/<id>/config.json}; k3s and
 *       MicroK8s run it in directories of their own
 *   <li>CRI-O: the OCI bundle {@code
 *       /run/containers/storage/overlay-containers/<id>/userdata/config.json}
 *   <li>Podman (containers/storage): {@code containers.json} of {@code
 *       /var/lib/containers/storage/overlay-containers}, and {@code volatile-containers.json}
 *       beside it for those started with {@code --rm}
 * </ul>
 *
 * Storage of users other than root is left alone: they could write anything there.
 */
final class RuntimeState {
  private static final String[] CONTAINERD = {
    "run/containerd", "run/k3s/containerd", "var/snap/microk8s/common/run/containerd"
  };
  private static final String[] NAMESPACES = {"k8s.io", "default", "moby"};
  private static final String STORAGE = "containers/storage/overlay-containers/";

  private final NodeFiles files;

  RuntimeState(NodeFiles files) {
    this.files = files;
  }

  /**
   * The labels of a container.
   *
   * @param id whole; hexadecimal digits only, since it becomes part of a path
   * @param runtime as the cgroup tells it; null to try all
   */
  ContainerLabels find(String id, String runtime) {
    return switch (runtime == null ? "" : runtime) {
      case "docker" -> docker(id);
      case "containerd" -> containerd(id);
      case "cri-o" -> crio(id);
      case "podman" -> podman(id);
      case "" -> {
        ContainerLabels labels = containerd(id);
        labels = known(labels) ? labels : docker(id);
        labels = known(labels) ? labels : crio(id);
        yield known(labels) ? labels : podman(id);
      }
      default -> ContainerLabels.NONE;
    };
  }

  private ContainerLabels docker(String id) {
    JsonObject state = object("var/lib/docker/containers/" + id + "/config.v2.json");
    String name = string(state, "Name");
    ContainerLabels own =
        new ContainerLabels(
            name != null && name.startsWith("/") ? name.substring(1) : name, null, null);
    return kubernetes(child(child(state, "Config"), "Labels")).or(own);
  }

  private ContainerLabels containerd(String id) {
    for (String home : CONTAINERD) {
      for (String namespace : NAMESPACES) {
        JsonObject bundle =
            object(
                home + "/io.containerd.runtime.v2.task/" + namespace + "/" + id + "/config.json");
        JsonObject a = child(bundle, "annotations");
        ContainerLabels labels =
            new ContainerLabels(
                    string(a, "io.kubernetes.cri.container-name"),
                    string(a, "io.kubernetes.cri.sandbox-namespace"),
                    string(a, "io.kubernetes.cri.sandbox-name"))
                .or(new ContainerLabels(string(a, "nerdctl/name"), null, null));
        if (known(labels)) {
          return labels;
        }
      }
    }
    return ContainerLabels.NONE;
  }

  private ContainerLabels crio(String id) {
    JsonObject bundle = object("run/" + STORAGE + id + "/userdata/config.json");
    JsonObject a = child(bundle, "annotations");
    return kubernetes(a)
        .or(
            new ContainerLabels(
                null,
                string(a, "io.kubernetes.cri-o.Namespace"),
                string(a, "io.kubernetes.cri-o.KubeName")));
  }

  private ContainerLabels podman(String id) {
    for (String list : new String[] {"containers.json", "volatile-containers.json"}) {
      if (parse("var/lib/" + STORAGE + list) instanceof JsonArray containers) {
        for (Object entry : containers) {
          if (entry instanceof JsonObject container && id.equals(string(container, "id"))) {
            Object names = container.get("names");
            return names instanceof JsonArray all && !all.isEmpty() && all.get(0) instanceof String
                ? new ContainerLabels((String) all.get(0), null, null)
                : ContainerLabels.NONE;
          }
        }
      }
    }
    return ContainerLabels.NONE;
  }

  /** The labels that kubelet gives to every container (its {@code kubetypes}). */
  private static ContainerLabels kubernetes(JsonObject labels) {
    return new ContainerLabels(
        string(labels, "io.kubernetes.container.name"),
        string(labels, "io.kubernetes.pod.namespace"),
        string(labels, "io.kubernetes.pod.name"));
  }

  private static boolean known(ContainerLabels labels) {
    return labels.containerName() != null || labels.podName() != null;
  }

  private JsonObject object(String file) {
    return parse(file) instanceof JsonObject object ? object : null;
  }

  /** What stands in the file; null if it is no JSON. */
  private Object parse(String file) {
    String text = files.text(file);
    if (text == null) {
      return null;
    }
    try {
      return JsonParser.any().from(text);
    } catch (JsonParserException | RuntimeException | StackOverflowError e) {
      return null;
    }
  }

  private static JsonObject child(JsonObject object, String key) {
    return object != null && object.get(key) instanceof JsonObject child ? child : null;
  }

  private static String string(JsonObject object, String key) {
    return object != null && object.get(key) instanceof String text && !text.isEmpty()
        ? text
        : null;
  }
}
