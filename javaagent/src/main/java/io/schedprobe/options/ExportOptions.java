package io.schedprobe.options;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/**
 * Where the meters go.
 *
 * @param prometheus address at which Prometheus is answered; null: it is not
 * @param atlas URI that Atlas takes measurements at; null: none are sent
 * @param atlasStepNanos how often they are sent, 1 s to 10 min
 * @param atlasTags of all measurements
 * @param neighbors neighbors with series of their own, 0 to 1000
 */
public record ExportOptions(
    InetSocketAddress prometheus,
    URI atlas,
    long atlasStepNanos,
    Map<String, String> atlasTags,
    int neighbors) {

  /** Whether anything is exported. */
  public boolean on() {
    return prometheus != null || atlas != null;
  }
}
