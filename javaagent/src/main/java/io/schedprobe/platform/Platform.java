package io.schedprobe.platform;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A machine that native parts are built for: the kernel programs, and libbpf with what it needs. A
 * build may lack those of another machine than its own; {@link #isInJar()} tells.
 */
public enum Platform {
  /** BPF_PROG_TEST_RUN of a raw tracepoint is from 5.10; all else that is asked for is older. */
  LINUX_X86_64("linux-x86-64", "x86-64", "amd64", 10),

  /**
   * Its compiler of BPF programs knows atomic operations that fetch, which order memory, from 5.18.
   */
  LINUX_AARCH64("linux-aarch64", "arm64", "aarch64", 18);

  private static final String PROGRAMS = "schedprobe.bpf.o";

  private final String directory;
  private final String words;
  private final String javaName;
  private final int oldestMinor;

  Platform(String directory, String words, String javaName, int oldestMinor) {
    this.directory = directory;
    this.words = words;
    this.javaName = javaName;
    this.oldestMinor = oldestMinor;
  }

  /** The one this JVM runs on, if it is one of ours. */
  public static Optional<Platform> current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /**
   * The one for a system and an architecture, if it is one of ours.
   *
   * @param system as in {@code os.name}
   * @param architecture as in {@code os.arch}: the JVM's, which on a 64-bit kernel may be of 32
   *     bits
   */
  public static Optional<Platform> of(String system, String architecture) {
    return Arrays.stream(values())
        .filter(platform -> "Linux".equals(system) && platform.javaName.equals(architecture))
        .findFirst();
  }

  /** All of them, for a user: "x86-64 or arm64". */
  public static String allInWords() {
    return Arrays.stream(values())
        .map(platform -> platform.words)
        .collect(Collectors.joining(" or "));
  }

  /** As JNA names it too: "linux-aarch64". */
  public String directory() {
    return directory;
  }

  /** N of the first kernel 5.N that runs the kernel programs for it. */
  public int oldestKernel5() {
    return oldestMinor;
  }

  /** Absolute name of a resource of its own; not in a package, so that no named module hides it. */
  public String resource(String name) {
    return "/META-INF/native/" + directory + "/" + name;
  }

  /** Absolute name of the resource that is the kernel programs. */
  public String programs() {
    return resource(PROGRAMS);
  }

  /** Whether the native parts for it were put into this build. */
  public boolean isInJar() {
    return Platform.class.getResource(programs()) != null;
  }
}
