package io.schedprobe.benchmarks.overhead;

import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.BpfLink;
import io.schedprobe.libbpf.BpfMap;
import io.schedprobe.libbpf.BpfObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Programs of the benchmarks' own, with a reader of their ring if they have one. */
final class ObjectDesign implements Design {
  private static final List<String> PROGRAMS = List.of("on_switch", "on_wakeup_new", "on_wakeup");

  /** Not limited. */
  private static final long EVERY_SWITCH = 0;

  private final String name;
  private final String object;
  private final boolean ring;
  private final long intervalNanos;

  private ObjectDesign(String name, String object, boolean ring, long intervalNanos) {
    this.name = name;
    this.object = object;
    this.ring = ring;
    this.intervalNanos = intervalNanos;
  }

  static ObjectDesign empty() {
    return new ObjectDesign("empty programs", "empty", false, EVERY_SWITCH);
  }

  static ObjectDesign netflix() {
    return new ObjectDesign("Netflix's design, no rate limit", "netflix", true, EVERY_SWITCH);
  }

  static ObjectDesign netflixLimited() {
    return new ObjectDesign(
        "Netflix's design, an event per cgroup, CPU and ms", "netflix", true, 1_000_000);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Attached attach() throws Exception {
    Deque<AutoCloseable> resources = new ArrayDeque<>();
    try {
      BpfObject.loadLibrary();
      BpfObject loaded = BpfObject.load(elf(), object, this::configure);
      resources.push(loaded);
      if (ring) {
        BpfMap events = loaded.map("events");
        resources.push(new RingDrain(events.fd(), events.maxEntries()));
      }
      for (String program : PROGRAMS) {
        BpfLink link = loaded.program(program).attach();
        resources.push(link);
      }
      return new Loaded(resources);
    } catch (BpfException | RuntimeException e) {
      closeAll(resources);
      throw e;
    }
  }

  private void configure(BpfObject loading) throws BpfException {
    if (ring) {
      loading
          .map(".rodata")
          .initialValue()
          .putLong(loading.globals(".rodata").offset("interval_ns", Long.BYTES), intervalNanos);
    }
  }

  private byte[] elf() throws IOException {
    String file = "/META-INF/benchmarks/" + object + ".bpf.o";
    try (InputStream in = ObjectDesign.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in the jar: run ./benchmark.sh");
      }
      return in.readAllBytes();
    }
  }

  private static void closeAll(Deque<AutoCloseable> resources) {
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException(e); // none of ours throws one
      }
    }
  }

  private record Loaded(Deque<AutoCloseable> resources) implements Attached {
    @Override
    public long pid() {
      return ProcessHandle.current().pid();
    }

    @Override
    public List<String> behind() {
      return List.of();
    }

    @Override
    public void verify(long waits) {
      // Sees every task of the host; the run counts tell.
    }

    @Override
    public void close() {
      closeAll(resources);
    }
  }
}
