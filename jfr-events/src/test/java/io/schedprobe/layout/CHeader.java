package io.schedprobe.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A C header as clang understands it when it compiles for the kernel. */
final class CHeader {
  private static final String TYPES =
      "typedef unsigned char __u8; typedef unsigned int __u32; typedef unsigned long long __u64;\n";
  private static final Pattern STRUCT = Pattern.compile("RecordDecl .* struct (\\w+) definition");
  private static final Pattern FIELD = Pattern.compile("FieldDecl .*? (\\w+) '");
  private static final Pattern ENUM = Pattern.compile("EnumDecl .* (\\w+)$");
  private static final Pattern CONSTANT = Pattern.compile("EnumConstantDecl .*? (\\w+) '");
  private static final Pattern DEFINE = Pattern.compile("#define (\\w+) (\\S.*)");
  private static final Pattern ERROR = Pattern.compile("error: (.*)");

  /** Field names by struct, constant names by enum, both as the compiler lists them. */
  final Map<String, List<String>> structs = new LinkedHashMap<>();

  final Map<String, List<String>> enums = new LinkedHashMap<>();

  /** Macros with a value. */
  final Set<String> defines;

  private final Path scratch;
  private final String include;

  CHeader(Path header, Path scratch) throws IOException, InterruptedException {
    this.scratch = scratch;
    this.include = TYPES + "#include \"" + header.toAbsolutePath() + "\"\n";
    readTree(clang(include, "-fsyntax-only", "-Xclang", "-ast-dump"));
    this.defines = definesOf(clang(include, "-E", "-dM"));
    this.defines.removeAll(definesOf(clang(TYPES, "-E", "-dM")));
  }

  private void readTree(List<String> lines) {
    List<String> members = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = STRUCT.matcher(line);
      if (matcher.find()) {
        members = new ArrayList<>();
        structs.put(matcher.group(1), members);
        continue;
      }
      matcher = ENUM.matcher(line);
      if (matcher.find()) {
        members = new ArrayList<>();
        enums.put(matcher.group(1), members);
        continue;
      }
      matcher = (line.contains("EnumConstantDecl") ? CONSTANT : FIELD).matcher(line);
      if (matcher.find()) {
        members.add(matcher.group(1));
      }
    }
  }

  private static Set<String> definesOf(List<String> lines) {
    Set<String> names = new TreeSet<>();
    for (String line : lines) {
      Matcher matcher = DEFINE.matcher(line);
      if (matcher.matches()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /** Those of the C expressions that have not the value said, in the compiler's words. */
  List<String> wrong(Map<String, Integer> values) throws IOException, InterruptedException {
    StringBuilder source = new StringBuilder(include);
    values.forEach(
        (expression, value) ->
            source.append(
                String.format(
                    "_Static_assert((%s) == %d, \"%s is not %d\");%n",
                    expression, value, expression, value)));
    List<String> wrong = new ArrayList<>();
    for (String line : clang(source.toString(), "-fsyntax-only", "-ferror-limit=0")) {
      Matcher matcher = ERROR.matcher(line);
      if (matcher.find()) {
        wrong.add(matcher.group(1));
      }
    }
    return wrong;
  }

  private List<String> clang(String source, String... options)
      throws IOException, InterruptedException {
    Path file = Files.writeString(Files.createTempFile(scratch, "layout", ".c"), source);
    Path output = Files.createTempFile(scratch, "layout", ".txt");
    List<String> command =
        new ArrayList<>(List.of("clang", "-target", "bpf", "-fno-color-diagnostics"));
    command.addAll(List.of(options));
    command.add(file.toString());
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
    return Files.readAllLines(output, UTF_8);
  }
}
