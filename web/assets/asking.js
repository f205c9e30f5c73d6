// 提问: the newest answer is always in view; where a figure stands is one click away.
(() => {
  const N = window.nianbao, { $, call } = N;
  const A = (N.asking = { report: "", busy: false });
  // A citizen goes on asking from one agency to the next; a reviewer has each report before her by itself.
  const asked = () => ({ conversation: N.name(N.place === "citizens" ? "" : A.report), report: A.report });
  const newest = () => {
    const log = $("#conversation"), last = log.lastElementChild;
    if (!last) return;
    if (log.scrollHeight > log.clientHeight) log.scrollTop = last.offsetTop;
    // Of an answer that is longer than the window its beginning is seen.
    else if (N.place === "citizens") last.scrollIntoView({ block: last.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
  };
  const state = (busy) => {
    A.busy = busy;
    $(".place").classList.toggle("asked", busy || $("#conversation").childElementCount > 0);
    const stop = $("[data-stop]");
    if (stop) stop.hidden = !busy;
  };
  A.show = async (report) => {
    A.report = report || "";
    const answer = await call("conversation", asked());
    if (answer.error || A.busy) return;
    $("#conversation").innerHTML = answer.html;
    $("#suggestions").innerHTML = answer.suggestions;
    state(false);
    newest();
  };
  A.ask = (question) => {
    const words = question.trim();
    if (!words || A.busy) return;
    state(true);
    $("#suggestions").innerHTML = "";
    N.trigger("ask", { ...asked(), question: words.slice(0, 500) });
  };
  const forget = async () => {
    const answer = await call("forget_conversation", asked());
    if (answer.error) return;
    A.show(A.report);
    const undo = async () => {
      const { back } = await call("remember_conversation", { name: answer.pending });
      N.flash(back ? "对话已恢复。" : "已经来不及恢复。", { bad: !back });
      A.show(A.report);
    };
    N.flash("对话已清空。", { undo, keep: answer.seconds * 1000 });
  };
  const heard = (answer) => {
    if (answer.polish || answer.opinions !== undefined) return;
    if (answer.error) { state(false); N.flash(answer.error, { bad: true }); return; }
    const log = $("#conversation"), old = document.getElementById(`x-${answer.place}`);
    const holder = document.createElement("template");
    holder.innerHTML = answer.html;
    const fresh = holder.content.firstElementChild;
    if (old) old.replaceWith(fresh); else { log.append(fresh); }
    newest();
    if (answer.done) { state(false); $("#suggestions").innerHTML = answer.suggestions; if (A.answered) A.answered(); }
  };
  const locate = async (node) => {
    if (N.place === "reviewers") {
      if (node.dataset.report && node.dataset.report !== N.review.id) { await N.go(node.dataset.report); }
      $("#tab-text").click();
      if (innerWidth < 900) $("#review").dataset.column = "middle";
      N.light(node.dataset);
    } else if (A.open) { await A.open(node.dataset.report || A.report); N.light(node.dataset); }
  };
  A.begin = () => {
    const box = $("#question");
    const send = () => { const words = box.value; if (!A.busy) { box.value = ""; A.ask(words); } };
    $("#asking").addEventListener("submit", (event) => { event.preventDefault(); send(); });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
    });
    N.root.addEventListener("click", async (event) => {
      const on = (selector) => event.target.closest(selector);
      let node;
      if ((node = on("[data-ask]"))) A.ask(node.dataset.ask);
      else if ((node = on("[data-cite]"))) {
        const card = document.getElementById(node.dataset.cite);
        if (card) { card.open = true; const all = card.closest("details.sources"); if (all) all.open = true; card.scrollIntoView({ block: "nearest" }); card.firstElementChild.focus(); }
      }
      else if ((node = on(".locate"))) locate(node);
      else if ((node = on("[data-vote]"))) {
        const note = node.closest(".judge").querySelector("[name=comment]");
        const given = await call("judge", { ...asked(), number: +node.dataset.number, vote: +node.dataset.vote, comment: note ? note.value : "" });
        if (!given.error) node.closest(".judge").querySelector("[role=status]").textContent = "谢谢，已记下。";
      }
      else if (on("[data-stop]")) { N.trigger("cease", {}); state(false); }
      else if (on("[data-forget]")) forget();
      else if ((node = on("[data-conversation]"))) N.download(await call("conversation_file", { ...asked(), form: node.dataset.conversation }));
    });
    N.onAnswer(heard);
  };
})();
