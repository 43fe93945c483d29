package io.schedprobe.libbpf;

import static io.schedprobe.natives.Jna.firstLine;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import io.schedprobe.natives.Place;
import io.schedprobe.natives.Places;
import io.schedprobe.platform.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a libbpf this process can use: the bundled one, or the system's where that cannot be loaded
 * (an older glibc, no place to load it from).
 */
final class NativeLibraries {
  private static final String SYSTEM = "libbpf.so.1";

  /** In the order of their dependencies; only the last is called by us. */
  private static final List<String> BUNDLED = List.of("libz.so.1", "libelf.so.1", SYSTEM);

  /** dlfcn.h: bind now, keep the symbols to ourselves, so that the host's own copies never mix. */
  private static final Map<String, Object> OPTIONS =
      Map.of(Library.OPTION_OPEN_FLAGS, 2 /* RTLD_NOW, RTLD_LOCAL is 0 */);

  /** Closed when JNA finds them unreachable, though libbpf needs them. */
  private static final List<NativeLibrary> DEPENDENCIES = new ArrayList<>();

  private NativeLibraries() {}

  record Loaded(NativeLibrary library, String origin) {}

  /**
   * Loads the bundled libraries from the first place that allows it, or else the system's.
   *
   * @throws UnsatisfiedLinkError whose message says what was tried and why it failed
   */
  static Loaded load() {
    return load(Places.all());
  }

  static Loaded load(List<Place> places) {
    List<String> failures = new ArrayList<>();
    Map<String, byte[]> bundle = bundle(failures);
    for (Place place : bundle.isEmpty() ? List.<Place>of() : places) {
      try {
        return new Loaded(loadFrom(place, bundle), "bundled libbpf");
      } catch (IOException | UnsatisfiedLinkError e) {
        failures.add(place + ": " + firstLine(e));
      }
    }
    try {
      return new Loaded(NativeLibrary.getInstance(SYSTEM, OPTIONS), "system libbpf");
    } catch (UnsatisfiedLinkError e) {
      failures.add(SYSTEM + ": " + firstLine(e));
    }
    throw new UnsatisfiedLinkError(String.join("; ", failures));
  }

  /** Closes what the library needed, which must be closed before. */
  static void unload() {
    DEPENDENCIES.forEach(NativeLibrary::close);
    DEPENDENCIES.clear();
  }

  private static Map<String, byte[]> bundle(List<String> failures) {
    Platform platform = Platform.current().orElse(null);
    if (platform == null) {
      failures.add("no bundled libbpf for " + System.getProperty("os.arch"));
      return Map.of();
    }
    Map<String, byte[]> bundle = new LinkedHashMap<>();
    for (String name : BUNDLED) {
      try (InputStream in = NativeLibraries.class.getResourceAsStream(platform.resource(name))) {
        if (in == null) {
          failures.add("not bundled: " + name + " for " + platform.directory());
          return Map.of();
        }
        bundle.put(name, in.readAllBytes());
      } catch (IOException e) {
        failures.add(name + ": " + firstLine(e));
        return Map.of();
      }
    }
    return bundle;
  }

  private static NativeLibrary loadFrom(Place place, Map<String, byte[]> bundle)
      throws IOException {
    List<NativeLibrary> opened = new ArrayList<>();
    try (Place.Put files = place.put(bundle)) {
      for (String name : bundle.keySet()) {
        opened.add(NativeLibrary.getInstance(files.path(name).toString(), OPTIONS));
      }
    } catch (IOException | UnsatisfiedLinkError e) {
      opened.forEach(NativeLibrary::close);
      throw e;
    }
    DEPENDENCIES.addAll(opened);
    return opened.get(opened.size() - 1);
  }
}
