package io.schedprobe.analysis.model;

/**
 * Something that a thread did or waited for, by one of JFR's own events, in which a wait for the
 * CPU may lie.
 *
 * @param thread as JFR knows it
 * @param detail host and port, path, or class of the monitor; empty if not known
 */
public record Work(Kind kind, StalledThread thread, long start, long end, String detail) {
  /** JFR's event. */
  public enum Kind {
    SOCKET_READ("jdk.SocketRead"),
    SOCKET_WRITE("jdk.SocketWrite"),
    FILE_READ("jdk.FileRead"),
    FILE_WRITE("jdk.FileWrite"),
    FILE_FORCE("jdk.FileForce"),
    MONITOR_ENTER("jdk.JavaMonitorEnter"),
    MONITOR_WAIT("jdk.JavaMonitorWait"),
    PARK("jdk.ThreadPark"),
    SLEEP("jdk.ThreadSleep");

    private final String event;

    Kind(String event) {
      this.event = event;
    }

    public String event() {
      return event;
    }
  }

  public long length() {
    return end - start;
  }
}
