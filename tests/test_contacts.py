"""How an agency is reached: kinds of contact data, a telephone by what it is for, when it is answered."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from answering.plan.contacts import ContactKind, Purpose, contact_wordings, contacts_asked
from answering.plan.operations import Contacts
from answering.plan.planner import read_plan
from answering.source import Source
from benchmarks.generate import make_content
from benchmarks.planted import read
from reports.contacts import lines_of

WORDS = contact_wordings()
LISTS = ("other", "person", "hours", "beside", "compared")

ALL_IN_ONE = (
    "如有疑问，请打街道党政综合办公室电话0785-62204136，或到云砚区洗墨巷15号街道办事处201室当面问，邮编344810，"
    "邮箱yyjd#yunyan.example。晚上六点以后和节假日请打值班电话0785-62208899。入学政策咨询请打0785-62207001（每年6月至9月开通）。"
    "监督投诉电话：0785-62200110。12345热线受理28640件，办结28211件。"
)


def reached(words: str, year: int = 2023) -> Source:
    content = make_content(3, year=year)
    content.preamble = words
    return Source(str(year), read(content))


@pytest.mark.parametrize("kind", WORDS.kinds, ids=lambda k: k.key)
def test_a_kind_of_contact_data_is_told_by_its_examples_alone(kind: ContactKind) -> None:
    assert [e for e in kind.reads if not kind.read(e)] == []
    assert [e for e in kind.refused if kind.read(e)] == []


@pytest.mark.parametrize("purpose", WORDS.purposes, ids=lambda p: p.name)
def test_what_a_telephone_is_for_is_told_by_its_examples_alone(purpose: Purpose) -> None:
    assert [e for e in purpose.reads if not purpose.read(e)] == []
    assert [e for e in purpose.refused if purpose.read(e)] == []
    assert [e for e in purpose.names if not purpose.leads_to(e)] == []
    assert [e for e in purpose.passes if purpose.leads_to(e)] == []


@pytest.mark.parametrize("name", LISTS)
def test_the_other_wordings_are_told_by_their_examples_alone(name: str) -> None:
    assert [e for e in getattr(WORDS, f"{name}_reads") if not WORDS.says(name, e)] == []
    assert [e for e in getattr(WORDS, f"{name}_not") if WORDS.says(name, e)] == []


def test_the_telephones_are_read_with_what_leads_to_them_and_what_is_told_of_them() -> None:
    lines = lines_of(reached(ALL_IN_ONE).report.paragraphs())
    assert [line.number for line in lines] == [
        "0785-62204136", "0785-62208899", "0785-62207001", "0785-62200110",
    ]  # fmt: skip
    assert lines[2].quote == "入学政策咨询请打0785-62207001（每年6月至9月开通）"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("晚上有事找街道打什么电话", "62208899"),
        ("想投诉，有热线吗", "62200110"),
        ("要反映问题，电话是？别给我咨询的那个", "62200110"),
        ("孩子上学的事打哪个号码，几月到几月通", "每年6月至9月"),
        ("对报告有疑问打哪个电话", "62204136"),
        ("寄材料到街道，地址邮编怎么写", "洗墨巷15号街道办事处201室"),
        ("在几楼几室，邮箱给一下", "yyjd#yunyan.example"),
        ("联系科室、电话", "党政综合办公室"),
    ],
)
def test_a_contact_is_told_by_its_purpose_and_kind(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question, [reached(ALL_IN_ONE)])
    assert said in answer.text
    assert not answer.abstained


def test_what_no_telephone_is_for_is_said_beside_the_ones_that_there_are(assistant: Assistant) -> None:
    answer = assistant.ask("停水了打哪个抢修电话", [reached(ALL_IN_ONE)])
    assert answer.abstained
    assert "没有写应急抢修的电话" in answer.text
    assert "62208899" in answer.text


def test_two_reports_are_compared(assistant: Assistant) -> None:
    both = [reached(f"如有疑问，请致电0785-6220413{n}。", 2022 + n) for n in (0, 1)]
    text = assistant.ask("两年报告里的联系电话一样吗，各是多少", both).text
    assert "0785-62204130" in text
    assert "0785-62204131" in text
    assert text.endswith("联系电话不同。")


def test_beside_another_question_each_part_is_answered(assistant: Assistant) -> None:
    source = reached(ALL_IN_ONE)
    assert not any(
        isinstance(o, Contacts) for o in read_plan("收到多少件申请，电话多少", [source]).operations
    )
    assert "62204136" in assistant.ask("收到多少件申请，电话多少", [source]).text


@pytest.mark.parametrize("question", ["12345热线接了多少个电话", "申请表里要填电话吗，条例怎么规定的"])
def test_calls_that_are_counted_and_forms_that_are_filled_in_are_no_contacts(question: str) -> None:
    assert contacts_asked(question) is None


def test_an_address_without_a_label_is_the_reports_own() -> None:
    source = reached("有不明白的，联系局办公室（青岭县学府路9号3楼，邮编448110）。")
    assert source.report.contact["address"] == "青岭县学府路9号3楼"
