package io.schedprobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | A command is missing; --help lists them",
        "nope | Unmatched argument at index 0: 'nope'",
        "attach | Missing required parameter: '<pid>'",
        "attach x | Invalid value for positional parameter at index 0 (<pid>): 'x' is not a long",
        "attach 1 a b | Unmatched argument at index 3: 'b'",
        "attach 1 rate=0 | Nothing was attached. With these options the agent would say:"
            + " rate='0' is not a whole number from 1 to 1000000 (records per second), using 1000",
        "attach 1 detach | Use the command detach",
        "detach | Missing required parameter: '<pid>'",
      })
  void wrongUseIsTwoLinesAndStatus2(String arguments, String message) {
    assertEquals(2, run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)));
    assertEquals("", out.toString());
    String[] lines = err.toString().split("\n", -1);
    assertEquals("schedprobe: " + message, lines[0]);
    assertTrue(lines[1].matches("See schedprobe( attach| detach)? --help"), lines[1]);
    assertEquals(3, lines.length, err::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "attach --help", "detach -h"})
  void helpGoesToStandardOutput(String arguments) {
    assertEquals(0, run(arguments.split(" ", -1)));
    assertTrue(out.toString().startsWith("Usage: schedprobe"), out::toString);
    assertEquals("", err.toString());
    for (String line : out.toString().split("\n", -1)) {
      assertTrue(line.length() <= 80, line);
    }
  }

  @Test
  void everyCommandHasHelp() {
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertTrue(command.getCommandSpec().mixinStandardHelpOptions(), command.getCommandName());
      assertTrue(command.getCommandSpec().usageMessage().description().length > 0);
    }
  }

  @Test
  void aFailureIsOneLineAndStatus1() {
    assertEquals(1, run("attach", "0"));
    assertEquals("schedprobe: there is no process 0\n", err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void aFaultOfOursWithoutAMessageIsCalledByItsName() throws Exception {
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err, true));
    Exception fault = new NullPointerException();
    assertEquals(
        1, line.getExecutionExceptionHandler().handleExecutionException(fault, line, null));
    assertEquals("schedprobe: java.lang.NullPointerException\n", err.toString());
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
