"""What the narrative says: a number in its clause, a sentence, or a whole part such as the problems and measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.answer import Answer, Evidence
from answering.hostile import poses_as_instruction, without_instructions
from answering.kinds import answers_the_kind, asks_frequency, asks_rank
from answering.measures import asks_compared, asks_duration
from answering.narrative_index import NarrativeIndex, Ranked
from answering.source import Source, cite_paragraph
from answering.words import Word
from reports.model import Paragraph
from reports.sentences import Sentence
from retrieval.terms import fold_text

_ASKS = re.compile(
    r"多少(?!号|天|日|个?(?:工作日|月|小时|星期))|(?<![哪第好十])几(?![乎经时番近天号日月年周]|个?(?:工作日|月|小时|星期))[一-鿿]|数量|总数|条数|次数|件数|人数|金额|花了|幅度|增幅|增速|降幅|(?<![频效])率|几成|(?:比|较|跟|和|与).{1,8}(?:比|相比|比较)?.{0,2}(?:怎么样|如何|怎样|变化)|比例|百分|权重|分值|分数|得分|多高|多大(?=年纪|岁数|[？?]?$)|年龄|岁数|(?<=[一-鿿]{2})量(?=[？?]?$|[是有])|比重"
)
_ASKS_HOW = re.compile("怎么|怎样|如何|为什么|为何|原因|结果")
# Up to the end of the sentence, or to its next item.
_TO_ITS_END = re.compile(
    r"[^。！？\n]{1,160}?(?:[。！？]|[；;](?=\s*(?:[（(]?[一二三四五六七八九\d]+[）)、.．]|[一二三四五六七八九]是)))"
)
_NONE = re.compile(r"未(?!来|办结|审结)|没有|无(?!法|效)|零")
_ENOUGH = 0.66
_ENOUGH_SAID = 0.52
_SURELY = 0.85
_AS_GOOD = 0.97
_NEAR = 0.3
_LONGEST_PART = 700


def asks_number(question: str) -> bool:
    """Whether a question wants a number."""
    counts = bool(_ASKS.search(question)) or asks_compared(question)
    return counts and not asks_rank(question) and not asks_frequency(question)


def best_number(question: str, index: NarrativeIndex) -> Ranked | None:
    """The clause of a report's prose that gives the number asked for; None where none clearly does."""
    words = index.words(question)
    if not words or not (asks_number(question) or asks_duration(question)):
        return None
    ranked = index.numbers(question, words)
    fits = bool(ranked) and ranked[0].coverage >= _ENOUGH
    return ranked[0] if fits and not poses_as_instruction(ranked[0].sentence.text) else None


def tells_duration(question: str, index: NarrativeIndex) -> bool:
    """Whether the prose tells how long what a question names took; how long an answer may take is for the rules."""
    if not asks_duration(question) or not any(w.is_telling for w in index.words(question)):
        return False
    best = best_number(question, index)
    return best is not None and best.coverage >= _SURELY


def answer_from_numbers(question: str, sources: list[Source], indexes: list[NarrativeIndex]) -> Answer | None:
    """The clauses of the narratives that give the number asked for; None where none clearly does."""
    evidence, said = Evidence(), []
    for source, index in zip(sources, indexes, strict=True):
        best = best_number(question, index)
        if best is None or best.clause is None:
            continue
        words = best.clause.quote(index.words(question))
        said.append(
            f"{source.name}的报告写明：{words}。{cite_paragraph(evidence, source, best.sentence.paragraph, words)}"
        )
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None


def answer_from_statements(
    question: str, sources: list[Source], indexes: list[NarrativeIndex]
) -> Answer | None:
    """The sentences of the narratives that say what is asked, at most two of a report; None where none does.

    To a question for a number only that there was none is an answer: numbers are read from their clauses.
    """
    of_number = asks_number(question)
    evidence, said = Evidence(), []
    for source, index in zip(sources, indexes, strict=True):
        words = index.words(question)
        enough = _enough(question, words)
        ranked = [
            r for r in index.statements(question, words)
            if r.coverage >= enough and not poses_as_instruction(r.sentence.text)
            and answers_the_kind(question, r.sentence.text)
            and (not of_number or _denies(r.sentence.text, words))
        ]  # fmt: skip
        for best in [r for r in ranked[:2] if r.coverage >= _AS_GOOD * ranked[0].coverage]:
            text = without_instructions(_shown(question, best.sentence)).rstrip("；;，")
            if text and text in best.sentence.paragraph.text:
                mark = cite_paragraph(evidence, source, best.sentence.paragraph, text)
                said.append(f"{source.name}的报告写道：{_ended(text)}{mark}")
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None


def _shown(question: str, sentence: Sentence) -> str:
    """The words of a sentence to show; to how and why with what follows its semicolons, where that is not long."""
    if sentence.text.endswith(("；", ";")) and _ASKS_HOW.search(question):
        match = _TO_ITS_END.match(sentence.paragraph.text, sentence.start)
        return match[0] if match else sentence.text
    return sentence.text


def _ended(text: str) -> str:
    """Quoted words with a full stop where they have no end of their own."""
    return text if text.endswith(("。", "！", "？", "”", "）")) else f"{text}。"


def _enough(question: str, words: Sequence[Word]) -> float:
    """How much of a question a sentence must say; 排第几 with nothing else said asks for any rank that is told."""
    if asks_rank(question) and not any(w.is_telling and not w.is_year for w in words):
        return 0.0
    return _ENOUGH if asks_number(question) else _ENOUGH_SAID


