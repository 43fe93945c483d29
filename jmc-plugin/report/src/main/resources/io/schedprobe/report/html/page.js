/* Theme, printing, and tables that sort, filter and fold. */
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  const KEY = "schedprobe-report-theme";

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // not every browser keeps anything for a page from a file
    }
  }
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  function apply() {
    button.textContent = isDark() ? "Light theme" : "Dark theme";
    report.redraw();
  }
  const known = remembered();
  if (known === "dark" || known === "light") {
    root.dataset.theme = known;
  }
  button.classList.remove("hidden");
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem(KEY, root.dataset.theme);
    } catch {
      // then it holds for this view only
    }
    apply();
  });
  dark.addEventListener("change", apply);
  apply();

  let theme;
  addEventListener("beforeprint", () => {
    theme = root.dataset.theme;
    root.dataset.theme = "light";
    report.resize(680);
    report.redraw();
  });
  addEventListener("afterprint", () => {
    if (theme) {
      root.dataset.theme = theme;
    } else {
      delete root.dataset.theme;
    }
    report.resize();
    report.redraw();
  });

  const FOLD = 12;
  let number = 0;
  for (const table of document.querySelectorAll("table.sortable")) {
    prepare(table, ++number);
  }

  function prepare(table, id) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      const name = head.textContent;
      head.textContent = "";
      const sorter = document.createElement("button");
      sorter.type = "button";
      sorter.textContent = name;
      sorter.addEventListener("click", () => sort(head, column));
      head.append(sorter);
    });

    function sort(head, column) {
      const numbers = head.classList.contains("number");
      const now = head.getAttribute("aria-sort");
      const down = now ? now === "ascending" : numbers;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].dataset.sort;
      rows.sort((a, b) => {
        const rest = a.classList.contains("beyond") - b.classList.contains("beyond");
        const order = numbers ? Number(key(a)) - Number(key(b)) : key(a).localeCompare(key(b));
        return rest || (down ? -order : order);
      });
      body.append(...rows);
      fold();
    }

    let open = false;
    let word = "";
    let range = null;
    const spans = rows.some((row) => row.dataset.from);
    const tools = document.createElement("div");
    tools.className = "tools";
    const more = document.createElement("button");
    more.type = "button";
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    more.addEventListener("click", () => {
      open = !open;
      fold();
    });
    if (rows.length > FOLD) {
      const label = document.createElement("label");
      label.textContent = "Filter: ";
      const input = document.createElement("input");
      input.type = "search";
      input.id = "filter-" + id;
      input.addEventListener("input", () => {
        word = input.value.trim().toLowerCase();
        fold();
      });
      label.append(input);
      tools.append(label, more);
    }
    tools.append(status);
    if (rows.length > FOLD || spans) {
      table.parentElement.after(tools);
    }
    if (spans) {
      report.zoomed.push((stretch) => {
        range = stretch;
        fold();
      });
    }

    function fits(row) {
      return (!word || row.textContent.toLowerCase().includes(word))
        && (!range || !row.dataset.from
          || (Number(row.dataset.from) <= range.max && Number(row.dataset.to) >= range.min));
    }
    function fold() {
      let fitting = 0;
      for (const row of rows) {
        const fit = fits(row);
        row.classList.toggle("filtered", !fit);
        fitting += fit;
        row.classList.toggle("folded", fit && !open && fitting > FOLD);
      }
      more.textContent = open ? "Show fewer rows" : "Show all " + fitting + " rows";
      more.hidden = fitting <= FOLD;
      more.setAttribute("aria-expanded", String(open));
      status.textContent =
        word || range
          ? fitting + " of " + rows.length + " rows fit"
            + (range ? " the time from " + report.time(range.min) + " to " + report.time(range.max) : "")
          : "";
    }
    fold();
  }

  const bar = document.getElementById("zoom");
  if (bar) {
    const all = document.createElement("button");
    all.type = "button";
    all.textContent = "Show the whole recording";
    all.disabled = true;
    const shown = document.createElement("span");
    shown.setAttribute("role", "status");
    const hint = "Drag over a chart to zoom in; all charts over time and the worst waits follow.";
    shown.textContent = hint;
    all.addEventListener("click", () => report.zoom(report.data.start, report.data.end));
    report.zoomed.push((stretch) => {
      all.disabled = !stretch;
      shown.textContent = stretch
        ? "Shown: " + report.time(stretch.min) + " to " + report.time(stretch.max)
        : hint;
    });
    bar.append(all, shown);
  }
})();
