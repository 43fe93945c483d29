package io.schedprobe.libbpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import io.schedprobe.natives.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  /** Where nobody, not even root, can make a directory. */
  private static final Path UNWRITABLE = Path.of("/proc");

  @TempDir private Path directory;

  @Test
  void bundledLibraryIsLoadedAndItsFilesAreGoneAtOnce() throws IOException {
    NativeLibraries.Loaded loaded = NativeLibraries.load(List.of(Places.in(directory)));
    assertEquals("bundled libbpf", loaded.origin());
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(), left.toList());
    }
    List<String> mapped =
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
            .filter(line -> line.contains(directory.toString()))
            .toList();
    for (String name : List.of("libz.so.1", "libelf.so.1", "libbpf.so.1")) {
      assertTrue(mapped.stream().anyMatch(line -> line.contains(name)), name + " is mapped");
    }
  }

  @Test
  void nextDirectoryServesWhereTheFirstDoesNot() {
    assertEquals(
        "bundled libbpf",
        NativeLibraries.load(List.of(Places.in(UNWRITABLE), Places.in(directory))).origin());
  }

  @Test
  void systemLibraryServesWhereNoDirectoryDoes() {
    assertEquals("system libbpf", NativeLibraries.load(List.of(Places.in(UNWRITABLE))).origin());
  }

  @Test
  void versionIsTold() {
    String origin = LibBpf.load();
    assertTrue(origin.matches("bundled libbpf, version v1\\.\\d+"), origin);
    assertEquals(origin, LibBpf.load());
  }

  @Test
  void symbolsOfTheLibraryAreHiddenFromTheHost() {
    NativeLibraries.load(List.of(Places.in(directory)));
    // RTLD_DEFAULT, which is null, sees only what was loaded for all to use.
    assertFalse(isVisibleToAll("bpf_object__open_mem"));
    assertTrue(isVisibleToAll("malloc"));
  }

  private static boolean isVisibleToAll(String symbol) {
    try {
      return NativeLibrary.getProcess().getFunction(symbol) != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
