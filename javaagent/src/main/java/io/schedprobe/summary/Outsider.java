package io.schedprobe.summary;

import io.schedprobe.model.Share;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who outside the JVM had the CPU longest: the processes of one name, or a whole cgroup where no
 * name stands for most of it.
 *
 * @param text for the start of a sentence; empty if there is nobody
 */
record Outsider(String text, long nanos) {
  private static final int NAME = 40;
  private static final int PLACE = 60;

  /**
   * The largest of them.
   *
   * @param culprits longest first; those of the JVM itself are passed over
   */
  static Outsider largest(List<CulpritTally> culprits) {
    List<CulpritTally> others =
        culprits.stream().filter(culprit -> culprit.key().kind() != Share.SELF).toList();
    if (others.isEmpty()) {
      return new Outsider("", 0);
    }
    CulpritTally top = others.get(0);
    Map<String, Long> cgroups = new HashMap<>();
    CulpritTally widest = top;
    for (CulpritTally culprit : others) {
      String place = culprit.key().place();
      if (culprit.key().kind() == Share.EXTERNAL && !place.isEmpty()) {
        cgroups.merge(place, culprit.nanos(), Long::sum);
        if (cgroups.get(place) > cgroups.getOrDefault(widest.key().place(), 0L)) {
          widest = culprit;
        }
      }
    }
    String place = widest.key().place();
    long whole = cgroups.getOrDefault(place, 0L);
    if (whole <= top.nanos() * 3 / 2) {
      return new Outsider(name(top), top.nanos());
    }
    long names = others.stream().filter(culprit -> culprit.key().place().equals(place)).count();
    return new Outsider(
        Columns.cut(where(widest), PLACE) + " (" + Quantity.count(names) + " process names)",
        whole);
  }

  /** "nginx (cgroup /noisy, pid 4711)". */
  private static String name(CulpritTally culprit) {
    CulpritTally.Key key = culprit.key();
    StringBuilder text = new StringBuilder(Columns.cut(Names.visible(key.name()), NAME));
    text.append(" (").append(Columns.cut(where(culprit), PLACE));
    if (culprit.pids().size() == 1 && !culprit.morePids()) {
      text.append(", pid ").append(culprit.pids().first());
    } else if (!culprit.pids().isEmpty()) {
      text.append(", ").append(culprit.pids().size());
      text.append(culprit.morePids() ? " or more processes" : " processes");
    }
    return text.append(')').toString();
  }

  private static String where(CulpritTally culprit) {
    return switch (culprit.key().kind()) {
      case KERNEL -> "kernel thread";
      case SIBLING -> "in the JVM's own cgroup";
      default -> culprit.key().place().isEmpty() ? "another cgroup" : culprit.place().words();
    };
  }
}
