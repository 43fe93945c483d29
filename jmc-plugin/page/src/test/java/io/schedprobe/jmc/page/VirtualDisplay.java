package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.widgets.Display;

/**
 * SWT's display on an Xvfb of its own, on whichever X display is free. Where it cannot be had the
 * tests fail in CI, and otherwise are skipped with the reason.
 */
final class VirtualDisplay implements AutoCloseable {
  private static VirtualDisplay shared;

  /** What was thrown in the UI thread, and so would be in JMC's log. */
  private static final List<Throwable> LOGGED = new ArrayList<>();

  private static final int SECONDS_TO_SETTLE = 60;
  private static final int QUIET_LOOKS = 50;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final int SECONDS_TO_START = 60;

  private final Process xvfb;
  private final Display display;

  private VirtualDisplay(Process xvfb, Display display) {
    this.xvfb = xvfb;
    this.display = display;
  }

  /** One for all tests: GTK opens its display once in the life of a JVM. */
  static synchronized Display open() {
    if (shared == null) {
      shared = start();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared.display;
  }

  private static VirtualDisplay start() {
    Process xvfb = null;
    try {
      xvfb =
          new ProcessBuilder(
                  "Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(xvfb.getInputStream(), StandardCharsets.US_ASCII));
      String number =
          CompletableFuture.supplyAsync(() -> line(out)).get(SECONDS_TO_START, TimeUnit.SECONDS);
      if (number == null) {
        throw new IOException("Xvfb ended without naming its display");
      }
      // The JVM keeps a copy of its environment, but GTK asks the C library.
      Function setenv = NativeLibrary.getInstance("c").getFunction("setenv");
      setenv.invokeInt(new Object[] {"DISPLAY", ":" + number.strip(), 1});
      setenv.invokeInt(new Object[] {"GDK_BACKEND", "x11", 1});
      setenv.invokeInt(new Object[] {"NO_AT_BRIDGE", "1", 1});
      Display display = new Display();
      display.setRuntimeExceptionHandler(LOGGED::add);
      return new VirtualDisplay(xvfb, display);
    } catch (IOException
        | ExecutionException
        | InterruptedException
        | TimeoutException
        | LinkageError
        | SWTError e) {
      if (xvfb != null) {
        xvfb.destroy();
      }
      String reason = "needs Xvfb and GTK 3 (scripts/install-dependencies.sh): " + e;
      if (System.getenv("CI") != null || "1".equals(System.getenv("SCHEDPROBE_REQUIRE_BPF"))) {
        throw new AssertionError(reason, e);
      }
      return abort(reason);
    }
  }

  private static String line(BufferedReader out) {
    try {
      return out.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Handles what the window system and others have to tell, until there is nothing more.
   *
   * @param idle whether nobody else will tell anything
   */
  static void settle(Display display, BooleanSupplier idle) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_SETTLE);
    int quiet = 0;
    // Counted, for a time can pass without a single look at what there is to handle.
    while (quiet < QUIET_LOOKS && System.nanoTime() < end) {
      boolean busy = !idle.getAsBoolean();
      if (display.readAndDispatch() || busy) {
        quiet = 0;
      } else {
        quiet++;
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  /** What was thrown since this was asked last. */
  static List<Throwable> takeLogged() {
    List<Throwable> taken = List.copyOf(LOGGED);
    LOGGED.clear();
    return taken;
  }

  @Override
  public void close() {
    xvfb.destroy();
  }
}
