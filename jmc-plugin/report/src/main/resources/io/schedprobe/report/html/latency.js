/* Heat map and histogram of the lengths of waits. */
(() => {
  "use strict";
  const { data, chart, timed, colour, time, length, clipped } = report;
  const plain = (value) => value.toLocaleString("en-GB");

  function ramp() {
    const parse = (name) => [1, 3, 5].map((i) => parseInt(colour(name).slice(i, i + 2), 16));
    const low = parse("heat-low");
    const high = parse("heat-high");
    return (part) =>
      "rgb(" + low.map((from, i) => Math.round(from + (high[i] - from) * part)).join(",") + ")";
  }

  /* heat: bounds of the buckets in nanoseconds, counts as [column, bucket, count, …]. */
  const heat = data.heat;
  if (heat.counts.length) {
    const { at, common } = timed(data.buckets);
    const rows = heat.bounds.length - 1;
    const grid = new Map();
    let most = 1;
    for (let i = 0; i < heat.counts.length; i += 3) {
      grid.set(heat.counts[i] * rows + heat.counts[i + 1], heat.counts[i + 2]);
      most = Math.max(most, heat.counts[i + 2]);
    }
    const step = Math.max(1, Math.ceil(rows / 10));
    chart("heat", {
      ...common,
      height: Math.max(200, Math.min(360, rows * 14 + 50)),
      rows,
      down: false,
      scale: { range: [0, rows] },
      yAxis: {
        size: 64,
        splits: () => Array.from({ length: Math.floor(rows / step) + 1 }, (_, i) => i * step),
        values: (u, splits) => splits.map((row) => length(heat.bounds[row])),
      },
      label: "Heat map of the lengths of waits over time",
      hint: "Point at the chart, or give it the focus, to read it. Arrow keys move, + and - zoom, 0 shows all. Darkest: "
        + plain(most) + " waits.",
      read: (column, row) =>
        time(at(column)) + " to " + time(at(column + 1)) + ", "
        + length(heat.bounds[row]) + " to " + length(heat.bounds[row + 1]) + ": "
        + plain(grid.get(column * rows + row) ?? 0) + " waits",
      draw: (u) => clipped(u, (context) => {
        const shade = ramp();
        for (const [key, waits] of grid) {
          const column = Math.floor(key / rows);
          const row = key % rows;
          const left = u.valToPos(at(column), "x", true);
          const top = u.valToPos(row + 1, "y", true);
          context.fillStyle = shade(Math.log1p(waits) / Math.log1p(most));
          context.fillRect(left, top,
            Math.max(1, u.valToPos(at(column + 1), "x", true) - left),
            u.valToPos(row, "y", true) - top);
        }
      }),
    });
  }

  /* histogram: bounds in nanoseconds, counts of the buckets between them. */
  const histogram = data.histogram;
  if (histogram.counts.length) {
    const { bounds, counts } = histogram;
    const most = Math.max(...counts, 1);
    const whole = counts.reduce((sum, one) => sum + one, 0);
    const step = Math.max(1, Math.ceil(counts.length / 8));
    chart("histogram", {
      time: false,
      columns: counts.map((_, bucket) => bucket + 0.5),
      range: () => [0, counts.length],
      height: 220,
      rows: 1,
      scale: { range: [0, most * 1.05] },
      xAxis: {
        splits: () => Array.from({ length: Math.floor(counts.length / step) + 1 }, (_, i) => i * step),
        values: (u, splits) => splits.map((bucket) => length(bounds[bucket])),
      },
      yAxis: { size: 64, values: (u, splits) => splits.map((v) => (Number.isInteger(v) ? plain(v) : "")) },
      label: "Histogram of the lengths of waits",
      hint: "Point at a bar, or give the chart the focus, to read it. Arrow keys move.",
      read: (bucket) =>
        length(bounds[bucket]) + " to " + length(bounds[bucket + 1]) + ": "
        + plain(counts[bucket]) + " waits, "
        + plain(Number(((100 * counts.slice(0, bucket + 1).reduce((a, b) => a + b, 0)) / whole).toPrecision(3)))
        + " % are not longer",
      draw: (u) => clipped(u, (context) => {
        context.fillStyle = colour("link");
        const bottom = u.valToPos(0, "y", true);
        counts.forEach((waits, bucket) => {
          const left = u.valToPos(bucket + 0.08, "x", true);
          const top = u.valToPos(waits, "y", true);
          context.fillRect(left, top, u.valToPos(bucket + 0.92, "x", true) - left, bottom - top);
        });
      }),
    });
  }
})();
