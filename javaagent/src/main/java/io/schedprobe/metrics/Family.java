package io.schedprobe.metrics;

import io.schedprobe.model.LatencyHistogram;
import java.util.List;

/**
 * A meter with its values at one moment.
 *
 * @param points empty for a histogram
 * @param histogram of latencies since the agent's start; null but for a histogram
 * @param sumNanos of those latencies, exact
 */
public record Family(Meter meter, List<Point> points, LatencyHistogram histogram, long sumNanos) {}
