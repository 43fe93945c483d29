package io.schedprobe.metrics;

import java.util.List;

/**
 * One value of a meter.
 *
 * @param labels values of its labels, escaped so that they can be shown
 */
public record Point(List<String> labels, double value) {}
