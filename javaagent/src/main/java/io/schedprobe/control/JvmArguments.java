package io.schedprobe.control;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The arguments of this JVM, as far as they can set an event of ours. */
final class JvmArguments {
  /** A setting of an event of ours, or a file that may hold one. */
  private static final Pattern SUSPICIOUS =
      Pattern.compile("[=:,'\"]schedprobe\\.\\w+#|(^|[\0\\s])(@|-XX:Flags=|-XX:VMOptionsFile=)");

  /** Where the launcher and the JVM look for arguments beside the command line. */
  private static final List<String> VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private JvmArguments() {}

  /**
   * All of them, those of environment variables and argument files included; none where no setting
   * of ours can be among them, and where the JVM has no module java.management.
   */
  static List<String> read() {
    try {
      StringBuilder text = new StringBuilder();
      text.append(Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1));
      for (String variable : VARIABLES) {
        String value = System.getenv(variable);
        text.append('\0').append(value == null ? "" : value);
      }
      // The bean alone is exact, but its first use costs the host 10 to 30 ms.
      return mayMatter(text) ? ManagementFactory.getRuntimeMXBean().getInputArguments() : List.of();
    } catch (IOException | LinkageError | RuntimeException e) {
      return List.of();
    }
  }

  /** Whether an argument may set an event of ours without JFR's {@code +}. */
  static boolean mayMatter(CharSequence arguments) {
    return SUSPICIOUS.matcher(arguments).find();
  }
}
