package io.schedprobe.analysis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NamesTest {
  private static final String ID =
      "4d2f7c1b9e8a6350d1c2b3a4958677e0f1e2d3c4b5a69788796a5b4c3d2e1f00";

  @Test
  void aPlaceIsCalledByWhatPeopleKnow() {
    assertEquals("/noisy", place(null, null, null, "/noisy").label());
    assertEquals("container 4d2f7c1b9e8a", place(ID, null, null, "/x").label());
    assertEquals("container web", place(ID, "web", null, "/x").label());
    assertEquals("shop/web-1 · web", place(ID, "web", "shop/web-1", "/x").label());
    assertEquals("container web of pod shop/web-1", place(ID, "web", "shop/web-1", "/x").words());
    assertEquals("cgroup /noisy", place(null, null, null, "/noisy").words());
    assertEquals("", Place.UNKNOWN.words());
  }

  private static Place place(String container, String name, String pod, String cgroup) {
    return new Place(cgroup, container, name, null, pod, null, null, null);
  }

  @Test
  void threadsOfTheJvmAreKnownByTheirNames() {
    assertEquals(ThreadKind.GC, ThreadKind.of("GC Thread#12"));
    assertEquals(ThreadKind.GC, ThreadKind.of("G1 Conc#0"));
    assertEquals(ThreadKind.JIT, ThreadKind.of("C2 CompilerThre"));
    assertEquals(ThreadKind.VM, ThreadKind.of("VM Periodic Task"));
    assertEquals(ThreadKind.POOL, ThreadKind.of("ForkJoinPool-1-worker-1 (carrier)"));
    assertEquals(ThreadKind.POOL, ThreadKind.of("ForkJoinPool.commonPool-worker-1"));
    assertEquals(ThreadKind.APPLICATION, ThreadKind.of("http-nio-8080-exec-1"));
    assertEquals(ThreadKind.APPLICATION, ThreadKind.of((String) null));
  }

  @Test
  void aThreadWithoutANameHasALabel() {
    assertEquals("thread 17", new StalledThread(null, 17, null, -1).label());
    assertEquals("os", new StalledThread(null, 17, "os", -1).label());
    assertEquals(
        "(threads without a place in the kernel)", new StalledThread("x", 0, "", 0).label());
  }
}
