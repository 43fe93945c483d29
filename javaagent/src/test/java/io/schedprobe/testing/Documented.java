package io.schedprobe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documents tell their readers to type: the fenced blocks of a language. */
public final class Documented {
  private static final Pattern BLOCK =
      Pattern.compile("^( *)```(\\w+)\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

  private Documented() {}

  /** All queries in the documents, one a line; a line that is indented goes on with the last. */
  public static List<String> queries(String language) throws IOException {
    List<String> queries = new ArrayList<>();
    for (String name : List.of("deployment.md", "detection.md", "metrics.md")) {
      Path file = RealServers.root().resolve("docs").resolve(name);
      Matcher block = BLOCK.matcher(Files.readString(file));
      while (block.find()) {
        if (block.group(2).equals(language)) {
          addLines(block.group(3), block.group(1).length(), queries);
        }
      }
    }
    return queries;
  }

  private static void addLines(String block, int indent, List<String> queries) {
    for (String line : block.lines().map(l -> l.substring(indent)).toList()) {
      if (line.startsWith(" ")) {
        queries.add(queries.remove(queries.size() - 1) + " " + line.strip());
      } else {
        queries.add(line);
      }
    }
  }
}