def _denies(text: str, words: Sequence[Word]) -> bool:
    """Whether a clause says that there was none of what a question is about, and the sentence all that it is about."""
    whole = fold_text(text)
    if any(w.is_telling and not w.is_light and not w.said_in(whole) for w in words):
        return False
    clauses = (fold_text(c) for c in re.split("[，,；;。：:]", text) if _NONE.search(c))
    return any(w.is_telling and w.said_in(c) for c in clauses for w in words)


def nearest_statement(question: str, sources: list[Source], indexes: list[NarrativeIndex]) -> Answer:
    """报告未载明, with the nearest thing that the reports do say."""
    evidence = Evidence()
    name = "、".join(dict.fromkeys(s.name for s in sources))
    text = f"报告未载明：{name}的报告没有写到这一内容。"
    unsaid = f"报告未载明：没有在{name}的报告中找到直接的答案。"
    for source, index in zip(sources, indexes, strict=True):
        words = index.words(question)
        best = next(iter(index.statements(question, words)), None) if words else None
        if best is None or best.coverage < _NEAR or poses_as_instruction(best.sentence.text):
            continue
        near = without_instructions(best.sentence.text).rstrip("；;，")
        if near and near in best.sentence.paragraph.text:
            mark = cite_paragraph(evidence, source, best.sentence.paragraph, near)
            text = f"{unsaid}\n相近的内容是：{_ended(near)}{mark}"
            break
    return Answer(question, text, tuple(evidence.citations), abstained=True)


_SHORTCOMING = "问题|不足|短板|困难|差距|薄弱(?:环节|点|的?地方)?|缺点|欠缺"
_LATER = r"明年|来年|下一?年|下一步|下一阶段|今后|接下来|后面|往后|以后|将来|未来|后续|20\d\d年"
_PLANNED = "怎|(?:要|会|将|想).{0,6}(?:什么|哪)|如何|做|改|打算|准备|计划|安排|措施|举措|思路|重点"
_PARTS: tuple[tuple[re.Pattern[str], str, re.Pattern[str] | None], ...] = (
    (re.compile(rf"(?:{_LATER}).{{0,10}}(?:{_PLANNED})|(?:打算|准备|计划).{{0,8}}(?:怎|如何|什么|哪|做些|改|解决)|(?:怎么|如何|怎样|准备)(?:加强|改|提高|提升|完善|做好|解决)|改进(?:措施|情况|举措)?|整改"), "五",
     re.compile(r"改进|下一步|今后|下一年|将(?:从|进一步|继续|严格|加强|着力|重点)|针对")),
    (re.compile(rf"(?:存在|有|主要|哪些|什么|自身)(?:着|的|哪些|什么|啥|何)?(?:主要)?(?:{_SHORTCOMING})|(?:{_SHORTCOMING})(?:之处)?(?:是|有|在)?(?:什么|哪|啥)|不足之处|短板|(?:哪里|哪儿|哪些方面|哪方面|哪些地方|什么地方|哪些(?:工作|单位|部门|乡镇|街道|科室|环节)|哪点).{{0,6}}(?:不好|不够|不到位|不足|欠缺|薄弱|差|需要(?:提高|加强|改善))"), "五", None),
    (re.compile(r"其[他它](?:需要)?报告|其[他它]事项|第六部分|信息处理费"), "六", None),
    (re.compile(r"总体情况|第一部分|整体情况"), "一", None),
)  # fmt: skip


# What is asked of the rules, or for oneself (我的信息错了怎么改).
_NOT_OF_THE_REPORT = re.compile(r"什么叫|规定|条例|收费标准|我(?!们?[省市区县镇乡局办委会街])")


# 检查组发现了什么问题 asks for what others found, 代表提了哪些问题 for what they said.
_FOUND_BY = re.compile(
    r"(?:组|员|代表|委员|机构|部门|单位|领导|评估|评议|检查|督查|审计|抽查|自查).{0,4}(?:发现|指出|反映|反馈|提出?|查出|通报)了?.{0,4}(?:什么|哪些|啥|几个?|多少)"
)


def answer_from_section(question: str, sources: list[Source]) -> Answer | None:
    """The part of the report that a question names (problems, measures, other matters), in its own words."""
    for pattern, number, only in _PARTS:
        if not pattern.search(question) or _NOT_OF_THE_REPORT.search(question) or _FOUND_BY.search(question):
            continue
        evidence, said = Evidence(), []
        for source in sources:
            section = source.report.section(number)
            paragraphs = list(section.paragraphs) if section else []
            chosen = _measures(paragraphs) if only else paragraphs
            if number == "五" and only is None:
                chosen = _problems(paragraphs)
            lines = [line for p in chosen if (line := _line(evidence, source, number, p))]
            said += [f"{source.name}的报告写道：{lines[0]}", *lines[1:]] if lines else []
        if said:
            return Answer(question, "\n".join(said), tuple(evidence.citations))
    return None


def _measures(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """From the paragraph in which the measures begin."""
    sign = re.compile(r"改进措施|改进举措|改进情况|下一步|今后|20\d\d年[，,][^。]{0,10}将|针对")
    start = next((n for n, p in enumerate(paragraphs) if sign.search(p.text)), None)
    return paragraphs if start is None else paragraphs[start:]


def _problems(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Up to the paragraph in which the measures begin."""
    sign = re.compile(r"^.{0,12}(?:改进措施|改进举措|改进情况|下一步|今后|针对)")
    stop = next((n for n, p in enumerate(paragraphs) if n and sign.search(p.text)), len(paragraphs))
    return paragraphs[:stop]


def _line(evidence: Evidence, source: Source, number: str, paragraph: Paragraph) -> str:
    words = without_instructions(paragraph.text)[:_LONGEST_PART]
    if not words or words not in paragraph.text:
        return ""
    return f"{words}{cite_paragraph(evidence, source, paragraph, words)}"
