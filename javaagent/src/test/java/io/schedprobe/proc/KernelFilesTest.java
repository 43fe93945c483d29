package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFilesTest {
  private static final List<String> NAMES =
      List.of("plain", "with space %41", "é\u200b☃", "\udcff\udcfe", "cut\udcc3", "a\rb", "😀");

  @TempDir private Path directory;

  @Test
  void filesAreFoundByAnyBytesAndTellThem() throws Exception {
    for (String name : NAMES) {
      Path file = KernelFiles.path(directory + "/" + name);
      Files.writeString(file.resolveSibling(file.getFileName()), "x");
      assertEquals(directory + "/" + name, KernelFiles.name(file));
    }
    List<String> listed = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(file -> listed.add(KernelFiles.name(file)));
    }
    List<String> expected = new ArrayList<>();
    NAMES.forEach(name -> expected.add(directory + "/" + name));
    listed.sort(null);
    expected.sort(null);
    assertEquals(expected, listed);
  }

  @Test
  void directoriesAreCalledAsTheyAre() throws Exception {
    Path made = Files.createDirectory(KernelFiles.path(directory + "/\udcff"));
    assertEquals(directory + "/\udcff", KernelFiles.name(made));
    assertEquals(directory + "/\udcff/cpu.stat", KernelFiles.name(made.resolve("cpu.stat")));
    assertEquals("/", KernelFiles.name(Path.of("/")));
  }

  @Test
  void linesEndAtLineFeedsAlone() throws Exception {
    Path file = directory.resolve("cgroup");
    byte[] text = "3:cpu:/a\r2:x\n0::/\u0085\u2028\n".getBytes(StandardCharsets.UTF_8);
    text[6] = (byte) 0xff;
    Files.write(file, text);
    assertEquals(List.of("3:cpu:\udcffa\r2:x", "0::/\u0085\u2028"), KernelFiles.lines(file));
    Files.writeString(file, "no line feed");
    assertEquals(List.of("no line feed"), KernelFiles.lines(file));
    Files.writeString(file, "");
    assertEquals(List.of(), KernelFiles.lines(file));
  }
}
