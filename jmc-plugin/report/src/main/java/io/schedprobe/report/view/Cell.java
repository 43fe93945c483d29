package io.schedprobe.report.view;

import io.schedprobe.analysis.text.Quantity;

/**
 * A cell of a table.
 *
 * @param sort what the column is sorted by: a plain number in a column of numbers
 * @param detail a second, smaller line; empty for none
 * @param header it names its row
 * @param number it is aligned as numbers are
 * @param bar null for none
 * @param swatch kind whose colour and hatching stand before the text; empty for none
 */
public record Cell(
    String text,
    String sort,
    String detail,
    boolean header,
    boolean number,
    Bar bar,
    String swatch) {
  public Cell {
    text = Visible.of(text);
    sort = Visible.of(sort);
    detail = Visible.of(detail);
  }

  public static Cell name(String text) {
    return name(text, "");
  }

  public static Cell name(String text, String detail) {
    return new Cell(text, text, detail, true, false, null, "");
  }

  /** A name with the colour and hatching by which charts show it. */
  public static Cell name(String text, String detail, String swatch) {
    return new Cell(text, text, detail, true, false, null, swatch);
  }

  public static Cell text(String text) {
    return text(text, "");
  }

  public static Cell text(String text, String detail) {
    return new Cell(text, text, detail, false, false, null, "");
  }

  /** A text that is sorted by a number, such as a point in time. */
  public static Cell sorted(String text, long by) {
    return new Cell(text, String.valueOf(by), "", false, true, null, "");
  }

  /** A count; empty if it is unknown (negative). */
  public static Cell count(long count) {
    return sorted(count < 0 ? "" : Quantity.count(count), count);
  }

  /** A length of time in nanoseconds; empty if it is unknown (negative). */
  public static Cell time(long nanos) {
    return sorted(nanos < 0 ? "" : Quantity.time(nanos), nanos);
  }

  /** A part of a whole. */
  public static Cell percent(long part, long whole) {
    return new Cell(
        Quantity.percent(part, whole),
        String.valueOf(whole <= 0 ? -1 : (double) part / whole),
        "",
        false,
        true,
        null,
        "");
  }

  /** A bar, sorted by its label. */
  public static Cell bar(String text, Bar bar) {
    return new Cell(text, text, "", false, false, bar, "");
  }
}
