// Lights up places of the report. It only moves focus and classes: no text becomes markup.
(() => {
  const N = window.nianbao, { $$ } = N;
  const flat = (text) => text.replace(/\s+/g, "");
  const lights = window.CSS && CSS.highlights;
  const rangeOf = (block, quote) => {
    const wanted = flat(quote || "");
    if (!wanted) return null;
    const places = [];
    let text = "";
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let i = 0; i < node.data.length; i++) {
        if (/\s/.test(node.data[i])) continue;
        text += node.data[i];
        places.push([node, i]);
      }
    }
    const start = text.indexOf(wanted);
    if (start < 0) return null;
    const range = document.createRange();
    range.setStart(...places[start]);
    const last = places[start + wanted.length - 1];
    range.setEnd(last[0], last[1] + 1);
    return range;
  };
  const clear = () => {
    $$(".lit, .eq-left-cell, .eq-right-cell, .eq-wrong").forEach((node) => {
      node.classList.remove("lit", "eq-left-cell", "eq-right-cell", "eq-wrong");
      node.removeAttribute("data-value");
    });
    $$(".eq-note").forEach((node) => node.remove());
    if (lights) CSS.highlights.delete("quoted");
  };
  // A broken sum on its table: what adds up on either side, both sums, the wrong cell with its right value.
  const draw = (sum) => {
    const mark = (ids, name) => ids.forEach((id) => {
      const cell = document.getElementById(id);
      if (cell) cell.classList.add(name);
    });
    mark(sum.left, "eq-left-cell");
    mark(sum.right, "eq-right-cell");
    const first = document.getElementById(sum.left[0]);
    if (first) {
      const note = document.createElement("p");
      note.className = "eq-note";
      [["eq-left", "一边合计", sum.sums[0]], ["eq-right", "另一边合计", sum.sums[1]]].forEach(([name, word, value]) => {
        const part = document.createElement("span");
        part.className = name;
        part.textContent = `${word} ${value}`;
        note.append(part);
      });
      first.closest(".grid").prepend(note);
    }
    const wrong = sum.wrong && document.getElementById(sum.wrong);
    if (wrong) { wrong.classList.add("eq-wrong"); wrong.dataset.value = sum.value; }
    return wrong || first;
  };
  const cellsOf = (data) => (data.cells || "").split(" ").filter(Boolean)
    .map((id) => document.getElementById(id)).filter(Boolean);
  N.light = (data) => {
    clear();
    const show = (target) => { if (target) target.scrollIntoView({ block: "center" }); return target; };
    const drawn = data.sum && draw(JSON.parse(data.sum));
    if (drawn) return show(drawn);
    const cells = cellsOf(data), block = document.getElementById(`a-${data.anchor}`);
    cells.forEach((cell) => cell.classList.add("lit"));
    if (!cells.length && block) {
      const range = rangeOf(block, data.quote);
      if (range && lights) CSS.highlights.set("quoted", new Highlight(range));
      block.classList.add("lit");
    }
    return show(cells[0] || block);
  };
  // Every finding in the margin and in the text, so that what is still ahead can be seen.
  N.margin = (rows) => {
    $$(".has-finding").forEach((node) => {
      node.classList.remove("has-finding", "error", "warning", "notice");
      node.removeAttribute("data-of");
    });
    const ranges = [];
    rows.forEach((row) => {
      const cells = cellsOf(row.dataset), block = document.getElementById(`a-${row.dataset.anchor}`);
      const own = cells.length && cells.length <= 3 ? cells : block ? [block] : [];
      own.filter((node) => !node.dataset.of).forEach((node) => {
        node.classList.add("has-finding", row.dataset.severity);
        node.dataset.of = row.dataset.finding;
      });
      const range = !cells.length && block ? rangeOf(block, row.dataset.quote) : null;
      if (range) ranges.push(range);
    });
    if (lights) CSS.highlights.set("noted", new Highlight(...ranges));
  };
})();
