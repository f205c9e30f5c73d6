"""The command line keeps its contract: JSON Lines, exit codes, one Chinese line for what cannot be used."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_html
from tests.conftest import SAMPLE
from tests.test_reading import archive_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def objects(done: subprocess.CompletedProcess[str]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def clear(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether stderr holds Chinese sentences and no traceback."""
    lines = done.stderr.strip().splitlines()
    return (
        bool(lines)
        and "Traceback" not in done.stderr
        and all(any("一" <= c <= "鿿" for c in x) for x in lines)
    )


def test_parse_prints_every_row_and_column(nianbao: Run) -> None:
    (record,) = objects(nianbao("parse", SAMPLE, "--json"))
    assert [s["number"] for s in record["sections"]] == list("一二三四五六")
    assert record["tables"]["applications"]["denied_security"]["total"] is None
    assert record["tables"]["active_disclosure"]["规章"] == {
        "本年新制作数量": 0,
        "本年新公开数量": 0,
        "对外公开总数量": 0,
    }
    assert len(record["tables"]["applications"]) == 23


def test_review_exits_1_on_errors_and_keeps_every_key(nianbao: Run) -> None:
    done = nianbao("review", SAMPLE, "--format", "json")
    (record,) = objects(done)
    assert done.returncode == 1
    assert set(record["findings"][0]) >= {
        "rule",
        "severity",
        "message",
        "quote",
        "location",
        "basis",
        "expected",
        "actual",
        "suggestion",
    }
    assert set(record["findings"][0]["location"]) == {
        "section",
        "paragraph",
        "table",
        "row",
        "column",
        "page",
    }


def test_review_exits_0_without_errors(nianbao: Run, tmp_path: Path) -> None:
    path = tmp_path / "clean.docx"
    path.write_bytes(to_docx(make_content(1), Layout()))
    assert nianbao("review", path).returncode == 0


def test_the_date_of_publication_and_the_level_can_be_given(nianbao: Run, tmp_path: Path) -> None:
    path = tmp_path / "clean.html"
    path.write_bytes(to_html(make_content(1, level="government", year=2022), Layout()))
    late = nianbao("review", path, "--published", "2023-02-20", "--level", "department", "--format", "json")
    assert "TIM01" in {f["rule"] for f in objects(late)[0]["findings"]}
    assert nianbao("review", path, "--published", "2023-02-20").returncode == 0


@pytest.mark.parametrize("form", ["text", "md"])
def test_review_can_be_read_by_people(nianbao: Run, form: str) -> None:
    assert "158" in nianbao("review", SAMPLE, "--format", form).stdout


def test_a_bad_file_does_not_stop_the_others(nianbao: Run, tmp_path: Path) -> None:
    bad = tmp_path / "empty.docx"
    bad.write_bytes(b"")
    done = nianbao("review", bad, tmp_path / "none.pdf", SAMPLE, "--format", "json")
    records = objects(done)
    assert done.returncode == 2 and clear(done)
    assert ["error" in r for r in records] == [True, True, False]


def test_an_archive_is_all_its_reports(nianbao: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(
        archive_of({"a.docx": to_docx(make_content(1), Layout()), "b.txt": SAMPLE.read_bytes(), "c.txt": b""})
    )
    done = nianbao("parse", path, "--json")
    assert [r.get("agency") is not None for r in objects(done)] == [True, True, False]
    assert done.returncode == 2


def test_many_questions_cost_one_start(nianbao: Run) -> None:
    done = nianbao("ask", "-", "--report", SAMPLE, "--json", stdin="收到多少件申请？\n\n一把手是谁？\n")
    first, second = objects(done)
    assert "0件" in first["answer"] and not first["abstained"] and first["mode"] == "extractive"
    assert second["abstained"]
    assert set(first["citations"][0]) == {"n", "source", "section", "article", "title", "quote"}


def test_search_finds_articles_by_number_type(nianbao: Run) -> None:
    done = nianbao("search", "-", "-k", "3", "--json", stdin="多久给答复？\n")
    hits = objects(done)[0]["hits"]
    assert hits[0]["article"] == 33 and len(hits) == 3


def test_search_in_a_report(nianbao: Run) -> None:
    hits = objects(nianbao("search", "政策解读", "--report", SAMPLE, "--json"))[0]["hits"]
    assert {h["source"] for h in hits} == {"report"}
    assert "解读" in hits[0]["text"]


@pytest.mark.parametrize("suffix", ["docx", "md"])
def test_draft_writes_the_letter_whole(nianbao: Run, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"letter.{suffix}"
    assert nianbao("draft", SAMPLE, "-o", out).returncode == 0
    assert out.stat().st_size > 1000
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".nianbao")] == []


