package io.schedprobe.doctor;

import io.schedprobe.source.SourceUnavailableException;

/** Loads and attaches the kernel tracer in this process and takes it away again. */
@FunctionalInterface
public interface TracerTrial {
  /**
   * Tries once; nothing of it remains.
   *
   * @throws SourceUnavailableException when the tracer cannot run, with the reason
   */
  void run() throws SourceUnavailableException;
}
