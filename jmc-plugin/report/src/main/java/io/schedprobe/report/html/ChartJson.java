package io.schedprobe.report.html;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.schedprobe.report.parts.Charts;

/** What charts draw, as JSON that may stand in an element of HTML. */
final class ChartJson {
  private ChartJson() {}

  static String of(Charts charts) {
    JsonStringWriter json = JsonWriter.string().object();
    json.value("zone", charts.zone()).value("start", charts.start()).value("end", charts.end());
    columns(json, "columns", charts.columns());
    columns(json, "buckets", charts.buckets());
    json.array("kinds");
    for (Charts.Kind kind : charts.kinds()) {
      json.object().value("kind", kind.kind()).value("name", kind.name()).end();
    }
    json.end().array("shares");
    charts.shares().forEach(of -> numbers(json.array(), of));
    json.end().array("lanes");
    for (Charts.Lane lane : charts.lanes()) {
      json.object().value("name", lane.name());
      numbers(json.array("cells"), lane.cells());
      json.end();
    }
    json.end();
    json.object("heat");
    numbers(json.array("bounds"), charts.heatBounds());
    numbers(json.array("counts"), charts.heat());
    json.end().object("histogram");
    numbers(json.array("bounds"), charts.histogramBounds());
    numbers(json.array("counts"), charts.histogram());
    return safe(json.end().end().done());
  }

  private static void columns(JsonStringWriter json, String name, Charts.Columns columns) {
    json.object(name)
        .value("start", columns.start())
        .value("width", columns.width())
        .value("count", columns.count())
        .end();
  }

  private static void numbers(JsonStringWriter array, long[] numbers) {
    for (long number : numbers) {
      array.value(number);
    }
    array.end();
  }

  /** The same JSON without a character that means something to HTML: they stand in strings only. */
  private static String safe(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