def test_index_and_then_ask_the_library_by_name(nianbao: Run) -> None:
    assert nianbao("index", SAMPLE).returncode == 0
    (answer,) = objects(nianbao("ask", "相山区残联2020年收到多少申请", "--json"))
    assert "0件" in answer["answer"]
    hits = objects(nianbao("search", "残联新增主动公开政府信息", "--json"))[0]["hits"]
    assert "report" in {h["source"] for h in hits}


def test_two_years_in_the_library_are_compared(nianbao: Run, tmp_path: Path) -> None:
    for year, seed in ((2021, 11), (2022, 12)):
        content = make_content(seed, level="department", year=year)
        content.agency = "青山市民政局"
        content.title = f"青山市民政局{year}年政府信息公开工作年度报告"
        (tmp_path / f"{year}.docx").write_bytes(to_docx(content, Layout()))
    assert nianbao("index", tmp_path / "2021.docx", tmp_path / "2022.docx").returncode == 0
    (answer,) = objects(nianbao("ask", "青山市民政局新收申请比去年增加了多少", "--json"))
    assert (
        all(t in answer["answer"] for t in ("增加53件", "2021年88件", "2022年141件"))
        and len(answer["citations"]) == 2
    )


def test_opinions_without_a_model_are_said_to_be_missing(nianbao: Run) -> None:
    done = nianbao("review", SAMPLE, "--opinions", "--format", "json")
    assert done.returncode == 1 and "没有配置模型" in done.stderr
    assert not any(f["opinion"] for f in objects(done)[0]["findings"])


def test_the_ledger_of_many_reports(nianbao: Run, tmp_path: Path) -> None:
    out = tmp_path / "ledger.xlsx"
    assert nianbao("ledger", SAMPLE, "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"PK")


def test_a_revision_is_compared_with_the_earlier_submission(nianbao: Run, tmp_path: Path) -> None:
    revised = tmp_path / "revised.txt"
    revised.write_text(
        SAMPLE.read_text(encoding="utf-8").replace("其它需要报告", "其他需要报告"), encoding="utf-8"
    )
    (record,) = objects(nianbao("review", revised, "--previous", SAMPLE, "--format", "json"))
    assert {o["state"] for o in record["rounds"]["outcomes"] if o["rule"] == "QLT08"} == {"fixed"}


def test_a_report_of_another_agency_is_asked_about_and_not_assumed(nianbao: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    other.write_bytes(to_docx(make_content(1), Layout()))
    done = nianbao("review", SAMPLE, "--previous", other)
    assert "请确认是否选对" in done.stderr


def test_an_embedding_endpoint_that_fails_is_said_and_nothing_is_lost(nianbao: Run) -> None:
    broken = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "NIANBAO_EMBEDDING_MODEL": "m"}
    assert "Traceback" not in nianbao("index", SAMPLE, **broken).stderr
    assert nianbao("index", SAMPLE).returncode == 0
    done = nianbao("ask", "多久给答复", "--json", **broken)
    assert "向量服务" in done.stderr and objects(done)[0]["citations"][0]["article"] == 33


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse", "none.docx"),
        ("review", "none.docx"),
        ("draft", SAMPLE, "-o", "letter.pdf"),
        ("draft", SAMPLE, "-o", "/nowhere/at/all/letter.md"),
        ("ask", "多少", "--report", "none.docx"),
        ("review", SAMPLE, "--published", "yesterday"),
        ("index", "none.docx"),
    ],
)
def test_bad_input_is_one_clear_sentence_and_exit_2(nianbao: Run, arguments: tuple[object, ...]) -> None:
    done = nianbao(*arguments)
    assert done.returncode == 2 and clear(done)


def test_a_port_in_use_is_one_clear_sentence(nianbao: Run) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = nianbao("serve", "--port", taken.getsockname()[1])
    assert done.returncode == 2 and "端口" in done.stderr and clear(done)


