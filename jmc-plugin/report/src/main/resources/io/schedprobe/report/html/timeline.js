/* Shares over time, and a lane for each thread. */
(() => {
  "use strict";
  const { data, chart, timed, fill, colour, time, length, clipped } = report;
  const kinds = data.kinds;
  const keys = "Arrow keys move, + and - zoom, 0 shows all.";

  const parts = (list) =>
    list.filter(([, nanos]) => nanos > 0)
      .sort((a, b) => b[1] - a[1])
      .map(([kind, nanos]) => kinds[kind].name + " " + length(nanos))
      .join(", ");

  /* shares: for each kind the nanoseconds waited in each bucket. */
  if (data.buckets.count) {
    const { count, width, at, middles, common } = timed(data.buckets);
    const sums = middles.map((_, column) => data.shares.reduce((sum, of) => sum + of[column], 0));
    const most = Math.max(...sums, 1) / 1e9;
    chart("shares", {
      ...common,
      height: 220,
      rows: 1,
      scale: { range: [0, most * 1.05] },
      yAxis: { size: 64, values: (u, splits) => splits.map((seconds) => length(seconds * 1e9)) },
      label: "Time waited over time by who had the CPU",
      hint: "Point at the chart, or give it the focus, to read it. " + keys,
      read: (column) =>
        time(at(column)) + " to " + time(at(column + 1)) + ": waited "
        + length(sums[column]) + " in all" + (sums[column] ? ": " : "")
        + parts(data.shares.map((of, kind) => [kind, of[column]])),
      draw: (u) => clipped(u, (context) => {
        for (let column = 0; column < count; column++) {
          const left = u.valToPos(at(column), "x", true);
          const right = u.valToPos(at(column + 1), "x", true);
          let below = 0;
          data.shares.forEach((of, kind) => {
            if (of[column]) {
              const above = below + of[column] / 1e9;
              const top = u.valToPos(above, "y", true);
              context.fillStyle = fill(kinds[kind].kind);
              context.fillRect(left, top, Math.max(1, right - left), u.valToPos(below, "y", true) - top);
              below = above;
            }
          });
        }
      }),
    });
  }

  /* lanes: name, and cells as [column, kind, nanoseconds, …], the kinds of a column in order. */
  if (data.lanes.length) {
    const { width, at, common } = timed(data.columns);
    const lanes = data.lanes;
    const cells = lanes.map(({ cells: flat }) => {
      const byColumn = new Map();
      for (let i = 0; i < flat.length; i += 3) {
        const list = byColumn.get(flat[i]) ?? byColumn.set(flat[i], []).get(flat[i]);
        list.push([flat[i + 1], flat[i + 2]]);
      }
      return byColumn;
    });
    const narrow = matchMedia("(max-width: 40rem)").matches;
    const letters = narrow ? 11 : 24;
    const cut = (name) => (name.length > letters ? name.slice(0, letters - 1) + "…" : name);
    chart("lanes", {
      ...common,
      height: 24 * lanes.length + 50,
      rows: lanes.length,
      down: true,
      scale: { range: [0, lanes.length], dir: -1 },
      yAxis: {
        size: narrow ? 88 : 180,
        splits: () => lanes.map((_, row) => row + 0.5),
        values: (u, splits) => splits.map((split) => cut(lanes[Math.floor(split)].name)),
        grid: { show: false },
        ticks: { show: false },
        gap: 4,
      },
      label: "Lanes of the threads that waited longest",
      hint: "Point at a lane, or give the chart the focus, to read it. " + keys,
      read: (column, row) => {
        const cell = cells[row].get(column) ?? [];
        const sum = cell.reduce((all, [, nanos]) => all + nanos, 0);
        return lanes[row].name + ", " + time(at(column)) + " to " + time(at(column + 1))
          + ": " + (sum ? "waited " + length(sum) + ": " + parts(cell) : "did not wait");
      },
      draw: (u) => clipped(u, (context) => {
        context.strokeStyle = colour("grid");
        lanes.forEach((_, row) => {
          const top = u.valToPos(row + 0.08, "y", true);
          const bottom = u.valToPos(row + 0.95, "y", true);
          context.beginPath();
          context.moveTo(u.bbox.left, bottom);
          context.lineTo(u.bbox.left + u.bbox.width, bottom);
          context.stroke();
          for (const [column, list] of cells[row]) {
            const left = u.valToPos(at(column), "x", true);
            const wide = Math.max(1, u.valToPos(at(column + 1), "x", true) - left);
            let low = bottom;
            for (const [kind, nanos] of list) {
              const high = Math.max(1, ((bottom - top) * nanos) / (width * 1e9));
              context.fillStyle = fill(kinds[kind].kind);
              context.fillRect(left, low - high, wide, high);
              low -= high;
            }
          }
        });
      }),
    });
  }
})();
