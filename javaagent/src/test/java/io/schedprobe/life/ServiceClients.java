package io.schedprobe.life;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A host that has clients of Prometheus and Atlas of its own, and tells where they came from. */
final class ServiceClients {
  private static final String[] CLASSES = {
    "io.prometheus.metrics.model.registry.PrometheusRegistry",
    "com.netflix.spectator.api.NoopRegistry"
  };

  private ServiceClients() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    System.out.println("clients " + origins());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(line + " " + origins());
    }
  }

  private static String origins() throws ReflectiveOperationException {
    StringBuilder origins = new StringBuilder();
    for (String name : CLASSES) {
      Object made = Class.forName(name).getDeclaredConstructor().newInstance();
      String file = made.getClass().getProtectionDomain().getCodeSource().getLocation().getPath();
      origins.append(Path.of(file).getFileName()).append(' ');
    }
    return origins.toString().strip();
  }
}