def test_other_addresses_need_accounts(nianbao: Run) -> None:
    done = nianbao("serve", "--host", "0.0.0.0", "--port", "17866")
    assert done.returncode == 2 and "users add" in done.stderr


def test_a_short_password_is_refused(nianbao: Run) -> None:
    done = nianbao("users", "add", "li", stdin="short\n")
    assert done.returncode == 2 and clear(done)
    assert nianbao("users", "add", "li", stdin="a long enough one\n").returncode == 0


@pytest.mark.parametrize("asked", [("list",), ("role", "li", "reader"), ("disable", "li")])
def test_asking_for_accounts_makes_no_library(nianbao: Run, tmp_path: Path, asked: tuple[str, ...]) -> None:
    done = nianbao("users", *asked, NIANBAO_DATA_DIR=str(tmp_path / "typo"))
    assert done.returncode == 2 and "没有资料库" in done.stderr and clear(done)
    assert not (tmp_path / "typo").exists()


def test_a_setting_that_makes_no_sense_is_one_clear_sentence(nianbao: Run) -> None:
    done = nianbao("ask", "多久给答复", NIANBAO_PORT="many")
    assert done.returncode == 2 and clear(done) and "NIANBAO_PORT" in done.stderr


def test_an_unreachable_chroma_server_is_said_and_the_regulation_still_answers(nianbao: Run) -> None:
    nianbao("index", SAMPLE)
    done = nianbao("ask", "多久给答复", "--json", NIANBAO_CHROMA_URL="http://127.0.0.1:9")
    assert objects(done)[0]["citations"][0]["article"] == 33
    assert "Chroma" in done.stderr and "Traceback" not in done.stderr


def test_an_unreachable_model_is_said_and_the_extract_stands(nianbao: Run) -> None:
    done = nianbao(
        "ask",
        "重点领域信息公开做了什么",
        "--report",
        SAMPLE,
        "--json",
        OPENAI_BASE_URL="http://127.0.0.1:9/v1",
    )
    (answer,) = objects(done)
    assert answer["mode"] == "extractive" and "连接不上" in answer["notice"] and answer["citations"]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (("nosuch",), "没有 nosuch 这个命令"),
        (("review", "--nosuch", "x"), "没有 --nosuch 这个选项"),
        (("review",), "缺少 报告文件；"),
        (("review", "x", "--format", "xml"), "--format 的值无法使用，可以用 text、json、md；"),
        (("ask", " "), "没有写出要问什么"),
        (("serve", "--port", "many"), "--port 的值无法使用"),
        (("ask", "多久答复", "--report"), "--report 缺少它的值"),
    ],
)
def test_a_call_that_is_not_understood_gets_one_chinese_sentence(
    nianbao: Run, call: tuple[str, ...], sentence: str
) -> None:
    done = nianbao(*call)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert clear(done)


@pytest.mark.parametrize("call", [(), ("review",), ("users",), ("users", "role"), ("ask",)])
def test_help_is_in_chinese(nianbao: Run, call: tuple[str, ...]) -> None:
    shown = nianbao(*call, "--help", COLUMNS="100").stdout
    assert "用法：" in shown and "选项" in shown and "显示这段说明" in shown
    for word in ("Usage", "Options", "Arguments", "Commands", "COMMAND", "Show this", "required", "default"):
        assert word not in shown


def test_a_number_out_of_bounds_is_told_with_its_bounds(nianbao: Run) -> None:
    done = nianbao("search", "多久", "-k", "0")
    assert done.returncode == 2 and "-k 的值无法使用，要在 1 到 100 之间" in done.stderr


def test_nothing_to_index_is_said_and_begins_no_library(nianbao: Run, tmp_path: Path) -> None:
    empty = tmp_path / "空 夹"
    empty.mkdir()
    done = nianbao("index", empty)
    assert (done.returncode, done.stderr) == (2, f"{empty}：文件夹里没有文件，没有收录；请检查路径。\n")
    assert not (tmp_path / "data" / "library.sqlite3").exists()


def test_an_empty_standard_input_is_said(nianbao: Run) -> None:
    done = nianbao("ask", "-", stdin="\n \n")
    assert (done.returncode, done.stderr) == (2, "标准输入里没有问题；请一行写一个。\n")
