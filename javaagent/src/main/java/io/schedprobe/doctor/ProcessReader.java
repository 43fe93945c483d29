package io.schedprobe.doctor;

import io.schedprobe.proc.KernelFiles;
import io.schedprobe.proc.LockedMemory;
import io.schedprobe.proc.StatusFile;
import io.schedprobe.proc.UserMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a process through its directory in {@code /proc}. */
final class ProcessReader {
  /** PROC_USER_INIT_INO of the kernel: the initial user namespace has this number everywhere. */
  private static final String INITIAL_USER_NAMESPACE = "user:[4026531837]";

  private ProcessReader() {}

  static ProcessFacts read(Path process, boolean self) throws IOException {
    StatusFile status = new StatusFile(KernelFiles.lines(process.resolve("status")));
    return new ProcessFacts(
        status.number("Pid", 0),
        self,
        status.number("Uid", 1),
        new Capabilities(status.bits("CapEff")),
        new Capabilities(status.bits("CapBnd")),
        initialUserNamespace(process),
        Math.max(1, status.length("NSpid")),
        (int) status.number("Seccomp", 0),
        LockedMemory.limit(process),
        LockedMemory.needed(LockedMemory.possibleCpus()));
  }

  private static Presence initialUserNamespace(Path process) {
    try {
      Path link = Files.readSymbolicLink(process.resolve("ns/user"));
      return Presence.of(link.toString().equals(INITIAL_USER_NAMESPACE));
    } catch (IOException e) {
      // Another user's process hides its namespaces, but not their user map.
      return mapsAllUsers(process) ? Presence.UNKNOWN : Presence.NO;
    }
  }

  private static boolean mapsAllUsers(Path process) {
    try {
      return UserMap.isWhole(Files.readString(process.resolve("uid_map")));
    } catch (IOException e) {
      return true;
    }
  }
}
