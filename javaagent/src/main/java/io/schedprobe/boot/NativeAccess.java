package io.schedprobe.boot;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Gives the module {@code io.schedprobe}, and no other, what the JVM would else warn of or refuse:
 * reflection into {@code java.lang} and, from JDK 22 on, native access (JEP 472).
 */
final class NativeAccess {
  private static final int FIRST_JDK_WITH_CHECKS = 22;

  private NativeAccess() {}

  /**
   * For an agent. {@code java.lang} is opened to our module only, which then enables native access
   * for itself; the host's own modules keep the rights they have.
   */
  static void grant(Module module, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(module)),
        Set.of(),
        Map.of());
    if (Runtime.version().feature() >= FIRST_JDK_WITH_CHECKS) {
      AgentLayer.entry(module, "io.schedprobe.access.NativeAccess")
          .getMethod("enable")
          .invoke(null);
    }
  }

  /**
   * For the command line, which has no {@code Instrumentation}: the manifest's {@code
   * Enable-Native-Access} entitles this class to pass the right on.
   */
  static void grant(AgentLayer layer) throws ReflectiveOperationException {
    if (Runtime.version().feature() >= FIRST_JDK_WITH_CHECKS) {
      ModuleLayer.Controller.class
          .getMethod("enableNativeAccess", Module.class)
          .invoke(layer.controller(), layer.module());
    }
  }
}
