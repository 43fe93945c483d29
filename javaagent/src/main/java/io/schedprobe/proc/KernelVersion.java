package io.schedprobe.proc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first two numbers of a kernel release such as "6.1.0-39-amd64"; 0.0 when it has none. */
public record KernelVersion(int major, int minor) {
  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*", Pattern.DOTALL);

  /** Of a release, as uname(2) tells it. */
  public static KernelVersion of(String release) {
    Matcher matcher = RELEASE.matcher(release);
    return matcher.matches()
        ? new KernelVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new KernelVersion(0, 0);
  }

  /** Whether it is this version or a later one. */
  public boolean isAtLeast(KernelVersion other) {
    return major > other.major || (major == other.major && minor >= other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
