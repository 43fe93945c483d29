package io.schedprobe.life;

import static io.schedprobe.testing.JavaProcess.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Once detached, the agent leaves no class behind but those that the class path shows. */
@Timeout(180)
class UnloadingIT {
  private static final int ATTEMPTS = 60;

  /** Of the module in a layer of its own. */
  private static final Pattern OURS =
      Pattern.compile("(unloading class )?((?:io\\.schedprobe|com\\.sun\\.jna)\\.\\S+)");

  @TempDir private Path directory;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  @Test
  void theClassesOfADetachedAgentAreCollected() throws Exception {
    Path log = directory.resolve("classes.log");
    try (ServiceProcess service =
        ServiceProcess.start(
            agent(""),
            "-XX:+EnableDynamicAgentLoading",
            "-Xlog:class+load,class+unload:file=" + log + ":none")) {
      service.awaitAgent();
      service.tell("start all", ServiceProcess.onlyWaitsOver("0ns"), "ThreadRunQueue#enabled=true");
      KernelObjects.awaitAttached(service.pid());
      service.tell("stand 4 some-");
      service.tell("nudge 100");
      service.tell("stop all", directory.resolve("some.jfr").toString());
      KernelObjects.awaitNothingHeldBy(service.pid());
      assertTrue(left(log).size() > 100, "the agent was there");
      service.command("detach");
      awaitNoneLeft(service, log);
      service.end();
      assertEquals(List.of(), service.err());
    }
  }

  private static void awaitNoneLeft(ServiceProcess service, Path log) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      service.command("jcmd", "GC.run");
      if (left(log).isEmpty()) {
        return;
      }
      Thread.sleep(100);
    }
    Set<String> left = left(log);
    throw new AssertionError(left.size() + " classes are left: " + left);
  }

  /** Classes that were loaded and not unloaded since. */
  private static Set<String> left(Path log) throws IOException {
    Set<String> left = new TreeSet<>();
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = OURS.matcher(line);
      if (matcher.lookingAt() && !isVisible(matcher.group(2))) {
        if (matcher.group(1) == null) {
          left.add(matcher.group(2));
        } else {
          left.remove(matcher.group(2));
        }
      }
    }
    return left;
  }

  private static boolean isVisible(String name) {
    return name.startsWith("io.schedprobe.boot.") || name.startsWith("io.schedprobe.life.");
  }
}
