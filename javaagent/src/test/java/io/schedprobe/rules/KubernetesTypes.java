package io.schedprobe.rules;

import com.coreos.monitoring.models.V1PodMonitor;
import com.coreos.monitoring.models.V1PrometheusRule;
import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1PodTemplate;
import io.kubernetes.client.openapi.models.V1Service;
import io.swagger.annotations.ApiModelProperty;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds manifests to the classes that the API of Kubernetes and of the Prometheus Operator was
 * generated into: no other fields, no other types, nothing missing that is required. Reading into
 * these classes would be laxer: a number passes for a string there.
 */
final class KubernetesTypes {
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "apps/v1 Deployment", V1Deployment.class,
          "v1 ConfigMap", V1ConfigMap.class,
          "v1 Namespace", V1Namespace.class,
          "v1 PodTemplate", V1PodTemplate.class,
          "v1 Service", V1Service.class,
          "monitoring.coreos.com/v1 PodMonitor", V1PodMonitor.class,
          "monitoring.coreos.com/v1 PrometheusRule", V1PrometheusRule.class);

  private final boolean whole;
  private final List<String> violations = new ArrayList<>();

  private KubernetesTypes(boolean whole) {
    this.whole = whole;
  }

  /** What is wrong with a manifest, by path; empty if nothing is. */
  static List<String> violations(Map<?, ?> manifest) {
    return new KubernetesTypes(true).check(manifest);
  }

  /** The same of a patch, which may leave out what is required. */
  static List<String> violationsOfPatch(Map<?, ?> patch) {
    return new KubernetesTypes(false).check(patch);
  }

  private List<String> check(Map<?, ?> manifest) {
    String kind = manifest.get("apiVersion") + " " + manifest.get("kind");
    Class<?> type = KINDS.get(kind);
    if (type == null) {
      return List.of("no type is known for " + kind);
    }
    object(type, manifest, (String) manifest.get("kind"));
    if (!(manifest.get("metadata") instanceof Map<?, ?> metadata)
        || !(metadata.get("name") instanceof String)) {
      violations.add("metadata.name is missing");
    }
    return violations;
  }

  private void value(Type type, Object value, String path) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        list(of[0], value, path);
      } else if (generic.getRawType() == Map.class) {
        map(of[1], value, path);
      } else {
        throw new IllegalStateException(path + " is a " + type);
      }
      return;
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted.getPackageName().endsWith(".models")) {
      object(wanted, value, path);
    } else if (!scalar(wanted, value)) {
      violations.add(path + " is no " + wanted.getSimpleName() + ": " + value);
    }
  }

  private static boolean scalar(Class<?> wanted, Object value) {
    boolean whole = value instanceof Integer || value instanceof Long;
    if (wanted == Integer.class) {
      return value instanceof Integer;
    } else if (wanted == Long.class) {
      return whole;
    } else if (wanted == IntOrString.class || wanted == Object.class) {
      return whole || value instanceof String;
    } else if (wanted == Quantity.class) {
      return (whole || value instanceof String) && isQuantity(value.toString());
    } else if (wanted == String.class || wanted == Boolean.class) {
      return wanted.isInstance(value);
    }
    throw new IllegalStateException("no rule for " + wanted);
  }

  private static boolean isQuantity(String text) {
    try {
      return Quantity.fromString(text).getNumber().signum() >= 0;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void list(Type of, Object value, String path) {
    if (!(value instanceof List<?> elements)) {
      violations.add(path + " is no list: " + value);
      return;
    }
    for (int i = 0; i < elements.size(); i++) {
      value(of, elements.get(i), path + "[" + i + "]");
    }
  }

  private void map(Type of, Object value, String path) {
    if (!(value instanceof Map<?, ?> entries)) {
      violations.add(path + " is no map: " + value);
      return;
    }
    entries.forEach(
        (key, element) -> {
          if (key instanceof String) {
            value(of, element, path + "." + key);
          } else {
            violations.add(path + " has a key that is no string: " + key);
          }
        });
  }

  private void object(Class<?> type, Object value, String path) {
    if (!(value instanceof Map<?, ?> given)) {
      violations.add(path + " is no object: " + value);
      return;
    }
    Map<String, Type> fields = fields(type);
    given.forEach(
        (name, element) -> {
          if (fields.containsKey(name)) {
            value(fields.get(name), element, path + "." + name);
          } else {
            violations.add(path + " has no field " + name);
          }
        });
    if (whole) {
      for (String name : required(type)) {
        if (!given.containsKey(name)) {
          violations.add(path + "." + name + " is missing");
        }
      }
    }
  }

  private static Map<String, Type> fields(Class<?> type) {
    Map<String, Type> fields = new LinkedHashMap<>();
    for (Field field : type.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name != null) {
        fields.put(name.value(), field.getGenericType());
      }
    }
    if (fields.isEmpty()) {
      throw new IllegalStateException(type + " has no fields");
    }
    return fields;
  }

  /** Kubernetes' own types list them, the older ones of the Prometheus Operator mark the getter. */
  private static Set<String> required(Class<?> type) {
    Set<String> required = new TreeSet<>();
    try {
      for (Object name : (Set<?>) type.getField("openapiRequiredFields").get(null)) {
        required.add((String) name);
      }
    } catch (NoSuchFieldException e) {
      for (Method method : type.getMethods()) {
        ApiModelProperty property = method.getAnnotation(ApiModelProperty.class);
        if (property != null && property.required()) {
          String name = method.getName().substring("get".length());
          required.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    return required;
  }
}
