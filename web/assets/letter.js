// 意见: edited where it stands and saved while it is typed; files are made of the text as it stands when they are asked for.
(() => {
  const N = window.nianbao, { $, $$, call, flash } = N;
  const L = (N.letter = { of: "" });
  const told = (text) => { $("#letter-state").textContent = text; };
  const lines = () => $$("#letter .line").map((line) => ({ kind: line.dataset.kind, text: line.innerText.replace(/ /g, " ").trim() })).filter((l) => l.text);
  // While a doubtful reading is not verified there is no letter, and the way to the verification is here.
  const refuse = (why) => {
    const said = document.createElement("p"), go = document.createElement("button");
    said.className = "empty";
    said.textContent = why;
    go.type = "button"; go.textContent = "去核对"; go.addEventListener("click", () => N.review.showPanel("findings"));
    $("#letter").replaceChildren(said, go);
    ["#stale", "#offers"].forEach((name) => { $(name).hidden = true; });
  };
  const put = (answer) => {
    if (answer.error) return;
    $("#panel-letter").classList.toggle("refused", Boolean(answer.verify));
    if (answer.verify) { refuse(answer.verify); return; }
    $("#letter").innerHTML = answer.html;
    if (!N.may.has("write")) $$("#letter .line").forEach((line) => line.removeAttribute("contenteditable"));
    const stale = $("#stale"), offers = $("#offers");
    stale.hidden = !answer.stale;
    stale.textContent = answer.changed ? `${answer.changed}处决定在生成后改动` : "审查结果在生成后有变化";
    const renew = document.createElement("button");
    renew.type = "button"; renew.textContent = "更新"; renew.addEventListener("click", L.renew);
    stale.append(" ", renew);
    offers.hidden = !answer.offers.length;
    offers.textContent = `您三次这样改写：${answer.offers.join("；")}`;
    const adopt = document.createElement("button");
    adopt.type = "button"; adopt.textContent = "今后这样写";
    adopt.addEventListener("click", async () => { put(await call("settle_phrases", { report: L.of })); told("以后这类问题都这样写。"); });
    offers.append(" ", adopt);
    $("[data-polish]").hidden = !answer.model;
    $("[data-restart]").disabled = !answer.own;
  };
  const keep = async () => {
    const report = L.of, answer = await N.change("keep_letter", { report, lines: lines() }, true);
    if (answer.error) told(answer.lost ? "连接断了，文字还在，恢复后会再保存。" : answer.error);
    else { told("已保存。"); $("[data-restart]").disabled = false; }
    if (answer.lost) setTimeout(() => { if (L.of === report) typed(); }, 5000);
    return answer;
  };
  const typed = N.later(600, keep);
  L.show = () => (L.ready = show());
  const show = async () => {
    const report = N.review.id;
    if (L.of === report && $("#letter").contains(document.activeElement)) return;
    L.of = report;
    told("");
    const answer = await call("letter", { report });
    if (L.of === report) put(answer);
  };
  L.look = () => { if (N.review.tabs.panel === "letter") L.show(); };
  L.renew = async () => {
    typed.now();
    const report = L.of, answer = await N.change("renew_letter", { report, lines: lines() });
    if (answer.error) return;
    put(answer);
    flash("已按现在的处理结果更新，您改过的文字保留。", { undo: async () => { await N.change("keep_letter", { report, lines: answer.before }); L.show(); } });
  };
  const restart = async () => {
    typed.now();
    const report = L.of, answer = await N.change("restart_letter", { report });
    if (answer.error) return;
    put(answer);
    flash("已恢复为模板文字。", { keep: 30000, undo: async () => { await N.change("keep_letter", { report, lines: answer.before }); L.show(); } });
  };
  L.begin = () => {
    const panel = $("#panel-letter");
    panel.addEventListener("input", () => { told("正在保存……"); typed(); });
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
      if (on("[data-letter]")) N.download(await N.change("letter_file", { report, lines: lines(), form: on("[data-letter]").dataset.letter }));
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
      const undo = heard.done && heard.before ? async () => { await N.change("keep_letter", { report: L.of, lines: heard.before }); L.show(); } : null;
      flash(heard.polish, { bad: Boolean(heard.bad), undo, keep: heard.done ? 30000 : 600000 });
      return before;
    });
    addEventListener("pagehide", () => typed.now());
  };
})();
