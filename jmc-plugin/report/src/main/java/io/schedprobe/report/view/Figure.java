package io.schedprobe.report.view;

import java.util.List;

/**
 * A chart, drawn in the browser, and the table that says the same.
 *
 * @param id of the chart, by which the script knows what to draw
 * @param description what is drawn, and of what
 * @param legend null for none
 */
public record Figure(String id, String title, String description, Legend legend, Table table) {
  /** What the colours mean. */
  public record Legend(List<Entry> entries) {
    public Legend {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A colour and what it means.
   *
   * @param kind decides on colour and hatching
   */
  public record Entry(String kind, String name) {
    public Entry {
      name = Visible.of(name);
    }
  }

  public Figure {
    title = Visible.of(title);
    description = Visible.of(description);
  }
}
