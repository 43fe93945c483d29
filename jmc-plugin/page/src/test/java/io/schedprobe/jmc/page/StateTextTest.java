package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.util.StateToolkit;

/** Names as a process may give itself, in the document that JMC keeps. */
class StateTextTest {

  /** What JMC writes at its end and reads at its start. */
  static IState restarted(org.openjdk.jmc.common.IStateful kept) throws Exception {
    return StateToolkit.fromXMLString(StateToolkit.toXMLString(kept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nginx",
        "tab\tnew line\nreturn\r",
        " leading, trailing ",
        "\"quoted\" 'once' <a b=\"c\"/> &amp; ]]>",
        "nul \u0000, bell \u0007, escape \u001b[31m, delete \u007f, next line \u0085",
        "half a pair \ud83d, other half \ude00, whole \ud83d\ude00",
        "\ufffe\uffff, \u2028, \u202e backwards",
        "\\, \\\\, \\0041, \\u0000, C:\\dir, \\"
      })
  void anyNameIsTheSameAfterARestartOfJmc(String name) throws Exception {
    IState state = restarted(writable -> writable.putString("name", StateText.escape(name)));
    assertEquals(name, StateText.unescape(state.getAttribute("name")));
  }

  @Test
  void whatNobodyEscapedStaysAsItIs() {
    assertEquals("a\\zz, \\12, \\", StateText.unescape("a\\zz, \\12, \\"));
  }
}
