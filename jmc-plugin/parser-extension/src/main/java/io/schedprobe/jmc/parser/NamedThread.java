package io.schedprobe.jmc.parser;

import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCThreadGroup;

/**
 * A thread of which the recording has the name and the kernel's id only.
 *
 * @param name as the event has it, such as {@code GC Thread#0}
 * @param osThreadId as the parser has it, an {@code IQuantity}; equal names of different threads
 *     stay apart by it
 */
record NamedThread(String name, Object osThreadId) implements IMCThread {

  @Override
  public Long getThreadId() {
    return null;
  }

  @Override
  public String getThreadName() {
    return name;
  }

  @Override
  public IMCThreadGroup getThreadGroup() {
    return null;
  }

  @Override
  public String toString() {
    return name;
  }
}
