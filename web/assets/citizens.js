// 查询: one box; an agency is found while it is typed; a report opens as a sheet with a way back.
(() => {
  const N = window.nianbao, { $, call } = N;
  const find = async () => {
    const typed = $("#agency").value, answer = await call("agencies", { typed });
    if (typed === $("#agency").value && !answer.error) $("#agencies").innerHTML = answer.html;
  };
  const choose = async (name) => {
    const answer = await call("agency", { agency: name });
    if (answer.error) return;
    $("#finding").hidden = true;
    $("#card").innerHTML = answer.html;
    const none = document.createElement("button");
    none.type = "button"; none.textContent = "不限这个单位"; none.addEventListener("click", leave);
    $("#card").append(none);
    $("#card").hidden = false;
    $("#conversation").innerHTML = "";
    N.asking.report = answer.report;
    $("#question").placeholder = `问${answer.name}的年报，例如：收到多少件申请？`;
    const shown = await call("conversation", { conversation: N.name(), report: answer.report });
    if (!shown.error) $("#suggestions").innerHTML = shown.suggestions;
    $("#card").scrollIntoView({ block: "nearest" });
  };
  const leave = () => {
    $("#card").hidden = true;
    N.asking.report = "";
    $("#question").placeholder = $("#question").dataset.anyone;
    $("#question").focus();
  };
  const show = async (id) => {
    const answer = await call("report", { report: id });
    if (answer.error) return false;
    $("#view-text").innerHTML = answer.html;
    $("#sheet-title").textContent = answer.title;
    $("#sheet").hidden = false;
    $("#asking-place").hidden = true;
    $("[data-back]").focus();
    return true;
  };
  // Whoever comes back from a source stands where she left; the sheet has an address, so that reloading and 前进 keep it.
  let left = 0;
  const open = async (id) => {
    if ($("#sheet").hidden) left = scrollY;
    if (await show(id)) history.pushState({ sheet: id }, "", `${location.pathname}#${id}`);
  };
  const close = () => {
    $("#sheet").hidden = true;
    $("#asking-place").hidden = false;
    scrollTo(0, left);
  };
  const sheet = () => location.hash.slice(1);
  const turned = () => {
    if (!sheet()) { close(); return; }
    if ($("#sheet").hidden) left = scrollY;
    show(sheet());
  };
  const back = () => {
    if (history.state && history.state.sheet) { history.back(); return; }
    history.replaceState(null, "", location.pathname);
    close();
  };
  N.places.citizens = () => {
    N.asking.begin();
    $("#question").dataset.anyone = $("#question").placeholder;
    N.asking.open = open;
    N.asking.answered = () => { $("#after").hidden = false; };
    const typed = N.later(150, find);
    $("#agency").addEventListener("input", typed);
    N.root.addEventListener("click", (event) => {
      const on = (selector) => event.target.closest(selector);
      let node;
      if (on("[data-find]")) { $("#finding").hidden = false; $("#agency").focus(); find(); }
      else if ((node = on("[data-agency]"))) choose(node.dataset.agency);
      else if ((node = on("[data-read]"))) open(node.dataset.read);
      else if (on("[data-back]")) back();
      else if (on("[data-ask]") && !on("#suggestions")) N.asking.report = $("#card").hidden ? "" : N.asking.report;
    });
    addEventListener("popstate", turned);
    N.asking.show("").then(() => { $("#after").hidden = !$("#conversation").childElementCount; $("#suggestions").innerHTML = ""; });
    history.scrollRestoration = "manual";
    $("#question").focus({ preventScroll: true });
    if (sheet()) turned();
  };
})();
