package io.schedprobe.boot;

import java.lang.instrument.Instrumentation;

/** The entry points of a Java agent. Both return at once or, when attached, once the agent runs. */
public final class AgentMain {
  /** An attaching tool waits this long to hear that the agent runs. */
  private static final long ATTACH_WAIT_MILLIS = 20_000;

  private static final HostStart HOST_START = new HostStart();

  /** That of the last agent on the command line; null if there was none. */
  private static volatile Thread atStart;

  private AgentMain() {}

  /** Called by the JVM on its main thread before the application starts. */
  public static void premain(String options, Instrumentation instrumentation) {
    Thread starter = Thread.currentThread();
    Lifecycle.starting(options);
    Thread launched =
        launch(Boot.ofCommandLine(options, instrumentation, HOST_START, starter, atStart), 0);
    if (launched != null) {
      atStart = launched;
    }
  }

  /** Called by the JVM on its attach thread. */
  public static void agentmain(String options, Instrumentation instrumentation) {
    launch(Boot.attached(options, instrumentation, HOST_START, atStart), ATTACH_WAIT_MILLIS);
  }

  /** Returns the thread; null if there is none. */
  private static Thread launch(Boot boot, long waitMillis) {
    try {
      Thread thread = new Thread(rootGroup(), boot, "schedprobe-boot", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      thread.start();
      if (waitMillis > 0) {
        thread.join(waitMillis);
      }
      return thread;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      Lifecycle.failed(Console.describe(e), boot.isQuiet());
    }
    return null;
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
