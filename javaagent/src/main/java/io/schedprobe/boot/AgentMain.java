package io.schedprobe.boot;

import java.lang.instrument.Instrumentation;

/** The entry points of a Java agent. Both return at once or, when attached, once the agent runs. */
public final class AgentMain {
  /** An attaching tool waits this long to hear that the agent runs. */
  private static final long ATTACH_WAIT_MILLIS = 20_000;

  private AgentMain() {}

  /** Called by the JVM on its main thread before the application starts. */
  public static void premain(String options, Instrumentation instrumentation) {
    launch(new Boot(options, instrumentation, Thread.currentThread()), 0);
  }

  /** Called by the JVM on its attach thread. */
  public static void agentmain(String options, Instrumentation instrumentation) {
    launch(new Boot(options, instrumentation, null), ATTACH_WAIT_MILLIS);
  }

  private static void launch(Boot boot, long waitMillis) {
    try {
      Thread thread = new Thread(rootGroup(), boot, "schedprobe-boot", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      thread.start();
      if (waitMillis > 0) {
        thread.join(waitMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      Console.line("not started: " + Console.describe(e));
    }
  }

  /** Outside the application's groups: some hosts wait for every thread of a group to end. */
  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
