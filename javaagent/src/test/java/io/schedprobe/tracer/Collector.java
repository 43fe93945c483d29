package io.schedprobe.tracer;

import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.testing.Victim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what it is given. */
final class Collector implements WaitSink {
  final List<Wait> waits = new ArrayList<>();
  final Map<Long, String> cgroups = new HashMap<>();

  @Override
  public void onWait(Wait wait) {
    waits.add(wait);
  }

  @Override
  public void onCgroup(CgroupName name) {
    cgroups.put(name.id(), name.path());
  }

  List<Wait> of(Victim victim) {
    return waits.stream().filter(wait -> wait.nsTid() == victim.tid()).toList();
  }
}
