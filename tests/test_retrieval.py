"""Passages are found; the store is atomic, has one writer and heals itself."""

from __future__ import annotations

import math
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import make_content
from benchmarks.planted import read
from benchmarks.questions import load
from reports.model import Report
from retrieval.embeddings import HashedEmbeddings
from retrieval.index import ReportIndex, StoreLockedError
from retrieval.passages import Passage, regulation_passages, report_passages
from retrieval.search import PassageSearch
from tests.conftest import ROOT, SAMPLE
from tests.model_server import ModelServer


@pytest.fixture(scope="module")
def regulation() -> PassageSearch:
    return PassageSearch(regulation_passages())


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
    assert regulation.search(question, 3)[0].passage.article == article


def test_the_regulation_is_found_by_most_of_the_questions_it_was_not_tuned_on(
    regulation: PassageSearch,
) -> None:
    asked = [*load("regulation_everyday"), *load("regulation_heldout")]
    found = [a in [h.passage.article for h in regulation.search(q, 3)] for q, a in asked]
    assert sum(found) / len(found) >= 0.9


def test_fee_standards_are_found_beside_the_articles(regulation: PassageSearch) -> None:
    assert "100元/件" in regulation.search("申请20件要交多少信息处理费", 1)[0].passage.text


def test_passages_are_verbatim_and_know_their_place(sample: Report) -> None:
    paragraphs = {p.index: p.text for p in sample.paragraphs()}
    for passage in report_passages(sample, "r"):
        if passage.anchor in paragraphs:
            assert paragraphs[passage.anchor][passage.start :].startswith(passage.text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_question_is_answered_with_ordered_hits_and_never_fails(text: str) -> None:
    search = PassageSearch(regulation_passages()[:6])
    scores = [h.score for h in search.search(text, 3)]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_offline_vectors_are_deterministic_and_of_unit_length(text: str) -> None:
    one, two = HashedEmbeddings().embed_query(text), HashedEmbeddings().embed_query(text)
    assert one == two
    length = math.sqrt(sum(x * x for x in one))
    assert length == pytest.approx(1.0) or length == 0.0


@pytest.fixture
def index(tmp_path: Path):
    index = ReportIndex(tmp_path, HashedEmbeddings(), HashedEmbeddings.identity)
    yield index
    index.close()


def test_indexing_twice_is_the_same_as_once(index: ReportIndex, sample: Report) -> None:
    passages = report_passages(sample, "a")
    index.add("a", "1", passages)
    index.add("a", "1", passages)
    assert index.count() == len(passages)
    assert index.indexed() == {"a": "1"}


def test_a_shorter_version_leaves_nothing_of_the_longer_one(index: ReportIndex, sample: Report) -> None:
    passages = report_passages(sample, "a")
    index.add("a", "1", passages)
    index.add("a", "2", passages[:3])
    assert index.count() == 3


def test_a_question_about_one_report_never_sees_another(index: ReportIndex) -> None:
    for seed in range(5):
        report = read(make_content(seed))
        index.add(str(seed), "1", report_passages(report, str(seed)))
    assert {h.passage.report for h in index.search("政府信息公开平台建设", 10, reports=["3"])} == {"3"}


def test_passages_come_back_as_they_were(index: ReportIndex, sample: Report) -> None:
    passages = report_passages(sample, "a")
    index.add("a", "1", passages)
    assert index.passages_of("a") == list(passages)


def test_another_embedding_has_its_own_collection(tmp_path: Path, sample: Report) -> None:
    first = ReportIndex(tmp_path, HashedEmbeddings(), "one")
    first.add("a", "1", report_passages(sample, "a"))
    first.close()
    second = ReportIndex(tmp_path, HashedEmbeddings(), "two")
    assert second.indexed() == {}
    second.close()


def test_a_second_process_is_refused_with_a_sentence(index: ReportIndex, tmp_path: Path) -> None:
    code = f"""
        import sys; sys.path.insert(0, {str(ROOT)!r})
        from pathlib import Path
        from retrieval.embeddings import HashedEmbeddings
        from retrieval.index import ReportIndex, StoreLockedError
        try:
            ReportIndex(Path({str(tmp_path)!r}), HashedEmbeddings(), HashedEmbeddings.identity)
        except StoreLockedError as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=60
    )
    assert "另一个进程" in done.stdout


def test_the_lock_is_free_again_after_closing(tmp_path: Path) -> None:
    ReportIndex(tmp_path, HashedEmbeddings(), "x").close()
    ReportIndex(tmp_path, HashedEmbeddings(), "x").close()
    with pytest.raises(StoreLockedError):
        keep = ReportIndex(tmp_path, HashedEmbeddings(), "x")
        try:
            ReportIndex(tmp_path, HashedEmbeddings(), "x")
        finally:
            keep.close()


_WRITER = """
    import sys; sys.path.insert(0, {root!r})
    from pathlib import Path
    from retrieval.index import ReportIndex, StoreError
    from retrieval.passages import Passage
    class Flat:
        def embed_documents(self, texts): return [[1.0, 0.0]] * len(texts)
        def embed_query(self, text): return [1.0, 0.0]
    try:
        index = ReportIndex(Path({folder!r}), Flat(), "flat")
    except StoreError as error:
        print("refused"); raise SystemExit
    rows = [Passage(f"{name}:{{n}}", "report", "text", "title", {name!r}) for n in range(24000)]
    index.add({name!r}, "1", rows)
    print("done", index.count())
    index.close()
"""


def test_two_writers_of_24000_rows_lose_nothing(tmp_path: Path) -> None:
    """Without the lock up to a quarter of the vectors would be unreadable; with it one writer is refused."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(_WRITER.format(root=str(ROOT), folder=str(tmp_path), name=name))],
            stdout=subprocess.PIPE, text=True,
        )
        for name in ("a", "b")
    ]  # fmt: skip
    said = sorted(p.communicate(timeout=300)[0].strip() for p in processes)
    assert said == ["done 24000", "refused"]


