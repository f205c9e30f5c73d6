// 管理: who did what, searched and exported; what each account is limited to.
(() => {
  const N = window.nianbao, { $, call, flash } = N;
  const A = (N.administration = {});
  let before = null, accounts = [];

  const sought = () => {
    const form = $("#trail-form").elements;
    return Object.fromEntries(["who", "deed", "since", "until", "about"].map((name) => [name, form[name].value]));
  };
  const options = (select, every, any) => {
    const chosen = select.value;
    select.replaceChildren(...[["", any], ...every].map(([value, shown]) => new Option(shown, value)));
    select.value = every.some(([value]) => value === chosen) ? chosen : "";
  };
  const look = async (further) => {
    const answer = await call("trail", { ...sought(), before: further ? before : null });
    if (answer.error) return;
    const rows = $("#trail tbody"), form = $("#trail-form").elements;
    if (!further) rows.innerHTML = "";
    rows.insertAdjacentHTML("beforeend", answer.html);
    before = answer.before;
    $("[data-trail-more]").hidden = before === null;
    $("#trail-none").hidden = Boolean(rows.children.length);
    options(form.who, answer.accounts.map((name) => [name, name]), "全部账户");
    options(form.deed, answer.deeds, "全部操作");
  };
  const shown = () => {
    const account = accounts.find((a) => a.name === $("#limit-form").elements.account.value);
    $("#limit-form").elements.agencies.value = account ? account.agencies.join("\n") : "";
  };
  const put = (answer) => {
    const select = $("#limit-form").elements.account, chosen = select.value;
    accounts = answer.accounts;
    select.replaceChildren(...accounts.map((a) => new Option(
      `${a.name}（${a.role}${a.disabled ? "，已停用" : ""}${a.agencies.length ? `，限定${a.agencies.length}个单位` : ""}）`, a.name)));
    if (accounts.some((a) => a.name === chosen)) select.value = chosen;
    $("#agency-names").replaceChildren(...answer.names.map((name) => new Option(name)));
    shown();
  };
  const list = async () => { const answer = await call("accounts"); if (!answer.error) put(answer); };
  const save = async () => {
    const form = $("#limit-form").elements, agencies = form.agencies.value.split("\n").map((n) => n.trim()).filter(Boolean);
    const answer = await N.change("limit_account", { name: form.account.value, agencies }, true);
    $("#limit-said").textContent = answer.error || `已保存。${answer.said}`;
    if (!answer.error) put(answer);
  };
  let further = null;
  const drafts = async (more) => {
    const form = $("#drafts-form").elements, answer = await call("drafts", { typed: form.typed.value, offset: more ? further : 0 });
    if (answer.error) return;
    const rows = $("#drafts tbody"), to = form.to.value;
    if (!more) rows.innerHTML = "";
    rows.insertAdjacentHTML("beforeend", answer.html);
    further = answer.offset;
    $("[data-drafts-more]").hidden = further === null;
    $("#drafts-none").hidden = Boolean(rows.children.length);
    form.to.replaceChildren(...["", ...answer.colleagues].map((name) => new Option(name || "不指定", name)));
    if (answer.colleagues.includes(to)) form.to.value = to;
  };
  const give = async () => {
    const reports = N.$$("#drafts [data-draft]:checked").map((box) => box.dataset.draft), to = $("#drafts-form").elements.to.value;
    if (!reports.length) { $("#drafts-said").textContent = "请先勾选草稿。"; return; }
    const answer = await N.change("give_drafts", { reports, to }, true);
    $("#drafts-said").textContent = answer.error || (to ? `已把 ${answer.changed} 份交给${to}。` : `${answer.changed} 份不再指定负责人。`);
    if (!answer.error) drafts();
  };
  A.begin = () => {
    const dialog = $("#administration");
    const tabs = N.tabs($("[role=tablist]", dialog), "administer", "administer", (name) => {
      if (dialog.open) ({ trail: look, accounts: list, drafts })[name]();
    });
    $("[data-administration]").addEventListener("click", () => { dialog.showModal(); $("#limit-said").textContent = ""; tabs("trail"); });
    $("[data-administration-close]").addEventListener("click", () => dialog.close());
    $("#trail-form").addEventListener("submit", (event) => { event.preventDefault(); look(); });
    $("[data-trail-more]").addEventListener("click", () => look(true));
    $("[data-trail-file]").addEventListener("click", async () => N.download(await call("trail_file", sought())));
    $("#trail").addEventListener("click", (event) => {
      const on = event.target.closest("[data-trail-about]");
      if (on) { $("#trail-form").elements.about.value = on.dataset.trailAbout; look(); }
    });
    $("#drafts-form").addEventListener("submit", (event) => { event.preventDefault(); $("#drafts-said").textContent = ""; drafts(); });
    $("[data-drafts-more]").addEventListener("click", () => drafts(true));
    $("[data-give]").addEventListener("click", give);
    $("#limit-form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
    $("#limit-form").elements.account.addEventListener("change", () => { $("#limit-said").textContent = ""; shown(); });
    $("#limit-form").elements.add.addEventListener("change", (event) => {
      const box = $("#limit-form").elements.agencies, name = event.target.value.trim();
      if (name && !box.value.split("\n").includes(name)) box.value = [box.value.trim(), name].filter(Boolean).join("\n");
      event.target.value = "";
    });
  };
  A.limits = (agencies) => {
    $("#limits").hidden = !agencies.length;
    $("#limits").textContent = `您的账户限定在：${agencies.join("、")}。`;
  };
})();
