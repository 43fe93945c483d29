package io.schedprobe.proc;

import io.schedprobe.model.KernelText;

/**
 * What is wanted of {@code /proc/<pid>/task/<tid>/status} (proc_pid_status(5)).
 *
 * @param name the thread's comm, unescaped; empty when the content has none
 * @param outerTid the thread's id in the pid namespace of the proc mount; -1 when the content does
 *     not say
 * @param innerTid the thread's id in its own, innermost pid namespace; -1 when the content does not
 *     say
 * @param involuntarySwitches times it was switched out while runnable; -1 when the content does not
 *     say
 */
record TaskStatus(String name, int outerTid, int innerTid, long involuntarySwitches) {

  static TaskStatus parse(byte[] content, int length) {
    String name = "";
    int outer = -1;
    int inner = -1;
    long involuntary = -1;
    int line = 0;
    while (line < length) {
      int end = line;
      while (end < length && content[end] != '\n') {
        end++;
      }
      if (end == length) {
        break; // cut off: its number may be, too
      }
      if (startsWith(content, line, end, "Name:\t")) {
        name = unescape(content, line + 6, end);
      } else if (startsWith(content, line, end, "Pid:\t")) {
        outer = (int) number(content, line + 5, end, Integer.MAX_VALUE);
        inner = inner == -1 ? outer : inner;
      } else if (startsWith(content, line, end, "NSpid:\t")) {
        int last = end;
        while (content[last - 1] != '\t') {
          last--;
        }
        inner = (int) number(content, last, end, Integer.MAX_VALUE);
      } else if (startsWith(content, line, end, "nonvoluntary_ctxt_switches:\t")) {
        involuntary = number(content, line + 28, end, Long.MAX_VALUE);
      }
      line = end + 1;
    }
    return new TaskStatus(name, outer, inner, involuntary);
  }

  private static boolean startsWith(byte[] content, int from, int to, String prefix) {
    if (to - from < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (content[from + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] content, int from, int to, long max) {
    if (from == to) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = content[i] - '0';
      if (digit < 0 || digit > 9 || value > (max - digit) / 10) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** The kernel escapes a line feed and a backslash in a name, nothing else of importance. */
  private static String unescape(byte[] content, int from, int to) {
    byte[] plain = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte b = content[i];
      if (b == '\\' && i + 1 < to && (content[i + 1] == 'n' || content[i + 1] == '\\')) {
        i++;
        b = content[i] == 'n' ? (byte) '\n' : (byte) '\\';
      }
      plain[length++] = b;
    }
    return KernelText.decode(plain, 0, length);
  }
}
