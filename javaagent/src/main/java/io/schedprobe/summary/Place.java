package io.schedprobe.summary;

/**
 * Where a culprit runs: its container, or its cgroup where there is none. What people call a place
 * may become known in the middle of a recording, so places are told apart by {@link #id} alone.
 *
 * @param container whole id; null outside of containers
 * @param containerName null if it is not known
 * @param pod "namespace/name", or the uid; null outside of pods
 * @param cgroup its path; null if it is not known
 */
record Place(String container, String containerName, String pod, String cgroup) {
  static final Place UNKNOWN = new Place(null, null, null, null);

  private static final int SHORT_ID = 12;

  /** What an event says, whose fields begin with {@code prefix}. */
  static Place of(Fact fact, String prefix) {
    return new Place(
        text(fact, prefix, "Container"),
        text(fact, prefix, "ContainerName"),
        text(fact, prefix, "Pod"),
        text(fact, prefix, "Cgroup"));
  }

  private static String text(Fact fact, String prefix, String field) {
    String name =
        prefix.isEmpty() ? Character.toLowerCase(field.charAt(0)) + field.substring(1) : field;
    String text = fact.text(prefix + name);
    return text == null || text.isEmpty() ? null : text;
  }

  /** What it is told apart by; empty if nothing is known. */
  String id() {
    return container != null ? container : cgroup != null ? cgroup : "";
  }

  boolean named() {
    return containerName != null || (pod != null && pod.contains("/"));
  }

  /** For a sentence, visible: "container web of pod shop/web-1", "cgroup /noisy". */
  String words() {
    if (pod == null) {
      return container == null ? "cgroup " + visible(cgroup) : "container " + visible(inner());
    }
    String inner = inner();
    return (inner == null ? "" : "container " + visible(inner) + " of ") + "pod " + visible(pod);
  }

  /** For a column, visible: the same, shorter. */
  String brief() {
    if (pod == null) {
      return container == null ? visible(cgroup) : "container " + visible(inner());
    }
    String inner = inner();
    return "pod " + visible(pod) + (inner == null ? "" : " " + visible(inner));
  }

  /** Name of the container or its short id. */
  private String inner() {
    if (containerName != null || container == null) {
      return containerName;
    }
    boolean hexadecimal = container.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return hexadecimal && container.length() > SHORT_ID
        ? container.substring(0, SHORT_ID)
        : container;
  }

  private static String visible(String name) {
    return name == null ? "" : Names.visible(name);
  }
}
