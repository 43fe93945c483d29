package io.schedprobe.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootTest {
  @ParameterizedTest
  @CsvSource({
    "detach, true",
    "' detach ', true",
    "detach=true, true",
    "'quiet=true,detach', true",
    "'', false",
    "'rate=5', false",
    "detach=false, false",
    "nodetach, false",
    "detached, false",
    "'detach = true', true",
    "'detach,detach=false', false",
    "'detach=true,detach=yes', true",
  })
  void tellsDetachFromStart(String options, boolean detach) {
    assertEquals(detach, Boot.asksToDetach(options));
  }

  @ParameterizedTest
  @CsvSource({
    "quiet, true",
    "'rate=5, quiet = true', true",
    "quiet=false, false",
    "'', false",
    "detach, false",
  })
  void tellsWhetherToPrint(String options, boolean quiet) {
    assertEquals(quiet, Boot.asksToBeQuiet(options));
    assertEquals(quiet, io.schedprobe.options.AgentOptions.parse(options).quiet());
  }

  @Test
  void describesTheInnermostReasonOfAReflectiveCall() {
    Throwable reason = new IllegalStateException("no BTF");
    assertEquals(
        "IllegalStateException: no BTF", Console.describe(new InvocationTargetException(reason)));
    assertEquals(
        "IllegalStateException: no BTF",
        Console.describe(new InvocationTargetException(new ExceptionInInitializerError(reason))));
    assertEquals("StackOverflowError", Console.describe(new StackOverflowError()));
  }

  @Test
  void aLineStaysALine() {
    assertEquals("a b c", Console.printable("a\n\nb\u001bc"));
    assertTrue(Console.printable("x".repeat(100_000)).length() <= 501);
  }
}
