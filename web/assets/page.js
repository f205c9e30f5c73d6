// Lights up places of the report and opens citations. It only moves focus and classes: no text becomes markup.
(() => {
  document.documentElement.lang = "zh-CN";
  const clear = () => {
    document.querySelectorAll(".lit, .eq-left-cell, .eq-right-cell, .eq-wrong").forEach((node) => {
      node.classList.remove("lit", "eq-left-cell", "eq-right-cell", "eq-wrong");
      node.removeAttribute("data-value");
    });
    if (window.CSS && CSS.highlights) CSS.highlights.delete("quoted");
  };
  const flat = (text) => text.replace(/\s+/g, "");
  const rangeOf = (block, quote) => {
    const wanted = flat(quote);
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
  // Draws a broken sum on the table: what adds up on either side, and the cell that is wrong with its right value.
  const draw = (sum) => {
    const mark = (ids, name) => ids.forEach((id) => { const cell = document.getElementById(id); if (cell) cell.classList.add(name); });
    mark(sum.left, "eq-left-cell");
    mark(sum.right, "eq-right-cell");
    const wrong = sum.wrong && document.getElementById(sum.wrong);
    if (wrong) { wrong.classList.add("eq-wrong"); wrong.dataset.value = sum.value; }
    return wrong;
  };
  const light = (button) => {
    clear();
    if (button.dataset.sum) {
      const sum = JSON.parse(button.dataset.sum);
      const target = draw(sum) || document.getElementById(sum.left[0]);
      if (target) { target.scrollIntoView({ block: "center", behavior: "smooth" }); return; }
    }
    const cells = (button.dataset.cells || "").split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
    const block = document.getElementById("a-" + button.dataset.anchor);
    cells.forEach((cell) => cell.classList.add("lit"));
    let target = cells[0] || block;
    if (!cells.length && block) {
      const range = rangeOf(block, button.dataset.quote || "");
      if (range && window.CSS && CSS.highlights) CSS.highlights.set("quoted", new Highlight(range));
      block.classList.add("lit");
      if (range && range.startContainer.parentElement) target = block;
    }
    if (!target) target = document.querySelector(".report");
    if (target) target.scrollIntoView({ block: "center", behavior: "smooth" });
  };
  document.addEventListener("click", (event) => {
    const locate = event.target.closest(".locate");
    if (locate) return light(locate);
    const tab = event.target.closest("[role=tab]");
    if (tab) document.body.classList.toggle("wide", ["批量", "图表", "资料库"].includes(tab.textContent.trim()));
    const mark = event.target.closest("[data-cite]");
    if (mark) {
      const card = document.getElementById(mark.dataset.cite);
      if (card) { card.open = true; card.scrollIntoView({ block: "nearest", behavior: "smooth" }); card.querySelector("summary").focus(); }
    }
  });
  // n and p step through the findings.
  document.addEventListener("keydown", (event) => {
    if (!["n", "p"].includes(event.key) || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, [contenteditable]")) return;
    const all = [...document.querySelectorAll(".finding .locate")].filter((b) => b.offsetParent);
    if (!all.length) return;
    const now = all.indexOf(document.activeElement);
    const next = all[(now + (event.key === "n" ? 1 : -1) + all.length) % all.length];
    next.focus(); next.scrollIntoView({ block: "nearest" }); light(next);
  });
})();
