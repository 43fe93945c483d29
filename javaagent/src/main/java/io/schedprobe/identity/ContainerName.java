package io.schedprobe.identity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cgroup's path says about the container, the pod and the systemd unit it belongs to. Fields
 * as in {@link CgroupIdentity}; null where the path does not say.
 *
 * <p>Forms known, each possibly below another (a node that is itself a container), the innermost
 * counting:
 *
 * <ul>
 *   <li>systemd cgroup driver: {@code <runtime>-<id>.scope} (docker, cri-containerd, crio, libpod,
 *       nerdctl)
 *   <li>cgroupfs driver: {@code /docker/<id>}, {@code libpod-<id>}, {@code crio-<id>}
 *   <li>runc's {@code slice:prefix:id} where the drivers of kubelet and runtime disagree
 *   <li>Kubernetes: {@code kubepods/<qos>/pod<uid>/<id>} and {@code
 *       kubepods-<qos>-pod<uid_with_underscores>.slice}; guaranteed pods name no class
 *   <li>LXC: {@code lxc/<name>}, {@code lxc.payload.<name>}
 *   <li>64 hexadecimal digits as a directory's whole name: a container of an unnamed runtime
 * </ul>
 */
public record ContainerName(
    String containerId,
    String runtime,
    String podUid,
    String qosClass,
    String unit,
    String displayName) {

  private static final int SHORT_ID = 12;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{12,}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  /** An id after a runtime's prefix; runtimes use 64 digits, and tests of theirs fewer. */
  private static final Pattern PREFIXED =
      Pattern.compile(
          "(docker|cri-containerd|containerd|nerdctl|crio|libpod|libpod-payload)"
              + "-([0-9a-f]{12,64})(?:\\.scope)?");

  private static final Pattern RUNC =
      Pattern.compile("[^:]*:(docker|cri-containerd|containerd|nerdctl|crio|libpod):([^:]+)");
  private static final Pattern LXC = Pattern.compile("lxc\\.payload\\.(.+)");

  private static final Pattern POD =
      Pattern.compile(
          "(?:.*kubepods(?:-(burstable|besteffort))?-)?pod([0-9a-f][0-9a-f_-]{30,35})(?:\\.slice)?");

  private static final Pattern UNIT = Pattern.compile(".+\\.(?:service|scope|slice|socket|mount)");

  /** Reads {@code path}, "/" separated; null or an unknown form gives a name with nulls. */
  public static ContainerName parse(String path) {
    return path == null
        ? new ContainerName(null, null, null, null, null, "unknown")
        : new Reader(path).read();
  }

  /** Walks a path from its root, what is further in replacing what was further out. */
  private static final class Reader {
    private final String path;
    private String containerId;
    private String runtime;
    private String podUid;
    private String qosClass;
    private String unit;
    private String last = "";

    Reader(String path) {
      this.path = path;
    }

    ContainerName read() {
      String parent = "";
      for (String part : path.split("/", -1)) {
        if (!part.isEmpty()) {
          int colon = part.indexOf(':');
          pod(parent, colon < 0 ? part : part.substring(0, colon));
          container(parent, part);
          if (UNIT.matcher(part).matches()) {
            unit = part;
          }
          parent = part;
          last = part;
        }
      }
      return new ContainerName(containerId, runtime, podUid, qosClass, unit, displayName());
    }

    private void container(String parent, String part) {
      Matcher prefixed = PREFIXED.matcher(part);
      Matcher runc = RUNC.matcher(part);
      Matcher payload = LXC.matcher(part);
      if (prefixed.matches()) {
        contained(prefixed.group(2), runtime(prefixed.group(1)));
      } else if (runc.matches()) {
        contained(runc.group(2), runtime(runc.group(1)));
      } else if (ID.matcher(part).matches()) {
        contained(part, parent.equals("docker") ? "docker" : null);
      } else if (payload.matches()) {
        contained(payload.group(1), "lxc");
      } else if (parent.equals("lxc") || parent.equals("lxc.payload")) {
        contained(part, "lxc");
      }
    }

    private void contained(String id, String by) {
      containerId = id;
      runtime = by;
    }

    private void pod(String parent, String part) {
      Matcher match = POD.matcher(part);
      if (!match.matches()) {
        return;
      }
      boolean slice = part.contains("kubepods");
      boolean underClass = parent.equals("burstable") || parent.equals("besteffort");
      if (slice || underClass || parent.equals("kubepods")) {
        podUid = match.group(2).replace('_', '-');
        String named = slice ? match.group(1) : underClass ? parent : null;
        qosClass = named == null ? "guaranteed" : named;
        // a container further out is the node that the pod runs on
        containerId = null;
        runtime = null;
      }
    }

    private String displayName() {
      if (containerId != null) {
        return HEX.matcher(containerId).matches()
            ? containerId.substring(0, SHORT_ID)
            : containerId;
      }
      return podUid != null ? "pod " + podUid : last.isEmpty() ? "/" : last;
    }
  }

  private static String runtime(String prefix) {
    return switch (prefix) {
      case "crio" -> "cri-o";
      case "cri-containerd", "containerd", "nerdctl" -> "containerd";
      case "libpod", "libpod-payload" -> "podman";
      default -> prefix;
    };
  }
}
