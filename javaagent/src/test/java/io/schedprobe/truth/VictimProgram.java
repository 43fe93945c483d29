package io.schedprobe.truth;

import io.schedprobe.testing.Victim;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM whose threads want a CPU when told to. Its arguments say for how many microseconds each
 * thread runs between two sleeps of a millisecond. It obeys {@code go}, {@code stop} and the end of
 * its input, and answers with what the kernel says each thread has waited so far, while all of them
 * are blocked. Where the environment has {@value #HOSTILE}, its threads have names to match.
 */
final class VictimProgram {
  static final String HOSTILE = "SCHEDPROBE_HOSTILE";

  /** A terminal's command, a line break, a quote, half of a character; and the thread's number. */
  static final String HOSTILE_NAME = "\u001b[2J\n\"\udc00";

  private VictimProgram() {}

  public static void main(String[] runMicros) throws IOException, InterruptedException {
    List<Victim> victims = new ArrayList<>();
    String name = System.getenv(HOSTILE) == null ? "victim-" : HOSTILE_NAME;
    for (String micros : runMicros) {
      victims.add(new Victim(name + victims.size(), Integer.parseInt(micros)));
    }
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answer("ready", victims);
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      if (command.equals("go")) {
        answer("going", victims);
        victims.forEach(Victim::go);
      } else if (command.equals("stop")) {
        for (Victim victim : victims) {
          victim.stop();
        }
        answer("stopped", victims);
      }
    }
    victims.forEach(Victim::close);
  }

  private static void answer(String word, List<Victim> victims) throws IOException {
    StringBuilder line = new StringBuilder(word);
    for (Victim victim : victims) {
      line.append(' ').append(victim.tid()).append('=').append(victim.runDelayNanos());
    }
    System.out.println(line);
  }
}
