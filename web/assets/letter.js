// 意见: edited where it stands and saved while it is typed; files are made of the text as it stands when they are asked for.
(() => {
  const N = window.nianbao, { $, $$, call, flash } = N;
  const L = (N.letter = { of: "" });
  const told = (text) => { $("#letter-state").textContent = text; };
  // The version of each letter that what stands in the box was made from, and her text where another was saved since.
  const versions = new Map(), held = new Map(), began = new Map();
  const lines = () => $$("#letter .line").map((line) => ({ kind: line.dataset.kind, text: line.innerText.replace(/ /g, " ").trim() })).filter((l) => l.text);
  // Her lines in the box, where she comes back to a letter of which two texts are there.
  const fill = (texts) => {
    const sheet = $("#letter .sheet");
    sheet.replaceChildren(...texts.map(({ kind, text }) => {
      const line = document.createElement("div");
      Object.assign(line, { className: `line ${kind}`, contentEditable: "plaintext-only", textContent: text, ariaLabel: "我的文字" });
      line.dataset.kind = kind;
      line.setAttribute("role", "textbox");
      return line;
    }));
  };
  // Where there is no letter it is said why; while a doubtful reading is not verified the way to the verification is here.
  const refuse = (why, verify) => {
    const said = document.createElement("p"), go = document.createElement("button");
    said.className = "empty";
    said.textContent = why;
    go.type = "button"; go.textContent = "去核对"; go.addEventListener("click", () => N.review.showPanel("findings"));
    $("#letter").replaceChildren(...(verify ? [said, go] : [said]));
    ["#stale", "#offers", "#unset"].forEach((name) => { $(name).hidden = true; });
  };
  const put = (answer) => {
    if (answer.error) return;
    $("#panel-letter").classList.toggle("refused", Boolean(answer.refused));
    if (answer.refused) { refuse(answer.refused, answer.verify); return; }
    $("#letter").innerHTML = answer.html;
    began.set(L.of, answer.began);
    if (!N.may.has("write")) $$("#letter .line").forEach((line) => line.removeAttribute("contenteditable"));
    $("#unset").hidden = !answer.unset;
    $("#unset span").textContent = answer.unset;
    const stale = $("#stale"), offers = $("#offers");
    stale.hidden = !answer.since;
    stale.textContent = answer.since;
    const renew = document.createElement("button");
    renew.type = "button"; renew.textContent = "更新"; renew.addEventListener("click", L.renew);
    if (answer.behind) stale.append(" ", renew);
    offers.hidden = !answer.offers.length;
    offers.textContent = `您三次这样改写：${answer.offers.join("；")}`;
    const adopt = document.createElement("button");
    adopt.type = "button"; adopt.textContent = "今后这样写";
    adopt.addEventListener("click", async () => {
      const answer = await call("settle_phrases", { report: L.of });
      if (!held.has(L.of)) put(answer);
      told("以后这类问题都这样写。");
    });
    offers.append(" ", adopt);
    $("[data-polish]").hidden = !answer.model;
    $("[data-restart]").disabled = !answer.own;
    $("#clash").hidden = true;
  };
  // Both texts are there: hers in the box, the one that stands beside it, its lines that differ marked.
  const clash = (report, said, stored) => {
    held.set(report, held.get(report) || lines());
    if (L.of !== report) return;
    const mine = new Set(held.get(report).map((line) => line.text));
    $("#stored").innerHTML = stored.html;
    $$("#stored .line").forEach((line) => {
      ["contenteditable", "role", "aria-multiline", "aria-label"].forEach((name) => line.removeAttribute(name));
      line.classList.toggle("hers", !mine.has(line.innerText.trim()));
    });
    $("#clash").hidden = false;
    told(said);
  };
  // What is changed is sent with the version that it was made from, as it is when its turn has come.
  const send = async (name, report, more, quiet) => {
    const answer = await N.change(name, () => ({ report, version: versions.get(report) || "", ...more }), quiet);
    if (answer.stored) clash(report, answer.error, answer.stored);
    else if (answer.version !== undefined) versions.set(report, answer.version);
    return answer;
  };
  // After she saw both, the one that she chose is saved over the other; what she gave up can be had back.
  const choose = async (mine) => {
    const linesOf = (box) => $$(`${box} .line`).map((line) => ({ kind: line.dataset.kind, text: line.innerText.trim() })).filter((l) => l.text);
    const report = L.of, hers = lines(), theirs = linesOf("#stored"), stored = await N.change("letter", { report });
    if (stored.error) return;
    versions.set(report, stored.version);
    held.delete(report);
    if (mine) {
      $("#clash").hidden = true;
      if (!(await keep()).error) flash("已用您的文字。", { keep: 30000, undo: () => back(report, theirs) });
      return;
    }
    put(stored);
    told("");
    flash("已换成已存的文字。", { keep: 30000, undo: () => back(report, hers) });
  };
  const back = async (report, before) => { if (!(await send("keep_letter", report, { lines: before })).stored) L.show(); };
  const keep = async () => {
    const report = L.of;
    if (held.has(report)) { held.set(report, lines()); return { error: "" }; }
    const answer = await send("keep_letter", report, { lines: lines(), began: began.get(report) }, true);
    if (answer.stored) return answer;
    if (answer.error) told(answer.lost ? "连接断了，文字还在，恢复后会再保存。" : answer.error);
    else { told("已保存。"); $("[data-restart]").disabled = false; }
    if (answer.lost) setTimeout(() => { if (L.of === report) typed(); }, 5000);
    return answer;
  };
  const typed = N.later(600, keep);
  L.show = () => (L.ready = show());
  const show = async () => {
    const report = N.review.id;
    if (L.of === report && ($("#letter").contains(document.activeElement) || held.has(report))) return;
    L.of = report;
    told("");
    const answer = await N.change("letter", { report });
    if (answer.error) return;
    if (!held.has(report)) versions.set(report, answer.version);
    if (L.of !== report) return;
    put(answer);
    if (held.has(report)) { fill(held.get(report)); clash(report, "您的文字没有保存；请对照已存的文字，选用一份。", answer); }
  };
  L.look = () => { if (N.review.tabs.panel === "letter") L.show(); };
  L.renew = async () => {
    typed.now();
    const report = L.of, answer = await send("renew_letter", report, { lines: lines() });
    if (answer.error) return;
    put(answer);
    flash(answer.said, { keep: 30000, undo: () => back(report, answer.before) });
  };
  const restart = async () => {
    typed.now();
    const report = L.of, answer = await send("restart_letter", report);
    if (answer.error) return;
    put(answer);
    flash("已恢复为模板文字。", { keep: 30000, undo: () => back(report, answer.before) });
  };
  // Before a letter leaves with something left open she is asked; that it left can be taken back.
  const giveOut = async (form, sure) => {
    const report = L.of, answer = await send("letter_file", report, { lines: lines(), began: began.get(report), form, sure: Boolean(sure) });
    if (answer.shown) { versions.set(report, answer.shown.version); if (L.of === report) put(answer.shown); flash(answer.said, { bad: true, keep: 20000 }); return; }
    if (answer.ask) { flash(answer.ask, { keep: 60000, said: "仍要出意见", also: answer.behind ? ["更新", L.renew] : null, go: () => giveOut(form, true) }); return; }
    if (!answer.file) return;
    N.download(answer);
    if (answer.first) flash("已下载，报告记为“已出意见”。", { keep: 30000, undo: () => N.takeBackLetters([report]) });
    if (L.of === report) L.show();
  };
  N.takeBackLetters = async (reports) => {
    const answer = await N.change("take_back_letters", { reports });
    if (answer.error) return;
    flash("已撤销，报告不再记为“已出意见”。");
    N.workbench.refresh();
    if (reports.includes(L.of)) L.look();
  };
  L.begin = () => {
    const panel = $("#panel-letter");
    panel.addEventListener("input", () => { if (!held.has(L.of)) told("正在保存……"); typed(); });
    panel.addEventListener("focusin", (event) => {
      const line = event.target.closest("[data-findings]");
      if (!line) return;
      const row = document.getElementById(`f-${line.dataset.findings.split(" ")[0]}`);
      if (row && N.review.tabs.view === "text") N.light(row.dataset);
    });
    panel.addEventListener("focusout", () => typed.now());
    panel.addEventListener("click", async (event) => {
      const on = (selector) => event.target.closest(selector), report = L.of;
      await L.ready;
      if (on("[data-keep-mine]")) choose(true);
      else if (on("[data-take-stored]")) choose(false);
      else if (on("[data-letter]")) giveOut(on("[data-letter]").dataset.letter);
      else if (on("[data-receipt]")) N.download(await call("receipt", { report }));
      else if (on("[data-annotated]")) N.download(await call("annotated", { report }));
      else if (on("[data-restart]")) restart();
      else if (on("[data-polish]")) { typed.now(); flash("正在请模型润色……", { keep: 600000 }); N.trigger("polish", { report, lines: lines() }); }
    });
    N.onAnswer((heard) => {
      if (!heard.polish || heard.report !== L.of) return;
      const before = lines();
      if (heard.lines) {
        $$("#letter .line").forEach((line, n) => { if (heard.lines[n]) line.innerText = heard.lines[n].text; });
        if (heard.done) keep();
      }
      const undo = heard.done && heard.before ? () => back(heard.report, heard.before) : null;
      flash(heard.polish, { bad: Boolean(heard.bad), undo, keep: heard.done ? 30000 : 600000 });
      return before;
    });
    addEventListener("pagehide", () => typed.now());
  };
})();
