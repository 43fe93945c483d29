package io.schedprobe.doctor;

/**
 * One check's outcome.
 *
 * @param check its name
 * @param found what was seen
 * @param remedy what to do; empty when nothing has to be done
 */
public record Finding(Status status, String check, String found, String remedy) {

  static Finding ok(String check, String found) {
    return new Finding(Status.OK, check, found, "");
  }

  static Finding warning(String check, String found, String remedy) {
    return new Finding(Status.WARNING, check, found, remedy);
  }

  static Finding unknown(String check, String found, String remedy) {
    return new Finding(Status.UNKNOWN, check, found, remedy);
  }

  static Finding missing(String check, String found, String remedy) {
    return new Finding(Status.MISSING, check, found, remedy);
  }
}
