package io.schedprobe.libbpf;

import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Takes what libbpf has to say during single calls, so that nothing reaches the host's standard
 * error; whoever listened before listens again afterwards, since libbpf's listener is global to the
 * process and must never outlive this class. Thread-safe.
 */
final class LibBpfLog {
  /** Lines kept; the cause stands at the end of what libbpf and the verifier print. */
  static final int LINES = 12;

  private static final int WARN = 0;

  /** libbpf gives the verifier at most this much room for its log (libbpf.c, UINT32_MAX >> 8). */
  private static final long LONGEST = (1 << 24) + 4096;

  private static final int TAIL = 8192;

  // Guarded by the class; libbpf prints on the calling thread.
  private static final Deque<String> LAST = new ArrayDeque<>();
  // Strong: libbpf holds only the address.
  private static final LibBpf.Print PRINT = LibBpfLog::print;

  private LibBpfLog() {}

  /** A call into libbpf that may print and fail. */
  interface Call<T> {
    T run() throws BpfException;
  }

  /** Runs {@code call} in silence, which spares one call into the JVM for each line of debug. */
  static <T> T silently(Call<T> call) throws BpfException {
    return run(call, null);
  }

  /** Runs {@code call}; if it fails, the exception carries libbpf's last lines. */
  static <T> T captured(Call<T> call) throws BpfException {
    return run(call, CallbackReference.getFunctionPointer(PRINT));
  }

  private static synchronized <T> T run(Call<T> call, Pointer print) throws BpfException {
    Pointer before = LibBpf.libbpf_set_print(print);
    try {
      return call.run();
    } catch (BpfException e) {
      throw LAST.isEmpty() ? e : e.withLog(List.copyOf(LAST));
    } finally {
      LibBpf.libbpf_set_print(before);
      LAST.clear();
    }
  }

  private static int print(int level, Pointer format, Pointer args) {
    if (level != WARN) {
      return 0;
    }
    // The verifier's log comes as one message; a va_list cannot be walked twice to learn its
    // length.
    try (Memory text = new Memory(LONGEST)) {
      int length = LibC.vsnprintf(text, LONGEST, format, args);
      long end = Math.min(Math.max(length, 0), LONGEST - 1);
      long from = Math.max(0, end - TAIL);
      keep(new String(text.getByteArray(from, (int) (end - from)), StandardCharsets.UTF_8));
    }
    return 0;
  }

  private static void keep(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    for (String line : lines) {
      LAST.addLast(line.strip());
      if (LAST.size() > LINES) {
        LAST.removeFirst();
      }
    }
  }
}
