/* What all charts share: colours and hatching from the style sheet, keyboard, zoom, reading line. */
const report = (() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const charts = [];

  const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  /* The same hatching as the patterns of the page's SVG. */
  const HATCHES = {
    neighbor2: (c) => stroke(c, [[0, 8, 8, 0], [-2, 2, 2, -2], [6, 10, 10, 6]]),
    neighbor3: (c) => stroke(c, [[0, 0, 8, 8], [-2, 6, 2, 10], [6, -2, 10, 2]]),
    neighbors: (c) => stroke(c, [[0, 2, 8, 2], [0, 6, 8, 6]]),
    sibling: (c) => stroke(c, [[2, 0, 2, 8], [6, 0, 6, 8]]),
    kernel: (c) => dots(c, [[2, 2], [6, 6]]),
    throttled: (c) => stroke(c, [[0, 0, 8, 8], [0, 8, 8, 0]]),
    unattributed: (c) => dots(c, [[4, 4]]),
  };
  function stroke(context, lines) {
    context.lineWidth = 1.2;
    for (const [x1, y1, x2, y2] of lines) {
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      context.stroke();
    }
  }
  function dots(context, points) {
    for (const [x, y] of points) {
      context.beginPath();
      context.arc(x, y, 1.2, 0, 2 * Math.PI);
      context.fill();
    }
  }

  let fills = new Map();
  /* A canvas fill for a kind: its colour, hatched. */
  function fill(kind) {
    if (!fills.has(kind)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 8;
      const context = tile.getContext("2d");
      context.fillStyle = colour(kind);
      context.fillRect(0, 0, 8, 8);
      context.fillStyle = context.strokeStyle = colour("hatch");
      HATCHES[kind]?.(context);
      fills.set(kind, context.createPattern(tile, "repeat"));
    }
    return fills.get(kind);
  }

  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: data.zone, hour: "2-digit", minute: "2-digit", second: "2-digit",
    fractionalSecondDigits: 3,
  });
  const minutes = new Intl.DateTimeFormat("en-GB", {
    timeZone: data.zone, hour: "2-digit", minute: "2-digit",
  });
  const seconds = new Intl.DateTimeFormat("en-GB", {
    timeZone: data.zone, hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  /* Points in time beside an axis, no finer than its steps. */
  function times(u, splits, axis, space, step) {
    const clock = step < 60 ? seconds : minutes;
    return splits.map((at) => (step < 1 ? time(at) : clock.format(new Date(at * 1e3))));
  }
  const time = (seconds) => clock.format(new Date(seconds * 1e3));

  /* A length in nanoseconds with its unit, three digits. */
  function length(nanos) {
    if (!nanos) {
      return "0";
    }
    const [unit, name] =
      nanos >= 1e9 ? [1e9, "s"] : nanos >= 1e6 ? [1e6, "ms"] : nanos >= 1e3 ? [1e3, "µs"] : [1, "ns"];
    return Number((nanos / unit).toPrecision(3)) + " " + name;
  }

  /* What charts over time have in common: columns of one width in seconds. */
  function timed({ start, width, count }) {
    const at = (column) => start + column * width;
    const middles = Array.from({ length: count }, (_, column) => at(column) + width / 2);
    const common = { time: true, columns: middles, range: () => range };
    return { count, width, at, middles, common };
  }
  let range = [data.start, data.end];

  const font = "12px system-ui, sans-serif";
  function axis(more) {
    return {
      font,
      stroke: () => colour("ink"),
      grid: { stroke: () => colour("grid"), width: 1 },
      ticks: { stroke: () => colour("grid"), width: 1 },
      ...more,
    };
  }

  /* Puts a chart into its place. What it must bring: height, scale, yAxis, draw(u), columns (x of
     each column's middle), rows (1 or the number of lanes), read(column, row), label. */
  function chart(id, made) {
    const host = document.getElementById(id);
    if (!host) {
      return;
    }
    host.textContent = "";
    const reading = document.createElement("p");
    reading.className = "reading";
    reading.textContent = made.hint;
    const place = { column: 0, row: 0 };
    const options = {
      width: Math.max(280, host.clientWidth),
      height: made.height,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: {
        points: { show: false },
        y: false,
        drag: { x: made.time, y: false, setScale: false },
        ...(made.time ? { sync: { key: "time" } } : {}),
      },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), data.zone),
      scales: { x: { time: made.time, range: made.range }, y: made.scale },
      axes: [axis(made.time ? { values: times, space: 72 } : made.xAxis), axis(made.yAxis)],
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: {
        draw: [made.draw],
        setCursor: [(u) => {
          if (u.cursor.event && u.cursor.left >= 0 && u.cursor.idx != null) {
            place.column = u.cursor.idx;
            place.row = rowAt(u);
            tell();
          }
        }],
        setSelect: [(u) => {
          if (u.select.width > 4) {
            zoom(u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x"));
          }
          u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
        }],
      },
    };
    const u = new uPlot(options, [made.columns, made.columns.map(() => null)], host);
    host.after(reading);

    function rowAt(u) {
      const row = Math.floor(u.posToVal(u.cursor.top, "y"));
      return Math.min(Math.max(0, row), made.rows - 1);
    }
    function tell() {
      const text = made.read(place.column, place.row);
      reading.textContent = text;
      host.setAttribute("aria-valuenow", String(place.column + 1));
      host.setAttribute("aria-valuetext", text);
    }
    /* Moves the cursor with the keyboard; pixels, as uPlot wants them. */
    function show() {
      u.setCursor({
        left: u.valToPos(made.columns[place.column], "x"),
        top: u.valToPos(place.row + 0.5, "y"),
      });
      tell();
    }
    host.tabIndex = 0;
    host.setAttribute("role", "slider");
    host.setAttribute("aria-label", made.label);
    host.setAttribute("aria-describedby", id + "-caption");
    host.setAttribute("aria-valuemin", "1");
    host.setAttribute("aria-valuemax", String(made.columns.length));
    host.setAttribute("aria-valuenow", "1");
    host.setAttribute("aria-valuetext", made.hint);
    host.addEventListener("keydown", (event) => {
      const last = made.columns.length - 1;
      const steps = {
        ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10, Home: -last, End: last,
      };
      if (event.key in steps) {
        place.column = Math.min(last, Math.max(0, place.column + steps[event.key]));
      } else if (made.rows > 1 && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        const step = (event.key === "ArrowDown") === made.down ? 1 : -1;
        place.row = Math.min(made.rows - 1, Math.max(0, place.row + step));
      } else if (made.time && (event.key === "+" || event.key === "-")) {
        const { min, max } = u.scales.x;
        const half = ((max - min) / 2) * (event.key === "+" ? 0.5 : 2);
        zoom(made.columns[place.column] - half, made.columns[place.column] + half);
      } else if (made.time && event.key === "0") {
        zoom(data.start, data.end);
      } else {
        return;
      }
      event.preventDefault();
      show();
    });
    charts.push({ u, host, time: made.time });
  }

  const zoomed = [];
  /* Shows a stretch of time in every chart over time. */
  function zoom(from, to) {
    const min = Math.max(data.start, from);
    const max = Math.min(data.end, to);
    if (!(max - min > 1e-3)) {
      return;
    }
    range = [min, max];
    for (const { u, time } of charts) {
      if (time) {
        u.setScale("x", { min, max });
      }
    }
    const whole = min <= data.start && max >= data.end;
    zoomed.forEach((hear) => hear(whole ? null : { min, max }));
  }

  function redraw() {
    fills = new Map();
    charts.forEach(({ u }) => u.redraw(false, true));
  }
  function resize(width) {
    for (const { u, host } of charts) {
      u.setSize({ width: Math.max(280, width ?? host.clientWidth), height: u.height });
    }
  }
  let pending = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => resize());
  });

  /* Draws inside of the plotting area only. */
  function clipped(u, drawing) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    drawing(ctx);
    ctx.restore();
  }

  return { data, chart, timed, fill, colour, time, length, axis, zoom, zoomed, redraw, resize, clipped };
})();
