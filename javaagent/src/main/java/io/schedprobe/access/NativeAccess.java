package io.schedprobe.access;

import java.lang.reflect.Method;

/** Native access for the module of this class. */
public final class NativeAccess {
  private NativeAccess() {}

  /**
   * Enables it, as {@code --enable-native-access=io.schedprobe} would for a module of the boot
   * layer. Needs {@code java.lang} opened to this module. The method called is the JDK's own,
   * behind {@code ModuleLayer.Controller.enableNativeAccess}; seen in JDK 17 to 25.
   *
   * @throws ReflectiveOperationException if this JDK has no such method
   */
  public static void enable() throws ReflectiveOperationException {
    Module module = NativeAccess.class.getModule();
    if (!module.isNamed()) {
      throw new IllegalStateException("would enable the host's class path too");
    }
    Method enable = Module.class.getDeclaredMethod("implAddEnableNativeAccess");
    enable.setAccessible(true);
    enable.invoke(module);
  }
}
