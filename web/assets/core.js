// What every place shares: calls to the server, one line of news with its undo, downloads, tabs.
window.nianbao = (() => {
  document.documentElement.lang = "zh-CN";
  const places = {}, hearers = [];
  const N = { places };
  N.$ = (selector, root) => (root || document).querySelector(selector);
  N.$$ = (selector, root) => [...(root || document).querySelectorAll(selector)];
  N.begin = (name, element, server, trigger, upload) => {
    Object.assign(N, { place: name, root: element, server, trigger, upload });
    places[name]();
  };
  N.heard = (value) => {
    if (!value) return;
    const answer = JSON.parse(value);
    if ("amiss" in answer) N.amiss(answer.amiss);
    hearers.forEach((hear) => hear(answer));
  };
  // What does not go as it should is said as long as it is so; meanwhile the page asks again by itself.
  let asking = 0;
  N.amiss = (said) => {
    const box = N.$("#amiss");
    if (box.textContent !== (said || "")) box.textContent = said || "";
    clearTimeout(asking);
    if (!said) return;
    asking = setTimeout(async () => { if ((await N.call("working", {}, true)).error) N.amiss(said); }, 5000);
  };
  // What this visitor's role may do; the controls of everything else are not shown (base.css), and the server refuses it.
  N.may = new Set();
  N.allow = (acts) => { acts.forEach((act) => { N.may.add(act); N.$(".place").classList.add(`may-${act}`); }); };
  N.onAnswer = (hear) => hearers.push(hear);
  let clock = 0;
  // A line about what just happened; what can be taken back has its button there.
  N.flash = (text, options) => {
    const { bad = false, undo = null, go = null, said = "撤销", also = null, keep = 9000 } = options || {};
    const box = N.$("#flash");
    clearTimeout(clock);
    box.textContent = "";
    box.className = bad ? "bad" : "";
    if (!text) return;
    const line = document.createElement("span");
    line.textContent = text;
    if (bad) line.setAttribute("role", "alert");
    box.append(line);
    [also, undo || go ? [said, undo || go] : null].filter(Boolean).forEach(([word, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = word;
      button.addEventListener("click", () => { N.flash(""); act(); });
      box.append(button);
    });
    clock = setTimeout(() => N.flash(""), keep);
  };
  // A failed connection is one sentence; whatever was typed stays where it is.
  N.call = async (name, data, quiet) => {
    try {
      const answer = await N.server[name](data || {});
      if (!answer.error) N.amiss(answer.amiss);
      if (answer.error && !quiet) N.flash(answer.error, { bad: true });
      return answer;
    } catch (error) {
      const said = "和服务器的连接断了；已写的文字还在，请稍后再试。";
      if (!quiet) N.flash(said, { bad: true });
      return { error: said, lost: true };
    }
  };
  // What changes something is asked one after the other, so that a quick hand cannot overtake itself; what is sent may
  // be made when its turn has come.
  let line = Promise.resolve();
  N.change = (name, data, quiet) => (line = line.then(() => N.call(name, typeof data === "function" ? data() : data, quiet)));
  // Shows new HTML in a box; what is as it was stays the same element, so that a click or a focus on it is not lost.
  N.patch = (box, html) => {
    const fresh = box.cloneNode(false), known = new Map();
    fresh.innerHTML = html;
    for (const child of box.children) known.set(child.outerHTML, child);
    const wanted = [...fresh.children].map((child) => {
      const same = known.get(child.outerHTML);
      known.delete(child.outerHTML);
      return same || child;
    });
    const kept = new Set(wanted);
    [...box.childNodes].forEach((child) => { if (!kept.has(child)) child.remove(); });
    wanted.forEach((child, n) => { if (box.children[n] !== child) box.insertBefore(child, box.children[n] || null); });
  };
  N.base = () => ((window.gradio_config && window.gradio_config.root) || location.pathname).replace(/\/$/, "");
  N.fileUrl = (path) => `${N.base()}/gradio_api/file=${path.split("/").map(encodeURIComponent).join("/")}`;
  N.download = (answer) => {
    if (!answer.file) return;
    const link = document.createElement("a");
    link.href = N.fileUrl(answer.file);
    link.download = answer.file.split(/[\\/]/).pop();
    document.body.append(link);
    link.click();
    link.remove();
  };
  // The conversation of this browser, one for each report that is asked about: a long random name that nobody else knows.
  const unnamed = {};
  N.name = (report) => {
    const key = `nianbao-conversation-${N.place}${report ? `-${report}` : ""}`;
    let name = unnamed[key] || "";
    try { name = localStorage.getItem(key) || name; } catch (error) { /* kept for this visit only */ }
    if (/^[0-9a-f]{32}$/.test(name)) return name;
    name = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
    unnamed[key] = name;
    try { localStorage.setItem(key, name); } catch (error) { /* kept for this visit only */ }
    return name;
  };
  N.later = (milliseconds, work) => {
    let waiting = 0;
    const run = (...given) => { clearTimeout(waiting); waiting = setTimeout(() => { waiting = 0; work(...given); }, milliseconds); };
    run.now = () => { if (!waiting) return null; clearTimeout(waiting); waiting = 0; return work(); };
    return run;
  };
  // One row of tabs: the chosen panel is shown, the arrow keys go along the row.
  N.tabs = (row, attribute, prefix, chosen) => {
    const buttons = N.$$("[role=tab]", row);
    const choose = (name, focus) => {
      buttons.forEach((button) => {
        const mine = button.dataset[attribute] === name;
        button.setAttribute("aria-selected", String(mine));
        button.tabIndex = mine ? 0 : -1;
        if (mine && focus) button.focus();
        N.$(`#${prefix}-${button.dataset[attribute]}`).hidden = !mine;
      });
      chosen(name);
    };
    row.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) choose(tab.dataset[attribute]);
    });
    row.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key) || !event.target.matches("[role=tab]")) return;
      const at = buttons.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : -1);
      choose(buttons[(at + buttons.length) % buttons.length].dataset[attribute], true);
      event.preventDefault();
    });
    return choose;
  };
  return N;
})();
