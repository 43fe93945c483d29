package io.schedprobe.report.view;

/**
 * A key figure.
 *
 * @param detail empty for none
 */
public record Fact(String name, String value, String detail) {
  public Fact {
    value = Visible.of(value);
    detail = Visible.of(detail);
  }
}
