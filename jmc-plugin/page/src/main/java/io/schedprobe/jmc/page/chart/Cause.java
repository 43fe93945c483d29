package io.schedprobe.jmc.page.chart;

import java.awt.Color;

/**
 * What a wait is put down to, by its largest share: a neighbor, or a share that no neighbor has.
 *
 * @param id the same in every recording
 * @param name for people
 * @param description what it means
 */
public record Cause(String id, String name, String description, Color color) {}
