package io.schedprobe.cli;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Hands options to the agent in another JVM, loading it there first where it is not loaded yet. */
final class Attachment {
  /** The system property by which an agent tells how it fares; see the boot classes. */
  private static final String STATE = "schedprobe.agent";

  private final TargetProcess target;

  Attachment(TargetProcess target) {
    this.target = target;
  }

  /** Loads the agent, or calls it again, and returns when it has done what the options say. */
  void call(String options) throws CommandException {
    Path jar = AgentJar.visibleTo(target);
    try {
      ByteBuddyAgent.attach(jar.toFile(), String.valueOf(target.pid()), options);
    } catch (RuntimeException | LinkageError e) {
      throw failure(e);
    }
  }

  /** Whether the agent runs, or is named on the command line and about to start. */
  boolean runs() throws CommandException {
    String state = state();
    return state.equals("running") || state.equals("starting");
  }

  /**
   * How the agent fares: "running", "starting", "failed: reason", or "" if it never ran or was
   * detached.
   */
  String state() throws CommandException {
    try {
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(target.pid()));
      try {
        return machine.getSystemProperties().getProperty(STATE, "");
      } finally {
        machine.detach();
      }
    } catch (IOException | AttachNotSupportedException | RuntimeException | LinkageError e) {
      throw failure(e);
    }
  }

  private CommandException failure(Throwable thrown) {
    Throwable reason = thrown;
    while (reason.getCause() != null && reason.getCause() != reason) {
      reason = reason.getCause();
    }
    String message = String.valueOf(reason.getMessage());
    if (message.contains("does not support the attach mechanism")) {
      return new CommandException(target.attachDisabled(), thrown);
    }
    if (reason instanceof LinkageError || reason instanceof ClassNotFoundException) {
      return new CommandException(
          "this Java runtime cannot attach (" + message + "): run the command with a JDK", thrown);
    }
    return new CommandException(
        "cannot attach to process " + target.pid() + ": " + message + remedy(), thrown);
  }

  /** A {@code /tmp} of its own without pids of its own is what the JDK's attach cannot cross. */
  private String remedy() {
    try {
      return target.sharesMounts()
          ? ""
          : " (if it has a /tmp of its own, run this command behind nsenter --mount --target "
              + target.pid()
              + ")";
    } catch (IOException e) {
      return " (it has ended)";
    }
  }
}
