package io.schedprobe.cli;

import io.schedprobe.summary.RecordingReader;
import io.schedprobe.summary.Summary;
import io.schedprobe.summary.SummaryText;
import io.schedprobe.summary.UnreadableRecordingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code summary <file.jfr>}. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Tells from a recording which threads waited for a CPU, how long, and who had it.",
    footer = {
      "",
      "Exit status: 0 told, 1 the file can't be read or holds nothing to tell, 2 wrong usage."
    })
final class SummaryCommand implements Callable<Integer> {
  private static final int LEAST_LINES = 12;
  private static final int MOST_LINES = 10_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<file.jfr>", description = "a recording of a JVM with the agent in it")
  private Path file;

  @Option(
      names = "--lines",
      paramLabel = "<n>",
      description =
          "lines to fill (default: as many as it takes to tell most of the delay, at most "
              + SummaryText.HIGHEST
              + ")")
  private Integer lines;

  @Override
  public Integer call() throws CommandException {
    if (lines != null && (lines < LEAST_LINES || lines > MOST_LINES)) {
      throw new ParameterException(
          spec.commandLine(), "--lines takes " + LEAST_LINES + " to " + MOST_LINES);
    }
    Summary summary = read();
    if (summary.events() == 0) {
      throw new CommandException(
          file
              + " holds no event of schedprobe: record a JVM that runs with"
              + " -javaagent:schedprobe.jar, or attach the agent before the recording ends"
              + damage(summary));
    }
    PrintWriter out = spec.commandLine().getOut();
    text(summary).lines().forEach(out::println);
    out.flush();
    return summary.hasWaits() ? 0 : Main.FAILED;
  }

  private SummaryText text(Summary summary) {
    ZoneId zone = ZoneId.systemDefault();
    return lines == null
        ? new SummaryText(summary, file, zone, emphasis())
        : new SummaryText(summary, file, lines, zone, emphasis());
  }

  private Summary read() throws CommandException {
    try {
      return RecordingReader.read(file);
    } catch (UnreadableRecordingException e) {
      throw new CommandException(file + " " + e.getMessage(), e);
    }
  }

  private static String damage(Summary summary) {
    return summary.damage() == null ? "" : " (it is damaged: " + summary.damage() + ")";
  }

  /** Bold on a terminal that takes it; the text does without elsewhere. */
  private UnaryOperator<String> emphasis() {
    Ansi ansi = spec.commandLine().getColorScheme().ansi();
    return ansi.enabled()
        ? line -> Ansi.Style.bold.on() + line + Ansi.Style.bold.off()
        : line -> line;
  }
}
