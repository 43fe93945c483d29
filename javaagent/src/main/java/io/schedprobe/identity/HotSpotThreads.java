package io.schedprobe.identity;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * HotSpot's threads: {@code Thread.eetop} holds the address of the JavaThread, which leads to the
 * OSThread and its id.
 *
 * <p>{@code eetop} is set before the thread runs and zeroed in its exit, before the JavaThread is
 * freed (JavaThread::prepare and ensure_join in javaThread.cpp; thread.cpp up to JDK 19). So an id
 * read between two equal readings of {@code eetop} is this thread's and no other's, although the
 * memory is read without stopping anything.
 */
final class HotSpotThreads implements JavaThreads {

  private final NativeMemory memory;
  private final HotSpotLayout layout;
  private final VarHandle eetop;
  private final ThreadGroup root;
  private final byte[] bytes = new byte[Long.BYTES];
  private final ByteBuffer word = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());

  private HotSpotThreads(NativeMemory memory, HotSpotLayout layout, VarHandle eetop) {
    this.memory = memory;
    this.layout = layout;
    this.eetop = eetop;
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    root = group;
  }

  /**
   * @param instrumentation opens {@code java.lang} to this module; null where it is open already
   * @throws IOException when this JVM's threads cannot be read, in words for a user
   */
  static HotSpotThreads open(Instrumentation instrumentation) throws IOException {
    VarHandle eetop = eetop(instrumentation);
    NativeMemory memory = openMemory();
    try {
      MemoryPages pages = new MemoryPages(memory);
      HotSpotLayout layout = HotSpotLayout.read(pages, LoadedLibrary.find("libjvm.so", pages));
      HotSpotThreads threads = new HotSpotThreads(memory, layout, eetop);
      threads.verify();
      return threads;
    } catch (IOException | RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  @Override
  public int list(Thread[] into) {
    return root.enumerate(into, true);
  }

  @Override
  public long handle(Thread thread) {
    return (long) eetop.getVolatile(thread);
  }

  @Override
  public int tid(Thread thread, long handle) {
    if (handle == 0) {
      return 0;
    }
    try {
      memory.read(handle + layout.osThread(), bytes, Long.BYTES);
      long osThread = word.getLong(0);
      if (osThread == 0) {
        return 0;
      }
      memory.read(osThread + layout.threadId(), bytes, Integer.BYTES);
    } catch (IOException e) {
      return 0; // freed meanwhile: the thread has ended
    }
    int tid = word.getInt(0);
    return handle(thread) == handle ? tid : 0;
  }

  @Override
  public void close() {
    try {
      memory.close();
    } catch (IOException e) {
      // a file that was only read: nothing is lost
    }
  }

  /** Holds what was read about the current thread against what the kernel says. */
  private void verify() throws IOException {
    Thread self = Thread.currentThread();
    int read = tid(self, handle(self));
    int actual =
        Integer.parseInt(
            Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
    if (read != actual) {
      throw new IOException(
          "thread ids read from the JVM are not the kernel's (" + read + " for " + actual + ")");
    }
  }

  private static NativeMemory openMemory() throws IOException {
    try {
      return new ProcMemory();
    } catch (IOException e) {
      try {
        return new ProcessVmMemory();
      } catch (IOException f) {
        e.addSuppressed(f);
        throw e;
      }
    }
  }

  private static VarHandle eetop(Instrumentation instrumentation) throws IOException {
    Module own = HotSpotThreads.class.getModule();
    Module base = Thread.class.getModule();
    if (!base.isOpen("java.lang", own) && instrumentation != null) {
      instrumentation.redefineModule(
          base, Set.of(), Map.of(), Map.of("java.lang", Set.of(own)), Set.of(), Map.of());
    }
    try {
      return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
          .findVarHandle(Thread.class, "eetop", long.class);
    } catch (IllegalAccessException e) {
      throw new IOException(
          "java.lang is closed to the agent: load it with -javaagent, or add"
              + " --add-opens=java.base/java.lang="
              + (own.isNamed() ? own.getName() : "ALL-UNNAMED"),
          e);
    } catch (NoSuchFieldException e) {
      throw new IOException("this JVM is not HotSpot: its threads have no field eetop", e);
    }
  }
}
