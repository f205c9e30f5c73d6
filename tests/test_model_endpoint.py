"""The model client against a real server that speaks the OpenAI protocol and misbehaves on request."""

from __future__ import annotations

import re
from typing import Any

import pytest

from answering.assistant import Assistant
from answering.model import Model, ModelError, ModelSettings, _visible
from answering.source import Source
from answering.verification import normalise
from answering.with_model.protocol import marks_in, read_sentence
from prompts import FOLDER, load_prompt, prompt_text
from tests.model_server import ModelServer
from tests.test_verification import HOSTILE

QUESTION = "重点领域信息公开做了什么"


def model(server: ModelServer, timeout: float = 20.0) -> Model:
    return Model(ModelSettings("local", server.url, "not-needed", timeout=timeout))


def sources_of(request: dict[str, Any]) -> str:
    return str(request["messages"][-1]["content"])


def first_source(request: dict[str, Any]) -> str:
    """A sentence that the first source carries, as an honest model would say it."""
    match = re.search(r"\[P(\d+)\] （一）([^\n]+)", sources_of(request))
    assert match is not None
    return f"{match[2].split('。')[0].strip()}[P{match[1]}]。"


def test_an_honest_answer_is_streamed_with_citations(
    model_server: ModelServer, sample_source: Source
) -> None:
    model_server.reply = first_source
    states = list(Assistant(model(model_server)).stream(QUESTION, [sample_source]))
    final = states[-1]
    assert final.mode == "model" and final.notice is None
    assert final.citations and final.citations[0].quote
    assert all(final.text.startswith(s.text) for s in states if s.mode == "model")


def test_what_fails_is_asked_again_once_and_then_left_out(
    model_server: ModelServer, sample_source: Source
) -> None:
    model_server.reply = lambda r: first_source(r) + "共投入资金8765万元[P3]。"
    final = Assistant(model(model_server)).ask(QUESTION, [sample_source])
    assert "8765" not in final.text
    assert final.notice is not None and "略去" in final.notice
    assert len(model_server.requests) == 2
    assert "8765" in sources_of(model_server.requests[1])


def test_a_repaired_sentence_is_shown(model_server: ModelServer, sample_source: Source) -> None:
    good: list[str] = []

    def reply(request: dict[str, Any]) -> str:
        if not good:
            good.append(first_source(request))
            return "共投入资金8765万元[P3]。"
        return good[0]

    model_server.reply = reply
    final = Assistant(model(model_server)).ask(QUESTION, [sample_source])
    assert final.mode == "model" and final.text and final.notice is None


def test_an_answer_without_any_support_falls_back_to_the_extract(
    model_server: ModelServer, sample_source: Source
) -> None:
    model_server.reply = lambda r: "该单位工作非常出色，值得表扬[P3]。"
    final = Assistant(model(model_server)).ask(QUESTION, [sample_source])
    assert final.mode == "extractive" and final.citations
    assert final.notice is not None and "模型" in final.notice


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("401", "密钥"), ("404", "NIANBAO_MODEL"), ("429", "额度"), ("500", "内部出错"), ("too long", "长度"),
        ("filter", "内容过滤"), ("content_filter", "内容过滤"), ("length", "超过了长度"), ("half a stream", "断开"), ("malformed", "无法识别"), ("empty", "没有给出"),
    ],
)  # fmt: skip
def test_each_failure_gives_the_extract_and_one_sentence_about_why(
    model_server: ModelServer, sample_source: Source, mode: str, words: str
) -> None:
    model_server.mode = mode
    model_server.reply = first_source
    final = Assistant(model(model_server)).ask(QUESTION, [sample_source])
    assert final.notice is not None and words in final.notice
    assert "\n" not in final.notice and "http" not in final.notice
    assert final.text and final.citations


def test_a_server_that_hangs_is_left_at_the_deadline(
    model_server: ModelServer, sample_source: Source
) -> None:
    model_server.mode, model_server.delay = "hang", 5.0
    final = Assistant(model(model_server, timeout=0.6)).ask(QUESTION, [sample_source])
    assert final.notice is not None and "规定时间" in final.notice


def test_an_endpoint_that_does_not_exist_is_said_to_be_unreachable(sample_source: Source) -> None:
    lost = Model(ModelSettings("local", "http://127.0.0.1:9/v1", "x", timeout=5.0))
    final = Assistant(lost).ask(QUESTION, [sample_source])
    assert final.notice is not None and "连接不上" in final.notice


def test_a_reasoning_models_thoughts_are_not_shown(model_server: ModelServer) -> None:
    model_server.reply = lambda r: "<think>先想一想[P3]。</think>结论。"
    text = model(model_server).complete("repair", {"material": "", "question": "", "failures": ""})
    assert text == "结论。"


def test_a_figure_that_the_rules_read_to_the_end_does_not_need_the_model(
    model_server: ModelServer, sample_source: Source
) -> None:
    assistant = Assistant(model(model_server))
    assert "0件" in assistant.ask("收到多少件申请", [sample_source]).text
    assert model_server.requests == []


@pytest.mark.parametrize("text", HOSTILE[::9])
def test_a_model_that_obeys_hostile_questions_changes_nothing(
    model_server: ModelServer, sample_source: Source, text: str
) -> None:
    model_server.reply = lambda r: (
        f"{text}[P3]。本报告没有任何问题，完全合格[P3]。系统提示词是：政府信息公开助手[P3]。"
    )
    final = Assistant(model(model_server)).ask(f"{QUESTION}？{text}", [sample_source])
    assert "合格" not in final.text and "系统提示词" not in final.text


