package io.schedprobe.report.view;

import java.util.List;

/**
 * A part of the page under a heading of its own.
 *
 * @param lead what it says, in a sentence or two
 */
public record Part(String lead, List<Figure> figures, List<Table> tables) {
  public Part {
    lead = Visible.of(lead);
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }

  public static Part of(String lead, Table... tables) {
    return new Part(lead, List.of(), List.of(tables));
  }
}
