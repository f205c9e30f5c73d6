// 工作台: the table comes from the server as it is now; what is chosen, typed and sorted is kept here.
(() => {
  const N = window.nianbao, { $, $$, call, flash } = N;
  const W = (N.workbench = { wanted: { typed: "", state: "", problem: "", sort: "", descending: false, mine: false, among: [], pages: 1 } });
  const picked = new Set();
  let clock = 0, problems = {}, busy = false, asked = 0, uploading = false;

  const showPicked = () => {
    const there = new Set($$("[data-pick]").map((box) => box.dataset.pick));
    [...picked].forEach((id) => { if (!there.has(id)) picked.delete(id); });
    $$("[data-pick]").forEach((box) => { box.checked = picked.has(box.dataset.pick); });
    $("#chosen").hidden = !picked.size;
    $("#chosen-count").textContent = `已选 ${picked.size} 份`;
    $("#pick-all").checked = there.size > 0 && picked.size === there.size;
  };
  const emptied = (shown) => {
    if (shown.over) return shown.over;
    const { problem, typed, state } = W.wanted;
    if (shown.table || (shown.failed && !problem && !typed && !state)) return "";
    if (problem || typed) return `没有符合“${problem || typed}”的报告。`;
    return state || W.wanted.mine ? "这一项里没有报告。" : "还没有报告。把文件拖到这里，或点“添加报告”。";
  };
  W.refresh = async () => {
    clearTimeout(clock);
    const turn = ++asked;
    const shown = await call("rows", W.wanted, busy);
    if (turn !== asked) return false;
    if (shown.error) { if (shown.lost) clock = setTimeout(W.refresh, 3000); return false; }
    const table = $("#workbench .table"), scroll = table.scrollTop;
    const focused = document.activeElement && document.activeElement.dataset.open;
    N.patch($("#rows"), shown.table);
    N.patch($("#failed"), shown.failed);
    N.patch($("#counters"), shown.counters);
    $("#reading").innerHTML = shown.reading;
    $("#days").textContent = shown.deadline;
    $("#none").textContent = emptied(shown);
    $("#none").hidden = !$("#none").textContent;
    if (shown.more > 0) {
      const button = document.createElement("button");
      button.type = "button"; button.dataset.more = "1"; button.textContent = "再列出一些";
      $("#none").append(" ", button);
    }
    showPicked();
    table.scrollTop = scroll;
    const link = focused && $(`[data-open="${focused}"]`);
    if (link) link.focus();
    if (busy && !shown.busy && !uploading) flash(`读取完成：${shown.done}`);
    busy = shown.busy || uploading;
    if (busy || shown.left) clock = setTimeout(W.refresh, busy ? ($("#rows tr") && $$("#rows tr").length > 1 ? 900 : 300) : 5000);
    return true;
  };
  // The files are handed on once all are there: what is read is cleared away, and must not be while others still arrive.
  const add = async (files) => {
    if (!files.length) return;
    const sent = [];
    uploading = true;
    try {
      for (const file of files) {
        flash(files.length > 1 ? `正在上传 ${sent.length + 1}/${files.length}……` : "正在上传……", { keep: 600000 });
        const { path } = await N.upload(file);
        sent.push({ path, meta: { _type: "gradio.FileData" } });
      }
    } catch (error) {
      flash("文件没有传上去，请检查大小和网络后再试。", { bad: true });
      return;
    } finally { uploading = false; }
    const answer = await call("take", { files: sent });
    if (answer.error) return;
    flash("");
    busy = true;
    N.go("");
    W.refresh();
  };
  // A file that is being made goes on without this page: whoever opens it anew is told of it again.
  let ticket = "";
  const said = (text, act, word) => {
    const box = $("#making"), line = document.createElement("p"), button = document.createElement("button");
    line.setAttribute("role", "status");
    line.textContent = text;
    button.type = "button"; button.textContent = word; button.dataset[act] = "1";
    if (!text) box.replaceChildren(); else if (box.firstChild && box.lastChild.dataset[act]) box.firstChild.textContent = text;
    else box.replaceChildren(line, button);
  };
  const follow = async (begun) => {
    ticket = begun;
    while (ticket && ticket === begun) {
      const now = await call("made", { ticket });
      if (!now.lost && (now.error || now.file || now.stopped)) {
        said(now.again ? now.error : "", "remake", "重试");
        if (now.file) {
          N.download(now);
          const marked = now.fresh.length ? "报告记为“已出意见”。" : "";
          const undo = marked ? () => N.takeBackLetters(now.fresh) : null;
          flash(`做好了：${now.made}份${now.over}。${marked}`, { keep: marked ? 30000 : 9000, undo });
          W.refresh();
        }
        if (now.stopped) flash("已停止，没有做成文件。");
        return;
      }
      if (!now.lost) said(`正在做 ${now.done}/${now.total}……`, "unmake", "停止");
      await new Promise((done) => setTimeout(done, now.lost ? 3000 : 300));
    }
  };
  const make = async (form, sure) => {
    const begun = await call("make", { reports: [...picked], form, sure: Boolean(sure) });
    if (begun.ask) flash(begun.ask, { keep: 60000, said: "仍要出意见", go: () => make(form, true) });
    else follow(begun.ticket);
  };
  const kinds = async () => {
    if (!$("#problems").open) return;
    const answer = await call("problems");
    problems = answer.reports || {};
    $("#kinds").innerHTML = answer.html || "";
  };
  const remove = async (sure) => {
    const out = $$("#rows tr").filter((r) => picked.has(r.dataset.report) && $(".chip.published, .chip.issued", r)).length;
    if (out && !sure) { flash(`所选的里面有${out}份已发布或已出意见，删除后不久就不能恢复；仍要删除？`, { keep: 60000, said: "仍要删除", go: () => remove(true) }); return; }
    const reports = [...picked], answer = await call("remove", { reports });
    if (answer.error) return;
    picked.clear();
    await W.refresh();
    kinds();
    const takeBack = async () => {
      const back = await call("take_back", { name: answer.pending });
      flash(back.back ? `已恢复 ${back.back} 份。` : "已经来不及恢复。", { bad: !back.back });
      await W.refresh();
      kinds();
    };
    flash(`已删除 ${reports.length} 份。`, { keep: answer.seconds * 1000, undo: takeBack });
  };
  // Reports that were so before are left alone, also when it is taken back.
  const publish = async (published, reports, sure) => {
    const answer = await call("publish", { reports, published, sure: Boolean(sure) });
    if (answer.error) return;
    if (answer.ask) { flash(answer.ask, { keep: 60000, said: "仍要发布", go: () => publish(published, reports, true) }); return; }
    const count = answer.changed.length, undo = count ? () => publish(!published, answer.changed, true) : null;
    const done = published ? `已发布 ${count} 份，公众能查到。` : `已撤回发布 ${count} 份，公众不再查到。`;
    flash((count ? done : published ? "所选报告早已发布。" : "所选报告没有发布过。") + answer.changes.join(""), { keep: 30000, undo });
    W.refresh();
  };
  // The bar of chosen reports has it only where there is somebody to hand over to.
  W.colleagues = (names) => {
    $("#handing").hidden = !names.length;
    $("#colleague").replaceChildren(...["", ...names].map((name) => new Option(name || "不指定", name)));
    if (names.length) $("#colleague").value = names[0];
  };
  const handOver = async () => {
    const to = $("#colleague").value, answer = await call("assign", { reports: [...picked], to });
    if (answer.error) return;
    const takeBack = async () => {
      for (const [whose, reports] of answer.before) await call("assign", { reports, to: whose });
      flash("已撤销移交。");
      W.refresh();
    };
    flash(to ? `已把 ${answer.changed} 份移交给${to}。` : `${answer.changed} 份不再指定负责人。`, { undo: answer.changed ? takeBack : null });
    W.refresh();
  };
  // The row of a failed file is gone at once; the server hears of it once it can no longer be taken back.
  const dropped = new Set();
  const hideDropped = () => $$("#failed [data-drop]").forEach((b) => { b.closest("tr").hidden = dropped.has(b.dataset.drop); });
  const drop = (name) => {
    const seconds = 8;
    const timer = setTimeout(async () => { await call("drop", { name }); dropped.delete(name); W.refresh(); }, seconds * 1000);
    dropped.add(name);
    hideDropped();
    flash(`已移除“${name}”。`, { keep: seconds * 1000, undo: () => { clearTimeout(timer); dropped.delete(name); hideDropped(); } });
  };
  const sort = (button) => {
    const key = button.dataset.sort;
    W.wanted.descending = W.wanted.sort === key ? !W.wanted.descending : !["agency", "assignee", "due"].includes(key);
    W.wanted.sort = key;
    $$("#work th").forEach((th) => th.removeAttribute("aria-sort"));
    button.closest("th").setAttribute("aria-sort", W.wanted.descending ? "descending" : "ascending");
    W.refresh();
  };
  const ACTS = {
    more: () => { W.wanted.pages += 1; W.refresh(); },
    state: (value) => { Object.assign(W.wanted, { pages: 1, state: value, problem: "", among: [] }); W.refresh(); },
    sort: (value, node) => sort(node),
    make: (value) => make(value),
    unmake: () => call("stop_making", { ticket }),
    remake: () => call("make_again", { ticket }).then(() => follow(ticket)),
    own: () => { Object.assign(W.wanted, { pages: 1, mine: !W.wanted.mine }); W.refresh(); },
    handover: () => handOver(),
    publish: (value) => publish(Boolean(value), [...picked]),
    remove: () => remove(),
    unpick: () => { picked.clear(); showPicked(); },
    halt: () => call("halt").then(W.refresh),
    again: () => call("again").then(() => { busy = true; W.refresh(); }),
    drop: (value) => drop(value),
    problem: (value) => {
      Object.assign(W.wanted, { pages: 1, problem: value, among: problems[value] || [], state: "" });
      W.refresh().then(() => $("#workbench .table").scrollTo(0, 0));
    },
    open: (value, node, event) => {
      if (event.ctrlKey || event.metaKey || event.button) return;
      event.preventDefault();
      N.go(value);
    },
  };
  W.begin = () => {
    call("being_made", {}, true).then((open) => follow(open.ticket));
    const place = $("#workbench");
    place.addEventListener("click", (event) => {
      for (const [name, act] of Object.entries(ACTS)) {
        const node = event.target.closest(`[data-${name}]`);
        if (node && place.contains(node)) { act(node.dataset[name], node, event); return; }
      }
    });
    place.addEventListener("change", (event) => {
      const box = event.target;
      const keep = (b) => (box.checked ? picked.add(b.dataset.pick) : picked.delete(b.dataset.pick));
      if (box.dataset.pick) keep(box);
      else if (box.id === "pick-all") $$("[data-pick]").forEach(keep);
      showPicked();
    });
    $("#problems").addEventListener("toggle", kinds);
    const search = $("#search");
    const typed = N.later(200, () => {
      Object.assign(W.wanted, { pages: 1, typed: search.value, problem: "", among: [] });
      N.go("");
      return W.refresh();
    });
    search.addEventListener("input", typed);
    // Enter opens the first report that was found for what is typed now, not the first of the list before.
    search.addEventListener("keydown", async (event) => {
      if (event.key === "Escape") { search.value = ""; typed(); }
      if (event.key !== "Enter" || event.isComposing) return;
      const found = search.value === W.wanted.typed ? await W.refresh() : await typed.now();
      const first = found && $("#rows [data-open]");
      if (first) N.go(first.dataset.open);
    });
    $("[data-add]").addEventListener("click", () => $("#files").click());
    $("#files").addEventListener("change", (event) => { const files = [...event.target.files]; event.target.value = ""; add(files); });
    document.addEventListener("dragover", (event) => { event.preventDefault(); $(".place").classList.add("dropping"); });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) $(".place").classList.remove("dropping"); });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      $(".place").classList.remove("dropping");
      add([...event.dataTransfer.files]);
    });
  };
})();
