package io.schedprobe.decode;

import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it is given. */
public final class Collected implements WaitSink {
  public final List<Wait> waits = new ArrayList<>();
  public final List<CgroupName> cgroups = new ArrayList<>();

  @Override
  public void onWait(Wait wait) {
    waits.add(wait);
  }

  @Override
  public void onCgroup(CgroupName name) {
    cgroups.add(name);
  }
}
