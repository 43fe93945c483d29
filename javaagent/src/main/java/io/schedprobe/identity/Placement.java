package io.schedprobe.identity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cgroup's path says about the container, the pod, the systemd unit and the user that it
 * belongs to.
 *
 * <p>Forms known, each possibly below another (a node that is itself a container), the innermost
 * counting:
 *
 * <ul>
 *   <li>systemd cgroup driver: {@code <runtime>-<id>.scope} (docker, cri-containerd, crio, libpod,
 *       nerdctl)
 *   <li>cgroupfs driver: {@code /docker/<id>}, {@code libpod-<id>}, {@code crio-<id>}; containerd's
 *       own {@code /<namespace>/<id>} for its namespaces {@code default} and {@code k8s.io}
 *   <li>runc's {@code slice:prefix:id} where the drivers of kubelet and runtime disagree
 *   <li>Kubernetes: {@code kubepods/<qos>/pod<uid>/<id>} and {@code
 *       kubepods-<qos>-pod<uid_with_underscores>.slice}; guaranteed pods name no class
 *   <li>LXC: {@code lxc/<name>}, {@code lxc.payload.<name>}
 *   <li>64 hexadecimal digits as a directory's whole name: a container of an unnamed runtime
 *   <li>systemd: units by their suffix, users' slices {@code user-<uid>.slice}
 * </ul>
 *
 * @param containerId whole; null when it is no container of a known form
 * @param runtime "docker", "containerd", "cri-o", "podman", "lxc"; null when the path does not say
 * @param podUid uid of the Kubernetes pod, with dashes where it had them; null outside of pods
 * @param qosClass "Guaranteed", "Burstable" or "BestEffort"; null outside of Kubernetes
 * @param unit innermost systemd unit (service, scope, slice, socket, mount, swap), systemd's
 *     escapes undone; null where there is none
 * @param userId the user in whose slice it is; -1 outside of users' slices
 * @param shortName a short name for people; never null
 */
public record Placement(
    String containerId,
    String runtime,
    String podUid,
    String qosClass,
    String unit,
    long userId,
    String shortName) {

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

  private static final Pattern UNIT =
      Pattern.compile(".+\\.(?:service|scope|slice|socket|mount|swap)", Pattern.DOTALL);

  private static final Pattern USER = Pattern.compile("user-(\\d{1,10})\\.slice");

  /** Reads {@code path}, "/" separated; null or an unknown form says nothing. */
  public static Placement parse(String path) {
    return path == null
        ? new Placement(null, null, null, null, null, -1, "unknown")
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
    private long userId = -1;
    private String last = "";

    Reader(String path) {
      this.path = path;
    }

    Placement read() {
      String parent = "";
      for (String part : path.split("/", -1)) {
        if (!part.isEmpty()) {
          int colon = part.indexOf(':');
          pod(parent, colon < 0 ? part : part.substring(0, colon));
          container(parent, part);
          unit(parent, part);
          parent = part;
          last = part;
        }
      }
      return new Placement(containerId, runtime, podUid, qosClass, unit, userId, shortName());
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
        contained(part, runtimeBelow(parent));
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
        qosClass = qosClass(slice ? match.group(1) : underClass ? parent : null);
        // a container further out is the node that the pod runs on
        containerId = null;
        runtime = null;
      }
    }

    private void unit(String parent, String part) {
      // systemd puts "_" before names that the kernel uses itself (cg_escape)
      String name = part.startsWith("_") ? part.substring(1) : part;
      if (UNIT.matcher(name).matches()) {
        unit = UnitName.unescape(name);
      }
      Matcher user = USER.matcher(part);
      if (parent.equals("user.slice") && user.matches()) {
        userId = Long.parseLong(user.group(1));
      }
    }

    private String shortName() {
      if (containerId != null) {
        return HEX.matcher(containerId).matches()
            ? containerId.substring(0, SHORT_ID)
            : containerId;
      }
      return podUid != null ? "pod " + podUid : last.isEmpty() ? "/" : last;
    }
  }

  /** Kubernetes' own words for what cgroups have in small letters; guaranteed pods have none. */
  private static String qosClass(String inPath) {
    return switch (inPath == null ? "" : inPath) {
      case "burstable" -> "Burstable";
      case "besteffort" -> "BestEffort";
      default -> "Guaranteed";
    };
  }

  private static String runtimeBelow(String parent) {
    return switch (parent) {
      case "docker" -> "docker";
      case "default", "k8s.io" -> "containerd";
      default -> null;
    };
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
