package io.schedprobe.jmc.parser;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.unit.IQuantity;

/**
 * The threads that JFR itself tells of in a recording, to be found by what the agent knows of one
 * without a Java {@code Thread}: the kernel's id, and a name that the kernel may have cut.
 */
final class JfrThreads {
  /** Bytes that the kernel keeps of a thread's name. */
  private static final int KERNEL_NAME = 15;

  private static final long UNKNOWN = -1;

  /** By the kernel's id, which it may give again: one for each name. */
  private final Map<Long, Map<String, IMCThread>> byId = new HashMap<>();

  private final Map<String, Map<Long, IMCThread>> withoutId = new HashMap<>();

  /** Takes a thread of any event. */
  synchronized void add(IMCThread thread) {
    String name = thread.getThreadName();
    long id = osThreadId(thread);
    if (name == null) {
      return;
    }
    if (id == UNKNOWN) {
      withoutId
          .computeIfAbsent(name, unused -> new HashMap<>())
          .putIfAbsent(Objects.requireNonNullElse(thread.getThreadId(), UNKNOWN), thread);
    } else {
      byId.computeIfAbsent(id, unused -> new HashMap<>()).putIfAbsent(name, thread);
    }
  }

  /**
   * The thread with this id and name. Where ids are not told, the only one whose name it can be.
   *
   * @param told name, which may be cut
   * @param osThreadId as the parser has it
   * @return null if there is none, or if there are several
   */
  synchronized IMCThread find(String told, Object osThreadId) {
    Map<String, IMCThread> sameId = byId.getOrDefault(number(osThreadId), Map.of());
    if (sameId.containsKey(told)) {
      return sameId.get(told);
    }
    List<IMCThread> found =
        sameId.values().stream().filter(thread -> isCut(told, thread.getThreadName())).toList();
    if (found.isEmpty()) {
      found =
          withoutId.entrySet().stream()
              .filter(entry -> entry.getKey().equals(told) || isCut(told, entry.getKey()))
              .flatMap(entry -> entry.getValue().values().stream())
              .toList();
    }
    return found.size() == 1 ? found.get(0) : null;
  }

  /** Whether the kernel would have cut a name to what is told. */
  private static boolean isCut(String told, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return bytes.length > KERNEL_NAME
        && new String(bytes, 0, KERNEL_NAME, StandardCharsets.UTF_8).equals(told);
  }

  /**
   * The kernel's id of a thread. JMC's parser reads it, and tells threads apart by it, but its
   * {@link IMCThread} has no way to ask for it; so it is looked for in the field, where there is
   * one.
   */
  private static long osThreadId(IMCThread thread) {
    try {
      var field = thread.getClass().getField("osThreadId");
      field.setAccessible(true);
      return number(field.get(thread));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return UNKNOWN;
    }
  }

  /** Positive, or unknown: 0 stands for the threads that the agent could not tell apart. */
  private static long number(Object id) {
    long number = UNKNOWN;
    // Quantities first: JMC's are numbers too, in a unit of their own.
    if (id instanceof IQuantity quantity) {
      number = quantity.clampedFloorIn(quantity.getUnit());
    } else if (id instanceof Number plain) {
      number = plain.longValue();
    }
    return number > 0 ? number : UNKNOWN;
  }
}
