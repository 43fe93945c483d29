package io.schedprobe.jmc.page;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Table;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.util.StatefulState;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/**
 * Opens the page of a large recording, such as LargeRecording of the analysis' tests writes, uses
 * it, and says how long that took and for how long the UI thread did nothing else. JMC's own tables
 * and charts are the tests' stand-ins.
 */
final class LargeRecordingPage {
  private static final long LOOK_NANOS = 1_000_000;

  private final Display display = VirtualDisplay.open();
  private final ShownPage page;

  private LargeRecordingPage(IItemCollection items) {
    page = new ShownPage(items);
  }

  public static void main(String[] args) throws Exception {
    long began = System.nanoTime();
    IItemCollection items = JfrLoaderToolkit.loadEvents(List.of(new File(args[0])));
    System.out.printf(
        Locale.ROOT,
        "%-24s %6.2f s (%6.2f s of CPU), heap %d MB%n",
        "read by JMC",
        (System.nanoTime() - began) / 1e9,
        processCpu() / 1e9,
        heap());
    new LargeRecordingPage(items).use();
    System.exit(0);
  }

  private void use() {
    page.around().getRecordingRange(); // JMC knows it
    // The waits are read by a job of its own.
    measure("page opened", 2, () -> page.open(StatefulState.create(state -> {})));
    Table threads = page.table(Messages.ThreadTable_MOSTLY);
    Table neighbors = page.table(Messages.NeighborTable_PART);
    measure("a thread selected", 1, () -> page.click(threads, 0));
    measure("100 threads selected", 1, () -> page.click(threads, first(100)));
    measure("no thread selected", 1, () -> page.click(threads));
    measure("a neighbor selected", 1, () -> page.click(neighbors, 0));
    measure("no neighbor selected", 1, () -> page.click(neighbors));
  }

  private static int[] first(int rows) {
    int[] all = new int[rows];
    for (int i = 0; i < rows; i++) {
      all[i] = i;
    }
    return all;
  }

  /** Does something, and waits until so many jobs have ended and their results are shown. */
  private void measure(String what, int jobs, Runnable action) {
    int before = page.jobs().done();
    long beganCpu = processCpu();
    long began = System.nanoTime();
    long cpu = uiCpu();
    action.run();
    long blocked = System.nanoTime() - began;
    long blockedCpu = uiCpu() - cpu;
    while (true) {
      boolean done = page.jobs().done() - before >= jobs && page.jobs().isIdle();
      long handled = System.nanoTime();
      cpu = uiCpu();
      boolean more = display.readAndDispatch();
      blocked = Math.max(blocked, System.nanoTime() - handled);
      blockedCpu = Math.max(blockedCpu, uiCpu() - cpu);
      if (!more && done) {
        break;
      }
      if (!more) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-24s %6.2f s (%6.2f s of CPU), UI thread busy for %5d ms (%5d ms of CPU) at most,"
            + " heap %d MB%n",
        what,
        (System.nanoTime() - began) / 1e9,
        (processCpu() - beganCpu) / 1e9,
        blocked / 1_000_000,
        blockedCpu / 1_000_000,
        heap());
  }

  /** Of the thread that asks, which is the UI thread. */
  private static long uiCpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long processCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000;
  }
}
