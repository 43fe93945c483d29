package io.schedprobe.jmc.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.jmc.testing.KnownRecording;
import io.schedprobe.jmc.testing.TellingThread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCThreadGroup;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Which thread of JFR's own events a wait without a Java thread is of. */
class JfrThreadsTest {
  private static final String CUT = "C1 CompilerThre";

  @TempDir private Path directory;
  private final JfrThreads threads = new JfrThreads();

  /** As JMC's parser makes them. */
  public static class Told implements IMCThread {
    private final String name;

    Told(String name) {
      this.name = name;
    }

    @Override
    public Long getThreadId() {
      return null;
    }

    @Override
    public String getThreadName() {
      return name;
    }

    @Override
    public IMCThreadGroup getThreadGroup() {
      return null;
    }
  }

  /** The same with the kernel's id. */
  public static final class ToldWithId extends Told {
    public final Object osThreadId;

    ToldWithId(String name, long osThreadId) {
      super(name);
      this.osThreadId = UnitLookup.NUMBER_UNITY.quantity(osThreadId);
    }
  }

  private IMCThread add(IMCThread thread) {
    threads.add(thread);
    return thread;
  }

  @Test
  void aCutNameIsOfTheThreadWithTheId() {
    IMCThread first = add(new ToldWithId("C1 CompilerThread0", 11));
    IMCThread second = add(new ToldWithId("C1 CompilerThread1", 12));

    assertSame(first, threads.find(CUT, 11L));
    assertSame(second, threads.find(CUT, UnitLookup.NUMBER_UNITY.quantity(12)));
  }

  @Test
  void anotherIdIsAnotherThreadThoughItsNameWouldDo() {
    add(new ToldWithId("C1 CompilerThread0", 11));

    assertNull(threads.find(CUT, 12L));
  }

  @Test
  void anIdThatTheKernelGaveAgainIsNotTakenForTheThreadBefore() {
    IMCThread before = add(new ToldWithId("VM Periodic Task Thread", 11));
    IMCThread after = add(new ToldWithId("GC Thread#1", 11));

    assertSame(before, threads.find("VM Periodic Tas", 11L));
    assertSame(after, threads.find("GC Thread#1", 11L));
    assertNull(threads.find("GC Thread#", 11L));
  }

  @Test
  void withoutIdsTheOnlyNameThatWouldDoIsTaken() {
    IMCThread compiler = add(new Told("C1 CompilerThread0"));
    add(new Told("C2 CompilerThread0"));

    assertSame(compiler, threads.find(CUT, 11L));

    add(new Told("C1 CompilerThread1"));

    assertNull(threads.find(CUT, 11L));
  }

  @Test
  void aNameIsCutByBytes() {
    IMCThread thread = add(new ToldWithId("1234567890äöüß", 11));

    assertSame(thread, threads.find("1234567890äö\ufffd", 11L));
    assertNull(threads.find("1234567890äöü", 11L));
  }

  @Test
  void waitsUnderACutNameAreOnTheLaneOfJfrsOwnEvents() throws Exception {
    TellingThread compiler = new TellingThread("C1 CompilerThread0");
    try {
      int id = (int) compiler.osThreadId();
      Path file =
          new KnownRecording()
              .add(wait(id), 50, 10_000)
              .add(wait(id + 100_000), 150, 10_000)
              .add(compiler, 60, 5_000)
              .write(directory.resolve("cut.jfr"));
      IItemCollection items =
          JfrLoaderToolkit.loadEvents(List.of(file.toFile()), List.of(new VictimLanes()));

      IMCThread own = threadsOf(items, KnownRecording.Work.class.getName()).get(0);
      List<IMCThread> waited = threadsOf(items, "schedprobe.RunQueueLatency");

      assertEquals("C1 CompilerThread0", own.getThreadName());
      assertEquals(2, waited.size());
      assertEquals(1, waited.stream().filter(own::equals).count());
      waited.removeIf(own::equals);
      assertEquals(CUT, waited.get(0).getThreadName());
      assertNotEquals(waited.get(0), own);
    } finally {
      compiler.end();
    }
  }

  private static RunQueueLatency wait(int osThreadId) {
    RunQueueLatency wait = new RunQueueLatency();
    wait.threadName = CUT;
    wait.osThreadId = osThreadId;
    wait.waited = 10_000_000;
    return wait;
  }

  private static List<IMCThread> threadsOf(IItemCollection items, String type) {
    List<IMCThread> threads = new ArrayList<>();
    for (IItemIterable iterable : items.apply(ItemFilters.type(type))) {
      var thread = JfrAttributes.EVENT_THREAD.getAccessor(iterable.getType());
      iterable.forEach(item -> threads.add(thread.getMember(item)));
    }
    return threads;
  }
}
