package io.schedprobe.natives;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Loads JNA's own library. JNA by itself knows the user's cache and the JVM's temporary directory
 * only, and cannot be used any more once it failed.
 */
public final class Jna {
  /** Tells the agent's class loader where the library lies while JNA is initialised. */
  private static final String FILE = "schedprobe.jna.file";

  private static final String NAME = "libjnidispatch.so";

  /** With these a user has JNA look elsewhere, or nowhere. */
  private static final List<String> USERS =
      List.of(
          "schedprobe.jna.boot.library.path",
          "schedprobe.jna.nounpack",
          "schedprobe.jna.noclasspath");

  private static boolean loaded;

  private Jna() {}

  /**
   * To be called before any class of JNA is initialised, by all who use it: JNA must never be
   * loaded twice, for its functions would be taken from one copy and its state from another.
   * Idempotent and thread-safe.
   *
   * @throws UnsatisfiedLinkError when no place allows it, though one may the next time; the message
   *     says why for each
   */
  public static synchronized void load() {
    // Outside of the agent's module, as in unit tests, JNA is somebody else's business.
    if (loaded
        || !Jna.class.getModule().isNamed()
        || USERS.stream().anyMatch(name -> System.getProperty(name) != null)) {
      return;
    }
    byte[] content = content();
    List<String> failures = new ArrayList<>();
    for (Place place : Places.all()) {
      try (Place.Put files = place.put(Map.of(NAME, content))) {
        loaded = true; // or broken for good
        initialise(files.path(NAME));
        return;
      } catch (IOException e) {
        if (loaded) {
          return; // only tidying up failed
        }
        failures.add(place + ": " + firstLine(e));
      }
    }
    throw new UnsatisfiedLinkError(String.join("; ", failures));
  }

  private static void initialise(Path file) {
    System.setProperty(FILE, file.toString());
    try {
      Class.forName(Native.class.getName(), true, Jna.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } finally {
      System.clearProperty(FILE);
    }
  }

  private static byte[] content() {
    String resource = "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + NAME;
    try (InputStream in = Jna.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new UnsatisfiedLinkError("not bundled: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw (Error) new UnsatisfiedLinkError(resource + ": " + firstLine(e)).initCause(e);
    }
  }

  /** What a failure says, on one line. */
  public static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(message).strip();
  }
}
