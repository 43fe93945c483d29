package io.schedprobe.doctor;

import io.schedprobe.proc.CgroupLocator;
import io.schedprobe.proc.CpuCgroup;
import io.schedprobe.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Looks at everything a {@link Diagnosis} needs. What cannot be seen is said to be unknown. */
public final class FactsReader {
  private static final Path SELF = Path.of("/proc/self");

  private final TracerTrial trial;

  /**
   * @param trial how to try the kernel tracer in this process
   */
  public FactsReader(TracerTrial trial) {
    this.trial = trial;
  }

  /** About this very process. */
  public Facts self() throws IOException {
    return new Facts(
        KernelReader.read(Path.of("/"), SELF),
        ProcessReader.read(SELF, true),
        JvmReader.self(),
        cgroup(SELF),
        LibbpfReader.self(),
        null,
        attempt());
  }

  /**
   * About another process.
   *
   * @throws NoSuchFileException when there is no such process
   */
  public Facts other(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    ProcessFacts facts = ProcessReader.read(process, false);
    ProcessFacts own = ProcessReader.read(SELF, true);
    List<String> arguments = JvmReader.arguments(process);
    boolean rootReadable = isVisible(process.resolve("root"));
    // A container may hide what this process sees, so look through the other's eyes if allowed.
    KernelFacts kernel =
        KernelReader.read(rootReadable ? process.resolve("root") : Path.of("/"), process);
    AttachFacts attach =
        new AttachFacts(
            own.user() == 0 || own.user() == facts.user(),
            rootReadable,
            arguments.contains("-XX:+DisableAttachMechanism"));
    JvmFacts jvm = JvmReader.other(process);
    Attempt attempt =
        own.effective().mayLoad(kernel.version())
            ? attempt()
            : Attempt.notMade("not tried, since this process may not");
    return new Facts(
        kernel,
        facts,
        jvm,
        cgroup(process),
        LibbpfReader.other(process, arguments, jvm.feature()),
        attach,
        attempt);
  }

  private Attempt attempt() {
    try {
      trial.run();
      return Attempt.succeeded();
    } catch (SourceUnavailableException e) {
      return Attempt.failed(e.reason(), e.remedy());
    } catch (RuntimeException | LinkageError e) {
      return Attempt.failed(e.toString(), "report it with the kernel's exact version");
    }
  }

  private static CpuCgroup cgroup(Path process) {
    try {
      return CgroupLocator.locate(process).orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isVisible(Path root) {
    try (var entries = Files.newDirectoryStream(root)) {
      return entries.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }
}
