package io.schedprobe.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedArchiveTest {
  private static final String NAME = "META-INF/inner.zip";

  @TempDir private Path directory;

  private File jar(byte[] inner) throws IOException {
    Path jar = directory.resolve("outer.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("before"));
      zip.write(new byte[1000]);
      zip.closeEntry();
      Archives.store(zip, NAME, inner);
      zip.setComment("a comment at the very end");
    }
    return jar.toFile();
  }

  @Test
  void everyEntryComesOutAsItWentIn() throws IOException {
    Random random = new Random(1);
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < 3000; i++) {
      byte[] content = new byte[random.nextInt(500)];
      random.nextBytes(content);
      files.put("p" + i % 50 + "/q/C" + i + ".class", content);
    }
    files.put("empty", new byte[0]);
    files.put("zeros", new byte[1_000_000]);
    try (NestedArchive archive = NestedArchive.open(jar(Archives.zip(files)), NAME)) {
      assertEquals(files.keySet(), archive.names());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        assertArrayEquals(file.getValue(), archive.read(file.getKey()), file.getKey());
      }
      assertEquals(50, archive.packages().size());
      assertNull(archive.read("p1/q/C2.class"));
      assertNull(archive.read(""));
    }
  }

  @Test
  void storedEntriesAreReadToo() throws IOException {
    Path inner = directory.resolve("inner.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(inner))) {
      Archives.store(zip, "thing", "some thing".getBytes(UTF_8));
    }
    try (NestedArchive archive = NestedArchive.open(jar(Files.readAllBytes(inner)), NAME)) {
      assertArrayEquals("some thing".getBytes(UTF_8), archive.read("thing"));
    }
  }

  @Test
  void aJarWithoutTheArchiveIsIncomplete() throws IOException {
    File jar = jar(Archives.zip(Map.of()));
    IOException thrown =
        assertThrows(IOException.class, () -> NestedArchive.open(jar, "META-INF/other.zip"));
    assertTrue(thrown.getMessage().contains("incomplete"), thrown.getMessage());
  }

  @Test
  void anInnerArchiveThatIsCompressedItselfIsRefused() throws IOException {
    Path jar = directory.resolve("compressed.jar");
    byte[] inner = Archives.zip(Map.of("a", new byte[100]));
    Files.write(jar, Archives.zip(Map.of(NAME, inner)));
    assertThrows(IOException.class, () -> NestedArchive.open(jar.toFile(), NAME));
  }

  @Test
  void oneWrongByteOfAnEntryIsNoticed() throws IOException {
    byte[] content = "a class file, say".repeat(10).getBytes(UTF_8);
    byte[] inner = Archives.zip(Map.of("a", content));
    for (int at = 31; at < 50; at++) {
      byte[] wrong = inner.clone();
      wrong[at] ^= 0x55;
      try (NestedArchive archive = NestedArchive.open(jar(wrong), NAME)) {
        int where = at;
        assertThrows(IOException.class, () -> archive.read("a"), () -> "byte " + where);
      }
    }
  }

  @Test
  void aFileCutOffAnywhereIsDamagedOrWhole() throws IOException {
    byte[] content = "a class file, say".repeat(10).getBytes(UTF_8);
    byte[] whole = Files.readAllBytes(jar(Archives.zip(Map.of("a", content))).toPath());
    Path cut = directory.resolve("cut.jar");
    for (int length = 0; length < whole.length - 30; length++) {
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      assertThrows(IOException.class, () -> NestedArchive.open(cut.toFile(), NAME));
    }
  }

  @Test
  void anyDamageIsAnIoException() throws IOException {
    byte[] whole =
        Files.readAllBytes(jar(Archives.zip(Map.of("a", "thing".getBytes(UTF_8)))).toPath());
    Path damaged = directory.resolve("damaged.jar");
    Random random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      for (int j = 0; j < 3; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(damaged, bytes);
      try (NestedArchive archive = NestedArchive.open(damaged.toFile(), NAME)) {
        archive.read("a");
      } catch (IOException e) {
        // The only thing that may come.
      }
    }
  }
}
