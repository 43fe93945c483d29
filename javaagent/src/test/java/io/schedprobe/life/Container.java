package io.schedprobe.life;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A command that has what follows it run as in a container: in namespaces of its own, with mounts
 * that nobody else sees, and with fewer privileges.
 */
record Container(List<String> behind) {

  /** On the host, as root. */
  static Container none() {
    return new Container(List.of());
  }

  /**
   * Within a mount namespace of its own.
   *
   * @param script what the shell does there first, as root
   */
  static Container mounting(String... script) {
    List<String> commands = new ArrayList<>(List.of("mount --make-rprivate /"));
    commands.addAll(Arrays.asList(script));
    return none().then("unshare", "--mount").thenShell(String.join("\n", commands));
  }

  /** Read-only, but for the temporary directory, from which nothing may be executed. */
  static Container readOnly(String... more) {
    return readOnlyWith("mount --bind -o noexec /dev/shm /dev/shm", more);
  }

  /** The same with shared memory of its own, from which files may be executed. */
  static Container readOnlyButSharedMemory() {
    return readOnlyWith("mount -t tmpfs -o mode=1777 none /dev/shm");
  }

  private static Container readOnlyWith(String sharedMemory, String... more) {
    List<String> script = new ArrayList<>();
    script.add(sharedMemory);
    script.addAll(List.of("mount --bind /tmp /tmp", "mount -o remount,bind,noexec /tmp"));
    script.addAll(Arrays.asList(more));
    // Of this mount alone: "bind" spares the file system, which others have mounted too.
    script.add("mount -o remount,bind,ro /");
    return mounting(script.toArray(String[]::new));
  }

  /** And within this, another command. */
  Container then(String... command) {
    List<String> all = new ArrayList<>(behind);
    all.addAll(Arrays.asList(command));
    return new Container(all);
  }

  /** And within this, what a shell runs before it gives way to what follows. */
  Container thenShell(String script) {
    return then("sh", "-ec", script + "\nexec \"$@\"", "sh");
  }

  /** With no capabilities but these, which it keeps whoever it is: "bpf", "perfmon". */
  Container withOnly(String... capabilities) {
    StringBuilder set = new StringBuilder("-all");
    for (String capability : capabilities) {
      set.append(",+").append(capability);
    }
    return then("setpriv", "--inh-caps=" + set, "--ambient-caps=" + set, "--bounding-set=" + set);
  }

  /**
   * As a container runtime starts a process for Kubernetes: capabilities that are added are in the
   * bounding set but neither inheritable nor ambient, so that execve(2) leaves them to root alone.
   */
  Container asPod(int user, boolean mayGainPrivileges, List<String> capabilities) {
    StringBuilder set = new StringBuilder("-all");
    for (String capability : capabilities) {
      set.append(",+").append(capability.toLowerCase(Locale.ROOT));
    }
    List<String> all = new ArrayList<>(behind);
    all.addAll(List.of("setpriv", "--inh-caps=-all", "--ambient-caps=-all"));
    all.add("--bounding-set=" + set);
    if (!mayGainPrivileges) {
      all.add("--no-new-privs");
    }
    all.addAll(List.of("--reuid=" + user, "--regid=" + user, "--clear-groups"));
    return new Container(all);
  }

  /** As the user nobody, with no capabilities but these. */
  Container asNobodyWithOnly(String... capabilities) {
    List<String> all = new ArrayList<>(withOnly(capabilities).behind);
    all.addAll(List.of("--reuid=65534", "--regid=65534", "--clear-groups"));
    return new Container(all);
  }
}
