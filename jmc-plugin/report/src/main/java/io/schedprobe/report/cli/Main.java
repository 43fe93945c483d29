package io.schedprobe.report.cli;

import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.feed.FileFeed;
import io.schedprobe.analysis.feed.Progress;
import io.schedprobe.analysis.feed.UnreadableRecordingException;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import io.schedprobe.report.html.PageWriter;
import io.schedprobe.report.lanes.LaneBuilder;
import io.schedprobe.report.parts.DamageWords;
import io.schedprobe.report.parts.PageBuilder;
import io.schedprobe.report.view.Page;
import io.schedprobe.report.view.Visible;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code java -jar schedprobe-report.jar recording.jfr}. */
@Command(
    name = "schedprobe-report",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Makes an HTML page of a recording: who had the CPU while Java threads were ready to run."
            + " The page is one file and needs no network.",
    footer = {
      "",
      "Exit status: 0 written, 1 the recording can't be read or holds nothing to tell, or the page"
          + " can't be written; 2 wrong usage."
    })
public final class Main implements Callable<Integer> {
  static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "<recording.jfr>",
      description = "a recording of a JVM with the agent in it; may be compressed by gzip")
  private Path recording;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file.html>",
      description =
          "where to write the page (default: beside the recording, named like it); - for the"
              + " standard output")
  private Path output;

  @Option(
      names = "--force",
      description = "overwrite the file even if it is no report of schedprobe")
  private boolean force;

  @Option(
      names = "--zone",
      paramLabel = "<zone>",
      description = "time zone of the page, such as UTC or Europe/Berlin (default: this machine's)")
  private String zone;

  @Option(
      names = {"-q", "--quiet"},
      description = "print nothing but errors")
  private boolean quiet;

  private Main() {}

  /** Exits with the status of {@link #run}. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Makes a report; returns the exit status. */
  static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler(
        (exception, line, parsed) -> {
          tell(line.getErr(), reason(exception));
          return FAILED;
        });
    commandLine.setParameterExceptionHandler(
        (exception, arguments) -> {
          CommandLine line = exception.getCommandLine();
          exception.getMessage().lines().forEach(said -> tell(line.getErr(), said));
          tell(line.getErr(), "see --help");
          return line.getCommandSpec().exitCodeOnInvalidInput();
        });
    return commandLine;
  }

  @Override
  public Integer call() throws ReportException {
    ZoneId shown = zone();
    boolean toStandardOutput = output != null && output.toString().equals("-");
    Path file = output == null ? ReportFile.beside(recording) : output;
    if (!toStandardOutput) {
      ReportFile.check(file, recording, force);
    }
    AnalysisBuilder analysing = new AnalysisBuilder();
    LaneBuilder lanes = new LaneBuilder();
    FeedReport reading = read(new BothSinks(analysing, lanes));
    Analysis analysis = analysing.build(reading);
    if (analysis.isEmpty()) {
      throw new ReportException(
          recording
              + " holds no event of schedprobe: record a JVM that runs with"
              + " -javaagent:schedprobe.jar, or attach the agent before the recording ends"
              + (reading.whole() ? "" : " (it is damaged: " + DamageWords.first(reading) + ")"),
          null);
    }
    PageBuilder builder = new PageBuilder(analysis, lanes.build(), shown);
    Page page = builder.page(recording.getFileName().toString(), size());
    String html = PageWriter.html(page, builder.charts());
    if (!quiet && !reading.whole()) {
      tell(
          spec.commandLine().getErr(),
          recording
              + " is damaged; the report tells of what could be read: "
              + DamageWords.first(reading));
    }
    if (toStandardOutput) {
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(html);
      out.flush();
      return 0;
    }
    ReportFile.write(file, html);
    if (!quiet) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(page.headline());
      out.println("Report: " + Visible.of(file.toString()));
      out.flush();
    }
    return 0;
  }

  private ZoneId zone() {
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--zone takes a time zone such as UTC or Europe/Berlin, not " + zone,
          e);
    }
  }

  private FeedReport read(BothSinks sinks) throws ReportException {
    if (quiet || !ProgressLine.onTerminal()) {
      return read(sinks, Progress.NONE);
    }
    ProgressLine line = new ProgressLine(System.err);
    try {
      return read(sinks, line);
    } finally {
      line.end();
    }
  }

  private FeedReport read(BothSinks sinks, Progress progress) throws ReportException {
    try {
      return FileFeed.read(recording, sinks, progress);
    } catch (UnreadableRecordingException e) {
      throw new ReportException(recording + " " + e.getMessage(), e);
    }
  }

  private long size() throws ReportException {
    try {
      return Files.size(recording);
    } catch (IOException e) {
      throw new ReportException(recording + " cannot be read: " + e, e);
    }
  }

  private static void tell(PrintWriter to, String what) {
    to.println("schedprobe-report: " + Visible.of(what));
    to.flush();
  }

  private static String reason(Exception exception) {
    return exception instanceof ReportException ? exception.getMessage() : exception.toString();
  }

  /** Tells the version of the build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"schedprobe report " + PageWriter.version()};
    }
  }
}
