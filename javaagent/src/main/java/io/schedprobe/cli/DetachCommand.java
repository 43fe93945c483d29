package io.schedprobe.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code detach <pid>}. */
@Command(
    name = "detach",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Stops the agent in a running JVM.",
    footer = {
      "",
      "Nothing stays in the kernel and no thread in the JVM; the agent's classes go "
          + "when the garbage collector takes them."
    })
final class DetachCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<pid>", description = "process id of the JVM")
  private long pid;

  @Override
  public Integer call() throws CommandException {
    Attachment attachment = new Attachment(TargetProcess.attachable(pid));
    if (!attachment.runs()) {
      throw new CommandException("not running in process " + pid);
    }
    attachment.call("detach");
    if (!attachment.state().isEmpty()) {
      throw new CommandException(
          "the agent did not stop in process " + pid + "; see that process's standard error");
    }
    spec.commandLine().getOut().println("schedprobe no longer runs in process " + pid);
    return 0;
  }
}
