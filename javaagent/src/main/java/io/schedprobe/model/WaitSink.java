package io.schedprobe.model;

/** Takes what was decoded from the ring. Called on the tracer's thread only. */
public interface WaitSink {
  void onWait(Wait wait);

  void onCgroup(CgroupName name);
}
