package io.schedprobe.boot;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A module kept in a jar where a class path does not look: its classes in an archive of their own,
 * its other files, few and read by URL, below a folder. It has no {@code module-info.class}: its
 * packages are those of the classes.
 */
final class NestedModule extends ModuleReference {
  static final String FOLDER = "META-INF/schedprobe/";
  static final String CLASSES = "META-INF/schedprobe.zip";

  /** Without these the agent cannot work. */
  private static final List<String> REQUIRED = List.of("java.base", "java.instrument", "jdk.jfr");

  /**
   * Used where the JVM has them: attaching needs jdk.attach, an endpoint for Prometheus
   * jdk.httpserver, Spectator's Jackson java.xml, the agent's own cost the others.
   */
  private static final List<String> OPTIONAL =
      List.of(
          "java.management",
          "jdk.management",
          "java.xml",
          "jdk.attach",
          "jdk.httpserver",
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
  private final NestedArchive classes;

  private NestedModule(ModuleDescriptor descriptor, File jar, NestedArchive classes) {
    super(descriptor, jar.toURI());
    this.jar = jar;
    this.classes = classes;
  }

  /** A finder of the one module in the jar. */
  static ModuleFinder open(File jar) throws IOException {
    NestedArchive classes = NestedArchive.open(jar, CLASSES);
    try {
      return new Finder(new NestedModule(describe(classes.packages()), jar, classes));
    } catch (IOException | RuntimeException | Error e) {
      classes.close();
      throw e;
    }
  }

  @Override
  public ModuleReader open() throws IOException {
    return new Reader(jar, classes);
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

  /**
   * Its files close when the class loader that holds this is collected. All readers share the
   * archive of the classes, whose directory takes the agent's start milliseconds to read.
   */
  private static final class Reader implements ModuleReader {
    private final NestedArchive classes;
    private final ZipFile zip;
    private final String root;

    Reader(File jar, NestedArchive classes) throws IOException {
      this.classes = classes;
      zip = new ZipFile(jar);
      root = "jar:" + jar.toURI() + "!/" + FOLDER;
    }

    /** There is no URL of a class. */
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
      byte[] content = classes.read(name);
      if (content != null) {
        InputStream in = new ByteArrayInputStream(content);
        return Optional.of(JnaClass.concerns(name) ? JnaClass.rewritten(in) : in);
      }
      ZipEntry entry = zip.getEntry(FOLDER + name);
      return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
    }

    @Override
    public Stream<String> list() {
      Stream<String> others =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(FOLDER) && name.length() > FOLDER.length())
              .map(name -> name.substring(FOLDER.length()));
      return Stream.concat(classes.names().stream(), others);
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
