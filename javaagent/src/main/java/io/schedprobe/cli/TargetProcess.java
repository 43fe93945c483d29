package io.schedprobe.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Another process, seen through {@code /proc}. Attaching means to send it SIGQUIT, which ends a
 * process that does not expect it: so everything is looked at first.
 */
final class TargetProcess {
  private static final int SIGQUIT = 3;
  private static final int CAP_SYS_PTRACE = 19; // linux/capability.h

  private final long pid;
  private final Path directory;

  private TargetProcess(long pid, Path directory) {
    this.pid = pid;
    this.directory = directory;
  }

  /**
   * The process, if an agent can be loaded into it.
   *
   * @throws CommandException if there is no such process or it cannot be attached to
   */
  static TargetProcess attachable(long pid) throws CommandException {
    return attachable(pid, Path.of("/proc"));
  }

  static TargetProcess attachable(long pid, Path proc) throws CommandException {
    TargetProcess target = new TargetProcess(pid, proc.resolve(String.valueOf(pid)));
    if (pid < 1 || !Files.isDirectory(target.directory)) {
      throw new CommandException("there is no process " + pid);
    }
    target.mustBeOurs(proc);
    target.mustBeProcess();
    target.mustBeJvm(proc);
    return target;
  }

  long pid() {
    return pid;
  }

  /** Its root directory as this process sees it. */
  Path root() {
    return directory.resolve("root");
  }

  /** Whether it sees the same files as this process. */
  boolean sharesMounts() throws IOException {
    Path own = directory.resolveSibling("self");
    return Files.isSameFile(root(), own.resolve("root"))
        && Files.readSymbolicLink(directory.resolve("ns/mnt"))
            .equals(Files.readSymbolicLink(own.resolve("ns/mnt")));
  }

  private void mustBeOurs(Path proc) throws CommandException {
    long ours = effectiveUser(proc.resolve("self"));
    long theirs = effectiveUser(directory);
    if (ours != 0 && ours != theirs) {
      throw new CommandException(
          "process "
              + pid
              + " belongs to another user ("
              + owner(theirs)
              + "): run this command as that user or as root");
    }
  }

  private void mustBeProcess() throws CommandException {
    String group = status(directory, "Tgid");
    if (!group.equals(Long.toString(pid))) {
      throw new CommandException(pid + " is a thread of process " + group + ": name that one");
    }
  }

  private void mustBeJvm(Path proc) throws CommandException {
    Boolean jvm = mapsJvm();
    if (Boolean.FALSE.equals(jvm)) {
      throw new CommandException("process " + pid + " is not a HotSpot JVM");
    }
    long caught = Long.parseUnsignedLong(status(directory, "SigCgt"), 16);
    boolean takesSigquit = (caught >>> (SIGQUIT - 1) & 1) != 0;
    if (jvm == null) {
      throw new CommandException(
          takesSigquit
              ? "process "
                  + pid
                  + " does not let this command see whether it is a JVM: "
                  + remedy(proc)
              : "process "
                  + pid
                  + " is not a JVM that can be attached to: it does not take SIGQUIT");
    }
    if (!takesSigquit) {
      throw new CommandException(
          "the JVM "
              + pid
              + " does not take SIGQUIT (still starting, or -Xrs): start it with -javaagent"
              + " instead");
    }
    if (arguments().contains("-XX:+DisableAttachMechanism")) {
      throw new CommandException(attachDisabled());
    }
  }

  /** Whether it has HotSpot's library mapped; null if it cannot be looked into. */
  private Boolean mapsJvm() throws CommandException {
    try {
      return Files.readString(directory.resolve("maps"), StandardCharsets.ISO_8859_1)
          .contains("/libjvm.so");
    } catch (NoSuchFileException e) {
      throw gone(e);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * How to look into a process of the same user that refuses it (ptrace(2), "Ptrace access mode
   * checking").
   */
  private String remedy(Path proc) throws CommandException {
    if (effectiveUser(proc.resolve("self")) != 0) {
      return "it has rights that this command lacks, so run this as root";
    }
    long effective = Long.parseUnsignedLong(status(proc.resolve("self"), "CapEff"), 16);
    return (effective >>> CAP_SYS_PTRACE & 1) == 0
        ? "root lacks CAP_SYS_PTRACE here, so give it that capability or run this inside the"
            + " process's own container"
        : "not even root may, by the system's security policy or from this user namespace, so"
            + " start the JVM with -javaagent instead";
  }

  String attachDisabled() {
    return "the JVM "
        + pid
        + " refuses to be attached to (-XX:+DisableAttachMechanism): start it with -javaagent"
        + " instead";
  }

  private List<String> arguments() throws CommandException {
    try {
      return List.of(
          Files.readString(directory.resolve("cmdline"), StandardCharsets.ISO_8859_1)
              .split("\0", -1));
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private long effectiveUser(Path process) throws CommandException {
    return Long.parseLong(status(process, "Uid").split("\\s+", -1)[1]);
  }

  private String status(Path process, String key) throws CommandException {
    try {
      for (String line :
          Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(key + ":")) {
          return line.substring(key.length() + 1).strip();
        }
      }
    } catch (IOException e) {
      throw gone(e);
    }
    throw new CommandException("the kernel does not tell " + key + " of process " + pid);
  }

  private String owner(long user) {
    try {
      return Files.getOwner(directory).getName();
    } catch (IOException e) {
      return "uid " + user;
    }
  }

  private CommandException gone(IOException e) {
    return new CommandException("there is no process " + pid + " any more", e);
  }
}