def test_a_writer_that_is_killed_half_way_leaves_a_report_that_the_next_start_indexes_again(
    tmp_path: Path,
) -> None:
    code = _WRITER.format(root=str(ROOT), folder=str(tmp_path), name="a").replace(
        'print("done"', 'import os; os.kill(os.getpid(), 9); print("done"'
    )
    code = code.replace(
        "index.add('a', \"1\", rows)",
        "index._manifest = type('M', (), {'delete': lambda s, **k: None, 'upsert': lambda s, **k: os.kill(os.getpid(), 9)})(); import os; index.add('a', '1', rows[:2000])",
    )
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, timeout=120)
    index = ReportIndex(tmp_path, HashedEmbeddings(), "flat")
    try:
        assert "a" not in index.indexed()
    finally:
        index.close()


def test_a_store_that_cannot_be_opened_is_put_aside_and_built_anew(tmp_path: Path, sample: Report) -> None:
    folder = tmp_path / "chroma"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    index = ReportIndex(tmp_path, HashedEmbeddings(), "x")
    index.add("a", "1", report_passages(sample, "a"))
    assert index.indexed() == {"a": "1"}
    assert list(tmp_path.glob("chroma.broken-*"))
    index.close()


def test_the_workspace_indexes_what_the_library_holds_and_the_store_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from office.workspace import Workspace
    from settings import Settings

    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path))
    first = Workspace(Settings())
    entry = first.add(SAMPLE.read_bytes(), SAMPLE.name)
    first.close()
    second = Workspace(Settings())
    second.open_index()
    assert second._index.indexed().keys() == {entry.id}
    assert [h.passage.report for h in second.search("残联 政府信息", 1, {entry.id})] == [entry.id]
    second.close()


def test_a_change_of_embedding_indexes_again_by_itself(
    tmp_path: Path, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from office.workspace import Workspace
    from settings import Settings

    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path))
    offline = Workspace(Settings())
    offline.open_index()
    entry = offline.add(SAMPLE.read_bytes(), SAMPLE.name)
    offline.close()
    monkeypatch.setenv("OPENAI_BASE_URL", model_server.url)
    monkeypatch.setenv("NIANBAO_EMBEDDING_MODEL", "local-vectors")
    online = Workspace(Settings())
    online.open_index()
    assert online._index.indexed().keys() == {entry.id}
    assert model_server.requests[0]["model"] == "local-vectors"
    assert online.search("残联 政府信息公开", 2, {entry.id})
    online.close()


def test_hints_are_searched_and_never_shown() -> None:
    passage = Passage("x", "regulation", "正文", "标题", hints=("通俗的解释",))
    assert "通俗" in passage.indexed and "通俗" not in passage.text
