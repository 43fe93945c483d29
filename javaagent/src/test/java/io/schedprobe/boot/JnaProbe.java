package io.schedprobe.boot;

import java.lang.instrument.Instrumentation;

/** An agent that calls a native function through JNA inside the agent's layer. */
public final class JnaProbe {
  private JnaProbe() {}

  public static void premain(String options, Instrumentation instrumentation)
      throws ReflectiveOperationException, java.io.IOException {
    AgentLayer layer = AgentLayer.create(AgentLayer.ownJar());
    Module module = layer.module();
    NativeAccess.grant(module, instrumentation);
    layer.controller().addExports(module, "com.sun.jna", JnaProbe.class.getModule());
    Class<?> library = Class.forName(module, "com.sun.jna.NativeLibrary");
    Object libc = library.getMethod("getInstance", String.class).invoke(null, "c");
    Object getpid = library.getMethod("getFunction", String.class).invoke(libc, "getpid");
    Object pid =
        getpid
            .getClass()
            .getMethod("invokeInt", Object[].class)
            .invoke(getpid, (Object) new Object[0]);
    System.out.println("native pid " + pid);
    System.out.println("module " + library.getModule());
  }
}
