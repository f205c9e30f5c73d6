// What is decided on the findings: shown at once, told to the server one after the other; its answers bring what changed.
(() => {
  const N = window.nianbao, { $, $$, flash } = N;
  const D = (N.decisions = { filter: "", part: "" });
  // How each row stands here by the server's mark of it, what can be taken back, and what the server has not answered yet.
  let has = {}, done = [], waiting = 0, gathered = null, noted = "";

  const rows = (D.rows = () => $$("#findings > .finding"));
  D.shown = () => rows().filter((row) => !row.hidden);
  const row = (D.row = (id) => document.getElementById(`f-${id}`));
  D.forget = () => {
    Object.assign(D, { filter: "", part: "" });
    has = {}; done = []; gathered = null; noted = "";
    $("#own-form").reset();
    D.noQuote();
    $("#findings").innerHTML = "";
  };
  D.sift = () => {
    const { filter, part } = D, chosen = N.review.chosen;
    rows().forEach((r) => {
      const fits = !filter || (filter === "open" ? r.classList.contains("open") : r.dataset.severity === filter);
      r.hidden = !(fits || (filter === "open" && r.dataset.finding === chosen)) || Boolean(part && r.dataset.part !== part);
    });
    $$("#filters [data-filter]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.filter === filter)));
    const none = $("#no-finding");
    none.hidden = D.shown().length > 0;
    none.textContent = rows().length ? "没有这一类问题。" : "没有发现问题，可以直接出意见。";
  };
  const tally = (left) => {
    const open = $("#filters [data-filter=open] b");
    if (open) open.textContent = left;
    $("#tab-findings").textContent = left ? `问题 ${left}` : "问题 ✓";
  };
  // A row as it will stand once the server has heard of it; its own row takes its place then.
  const paint = (target, state) => {
    const button = (name) => $(`[data-do=${name}]`, target);
    const before = { id: target.dataset.finding, state: ["accepted", "dismissed"].find((s) => target.classList.contains(s)) || "", said: $(".state", target).textContent };
    target.classList.remove("open", "accepted", "dismissed");
    target.classList.add(state || "open");
    const sign = { accepted: "✓", dismissed: "✗" }[state];
    $(".state", target).textContent = sign ? `${sign} ${button(state).textContent.replace(/ \w$/, "")}` : "";
    ["accepted", "dismissed"].forEach((name) => button(name).setAttribute("aria-pressed", String(name === state)));
    delete has[before.id];
    tally(rows().filter((r) => r.classList.contains("open")).length);
    return before;
  };
  // As it stood before, and what it stood at until now.
  const unpaint = ({ id, state, said }) => {
    const target = row(id), now = target && paint(target, state);
    if (target) $(".state", target).textContent = said;
    return now;
  };
  const unsaved = (box) => box.value !== box.defaultValue;
  // The server's rows in the place of those shown; whoever is writing in one keeps it.
  const replaced = (old, html) => {
    const inside = old && old.contains(document.activeElement) && document.activeElement;
    if (inside && inside.matches("textarea, select")) return old;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const next = holder.content.firstElementChild;
    if (!old) return next;
    if (old.classList.contains("chosen")) { next.classList.add("chosen"); $(".head", next).setAttribute("aria-expanded", "true"); }
    $(".edit", next).open = $(".edit", old).open;
    $$("textarea", old).filter(unsaved).forEach((box) => { $(`[name=${box.name}]`, next).value = box.value; });
    old.replaceWith(next);
    if (inside) $(".head", next).focus({ preventScroll: true });
    return next;
  };
  D.put = (answer) => {
    if (!answer.order) return;
    const list = $("#findings"), there = new Map(rows().map((r) => [r.dataset.finding, r]));
    has = Object.fromEntries(answer.order);
    answer.order.forEach(([id], at) => {
      const old = there.get(id), now = answer.rows[id] === undefined ? old : replaced(old, answer.rows[id]);
      there.delete(id);
      if (now && list.children[at] !== now) list.insertBefore(now, list.children[at] || null);
    });
    there.forEach((gone) => gone.remove());
    if (answer.verify !== undefined) $("#verify").innerHTML = answer.verify;
    $("#filters").innerHTML = answer.filters;
    tally(answer.left);
    D.sift();
    const places = rows().map(({ dataset: d }) => [d.finding, d.anchor, d.quote, d.cells, d.severity].join("\t")).join("\n");
    if (places !== noted) { noted = places; N.margin(rows()); }
    D.markAdopted();
  };
  D.has = () => has;
  // Only the answer to the last of several changes is shown: those before it do not know of what was done since.
  const change = async (name, data, undone) => {
    const report = N.review.id;
    waiting += 1;
    if (name !== "undo") gathered = null;
    const answer = await N.change(name, () => ({ report, has, ...(typeof data === "function" ? data() : data) }));
    waiting -= 1;
    if (report !== N.review.id) return { error: "elsewhere" };
    if (answer.lost) undone();
    else if (answer.error) N.review.open(report, { quiet: true });
    else if (!waiting) D.put(answer);
    return answer;
  };
  D.waits = () => waiting > 0;
  const keep = (times, painted) => { const step = { times, painted: painted || [] }; done.push(step); return step; };
  const drop = (step) => { done = done.filter((s) => s !== step); step.painted.forEach(unpaint); };
  D.decide = async (id, state, reason) => {
    const target = row(id);
    if (!target || !N.may.has("decide")) return;
    const again = target.classList.contains(state) && reason === undefined;
    // Her own is accepted by itself: whoever accepts one after the other goes on to the next.
    const own = target.dataset.rule === "OWN01";
    if (own && again) { D.step(1); return; }
    const step = keep(1, [paint(target, again ? "" : state)]);
    if (!again && reason === undefined) D.step(1);
    const answer = await change("decide", { finding: id, state: again ? "" : state, reason: reason || "" }, () => drop(step));
    if (answer.error) done = done.filter((s) => s !== step);
    else if (own) flash("已删除自己添加的问题。", { undo: D.undo });
  };
  D.decideKind = async (id, state) => {
    const rule = row(id).dataset.rule;
    const painted = rows().filter((r) => r.dataset.rule === rule && !r.classList.contains(state)).map((r) => paint(r, state));
    const step = keep(painted.length, painted);
    const answer = await change("decide_kind", { finding: id, state }, () => drop(step));
    if (answer.error) { done = done.filter((s) => s !== step); return; }
    step.times = answer.changed;
    flash(`同类 ${answer.changed} 条已${state === "accepted" ? "采纳" : "不采纳"}。`, { undo: D.undo });
  };
  D.verify = async (right) => {
    const answer = await change("verify_reading", { right }, () => {});
    if (answer.error) return;
    keep(answer.changed);
    N.letter.look();
    flash(right ? "已记下：读取无误。" : "已记下：没有读对。", { undo: D.undo });
  };
  D.unsaved = (target) => $$(".edit textarea", target || $("#findings")).some(unsaved);
  D.save = async (target) => {
    const text = (name) => $(`[name=${name}]`, target).value;
    const own = $("[name=severity]", target) ? { severity: text("severity"), section: $("[name=section]", target) ? text("section") : "" } : {};
    const answer = await change("reword", { finding: target.dataset.finding, wording: text("wording"), note: text("note"), ...own }, () => {});
    if (answer.error) return;
    if (answer.changed) keep(answer.changed);
    if (answer.changed) flash("改写和备注已保存。", { undo: D.undo });
  };
  // A finding of her own: the words selected last within one block of the report are its quotation.
  let quoted = { quote: "", paragraph: null };
  const showQuote = (quote, paragraph) => {
    quoted = { quote, paragraph };
    $("#own-quote").textContent = quote;
    [$("#own-quote"), $("[data-no-quote]")].forEach((node) => { node.hidden = !quote; });
  };
  const blockOf = (node) => (node && (node.nodeType === 1 ? node : node.parentElement) || document.body).closest("#view-text [id^=a-]");
  D.quote = () => {
    const selected = getSelection(), block = blockOf(selected.anchorNode);
    if (selected.isCollapsed || !block || !$("#own").open || block !== blockOf(selected.focusNode)) return;
    showQuote(selected.toString().trim().slice(0, 500), Number(block.id.slice(2)));
  };
  D.noQuote = () => showQuote("", null);
  D.add = async (form) => {
    const value = (name) => form.elements[name].value;
    const written = { severity: value("severity"), section: value("section"), message: value("message"), suggestion: value("suggestion"), ...quoted };
    const answer = await change("add_finding", written, () => {});
    if (answer.error) return;
    form.reset();
    D.noQuote();
    $("#own").open = false;
    keep(1);
    N.letter.look();
    N.review.choose(answer.added);
    flash(answer.said, { undo: D.undo });
  };
  // Several steps taken back in a row are one call, however fast the key is pressed.
  D.undo = async () => {
    const step = done.pop() || { times: 1, painted: [] }, { times, painted } = step;
    const back = { step, painted: painted.map(unpaint).filter(Boolean) };
    if (painted.length && N.review.tabs.panel === "findings") N.review.choose(painted[0].id);
    if (gathered) { gathered.times += times; gathered.back.push(back); return; }
    const mine = (gathered = { times, back: [back] });
    const told = () => { if (gathered === mine) gathered = null; return { times: mine.times }; };
    const again = () => mine.back.reverse().forEach((b) => { b.painted.forEach(unpaint); done.push(b.step); });
    const answer = await change("undo", told, again);
    if (answer.error) return;
    N.letter.look();
    flash(answer.undone ? "已撤销上一步。" : "没有可以撤销的操作。");
    if (!painted.length && answer.undone && row(answer.undone) && N.review.tabs.panel === "findings") N.review.choose(answer.undone);
  };
  D.step = (by) => {
    const all = D.shown(), at = all.findIndex((r) => r.dataset.finding === N.review.chosen);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) N.review.choose(next.dataset.finding);
  };
  // An opinion of the model that is among the findings is not offered again; taken back, it is.
  D.markAdopted = () => $$("[data-adopt]").forEach((button) => {
    button.disabled = Boolean(row(button.dataset.adopt));
    button.textContent = button.disabled ? "已采纳为审查发现" : "采纳为审查发现";
  });
  D.adopt = async (id) => {
    const answer = await change("decide", { finding: id, state: "accepted", reason: "" }, () => {});
    if (answer.error) return;
    keep(1);
    N.letter.look();
    flash("已采纳为审查发现。", { undo: D.undo });
  };
})();
