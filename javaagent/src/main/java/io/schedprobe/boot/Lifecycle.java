package io.schedprobe.boot;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.Properties;

/**
 * At most one running agent in a JVM.
 *
 * <p>The marker is the system property {@value #PROPERTY}: every copy of the agent sees it,
 * whatever loader it came from, and so does an attaching tool. Two copies of the jar on the command
 * line share even these classes, for the JVM appends every agent to the one system class path.
 */
final class Lifecycle {
  /** Absent: never started or detached; else one of the values below. */
  static final String PROPERTY = "schedprobe.agent";

  static final String RUNNING = "running";

  /** On the command line, and yet to start. */
  static final String STARTING = "starting";

  /** Followed by the reason. */
  static final String FAILED = "failed: ";

  private static final Object LOCK = new Object();

  /** The module of the running agent; null when none runs. */
  private static Module running;

  private Lifecycle() {}

  /** The agent of the command line will start with these options. */
  static void starting(String options) {
    if (!Boot.asksToDetach(options == null ? "" : options)) {
      synchronized (LOCK) {
        if (running == null) {
          mark(STARTING);
        }
      }
    }
  }

  /** Says why it could not be started. */
  static void failed(String reason, boolean quiet) {
    say("not started: " + reason, quiet);
    mark(FAILED + Console.printable(reason));
  }

  private static void say(String line, boolean quiet) {
    if (!quiet) {
      Console.line(line);
    }
  }

  /** Starts the agent; says in one line why it could not, unless it is to be quiet. */
  static void start(String options, Instrumentation instrumentation, boolean quiet) {
    synchronized (LOCK) {
      try {
        if (RUNNING.equals(System.getProperty(PROPERTY))) {
          say("already running in this JVM; detach it first to change its options", quiet);
          return;
        }
        Module module = AgentLayer.create(AgentLayer.ownJar()).module();
        NativeAccess.grant(module, instrumentation);
        Thread.currentThread().setContextClassLoader(module.getClassLoader());
        agentRuntime(module)
            .getMethod("start", String.class, Instrumentation.class)
            .invoke(null, options, instrumentation);
        running = module;
        System.setProperty(PROPERTY, RUNNING);
      } catch (Throwable e) {
        failed(reason(e), quiet);
      }
    }
  }

  /** Stops the agent and forgets its layer, so that the garbage collector may have it. */
  static void stop(boolean quiet) {
    synchronized (LOCK) {
      try {
        if (running == null) {
          say("not running in this JVM; nothing to detach", quiet);
          return;
        }
        Module module = running;
        running = null;
        Thread.currentThread().setContextClassLoader(module.getClassLoader());
        try {
          agentRuntime(module).getMethod("stop").invoke(null);
        } finally {
          Properties properties = System.getProperties();
          properties.remove(PROPERTY);
        }
      } catch (Throwable e) {
        say("not detached cleanly: " + Console.describe(e), quiet);
      }
    }
  }

  private static Class<?> agentRuntime(Module module) {
    return AgentLayer.entry(module, "io.schedprobe.agent.AgentRuntime");
  }

  private static String reason(Throwable thrown) {
    if (thrown instanceof java.lang.module.FindException) {
      return thrown.getMessage()
          + " (start this JVM with --add-modules jdk.jfr,"
          + " or use a runtime image that has them)";
    }
    return thrown instanceof InvocationTargetException
        ? Console.describe(thrown.getCause())
        : Console.describe(thrown);
  }

  private static void mark(String state) {
    try {
      System.setProperty(PROPERTY, state);
    } catch (Throwable e) {
      // The line on standard error has said it already, unless it was to be quiet.
    }
  }
}
