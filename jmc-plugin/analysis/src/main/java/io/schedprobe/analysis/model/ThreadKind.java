package io.schedprobe.analysis.model;

import java.util.List;
import java.util.Locale;

/** What a thread of the JVM works at, as its name tells. */
public enum ThreadKind {
  /** Garbage collection. */
  GC,
  /** The compilers. */
  JIT,
  /** The JVM itself: the VM thread, its services, JFR and this tracer. */
  VM,
  /**
   * The pools that the JDK makes on its own: the common pool and the carriers of virtual threads.
   */
  POOL,
  /** All others: the program's. */
  APPLICATION;

  /** Beginnings of HotSpot's names for its threads, some cut by the kernel at 15 bytes. */
  private static final List<String> GC_NAMES =
      List.of(
          "gc thread",
          "g1 ",
          "shenandoah",
          "zworker",
          "zdirector",
          "zdriver",
          "zstat",
          "zuncommitter",
          "zunmapper",
          "xworker",
          "xdirector",
          "xdriver",
          "gc worker",
          "parallel gc",
          "concurrent gc",
          "reference handl",
          "finalizer",
          "common-cleaner");

  private static final List<String> JIT_NAMES =
      List.of("c1 compiler", "c2 compiler", "jvmci", "sweeper");

  private static final List<String> VM_NAMES =
      List.of(
          "vm thread",
          "vm periodic",
          "vm worker",
          "signal dispatch",
          "service thread",
          "monitor deflati",
          "notification th",
          "attach listener",
          "jfr ",
          "schedprobe");

  private static final List<String> POOL_NAMES = List.of("forkjoinpool.commonpool");

  /** The kind of a thread, by what the JVM or else the kernel calls it. */
  public static ThreadKind of(StalledThread thread) {
    return of(thread.label());
  }

  /** The kind of a thread of the JVM with this name. */
  public static ThreadKind of(String name) {
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    if (begins(lower, GC_NAMES)) {
      return GC;
    }
    if (begins(lower, JIT_NAMES)) {
      return JIT;
    }
    if (begins(lower, VM_NAMES)) {
      return VM;
    }
    return lower.endsWith(" (carrier)") || begins(lower, POOL_NAMES) ? POOL : APPLICATION;
  }

  private static boolean begins(String name, List<String> beginnings) {
    return beginnings.stream().anyMatch(name::startsWith);
  }
}
