package io.schedprobe.options;

import io.schedprobe.alert.AlertChannels;
import io.schedprobe.detect.AlertSettings;
import io.schedprobe.detect.ScoreSettings;

/**
 * What the user asked of the detector.
 *
 * @param on whether there is to be one
 * @param scores thresholds and weights
 * @param alerts when to alert
 * @param channels where alerts go besides JFR
 */
public record DetectionOptions(
    boolean on, ScoreSettings scores, AlertSettings alerts, AlertChannels channels) {}
