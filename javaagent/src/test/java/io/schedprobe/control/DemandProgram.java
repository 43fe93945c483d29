package io.schedprobe.control;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import jdk.jfr.FlightRecorder;

/** A program that watches the demand and tells what it sees: the "none" or the first "some". */
final class DemandProgram {
  private DemandProgram() {}

  public static void main(String[] args) throws Exception {
    BlockingQueue<Demand> told = new LinkedBlockingQueue<>();
    JfrDemand demand =
        new JfrDemand(
            new JfrDemand.Listener() {
              @Override
              public void ready() {}

              @Override
              public void restored(List<String> settings) {}

              @Override
              public void changed(Demand now) {
                told.add(now);
              }

              @Override
              public void failed(Throwable e) {
                throw new AssertionError(e);
              }
            });
    demand.start();
    if (args[0].equals("some")) {
      System.out.println(told.take());
    } else {
      while (watcher() == null || watcher().getState() != Thread.State.WAITING) {
        Thread.sleep(10);
      }
      System.out.println("initialized " + FlightRecorder.isInitialized() + " told " + told);
    }
    // the watching thread is left behind: it must not keep the JVM alive
  }

  private static Thread watcher() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("schedprobe-control")) {
        return thread;
      }
    }
    return null;
  }
}
