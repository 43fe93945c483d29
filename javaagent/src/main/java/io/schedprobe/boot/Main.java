package io.schedprobe.boot;

/** The command line, {@code java -jar schedprobe.jar}: runs in the same layer as the agent. */
public final class Main {
  private Main() {}

  /** Exits with 0 (done), 1 (failed) or 2 (wrong usage). */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      AgentLayer layer = AgentLayer.create(AgentLayer.ownJar());
      NativeAccess.grant(layer);
      Module module = layer.module();
      Thread.currentThread().setContextClassLoader(module.getClassLoader());
      return (int)
          AgentLayer.entry(module, "io.schedprobe.cli.Main")
              .getMethod("run", String[].class)
              .invoke(null, (Object) args);
    } catch (Throwable e) {
      Console.line(Console.describe(e));
      return 1;
    }
  }
}
