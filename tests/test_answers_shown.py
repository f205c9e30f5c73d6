"""An answer as HTML: nothing of the program's own names, no place where nothing was looked for, pictures that are read."""

from __future__ import annotations

import re
from decimal import Decimal

from answering.answer import Answer
from answering.trends import Datum
from web.views.answers import Exchange, exchange_html
from web.views.bars import picture

WHERE = "在《条例》和资料库里找的。"


def shown(answer: Answer) -> str:
    return exchange_html(Exchange(answer.question, answer, number=1, where=WHERE), "", "n1")


def test_what_tells_of_the_program_itself_was_not_looked_up() -> None:
    greeting = shown(Answer("你好", "这里可以问年报。", trace=(("怎样使用本工具", "HowTo"),)))
    assert WHERE not in greeting and "为什么这样答" not in greeting
    silent = shown(Answer("多少件", "没有写明。", abstained=True, trace=(("没有找到", "多少件"),)))
    assert WHERE in silent and "没有找到：多少件" in silent


def test_why_an_answer_is_so_is_told_in_chinese_only() -> None:
    steps = (("比率和占比", "Combined"), ("over_all", "12份报告的新收"))
    said = re.findall("<li>(.*?)</li>", shown(Answer("办结率", "98%。", trace=steps)))
    assert said == ["比率和占比", "12份报告的新收"]


def test_of_many_agencies_the_largest_are_drawn_with_their_whole_names() -> None:
    data = [Datum(f"云溪县人民政府第{n:02d}街道办事处", 2023, "新收", Decimal(n)) for n in range(1, 16)]
    drawn = picture("新收", data)
    names = re.findall('class="name"[^>]*>([^<]*)<', drawn)
    assert names == [f"云溪县人民政府第{n:02d}街道办事处" for n in range(15, 3, -1)]
    assert "只画出最多的12个，共15个" in drawn
    assert "只画出" not in picture("新收", data[:12])
