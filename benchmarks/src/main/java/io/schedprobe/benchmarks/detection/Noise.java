package io.schedprobe.benchmarks.detection;

import io.schedprobe.benchmarks.overhead.Child;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that want the service's CPU, each in a cgroup of its own. */
final class Noise implements AutoCloseable {
  /** Of each 100 ms; twelve such take 60 % of a CPU. */
  private static final long SMALL_MICROS = 5_000;

  private final List<CpuGroup> groups = new ArrayList<>();
  private final List<Child> busy = new ArrayList<>();
  private final int cpu;

  Noise(Scenario scenario, int cpu) throws IOException {
    this.cpu = cpu;
    for (int i = 0; i < scenario.groups(); i++) {
      groups.add(CpuGroup.create("noise-" + cpu + "-" + i));
      if (scenario.groups() > 1) {
        groups.get(i).quota(SMALL_MICROS);
      }
    }
  }

  /** The last part of the paths of its cgroups. */
  List<String> names() {
    return groups.stream().map(CpuGroup::name).toList();
  }

  void begin() throws IOException {
    for (CpuGroup group : groups) {
      String script = "echo $$ > " + group.procs() + "; while :; do :; done";
      busy.add(Child.start(List.of("taskset", "-c", Integer.toString(cpu), "sh", "-c", script)));
    }
  }

  void end() {
    busy.forEach(Child::close);
    busy.clear();
  }

  @Override
  public void close() {
    end();
    groups.forEach(CpuGroup::close);
  }
}
