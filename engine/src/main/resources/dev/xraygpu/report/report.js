"use strict";
(() => {
  const text = (cell) => cell.textContent.trim();
  const key = (cell) => (cell.dataset.key === undefined ? text(cell) : cell.dataset.key);
  const compare = (numbers) => (a, b) =>
    numbers ? Number(a) - Number(b) : a.localeCompare(b, "en", { numeric: true });

  const sort = (table, header) => {
    const column = [...header.parentNode.children].indexOf(header);
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of header.parentNode.children) {
      other.removeAttribute("aria-sort");
    }
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const by = compare(header.dataset.number !== undefined);
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [key(row.cells[column]), row]);
    rows.sort((a, b) => (down ? -1 : 1) * by(a[0], b[0]));
    body.append(...rows.map((pair) => pair[1]));
  };

  const contains = (row, words) => {
    const content = row.textContent.toLowerCase();
    return words.every((word) => content.includes(word));
  };
  const wordsOf = (input) => input.value.toLowerCase().split(/\s+/).filter(Boolean);

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const header of table.tHead.rows[0].cells) {
      header.querySelector("button").addEventListener("click", () => sort(table, header));
    }
    if (table.tBodies[0].rows.length > 8 && !table.closest("#findings")) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "search";
      label.append("Filter", input);
      table.closest(".table").prepend(label);
      input.addEventListener("input", () => {
        const words = wordsOf(input);
        for (const row of table.tBodies[0].rows) {
          row.hidden = !contains(row, words);
        }
      });
    }
  }

  const filter = document.getElementById("filter");
  if (filter) {
    const severity = document.getElementById("severity");
    const matches = document.getElementById("matches");
    const apply = () => {
      const words = wordsOf(filter);
      const wanted = severity.value;
      let shown = 0;
      for (const check of document.querySelectorAll(".check")) {
        const code = check.id.replace("check-", "");
        let any = false;
        for (const row of check.querySelectorAll("tbody tr")) {
          const fits = words.every((w) => code.includes(w) || row.textContent.toLowerCase().includes(w));
          row.hidden = !(fits && (!wanted || text(row.cells[3]) === wanted));
          if (!row.hidden) {
            any = true;
            shown++;
          }
        }
        check.hidden = !any;
      }
      matches.value = words.length || wanted ? shown + (shown === 1 ? " row matches" : " rows match") : "";
    };
    filter.addEventListener("input", apply);
    severity.addEventListener("change", apply);
    filter.form.addEventListener("submit", (event) => event.preventDefault());
  }
})();
