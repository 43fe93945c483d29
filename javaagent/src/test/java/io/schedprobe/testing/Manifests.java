package io.schedprobe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Documents of YAML, and ways into them. */
public final class Manifests {
  private Manifests() {}

  /** Of {@code deploy/kubernetes}. */
  public static Path directory() {
    return RealServers.root().resolve("deploy/kubernetes");
  }

  public static List<Map<?, ?>> read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /** All documents; a key given twice is an error. */
  public static List<Map<?, ?>> parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<Map<?, ?>> documents = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      documents.add((Map<?, ?>) document);
    }
    return documents;
  }

  /** The only one of its kind. */
  public static Map<?, ?> ofKind(String kind, List<Map<?, ?>> documents) {
    List<Map<?, ?>> found =
        documents.stream().filter(document -> kind.equals(document.get("kind"))).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + kind + " in " + documents);
    }
    return found.get(0);
  }

  /**
   * What stands there; null where nothing does.
   *
   * @param path names of fields, positions in lists, and names of elements of lists
   */
  public static Object at(Object within, Object... path) {
    Object here = within;
    for (Object step : path) {
      if (here instanceof Map<?, ?> map) {
        here = map.get(step);
      } else if (here instanceof List<?> list) {
        here = step instanceof Integer index ? list.get(index) : named(list, step);
      } else {
        return null;
      }
    }
    return here;
  }

  private static Object named(List<?> list, Object name) {
    for (Object element : list) {
      if (name.equals(((Map<?, ?>) element).get("name"))) {
        return element;
      }
    }
    return null;
  }

  /** The list that stands there, empty where none does. */
  public static List<?> list(Object within, Object... path) {
    Object found = at(within, path);
    return found == null ? List.of() : (List<?>) found;
  }

  /** The pod of a Deployment. */
  public static Map<?, ?> pod(Map<?, ?> deployment) {
    return (Map<?, ?>) at(deployment, "spec", "template", "spec");
  }
}
