package io.schedprobe.cli;

import io.schedprobe.doctor.Diagnosis;
import io.schedprobe.doctor.Facts;
import io.schedprobe.doctor.FactsReader;
import io.schedprobe.doctor.Report;
import io.schedprobe.identity.Escaping;
import io.schedprobe.tracer.KernelSource;
import io.schedprobe.tracer.TracerConfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor [<pid>]}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Says check by check whether the full tracer will run.",
    footer = {
      "",
      "Without a pid the tracer is really loaded and attached, for a moment, in",
      "this command's own process: run it as the user and in the container of the",
      "service. With a pid, the other process is judged by what can be seen of it;",
      "root sees most.",
      "",
      "Exit status: 0 the full tracer will run, 1 it will not, 2 wrong usage."
    })
final class DoctorCommand implements Callable<Integer> {
  /** Long enough that the trial reports nothing. */
  private static final long THRESHOLD_NANOS = 3_600_000_000_000L;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "<pid>", description = "process id of a JVM")
  private Long pid;

  @Override
  public Integer call() throws CommandException {
    Diagnosis diagnosis = Diagnosis.of(facts());
    Report.of(diagnosis)
        .lines()
        .map(Escaping::visible)
        .forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return diagnosis.fullTracer() ? 0 : Main.FAILED;
  }

  private Facts facts() throws CommandException {
    FactsReader reader =
        new FactsReader(() -> KernelSource.open(TracerConfig.DEFAULT, THRESHOLD_NANOS, 1).close());
    try {
      return pid == null ? reader.self() : reader.other(pid);
    } catch (NoSuchFileException e) {
      throw new CommandException(
          pid == null ? "/proc is not mounted" : "there is no process " + pid, e);
    } catch (IOException e) {
      throw new CommandException("/proc cannot be read: " + e.getMessage(), e);
    }
  }
}
