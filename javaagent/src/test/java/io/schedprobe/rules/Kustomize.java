package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.schedprobe.testing.Manifests;
import io.schedprobe.testing.RealServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real one, by {@code scripts/find-kustomize.sh}. Where it cannot be had, tests abort, or fail
 * with {@code SCHEDPROBE_REQUIRE_SERVERS=1}.
 */
final class Kustomize {
  private record Said(int status, String out, String err) {}

  private Kustomize() {}

  /** What a kustomization makes; fails on what Kustomize refuses. */
  static List<Map<?, ?>> build(Path directory) throws Exception {
    Said said = run(directory);
    assertEquals(0, said.status, said.err);
    // Of what will no longer be understood some day.
    assertEquals("", said.err);
    return Manifests.parse(said.out);
  }

  private static Said run(Path directory) throws Exception {
    Said found = run(List.of(RealServers.root().resolve("scripts/find-kustomize.sh").toString()));
    if (found.status != 0) {
      String refusal = "no Kustomize: " + found.err;
      return "1".equals(System.getenv("SCHEDPROBE_REQUIRE_SERVERS"))
          ? fail(refusal)
          : abort(refusal);
    }
    List<String> command = new ArrayList<>(List.of(found.out.strip().split(" ", -1)));
    command.add(directory.toString());
    return run(command);
  }

  static String output(List<String> command) throws Exception {
    Said said = run(command);
    assertEquals(0, said.status, said.err);
    return said.out;
  }

  private static Said run(List<String> command) throws Exception {
    Path err = Files.createTempFile("kustomize", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }
}
