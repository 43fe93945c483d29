package io.schedprobe.analysis.model;

import io.schedprobe.analysis.messages.Messages;

/**
 * Who had the CPU while a thread waited: the processes of one name in one place; threads of one
 * name where the kind is SELF or KERNEL, since their process and place say nothing.
 *
 * @param kind the share that its time counts into: EXTERNAL, SIBLING, SELF or KERNEL
 * @param name of the process, or of the thread for SELF and KERNEL; empty if not known
 * @param place UNKNOWN for SELF and KERNEL
 */
public record Culprit(Share kind, String name, Place place) {
  /** What it is told apart by, whatever of its place becomes known meanwhile. */
  public record Id(Share kind, String name, String place) {
    /** Names and places often end in the same number, which the usual sum would half cancel out. */
    @Override
    public int hashCode() {
      return ((kind.ordinal() + name.hashCode()) * 0x9e3779b1) ^ place.hashCode();
    }
  }

  public Culprit {
    name = name == null ? "" : name;
    place = place == null || kind == Share.SELF || kind == Share.KERNEL ? Place.UNKNOWN : place;
  }

  public Id id() {
    return new Id(kind, name, place.id());
  }

  /** For a sentence: "nginx in container web of pod shop/web-1", "kernel thread kworker/0:1". */
  public String words() {
    return switch (kind) {
      case KERNEL -> Messages.get("CULPRIT_KERNEL", name);
      case SELF -> Messages.get("CULPRIT_SELF", name);
      case SIBLING -> Messages.get("CULPRIT_SIBLING", name);
      default -> {
        String where = place.words();
        yield where.isEmpty()
            ? Messages.get("CULPRIT_ELSEWHERE", name)
            : Messages.get("CULPRIT_IN", name, where);
      }
    };
  }
}
