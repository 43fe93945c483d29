package io.schedprobe.tracer;

import io.schedprobe.layout.Counter;
import io.schedprobe.layout.Limits;
import io.schedprobe.layout.ScopeLayout;
import io.schedprobe.layout.SettingsLayout;
import io.schedprobe.layout.ThreadSlotLayout;
import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.BpfLink;
import io.schedprobe.libbpf.BpfMap;
import io.schedprobe.libbpf.BpfObject;
import io.schedprobe.libbpf.BpfProgram;
import io.schedprobe.libbpf.Errno;
import io.schedprobe.libbpf.IntQueue;
import io.schedprobe.libbpf.LongHash;
import io.schedprobe.libbpf.MappedMemory;
import io.schedprobe.libbpf.Wakeup;
import io.schedprobe.source.SureClosing;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The kernel side, loaded: its programs, its maps and their memory.
 *
 * <p>The buffers handed out die with {@link #close()}: reading them afterwards crashes the JVM. So
 * the class is for this package only, where {@link KernelSource} lets nobody read while it closes.
 */
final class KernelTracer implements AutoCloseable {
  /** Order matters: waits that end are understood before waits begin. */
  private static final List<String> ATTACHED =
      List.of("on_exit", "on_migrate", "on_switch", "on_wakeup_new", "on_wakeup");

  /** Only with {@link ThreadStorage#HASH}. */
  private static final String FORGET = "on_free";

  private static final int FEW_SLOTS = 384;

  private static final int RESOURCES = 32;

  private static final String IDENTIFY = "identify";

  private final BpfObject object;
  private final ThreadStorage storage;
  private final int cpus;
  private final int ringBytes;
  // Closed last to first. Has room for all, so that what was opened is always noted.
  private final Deque<AutoCloseable> resources = new ArrayDeque<>(RESOURCES);
  private final List<BpfProgram> programs = new ArrayList<>();

  private BpfProgram identify;
  private ByteBuffer settings;
  private int settingsAt;
  private ByteBuffer scope;
  private int scopeAt;
  private ByteBuffer counters;
  private BpfMap threads;
  private volatile ByteBuffer threadSlots;
  private ByteBuffer consumerPage;
  private ByteBuffer producerPageAndData;
  private IntQueue freeSlots;
  private LongHash neighbors;
  private Wakeup wakeup;
  private final AtomicLong mappedBytes = new AtomicLong();

  private KernelTracer(BpfObject object, ThreadStorage storage, int cpus, int ringBytes) {
    this.object = object;
    this.storage = storage;
    this.cpus = cpus;
    this.ringBytes = ringBytes;
    resources.push(object);
  }

  /** Who this process is, as the kernel numbers things. */
  record Scope(int tgid, long cgroupId, int cgroupLevel) {}

  /**
   * Loads the programs with the best storage there is and lets them know this process; attaches
   * nothing.
   *
   * @param elf the BPF object
   * @param cgroupV1 whether the cpu controller is on a v1 hierarchy
   */
  static KernelTracer open(byte[] elf, TracerConfig config, boolean cgroupV1) throws BpfException {
    try {
      return open(elf, config, cgroupV1, ThreadStorage.TASK);
    } catch (BpfException e) {
      if (e.errno() != Errno.EINVAL) {
        throw e;
      }
      try {
        return open(elf, config, cgroupV1, ThreadStorage.HASH);
      } catch (BpfException ofHash) {
        // Task storage can be refused so on old kernels only, whose answer is the second one.
        ofHash.addSuppressed(e);
        throw ofHash;
      }
    }
  }

  /** The same with a storage of choice. */
  static KernelTracer open(byte[] elf, TracerConfig config, boolean cgroupV1, ThreadStorage storage)
      throws BpfException {
    int cpus = BpfObject.possibleCpus();
    TracerConfig sizes = config.forPagesOf(MappedMemory.pageBytes());
    BpfObject object =
        BpfObject.load(
            elf, "schedprobe", opened -> configure(opened, sizes, cpus, cgroupV1, storage));
    KernelTracer tracer = null;
    try {
      tracer = new KernelTracer(object, storage, cpus, sizes.ringBytes());
      tracer.map();
      tracer.identify();
      return tracer;
    } catch (Throwable e) {
      SureClosing.close(tracer == null ? object : tracer);
      throw e;
    }
  }

  private static void configure(
      BpfObject object, TracerConfig config, int cpus, boolean cgroupV1, ThreadStorage storage)
      throws BpfException {
    boolean hash = storage == ThreadStorage.HASH;
    var constants = object.globals(".rodata");
    ByteBuffer rodata = object.map(".rodata").initialValue();
    rodata.put(constants.offset("cgroup_v1_cpu", 1), (byte) (cgroupV1 ? 1 : 0));
    rodata.put(constants.offset("task_storage", 1), (byte) (hash ? 0 : 1));
    rodata.putInt(constants.offset("nr_cpus", 4), cpus);
    rodata.putInt(constants.offset("log_entries", 4), config.logEntries());
    rodata.putLong(constants.offset("ring_bytes", 8), config.ringBytes());
    object.map("waits").created(!hash);
    object.map("waits_by_task").created(hash);
    object.program(FORGET).loaded(hash);
    object.map("cpus").maxEntries(cpus);
    object.map("counters").maxEntries(cpus);
    object.map("segments").maxEntries(Math.multiplyExact(cpus, config.logEntries()));
    object.map("events").maxEntries(config.ringBytes());
  }

  private void map() throws BpfException {
    if (storage == ThreadStorage.HASH) {
      programs.add(object.program(FORGET));
    }
    for (String name : ATTACHED) {
      programs.add(object.program(name));
    }
    identify = object.program(IDENTIFY);

    settings = mapped(object.map(".data"), true);
    settingsAt = object.globals(".data").offset("settings", SettingsLayout.SIZE);
    scope = mapped(object.map(".bss"), false);
    scopeAt = object.globals(".bss").offset("scope", ScopeLayout.SIZE);
    counters = mapped(array("counters", Counter.COUNTERS * Long.BYTES), false);
    threads = array("threads", ThreadSlotLayout.SIZE);
    threadSlots = mappedSlots(FEW_SLOTS);

    int page = MappedMemory.pageBytes();
    int ring = object.map("events").fd();
    consumerPage = mapped(MappedMemory.map(ring, 0, page, true));
    producerPageAndData = mapped(MappedMemory.map(ring, page, page + 2L * ringBytes, false));
    wakeup = new Wakeup(ring);
    resources.push(wakeup);

    neighbors = new LongHash(object.map("neighbors"));
    resources.push(neighbors);
    freeSlots = new IntQueue(object.map("free_slots"));
    resources.push(freeSlots);
  }

  private BpfMap array(String name, int valueBytes) throws BpfException {
    BpfMap map = object.map(name);
    if (map.valueBytes() != valueBytes) {
      throw new BpfException("checking the layout of " + name, Errno.EINVAL);
    }
    return map;
  }

  private ByteBuffer mapped(BpfMap map, boolean writable) throws BpfException {
    return mapped(map.mapped(writable));
  }

  private ByteBuffer mapped(MappedMemory memory) {
    resources.push(memory);
    mappedBytes.addAndGet(memory.buffer().capacity());
    return memory.buffer();
  }

  /**
   * Lets the kernel side look up who this process is; again after it moved to another cgroup.
   *
   * @throws BpfException when the answer cannot be right
   */
  Scope identify() throws BpfException {
    identify.run();
    Scope found =
        new Scope(
            scope.getInt(scopeAt + ScopeLayout.TGID),
            scope.getLong(scopeAt + ScopeLayout.CGROUP_ID),
            scope.getInt(scopeAt + ScopeLayout.CGROUP_LEVEL));
    // A tgid of 0 would be the idle task, and every cgroup has an id.
    if (found.tgid() <= 0 || found.cgroupId() == 0 || found.cgroupLevel() < 0) {
      throw new BpfException("identifying this process (" + found + ")", Errno.EINVAL);
    }
    return found;
  }

  /** Whether this kernel keeps what tells throttled time. */
  boolean isThrottlingMeasured() {
    return scope.getInt(scopeAt + ScopeLayout.THROTTLING_MEASURED) != 0;
  }

  ThreadStorage storage() {
    return storage;
  }

  /** Attaches the programs: from now on the kernel side sees this process wait. */
  void attach() throws BpfException {
    for (BpfProgram program : programs) {
      BpfLink link = program.attach();
      resources.push(link);
    }
  }

  void settings(long thresholdNanos, long recordsPerSecondPerCpu) {
    settings.putLong(settingsAt + SettingsLayout.THRESHOLD_NS, thresholdNanos);
    settings.putLong(settingsAt + SettingsLayout.RECORDS_PER_SECOND, recordsPerSecondPerCpu);
  }

  Counters counters() {
    return new Counters(counters, cpus);
  }

  ThreadSlots threadSlots() {
    return new ThreadSlots(this::slotsUpTo, Limits.THREAD_SLOTS, freeSlots::push);
  }

  private ByteBuffer mappedSlots(int count) throws BpfException {
    return mapped(MappedMemory.map(threads.fd(), 0, (long) count * ThreadSlotLayout.SIZE, true));
  }

  /**
   * All would be 1.7 MB of the JVM's resident memory, where most JVMs need a tenth: so a few, and
   * all once those are used up. For one thread.
   *
   * @return at least so many slots, or what there is while the kernel refuses more
   */
  private ByteBuffer slotsUpTo(int least) {
    if (threadSlots.capacity() < least * ThreadSlotLayout.SIZE) {
      try {
        threadSlots = mappedSlots(Limits.THREAD_SLOTS);
      } catch (BpfException e) {
        // tried again when they are read the next time
      }
    }
    return threadSlots;
  }

  Neighbors neighbors() {
    return new Neighbors(neighbors);
  }

  ByteBuffer consumerPage() {
    return consumerPage;
  }

  ByteBuffer producerPageAndData() {
    return producerPageAndData;
  }

  int ringBytes() {
    return ringBytes;
  }

  /** Wakes up when the ring is filling. */
  Wakeup wakeup() {
    return wakeup;
  }

  List<BpfProgram> programs() {
    return programs;
  }

  /** Bytes that maps and programs take in the kernel; -1 when it does not say. */
  long kernelMemoryBytes() {
    List<Integer> fds = new ArrayList<>(object.mapFds());
    programs.forEach(program -> fds.add(program.fd()));
    fds.add(identify.fd());
    return KernelMemory.charged(fds);
  }

  /** Kernel memory mapped into this process, in bytes. */
  long mappedBytes() {
    return mappedBytes.get();
  }

  /**
   * Detaches and unloads everything. Nobody may read any of the buffers any more. Idempotent; to be
   * called again when it broke off for want of memory.
   */
  @Override
  public void close() {
    IllegalStateException failure = null;
    while (!resources.isEmpty()) {
      try {
        resources.peek().close();
      } catch (Exception e) {
        failure = new IllegalStateException(e); // none of ours throws one
      }
      resources.pop();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
