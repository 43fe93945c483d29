package io.schedprobe.doctor;

/**
 * What was seen of the JVM.
 *
 * @param isJvm unknown when the process hides what it has mapped
 * @param version as in its {@code release} file: "17.0.15"; empty when unknown
 * @param vendor empty when unknown
 * @param flightRecorder whether the module {@code jdk.jfr} is there
 * @param libc "gnu" or "musl" as in its {@code release} file; empty when unknown
 */
public record JvmFacts(
    Presence isJvm,
    String home,
    String version,
    String vendor,
    Presence flightRecorder,
    String libc) {

  /** Of a process that is no JVM, or of which that cannot be seen. */
  static JvmFacts none(Presence isJvm) {
    return new JvmFacts(isJvm, "", "", "", Presence.UNKNOWN, "");
  }

  /** 17 for "17.0.15"; 8 for "1.8.0_402"; -1 when unknown. */
  int feature() {
    String[] parts = version.split("[._+-]", 3);
    String part = parts.length > 1 && parts[0].equals("1") ? parts[1] : parts[0];
    return part.matches("\\d{1,4}") ? Integer.parseInt(part) : -1;
  }
}