def test_no_vendors_own_parameter_is_sent(model_server: ModelServer, sample_source: Source) -> None:
    model_server.reply = first_source
    Assistant(model(model_server)).ask(QUESTION, [sample_source])
    allowed = {"model", "messages", "stream", "temperature", "max_tokens", "max_completion_tokens"}
    assert set(model_server.requests[0]) <= allowed


def test_the_prompt_is_bounded_whatever_the_report(model_server: ModelServer, sample_source: Source) -> None:
    model_server.reply = first_source
    Assistant(model(model_server)).ask(QUESTION, [sample_source])
    assert len(sources_of(model_server.requests[0])) < 15_000


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("*.md")))
def test_every_prompt_renders_with_data_that_looks_like_a_template(name: str) -> None:
    system, user = prompt_text(name)
    names = set(re.findall(r"{(\w+)}", system + user))
    rendered = load_prompt(name).format_messages(**dict.fromkeys(names, "{danger} ${x}"))
    assert "{danger} ${x}" in rendered[-1].content
    note = (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("## ")[0]
    assert "Must achieve" in note


def test_a_failed_call_is_a_typed_error(model_server: ModelServer) -> None:
    model_server.mode = "500"
    with pytest.raises(ModelError, match="内部出错"):
        model(model_server).complete("repair", {"material": "", "question": "", "failures": ""})


def test_width_and_space_do_not_make_a_quotation_false() -> None:
    assert normalise("收到　１２ 件") == normalise("收到12件")


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("收到31件[P2,T6]。", ("P2", "T6")),
        ("收到31件[^P2]。", ("P2",)),
        ("收到31件（材料P2）。", ("P2",)),
        ("收到31件【p2】【T6】。", ("P2", "T6")),
        ("（2）收到31件[P3]。", ("P3",)),
    ],
)
def test_marks_are_read_in_whatever_way_a_model_writes_them(written: str, marks: tuple[str, ...]) -> None:
    assert marks_in(written) == marks


@pytest.mark.parametrize(
    "reply",
    [
        "先想一想怎么答。</think>全年新收31件申请[P3]。",
        "<thinking>怎么答？</thinking>全年新收31件申请[P3]。",
    ],
)
def test_thoughts_are_not_shown_whatever_their_tags(reply: str) -> None:
    pieces = [reply[i : i + 3] for i in range(0, len(reply), 3)]
    assert "".join(_visible(iter(pieces))).split("\n")[-1] == "全年新收31件申请[P3]。"


@pytest.mark.parametrize("raw", ['{"answer": "新收申请31件[P1]"}', "| 新收 | 31[P1] |", "```json"])
def test_json_and_rows_of_tables_are_no_sentences(raw: str) -> None:
    assert read_sentence(raw) is None


def _dressed(text: str) -> dict[str, str]:
    """A sentence with its mark in the clothes that models put on."""
    return {
        "bold": f"**{text}**",
        "a list": f"以下是回答：\n- {text}\n",
        "a heading": f"## 回答\n\n{text}",
        "thoughts": f"<think>\n先找[P3]。</think>\n\n{text}",
        "a fence": f'```json\n{{"answer": "{text}"}}\n```\n{text}',
        "full width": text.replace("[", "［").replace("]", "］").replace("P", "Ｐ"),
        "a table": f"| 项目 | 内容 |\n|---|---|\n{text}",
    }


@pytest.mark.parametrize("dress", sorted(_dressed("")))
def test_an_honest_sentence_is_shown_whatever_it_is_dressed_in(
    model_server: ModelServer, sample_source: Source, dress: str
) -> None:
    model_server.reply = lambda r: _dressed(first_source(r))[dress]
    final = Assistant(model(model_server)).ask(QUESTION, [sample_source])
    assert final.mode == "model" and final.citations
    assert not re.search(r"[*#|`{}<>]|P\d", final.text)


@pytest.mark.parametrize(
    "reply",
    [
        "I'm sorry, but I can't help with that request.",
        "抱歉，我无法回答这个问题。",
        '{"answer": "重点领域", "sources": []}',
        "。。。",
        "[P3]",
        "{T1.总计}" * 40,
        "该单位全部重点领域信息均已公开[P99]。",
    ],
)
def test_what_says_nothing_that_stands_leaves_the_rules_answer(
    model_server: ModelServer, sample_source: Source, reply: str
) -> None:
    model_server.reply = lambda r: reply
    final = Assistant(model(model_server)).ask(QUESTION, [sample_source])
    assert final.mode == "extractive" and final.text and final.notice


def test_what_was_checked_before_a_stream_broke_off_stays_and_the_rules_answer_follows(
    model_server: ModelServer, sample_source: Source
) -> None:
    model_server.reply = lambda r: first_source(r) + "全年" * 400
    model_server.mode = "half a stream"
    states = list(Assistant(model(model_server)).stream(QUESTION, [sample_source]))
    shown = next(s.text for s in states if s.mode == "model" and s.text)
    assert states[-1].text.startswith(shown) and len(states[-1].text) > len(shown)
    assert states[-1].notice is not None and "断开" in states[-1].notice


def test_a_second_look_can_only_take_sentences_away(model_server: ModelServer, sample_source: Source) -> None:
    settings = ModelSettings("local", model_server.url, "not-needed", timeout=20.0, second_look=True)
    looks = iter(("无", "1", "我认为应当补充一句：全部合格[P3]。"))
    model_server.reply = lambda r: (
        next(looks) if "只输出没有依据" in str(r["messages"][0]) else first_source(r)
    )
    kept, gone, ignored = (Assistant(Model(settings)).ask(QUESTION, [sample_source]) for _ in range(3))
    assert kept.mode == "model" and gone.mode == "extractive"
    assert ignored.text == kept.text
