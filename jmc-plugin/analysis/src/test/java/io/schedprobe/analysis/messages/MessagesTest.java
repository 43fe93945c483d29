package io.schedprobe.analysis.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.ThreadKind;
import io.schedprobe.analysis.model.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void partsArePutInAsTheyAre() {
    assertEquals("{1}$1\\ in x", Messages.get("CULPRIT_IN", "{1}$1\\", "x"));
    assertEquals("1 thread", Messages.count("THREADS", 1, "1"));
    assertEquals("1,000 threads", Messages.count("THREADS", 1_000, "1,000"));
  }

  @Test
  void everyTextThatTheSourcesAskForIsThere() throws IOException {
    List<String> keys = new ArrayList<>();
    Pattern.compile("Messages\\s*\\.(?:get|count)\\(\\s*\"([A-Z_]+)\"\\s*[,)]")
        .matcher(sources())
        .results()
        .forEach(key -> keys.add(key.group(1)));
    for (Share share : Share.values()) {
      keys.add("CAUSE_" + share);
      keys.add("WHY_" + share);
    }
    for (ThreadKind kind : ThreadKind.values()) {
      keys.add("KIND_" + kind);
    }
    for (Work.Kind kind : Work.Kind.values()) {
      keys.add("WORK_" + kind);
    }
    assertFalse(keys.size() < 60, () -> "" + keys);
    assertEquals(
        List.of(), keys.stream().filter(key -> Messages.get(key).startsWith("!")).toList());
  }

  @Test
  void noTextIsThereThatNothingAsksFor() throws IOException {
    String sources = sources();
    ResourceBundle texts = ResourceBundle.getBundle(Messages.class.getPackageName() + ".messages");
    assertEquals(
        List.of(),
        texts.keySet().stream()
            .filter(key -> !sources.contains('"' + key.replaceFirst("_ONE$", "") + '"'))
            .filter(key -> !key.matches("(CAUSE|WHY|KIND|WORK)_[A-Z]+(_[A-Z]+)?"))
            .toList());
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
