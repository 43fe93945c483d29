package io.schedprobe.boot;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * The layer that holds the module {@code io.schedprobe}. Its class loader's parent is the platform
 * class loader: the host's class path and the agent cannot see each other.
 */
final class AgentLayer {
  static final String MODULE = "io.schedprobe";

  private final ModuleLayer.Controller controller;

  private AgentLayer(ModuleLayer.Controller controller) {
    this.controller = controller;
  }

  /**
   * Defines the module from the given jar.
   *
   * @throws java.lang.module.FindException if a module it needs is not in this JVM's boot layer
   */
  static AgentLayer create(File jar) throws IOException {
    JnaClass.forgoSearch();
    ModuleLayer parent = ModuleLayer.boot();
    Configuration configuration =
        parent
            .configuration()
            .resolve(NestedModule.open(jar), java.lang.module.ModuleFinder.of(), Set.of(MODULE));
    return new AgentLayer(
        ModuleLayer.defineModulesWithOneLoader(
            configuration, java.util.List.of(parent), ClassLoader.getPlatformClassLoader()));
  }

  Module module() {
    return controller.layer().findModule(MODULE).orElseThrow();
  }

  ModuleLayer.Controller controller() {
    return controller;
  }

  /** The jar these classes came from. */
  static File ownJar() throws IOException {
    try {
      return new File(AgentLayer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (NullPointerException e) {
      throw new IOException(
          "the agent's classes came from the boot class path: take schedprobe out of"
              + " -Xbootclasspath, and name it by -javaagent alone",
          e);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("cannot tell which file holds the agent", e);
    }
  }

  /** A class of the module by which the outside may call in. */
  static Class<?> entry(Module module, String name) {
    Class<?> entry = Class.forName(module, name);
    if (entry == null) {
      throw new NoClassDefFoundError(name + " is not in the agent's jar");
    }
    return entry;
  }
}
