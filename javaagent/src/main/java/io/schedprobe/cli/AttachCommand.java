package io.schedprobe.cli;

import io.schedprobe.options.AgentOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attach <pid> [key=value,…]}. */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Starts the agent in a running JVM.",
    footer = {
      "",
      "The JVM must belong to the same user, or this command run as root. From JDK 21 "
          + "on, the JVM itself warns on its standard error that an agent was loaded, "
          + "unless it was started with -XX:+EnableDynamicAgentLoading."
    })
final class AttachCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<pid>", description = "process id of the JVM")
  private long pid;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<options>",
      defaultValue = "",
      description = {
        "key=value,... with the keys threshold (e.g. 500us), rate (records per second), "
            + "budget (percent of one CPU for them), "
            + "ring (e.g. 1m), source (auto, ebpf, proc), quiet (true, false), "
            + "prometheus, atlas, detect and more: docs/configuration.md"
      })
  private String options;

  @Override
  public Integer call() throws CommandException {
    AgentOptions parsed = AgentOptions.parse(options);
    if (!parsed.complaint().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Nothing was attached. With these options the agent would say: " + parsed.complaint());
    }
    if (parsed.detach()) {
      throw new ParameterException(spec.commandLine(), "Use the command detach");
    }
    Attachment attachment = new Attachment(TargetProcess.attachable(pid));
    if (attachment.runs()) {
      throw new CommandException(
          "already running in process " + pid + "; detach it first to change its options");
    }
    attachment.call(options);
    String state = attachment.state();
    if (!state.equals("running")) {
      throw new CommandException(
          "the agent does not run in process "
              + pid
              + " ("
              + (state.isEmpty() ? "not started yet" : state)
              + "); see that process's standard error");
    }
    spec.commandLine().getOut().println("schedprobe runs in process " + pid);
    return 0;
  }
}
