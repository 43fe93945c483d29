package io.schedprobe.detect;

/** What can be done against a cause. */
final class Advice {
  /** Losing more than this part of a CPU is a matter of where things run. */
  private static final double MUCH = 0.25;

  private Advice() {}

  static String against(Assessment a) {
    return switch (a.cause()) {
      case QUOTA ->
          "The CPU quota is used up: raise the CPU limit, or let fewer threads run at once"
              + " (-XX:ActiveProcessorCount, sizes of pools); no neighbor is to blame.";
      case NEIGHBORS ->
          "Many neighbors together, none of them large: the node is overcommitted. Move this"
              + " service or some of them to another node, or give it a larger CPU request"
              + " (cpu.weight) or CPUs of its own (cpuset, CPU manager policy static).";
      case NEIGHBOR -> ofNeighbor(a);
    };
  }

  private static String ofNeighbor(Assessment a) {
    if (a.pattern() == Pattern.RECURRING) {
      return "The neighbor comes again and again: move its schedule, or limit its CPU (cpu.max)"
          + " or its weight (cpu.weight) while it works.";
    }
    if (a.score().preemption() > a.score().resource()) {
      return "The neighbor takes the CPU from running threads: lower its weight (cpu.weight, CPU"
          + " request) or its priority, or keep it to other CPUs (cpuset).";
    }
    return a.cpus() > MUCH
        ? "The neighbor takes much CPU all the time: limit it (cpu.max, CPU limit), move one of"
            + " the two to another node, or give this service CPUs of its own (cpuset, CPU manager"
            + " policy static)."
        : "The neighbor takes little CPU, but at the wrong moments: lower its weight (cpu.weight,"
            + " CPU request), or raise that of this service.";
  }
}
