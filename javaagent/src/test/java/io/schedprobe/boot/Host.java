package io.schedprobe.boot;

import com.sun.jna.NativeLibrary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.Recording;

/**
 * An application to load the agent into. Answers a command a line; ends when its input does, by
 * returning from {@code main}.
 */
final class Host {
  private Host() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = List.of(line.split(" ", -1));
      if (words.get(0).equals("exit")) {
        return;
      }
      System.out.println(line + ": " + answer(words));
    }
  }

  private static String answer(List<String> words) {
    return switch (words.get(0)) {
      case "property" -> System.getProperty(words.get(1), "absent");
      case "class" -> visible(words.get(1));
      case "resource" -> String.valueOf(ClassLoader.getSystemResource(words.get(1)) != null);
      case "jna" -> HostJna.version();
      case "record" -> record();
      case "threads" ->
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("schedprobe"))
              .map(thread -> thread.getName() + (thread.isDaemon() ? "" : " (not a daemon)"))
              .sorted()
              .collect(Collectors.joining(","));
      default -> "?";
    };
  }

  private static String record() {
    Recording recording = new Recording();
    recording.enable("schedprobe.RunQueueLatency");
    recording.start();
    return recording.getState().toString();
  }

  private static String visible(String name) {
    try {
      Class.forName(name);
      return "visible";
    } catch (ClassNotFoundException e) {
      return "invisible";
    }
  }

  /** The host's own JNA, whatever its version. */
  private static final class HostJna {
    static String version() {
      int pid = NativeLibrary.getInstance("c").getFunction("getpid").invokeInt(new Object[0]);
      return pid == ProcessHandle.current().pid()
          ? NativeLibrary.class.getPackage().getImplementationVersion()
          : "wrong pid " + pid;
    }
  }
}
