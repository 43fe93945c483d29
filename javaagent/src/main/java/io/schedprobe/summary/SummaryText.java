package io.schedprobe.summary;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lays a summary out as a screenful of plain text, 100 columns wide. */
public final class SummaryText {
  /** Lines that are filled in any case, and those that are filled where that tells more. */
  private static final int LOWEST = 24;

  /** See {@link #LOWEST}. */
  public static final int HIGHEST = 40;

  private static final double MOST = 0.9;

  static final int WIDTH = 100;

  private final Summary summary;
  private final int lowest;
  private final int highest;
  private final UnaryOperator<String> emphasis;
  private final Footer footer;

  /**
   * Lays out for one screen: more lines than a small one has only until the rows tell nine tenths
   * of the delay.
   *
   * @param file as the user named it
   * @param emphasis makes a line stand out; must not change its visible characters
   */
  public SummaryText(Summary summary, Path file, ZoneId zone, UnaryOperator<String> emphasis) {
    this(summary, file, LOWEST, HIGHEST, zone, emphasis);
  }

  /**
   * Fills the lines given.
   *
   * @param file as the user named it
   * @param height lines to fill; a table never shrinks below one row, even if the lines exceed it
   * @param emphasis makes a line stand out; must not change its visible characters
   */
  public SummaryText(
      Summary summary, Path file, int height, ZoneId zone, UnaryOperator<String> emphasis) {
    this(summary, file, height, height, zone, emphasis);
  }

  private SummaryText(
      Summary summary,
      Path file,
      int lowest,
      int highest,
      ZoneId zone,
      UnaryOperator<String> emphasis) {
    this.summary = summary;
    this.lowest = lowest;
    this.highest = highest;
    this.emphasis = emphasis;
    this.footer = new Footer(summary, file, zone);
  }

  /** The lines, without line ends. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String line : Columns.wrap(new Headline(summary).text(), WIDTH)) {
      lines.add(emphasis.apply(line));
    }
    lines.addAll(new Totals(summary).lines());
    List<String> end = footer.lines();
    List<Table> tables = List.of(new ThreadTable(summary), new CulpritTable(summary));
    int around = lines.size() + end.size();
    int height = lowest;
    while (height < highest && !tellMost(tables, height - around)) {
      height++;
    }
    int left = height - around;
    for (int i = 0; i < tables.size(); i++) {
      // Each table gets its part of what is left; what it does not need goes to the next.
      List<String> table = tables.get(i).lines(left / (tables.size() - i) - 1);
      if (!table.isEmpty()) {
        lines.add("");
        lines.add(emphasis.apply(table.get(0)));
        lines.addAll(table.subList(1, table.size()));
        left -= table.size() + 1;
      }
    }
    lines.addAll(end);
    return lines;
  }

  private static boolean tellMost(List<Table> tables, int left) {
    return tables.stream().allMatch(table -> table.tellsMost(left / tables.size() - 1));
  }

  /** Whether a part is so large that the rest is not worth a longer text. */
  static boolean isMost(long part, long whole) {
    return part >= MOST * whole;
  }

  /** A heading and rows. */
  interface Table {
    /**
     * As many rows as fit, the largest first, and a line that sums up the others.
     *
     * @param height lines to fill, the heading among them; at least three are used when there is
     *     more than one row
     * @return no line at all if there is nothing to show
     */
    List<String> lines(int height);

    /** Whether the rows for that height tell most of what the table sums up. */
    boolean tellsMost(int height);
  }
}
