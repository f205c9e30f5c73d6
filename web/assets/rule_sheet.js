// 审查规则: the form comes from the server; what is typed stays here until it is kept or thrown away.
(() => {
  const N = window.nianbao, { $, $$, call, flash } = N;
  N.rules = {};
  let basis = "", asShown = "", next = 1000;
  const fields = () => $("#rule-fields");
  const typed = () => Object.fromEntries([...new FormData($("#rule-form"))].filter(([, text]) => text.trim()));
  const changed = () => fields().innerHTML !== "" && JSON.stringify(typed()) !== asShown;
  const say = (text, bad) => { $("#rule-status").textContent = text || ""; $("#rule-status").className = bad ? "bad" : ""; };
  const offer = () => { $("[data-rules-drop]").hidden = !changed(); };
  const put = (html) => {
    fields().innerHTML = html;
    const list = $("[name=expected_agencies]");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "从文字名单读入" });
    button.addEventListener("click", () => $("#expected-file").click());
    list.after(button);
  };
  const show = (answer) => {
    put(answer.html);
    basis = answer.basis;
    asShown = JSON.stringify(typed());
    $("#rule-said").textContent = answer.said;
    $("[data-rules-undo]").hidden = !answer.undo;
    $("[data-rules-reset]").hidden = !answer.reset;
    $("[data-rules-reset]").textContent = answer.reset;
    offer();
  };
  const ask = async (name, data) => {
    const answer = await call(name, data, true);
    if (answer.error) say(answer.error, true);
    if (answer.basis) basis = answer.basis;
    return answer;
  };
  // What is wrong stands beside its field; a place without a field of its own is told at the nearest one around it.
  const tell = (wrong) => {
    $$(".wrong", fields()).forEach((slot) => { slot.hidden = true; slot.textContent = ""; });
    $$("[aria-invalid]", fields()).forEach((control) => control.removeAttribute("aria-invalid"));
    const slots = Object.entries(wrong || {}).map(([name, sentence]) => {
      let slot = null;
      for (let way = name.split("."); way.length && !slot; way.pop()) slot = $(`[data-wrong="${CSS.escape(way.join("."))}"]`, fields());
      if (!slot) return null;
      slot.textContent = sentence;
      slot.hidden = false;
      const control = $(`[aria-describedby~="${slot.id}"]`, fields());
      if (control) control.setAttribute("aria-invalid", "true");
      return slot;
    });
    if (!slots.length) return false;
    find("");
    say(`有${slots.length}处填得不对，还没有保存；已在旁边说明。`, true);
    const first = $(".wrong:not([hidden])", fields());
    if (first) { first.scrollIntoView({ block: "center" }); const at = first.parentElement.querySelector("input, select, textarea"); if (at) at.focus(); }
    return true;
  };
  const find = (text) => {
    if (!text) $("[data-find-rule]").value = "";
    $$(".rules tbody tr", fields()).forEach((row) => { row.hidden = !row.cells[0].textContent.includes(text.trim()); });
  };
  const load = async () => { const answer = await ask("rule_sheet"); if (!answer.error) { show(answer); say(""); } };
  const open = async () => {
    $("#settings").close();
    $("#rule-sheet").showModal();
    if (changed()) { say("上次没有保存的改动还在。"); offer(); } else await load();
  };
  const again = async (name, said) => {
    const answer = await ask(name);
    if (answer.error) { flash(answer.error, { bad: true }); return; }
    show(answer);
    say(said);
    if (!$("#rule-sheet").open) flash(said);
    N.workbench.refresh();
  };
  const save = async () => {
    const answer = await ask("keep_rule_sheet", { typed: typed(), basis });
    if (answer.error || tell(answer.wrong)) return;
    fields().innerHTML = "";
    $("#rule-sheet").close();
    flash("规则已保存，所有人的报告都按新规则重新审查。", { keep: 20000, undo: () => again("undo_rule_sheet", "已恢复上次保存以前的规则。") });
    N.workbench.refresh();
  };
  // Lists from spreadsheet programs often come in the older encoding.
  const textOf = async (file) => {
    const bytes = await file.arrayBuffer();
    try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch (error) { return new TextDecoder("gb18030").decode(bytes); }
  };
  const chosenFile = (selector, use) => $(selector).addEventListener("change", async (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (file) await use(await textOf(file));
    offer();
  });
  N.rules.begin = () => {
    const form = $("#rule-form");
    $("[data-rules]").addEventListener("click", open);
    $("[data-rules-close]").addEventListener("click", () => $("#rule-sheet").close());
    $("[data-rules-drop]").addEventListener("click", load);
    $("[data-rules-undo]").addEventListener("click", () => again("undo_rule_sheet", "已恢复上次保存以前的规则。"));
    $("[data-rules-reset]").addEventListener("click", () => again("reset_rule_sheet", "已恢复；要改回来，点“撤销上次保存”。"));
    $("[data-rules-read]").addEventListener("click", () => $("#rules-file").click());
    $("[data-rules-file]").addEventListener("click", async () => {
      const answer = await ask("rule_sheet_file", { typed: typed(), basis });
      if (!answer.error && !tell(answer.wrong)) { say(""); N.download(answer); }
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
    form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); });
    form.addEventListener("input", (event) => { if (event.target.matches("[data-find-rule]")) find(event.target.value); else offer(); });
    form.addEventListener("click", (event) => {
      const adds = event.target.closest("[data-add-row]"), drops = event.target.closest("[data-drop-row]");
      if (drops) {
        const row = drops.closest(".row"), button = $("[data-add-row]", drops.closest(".rows"));
        row.remove();
        button.focus();
      } else if (adds) {
        const rows = adds.closest(".rows"), number = next++;
        $("[data-rows]", rows).insertAdjacentHTML("beforeend", $("template", rows).innerHTML.replaceAll("NEW", number));
        $("[data-rows] > :last-child input", rows).focus();
      }
      if (adds || drops) offer();
    });
    chosenFile("#rules-file", async (text) => {
      const answer = await ask("read_rule_sheet", { text });
      if (!answer.error) { put(answer.html); say("已读入文件，点“保存”才生效。"); }
    });
    chosenFile("#expected-file", (text) => {
      $("[name=expected_agencies]").value = text.split(/\r?\n/).map((line) => line.split(/[,，\t]/)[0].trim()).filter(Boolean).join("\n");
    });
  };
})();
