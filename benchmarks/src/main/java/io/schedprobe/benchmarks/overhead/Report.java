package io.schedprobe.benchmarks.overhead;

import java.util.List;

/** Measures, prints, and writes into the page. */
public final class Report {
  /** All there is, in the order of the page. */
  public static final List<String> PARTS = List.of("hooks", "slowdown", "jvm", "export");

  private Report() {}

  /**
   * Makes the named parts.
   *
   * @throws IllegalStateException whose message says to a user what is missing
   */
  public static void make(List<String> parts, boolean write) throws Exception {
    for (String part : parts) {
      String machine = Machine.describe();
      Markdown page = new Markdown();
      switch (part) {
        case "hooks" -> new Hooks().measure(page);
        case "slowdown" -> new Slowdown().measure(page);
        case "export" -> ExportCost.measure(page);
        case "jvm" -> JvmCost.measure(page);
        default -> throw new IllegalArgumentException(part);
      }
      page.paragraph(machine);
      System.out.println(page);
      if (write) {
        Document.replace(Checkout.document(), part, page.toString());
      }
    }
  }
}
