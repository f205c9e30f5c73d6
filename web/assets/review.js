// 审阅: the report in the middle, its findings on the right. Everything can be done with the keyboard alone.
(() => {
  const N = window.nianbao, { $, $$, call, flash } = N, D = N.decisions;
  const R = (N.review = { id: "", chosen: "" });
  // The forms that were read in this window, by their reports.
  const receipts = new Map();
  let view, panel, turn = 0, around = {};

  R.showPanel = (name) => panel(name);
  const remember = () => { try { sessionStorage.setItem("nianbao-tabs", JSON.stringify(R.tabs)); } catch (error) { /* only for this visit */ } };
  R.tabs = { view: "text", panel: "findings" };
  try { Object.assign(R.tabs, JSON.parse(sessionStorage.getItem("nianbao-tabs") || "{}")); } catch (error) { /* as at first */ }

  R.choose = (id, options) => {
    const { focus = true, light = true } = options || {};
    D.rows().forEach((r) => {
      const mine = r.dataset.finding === id;
      r.classList.toggle("chosen", mine);
      $(".head", r).setAttribute("aria-expanded", String(mine));
    });
    R.chosen = id;
    const now = D.row(id);
    if (!now) return;
    history.replaceState(history.state, "", `${location.pathname}#${id}`);
    if (focus) { $(".head", now).focus({ preventScroll: true }); now.scrollIntoView({ block: "nearest" }); }
    if (light) { if (R.tabs.view !== "text") view("text"); N.light(now.dataset); }
  };
  const edit = () => {
    const box = D.row(R.chosen) && $(".edit", D.row(R.chosen));
    if (box) { box.open = true; const area = $("textarea", box); area.focus(); area.scrollIntoView({ block: "nearest" }); }
  };
  const beside = (name) => {
    if (around[name]) N.go(around[name]);
    else flash({ year: "资料库里没有上年的报告。", version: "这是第一稿。", before: "已是第一份。", after: "已是最后一份。" }[name]);
  };
  // Who else has this report open: two people on one report know of each other.
  const others = (names) => {
    $("#others").hidden = !(names && names.length);
    $("#others").textContent = names && names.length ? `${names.join("、")}也打开着这份报告` : "";
  };
  R.leave = () => { if (R.id) call("leave", { report: R.id }, true); others([]); };
  R.open = async (id, options) => {
    if (R.id && R.id !== id) R.leave();
    const mine = ++turn, wanted = location.hash.slice(1), quiet = options && options.quiet;
    if (!quiet) { $("#view-text").innerHTML = '<p class="empty">正在打开……</p>'; $("#opinions-shown").innerHTML = ""; }
    const answer = await call("open_report", { report: id }, true);
    if (mine !== turn) return;
    if (answer.error) {
      R.id = "";
      N.go("");
      flash(answer.gone ? "这份报告不在您的资料库里：可能已删除，或由别人收录而没有发布。" : answer.error, { bad: true, keep: 20000 });
      return;
    }
    Object.assign(R, { id, chosen: "" });
    D.forget();
    document.title = `${answer.title} 年报审阅`;
    $("#here").textContent = answer.title;
    $("#view-text").innerHTML = answer.text;
    $("#view-text").scrollTop = 0;
    $("#parts").innerHTML = answer.parts;
    $("#stages").innerHTML = answer.stages;
    $("#same-agency").innerHTML = answer.same_agency;
    others(answer.others);
    around = { ...answer.beside, ...answer.neighbours };
    $$("[data-beside]").forEach((b) => { b.disabled = !around[b.dataset.beside]; });
    D.put(answer);
    view(R.tabs.view);
    panel(R.tabs.panel);
    const first = D.row(wanted) ? wanted : (D.shown()[0] || { dataset: {} }).dataset.finding;
    if (first) R.choose(first, { focus: R.tabs.panel === "findings", light: R.tabs.view === "text" });
    N.pulse();
  };
  // What another window decided is shown here within a few seconds.
  const pulse = N.later(4000, async () => {
    if (R.id && !document.hidden && !$("#review").hidden) {
      const report = R.id, has = D.has(), answer = await call("pulse", { report, has }, true);
      if (report === R.id && answer.others) others(answer.others);
      // What was decided here meanwhile is no other window's.
      if (report === R.id && answer.order && !D.waits() && has === D.has()) { D.put(answer); flash("另一个窗口的处理已显示在这里。"); N.letter.look(); }
      if (report === R.id && answer.gone) R.open(report);
    }
    N.pulse();
  });
  N.pulse = () => pulse();
  const showOriginal = async () => {
    const place = $("#view-original"), report = R.id;
    if (place.dataset.of === report) return;
    place.dataset.of = report;
    place.innerHTML = '<p class="empty">正在打开原件……</p>';
    const answer = await call("original", { report });
    if (report !== R.id) { place.dataset.of = ""; return; }
    place.innerHTML = "";
    if (answer.error) { place.dataset.of = ""; return; }
    const head = document.createElement("p"), fetch = document.createElement("button");
    fetch.type = "button";
    fetch.textContent = `下载原件（${answer.name}）`;
    fetch.addEventListener("click", async () => N.download(await call("original_file", { report })));
    head.append(fetch);
    head.append(`　${answer.said}`);
    place.append(head);
    if (answer.words) { const words = document.createElement("pre"); words.textContent = answer.words; place.append(words); }
    if (answer.web) {
      // A page from a file: in a frame of its own nothing of it runs, and the page's policy lets it fetch nothing.
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "");
      frame.title = "原件";
      frame.srcdoc = answer.web;
      place.append(frame);
    }
    for (let number = 1; number <= answer.pages; number++) {
      const page = await call("original_page", { report, page: number });
      if (report !== R.id || page.error) return;
      const picture = document.createElement("img");
      picture.alt = `原件第 ${number} 页`;
      picture.src = N.fileUrl(page.file);
      place.append(picture);
    }
  };
  const showView = async (name) => {
    R.tabs.view = name;
    remember();
    if (name === "original") showOriginal();
    if (name === "compared" && R.id) {
      const answer = await call("compared", { report: R.id });
      $("#compared").innerHTML = answer.html || "";
      $("#receipt-in").hidden = !answer.rounds;
      $("#receipt").innerHTML = receipts.get(R.id) || "";
    }
  };
  // The name of an agency that was not read: everything that depends on it is shown anew.
  const nameAgency = async (name) => {
    const answer = await N.change("name_agency", { report: R.id, name, has: {} });
    if (!answer.error) location.reload();
  };
  // An agency under a longer and a shorter name: its reports are listed together, and compared with each other.
  const together = async (name) => {
    const report = R.id, answer = await N.change("together", { report, name });
    if (answer.error) return;
    const anew = () => { if (R.id === report) R.open(report, { quiet: true }); };
    const undo = async () => { const back = await N.change("apart", { reports: answer.changed }); if (!back.error) anew(); };
    anew();
    flash(`${answer.changed.length} 份报告列在“${answer.name}”名下了。`, { keep: 30000, undo });
  };
  // The steps of the business outside this program.
  const markStage = async (stage, day) => {
    const there = $(`#stages [data-unmark=${stage}]`), before = there && there.dataset.day;
    const answer = await N.change("mark_stage", { report: R.id, stage, day });
    if (answer.error) return;
    $("#stages").innerHTML = answer.stages;
    if (before && before !== day) flash("已改这一环节的日期。", { undo: () => markStage(stage, before) });
  };
  const unmarkStage = async ({ unmark, day }) => {
    const answer = await N.change("unmark_stage", { report: R.id, stage: unmark });
    if (answer.error) return;
    $("#stages").innerHTML = answer.stages;
    flash("已去掉这一环节。", { undo: () => markStage(unmark, day) });
  };
  const readReceipt = async (file) => {
    let sent;
    try { sent = await N.upload(file); } catch (error) { flash("文件没有传上去，请检查大小和网络后再试。", { bad: true }); return; }
    const report = R.id, answer = await call("returned_receipt", { report, file: { path: sent.path, meta: { _type: "gradio.FileData" } } });
    if (answer.error) return;
    receipts.set(report, answer.html);
    if (report !== R.id) return;
    $("#receipt").innerHTML = answer.html;
    $("#receipt").scrollIntoView({ block: "nearest" });
  };
  const showPanel = (name) => {
    R.tabs.panel = name;
    remember();
    if (!R.id) return;
    if (name === "letter") N.letter.show();
    if (name === "asking") N.asking.show(R.id);
  };
  const KEYS = {
    ArrowDown: () => D.step(1), ArrowUp: () => D.step(-1), a: () => D.decide(R.chosen, "accepted"), d: () => D.decide(R.chosen, "dismissed"),
    e: edit, u: D.undo, j: () => beside("after"), k: () => beside("before"), "?": () => $("#help").showModal(),
  };
  const keyed = (event) => {
    if ($("#review").hidden || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (writing) {
      if (event.key === "Escape" && writing.closest(".finding")) R.choose(R.chosen, { light: false });
      return;
    }
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (event.key.startsWith("Arrow") && event.target.closest(".view, #letter"))) return;
    if (!["j", "k", "?"].includes(event.key.toLowerCase()) && R.tabs.panel !== "findings") return;
    event.preventDefault();
    act();
  };
  const clicked = (event) => {
    const on = (selector) => event.target.closest(selector);
    const target = on(".finding");
    let node;
    if ((node = on("[data-filter]"))) { Object.assign(D, { filter: node.dataset.filter, part: "" }); D.sift(); }
    else if ((node = on("[data-go]"))) {
      if (R.tabs.view !== "text") view("text");
      N.light({ anchor: node.dataset.go });
      D.part = node.dataset.part && D.rows().some((r) => r.dataset.part === node.dataset.part) && D.part !== node.dataset.part ? node.dataset.part : "";
      D.filter = "";
      $$("#parts [data-part]").forEach((b) => b.setAttribute("aria-pressed", String(Boolean(D.part) && b.dataset.part === D.part)));
      D.sift();
    }
    else if ((node = on("[data-beside]"))) beside(node.dataset.beside);
    else if (on("[data-no-quote]")) D.noQuote();
    else if ((node = on("[data-verify]"))) D.verify(Boolean(node.dataset.verify));
    else if (on("[data-original]")) { view("original"); if (innerWidth < 900) $("#review").dataset.column = "middle"; }
    else if ((node = on("[data-report-of]"))) N.go(node.dataset.reportOf);
    else if ((node = on("[data-same-agency]"))) together(node.dataset.sameAgency);
    else if ((node = on("[data-unmark]"))) unmarkStage(node.dataset);
    else if (on("[data-receipt-in]")) $("#receipt-file").click();
    else if (on("[data-help]")) $("#help").showModal();
    else if ((node = on("button[data-column]"))) $("#review").dataset.column = node.dataset.column;
    else if (target && (node = on("[data-do]"))) { if (node.dataset.do === "save") D.save(target); else D.decide(target.dataset.finding, node.dataset.do); }
    else if (target && (node = on("[data-kind]"))) D.decideKind(target.dataset.finding, node.dataset.kind);
    else if (target && on(".head")) { R.choose(target.dataset.finding); if (innerWidth < 900) $("#review").dataset.column = "right"; }
    else if ((node = on(".has-finding")) && !on("a, button")) { panel("findings"); R.choose(node.dataset.of, { light: false }); N.light(D.row(node.dataset.of).dataset); }
  };
  R.begin = () => {
    const place = $("#review");
    place.dataset.column = "right";
    view = N.tabs($("[aria-label=怎样看报告]"), "view", "view", showView);
    panel = N.tabs($("[role=tablist][aria-label^=审查]"), "panel", "panel", showPanel);
    place.addEventListener("click", clicked);
    // What was written into a finding is kept when its box is left; a window is not closed over it, or over a
    // decision that the server has not heard of yet, unasked.
    place.addEventListener("focusout", (event) => {
      const box = event.target.closest(".edit"), target = event.target.closest(".finding");
      if (box && !box.contains(event.relatedTarget) && D.unsaved(target)) D.save(target);
    });
    addEventListener("beforeunload", (event) => { if (D.unsaved() || D.waits()) event.preventDefault(); });
    place.addEventListener("change", (event) => {
      const choice = ["severity", "section"].includes(event.target.name) && event.target.closest(".finding");
      if (choice) { event.target.blur(); D.save(choice); return; }
      const target = event.target.name === "reason" && event.target.closest(".finding");
      if (target) { const why = event.target.value; event.target.blur(); D.decide(target.dataset.finding, "dismissed", why); }
    });
    place.addEventListener("submit", (event) => {
      if (event.target.id === "name-form") { event.preventDefault(); nameAgency(event.target.elements.agency.value); return; }
      if (event.target.id === "own-form") { event.preventDefault(); D.add(event.target); return; }
      if (event.target.id !== "stage-form") return;
      event.preventDefault();
      markStage(event.target.elements.stage.value, event.target.elements.day.value);
    });
    $("#receipt-file").addEventListener("change", (event) => { const file = event.target.files[0]; event.target.value = ""; if (file) readReceipt(file); });
    document.addEventListener("keydown", keyed);
    document.addEventListener("selectionchange", D.quote);
    $("#own").addEventListener("toggle", D.quote);
  };
})();
