// The reviewers' places and their addresses: /review/ is the table, /review/报告#意见 a report at one of its findings.
(() => {
  const N = window.nianbao, { $, call, flash } = N;
  const root = () => new URL(N.base() + "/", location.href).pathname;
  const here = () => { const id = location.pathname.slice(root().length); return /^[0-9a-f]{6,40}$/.test(id) ? id : ""; };
  const show = async (id) => {
    $("#workbench").hidden = Boolean(id);
    $("#review").hidden = !id;
    $(".place").classList.toggle("reading", Boolean(id));
    if (id) { if (N.review.id !== id) await N.review.open(id); return; }
    N.review.leave();
    N.review.id = "";
    document.title = "年报审阅";
    $("#here").textContent = "";
    await N.workbench.refresh();
  };
  N.go = async (id) => {
    if (id === here()) return;
    history.pushState({}, "", root() + id);
    await show(id);
  };
  const FIELDS = ["office", "contact", "days", "due"];
  let before = {};
  const filled = () => {
    const [office, contact, days, due] = FIELDS.map((name) => $("#settings-form").elements[name].value);
    return { office, contact, due, days: +days || 0 };
  };
  // What she made her default can be taken back; what the full text lacks is said and can be tried again.
  const habits = (answer) => {
    const list = $("#phrases ul");
    $("#phrases").hidden = !answer.phrases.length;
    list.replaceChildren(...answer.phrases.map((phrase) => {
      const line = document.createElement("li"), drop = document.createElement("button");
      line.textContent = `“${phrase.old}”写作“${phrase.new}” `;
      drop.type = "button"; drop.textContent = "不再这样写";
      drop.addEventListener("click", async () => {
        const now = await call("drop_phrase", phrase);
        if (now.error) return;
        habits(now);
        flash("今后不再这样写。", { undo: async () => { const again = await call("keep_phrase", phrase); if (!again.error) habits(again); } });
      });
      line.append(drop);
      return line;
    }));
    $("#by-wording").hidden = !answer.by_wording;
    $("#unindexed").hidden = !answer.unindexed;
    $("#unindexed span").textContent = `${answer.unindexed}份报告的正文还查不到。`;
  };
  const settings = async () => {
    const form = $("#settings-form"), answer = await call("settings");
    if (answer.error) return;
    FIELDS.forEach((name) => { form.elements[name].value = answer[name]; });
    before = filled();
    habits(answer);
    $("#settings").showModal();
  };
  const saveSettings = async (form, undo) => {
    const answer = await call("keep_settings", form);
    if (answer.error) return;
    flash(undo ? "设置已保存。" : "已恢复原来的设置。", { undo });
    if (!$("#workbench").hidden) N.workbench.refresh(); else N.letter.look();
  };
  N.places.reviewers = () => {
    N.workbench.begin();
    N.review.begin();
    N.letter.begin();
    N.asking.begin();
    N.rules.begin();
    N.administration.begin();
    $("[data-home]").addEventListener("click", (event) => { event.preventDefault(); N.go(""); });
    N.root.addEventListener("click", (event) => { if (event.target.closest("[data-settings], [data-to-settings]")) settings(); });
    $("#settings").addEventListener("close", (event) => { const then = before; if (event.target.returnValue === "save") saveSettings(filled(), () => saveSettings(then)); });
    $("[data-index-again]").addEventListener("click", async () => { const begun = await call("index_again"); if (!begun.error) { $("#unindexed").hidden = true; flash("正在重新建立检索。"); } });
    const form = $("#settings-form");
    form.addEventListener("invalid", (event) => event.target.setCustomValidity("天数填1到120的整数，日期要存在；空着就是不填。"), true);
    form.addEventListener("input", (event) => event.target.setCustomValidity(""));
    addEventListener("popstate", () => show(here()));
    addEventListener("hashchange", () => { const id = location.hash.slice(1); if (id && id !== N.review.chosen) N.review.choose(id); });
    const opinions = $("#opinions");
    $("[data-opinions]").addEventListener("click", () => { N.trigger("opinions", { report: N.review.id }); $("#opinions-shown").textContent = "正在请模型通读全文……"; });
    N.onAnswer((heard) => {
      if (heard.opinions === undefined || heard.report !== N.review.id) return;
      $("#opinions-shown").innerHTML = heard.opinions;
      N.decisions.markAdopted();
    });
    $("#opinions-shown").addEventListener("click", (event) => {
      const adopt = event.target.closest("[data-adopt]");
      if (adopt) N.decisions.adopt(adopt.dataset.adopt);
    });
    call("settings").then((answer) => {
      opinions.hidden = !answer.model;
      $("#logout").hidden = !answer.account;
      N.allow(answer.may || []);
      N.workbench.colleagues(answer.colleagues || []);
      N.administration.limits(answer.limits || []);
      return show(here());
    });
  };
})();
