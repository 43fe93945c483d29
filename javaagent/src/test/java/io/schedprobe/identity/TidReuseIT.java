package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedprobe.testing.JavaProcess;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In JVMs of their own. */
class TidReuseIT {

  private static final List<String> IN_OWN_PID_NAMESPACE =
      List.of("unshare", "--pid", "--fork", "--mount-proc");
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @Test
  void threadIdThatTheKernelGivesTwiceIsNeverConfused() throws Exception {
    assumeTrue(
        "1".equals(System.getenv("SCHEDPROBE_REQUIRE_BPF")) || mayMakePidNamespace(),
        "a pid namespace of the test's own takes CAP_SYS_ADMIN");
    try (JavaProcess jvm =
        JavaProcess.start(
            IN_OWN_PID_NAMESPACE,
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            CLASS_PATH,
            TidReuse.class.getName())) {
      assertEquals(0, jvm.exitStatus(), () -> "said " + jvm.err());
      assertEquals(List.of("never confused"), jvm.out());
    }
  }

  @Test
  void whereJavaLangStaysClosedTheReasonAndTheRemedyAreSaid() throws Exception {
    try (JavaProcess jvm = JavaProcess.start("-cp", CLASS_PATH, TidReuse.class.getName())) {
      assertEquals(1, jvm.exitStatus());
      String said = String.join(" ", jvm.err());
      assertTrue(
          said.contains(
              "no java.lang.Thread in events: java.lang is closed to the agent: load it with"
                  + " -javaagent, or add --add-opens=java.base/java.lang=ALL-UNNAMED"),
          said);
    }
  }

  private static boolean mayMakePidNamespace() throws InterruptedException {
    try {
      return new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
