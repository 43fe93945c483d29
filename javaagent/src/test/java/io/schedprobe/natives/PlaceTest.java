package io.schedprobe.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {
  private static final Map<String, byte[]> LIBRARY = Map.of("libx.so", new byte[] {1, 2, 3});

  @TempDir private Path parent;

  @Test
  void filesAreForUsAloneAndGoneWhenClosed() throws IOException {
    try (Place.Put files = Places.in(parent).put(LIBRARY)) {
      Path file = files.path("libx.so");
      assertArrayEquals(LIBRARY.get("libx.so"), Files.readAllBytes(file));
      assertEquals("rwx------", permissions(file));
      assertEquals("rwx------", permissions(file.getParent()));
      assertFalse(file.getParent().equals(parent));
    }
    assertEmpty();
  }

  @Test
  void namesAreNotToBeGuessed() throws IOException {
    try (Place.Put one = Places.in(parent).put(LIBRARY);
        Place.Put other = Places.in(parent).put(LIBRARY)) {
      assertFalse(one.path("libx.so").equals(other.path("libx.so")));
    }
  }

  @Test
  void aDirectoryInWhichOthersMayRenameIsNotUsed() throws Exception {
    chmod("777");
    IOException refused = assertThrows(IOException.class, () -> Places.in(parent).put(LIBRARY));
    assertEquals("others may write there", refused.getMessage());
    chmod("770");
    assertThrows(IOException.class, () -> Places.in(parent).put(LIBRARY));
    assertEmpty();
    new DirectoryPlace(parent, true).put(LIBRARY).close();
    chmod("1777");
    Places.in(parent).put(LIBRARY).close();
    assertEmpty();
  }

  @Test
  void whatFailsHalfwayLeavesNothing() throws IOException {
    Map<String, byte[]> impossible = Map.of("no/such/directory.so", new byte[1]);
    assertThrows(IOException.class, () -> Places.in(parent).put(impossible));
    assertEmpty();
  }

  @Test
  void whereNothingCanBeMadeIsSaidInFewWords() {
    IOException refused =
        assertThrows(IOException.class, () -> Places.in(Path.of("/proc/self/fdinfo")).put(LIBRARY));
    assertEquals("not writable", refused.getMessage());
  }

  @Test
  void memoryServesFromTheJdkOnThatCanAskForIt() throws IOException {
    Place memory = new MemoryPlace();
    if (Runtime.version().feature() < MemoryPlace.JDK) {
      assertThrows(IOException.class, () -> memory.put(LIBRARY));
      return;
    }
    Path path;
    try (Place.Put files = memory.put(LIBRARY)) {
      path = files.path("libx.so");
      assertArrayEquals(LIBRARY.get("libx.so"), Files.readAllBytes(path));
      assertTrue(Files.readSymbolicLink(path).toString().startsWith("/memfd:libx.so"));
    }
    assertFalse(
        Files.exists(path, LinkOption.NOFOLLOW_LINKS)
            && Files.readSymbolicLink(path).toString().startsWith("/memfd:libx.so"));
  }

  @Test
  void memoryComesBeforeAnUnsafeDirectoryAndTheTemporaryOneBeforeAll() throws Exception {
    String before = System.getProperty("java.io.tmpdir");
    try {
      System.setProperty("java.io.tmpdir", parent.toString());
      chmod("700");
      List<String> safe = Places.all().stream().map(Place::toString).toList();
      assertEquals(parent.toRealPath().toString(), safe.get(0));
      assertEquals("memory", safe.get(safe.size() - 1));
      chmod("777");
      List<String> unsafe = Places.all().stream().map(Place::toString).toList();
      assertEquals(parent.toRealPath().toString(), unsafe.get(unsafe.size() - 1));
      assertEquals("memory", unsafe.get(unsafe.size() - 2));
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  private void chmod(String mode) throws IOException, InterruptedException {
    assertEquals(
        0, new ProcessBuilder("chmod", mode, parent.toString()).inheritIO().start().waitFor());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private void assertEmpty() throws IOException {
    try (Stream<Path> left = Files.list(parent)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
