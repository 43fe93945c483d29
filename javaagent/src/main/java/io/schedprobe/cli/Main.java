package io.schedprobe.cli;

import io.schedprobe.identity.Escaping;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's root. A new command is a class of its own, named in {@code subcommands}. */
@Command(
    name = "schedprobe",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Who had the CPU while your Java thread was ready to run?",
    synopsisSubcommandLabel = "<command>",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "In a JVM of your own: java -javaagent:schedprobe.jar[=key=value,...] ...",
      "Exit status: 0 done, 1 failed, 2 wrong usage."
    },
    subcommands = {
      AttachCommand.class,
      DetachCommand.class,
      DoctorCommand.class,
      SummaryCommand.class
    })
public final class Main implements Runnable {
  /** Exit status of a command that could not do what it was asked. */
  static final int FAILED = 1;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Called by the boot classes; returns the exit status. */
  public static int run(String[] args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler(
        (exception, line, parsed) -> {
          line.getErr().println(Escaping.visible("schedprobe: " + reason(exception)));
          line.getErr().flush();
          return FAILED;
        });
    commandLine.setParameterExceptionHandler(
        (exception, arguments) -> {
          CommandLine line = exception.getCommandLine();
          exception
              .getMessage()
              .lines()
              .forEach(said -> line.getErr().println("schedprobe: " + Escaping.visible(said)));
          line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help");
          line.getErr().flush();
          return line.getCommandSpec().exitCodeOnInvalidInput();
        });
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing; --help lists them");
  }

  private static String reason(Exception exception) {
    return exception instanceof CommandException && exception.getMessage() != null
        ? exception.getMessage()
        : exception.toString();
  }
}
