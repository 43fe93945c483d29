package io.schedprobe.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A module kept below a folder of a jar, where a class path does not look. It has no {@code
 * module-info.class}: its packages are those that the folder holds.
 */
final class NestedModule extends ModuleReference {
  static final String FOLDER = "META-INF/schedprobe/";

  /** Without these the agent cannot work. */
  private static final List<String> REQUIRED = List.of("java.base", "java.instrument", "jdk.jfr");

  /** Used where the JVM has them: attaching needs jdk.attach, the agent's own cost the others. */
  private static final List<String> OPTIONAL =
      List.of(
          "java.management",
          "jdk.management",
          "jdk.attach",
          "jdk.management.jfr",
          "jdk.unsupported");

  /** Entered from here, by reflection. */
  private static final List<String> EXPORTED =
      List.of("io.schedprobe.agent", "io.schedprobe.access", "io.schedprobe.cli");

  /**
   * Set while JNA is initialised to where its library was unpacked; JNA loads such a file as is.
   */
  private static final String JNA_FILE = "schedprobe.jna.file";

  private static final String JNA_LIBRARY = "/libjnidispatch.so";

  private final File jar;

  private NestedModule(ModuleDescriptor descriptor, File jar) {
    super(descriptor, jar.toURI());
    this.jar = jar;
  }

  /** A finder of the one module in the jar. */
  static ModuleFinder open(File jar) throws IOException {
    ModuleDescriptor descriptor;
    try (ZipFile zip = new ZipFile(jar)) {
      descriptor = describe(packages(zip));
    }
    return new Finder(new NestedModule(descriptor, jar));
  }

  @Override
  public ModuleReader open() throws IOException {
    return new Reader(jar);
  }

  static ModuleDescriptor describe(Set<String> packages) throws IOException {
    if (!packages.containsAll(EXPORTED)) {
      throw new IOException("the agent's jar is incomplete: build or download it again");
    }
    ModuleDescriptor.Builder builder =
        ModuleDescriptor.newModule(AgentLayer.MODULE).packages(packages);
    for (String name : REQUIRED) {
      builder.requires(name);
    }
    for (String name : OPTIONAL) {
      builder.requires(Set.of(Requires.Modifier.STATIC), name);
    }
    for (String name : EXPORTED) {
      builder.exports(name);
    }
    return builder.build();
  }

  /** The packages of the classes below the folder; what has dashes in its path holds resources. */
  static Set<String> packages(ZipFile zip) {
    Set<String> packages = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (name.startsWith(FOLDER)
          && name.endsWith(".class")
          && name.indexOf('-', FOLDER.length()) < 0) {
        int slash = name.lastIndexOf('/');
        if (slash > FOLDER.length()) {
          packages.add(name.substring(FOLDER.length(), slash).replace('/', '.'));
        }
      }
    }
    return packages;
  }

  /** Finds this module and no other. */
  private static final class Finder implements ModuleFinder {
    private final NestedModule module;

    Finder(NestedModule module) {
      this.module = module;
    }

    @Override
    public Optional<ModuleReference> find(String name) {
      return name.equals(AgentLayer.MODULE) ? Optional.of(module) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
      return Set.of(module);
    }
  }

  /** Reads below the folder. The file closes when the class loader that holds this is collected. */
  private static final class Reader implements ModuleReader {
    private final ZipFile zip;
    private final String root;

    Reader(File jar) throws IOException {
      zip = new ZipFile(jar);
      root = "jar:" + jar.toURI() + "!/" + FOLDER;
    }

    @Override
    public Optional<URI> find(String name) {
      String unpacked = name.endsWith(JNA_LIBRARY) ? System.getProperty(JNA_FILE) : null;
      if (unpacked != null) {
        return Optional.of(new File(unpacked).toURI());
      }
      return zip.getEntry(FOLDER + name) == null
          ? Optional.empty()
          : Optional.of(URI.create(root + name));
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
      ZipEntry entry = zip.getEntry(FOLDER + name);
      if (entry == null) {
        return Optional.empty();
      }
      InputStream in = zip.getInputStream(entry);
      return Optional.of(JnaClass.concerns(name) ? JnaClass.rewritten(in) : in);
    }

    @Override
    public Stream<String> list() {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(FOLDER) && name.length() > FOLDER.length())
          .map(name -> name.substring(FOLDER.length()));
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
