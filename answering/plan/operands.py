"""The operands of a question: each thing whose number it asks for, as a figure of the tables or as words of the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answering.plan.figures import figure_from
from answering.plan.measures import measure_asked
from answering.plan.named import Row, Span, asked_columns, column_mentions, row_mentions, row_named
from answering.plan.number_asked import numbers_asked
from answering.plan.numbers_said import numbers_said
from answering.plan.operations import Figure, Operand
from reports.editions import load_edition
from reports.model import Report
from reports.prose.quantity import Kind, Quantity
from reports.vocabulary import ColumnWords

_DIVIDES = re.compile(
    r"[、，,；;。？?！!]|(?<![参总])和(?!解|谐)|跟|与(?!否)|以及|还有|(?<![惠涉普以遍])及(?!时|格)|(?<![累相求参增添追])加上?|＋|\+|比(?!例|率|重|较)|还是"
)
# What an operand is not made of: how its number is asked for, and what only leads up to it.
_FRAME = re.compile(
    r"(?:这)?(?:两|三|四|五|六|几|[2-9])(?:个|项|样)(?:数据?|指标|数字)?|(?:分别|各自?|都|一共|总共|合计|共计|加起来|总和|之和)(?:是|有|占|发|收|办|为)?(?:了)?|(?:有|是|占|发|收|办|要|等于)?(?:了|到|着|的)?(?:多少|几)(?:[件条个次篇人期块份项部家户名位场台张页起宗万元]+)?|"
    r"(?<![一-龥])报(?:一下|一报)?|说(?:一)?下|给我|^给$|看看?|一下|呢|吗|么|啊|呀|了|请问|顺便|想知道|一起|哪(?:个|家|种|类|样|一个)|谁|(?:更|比较)?(?:多|少|高|低)(?:出|了)*$|的$|相?差(?:了|距)?$|[？?。！!\s]"
)
_REFERS = re.compile("[前后]者")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|\d\d)年(?:度)?|今年|本年|当年|全年|一年")
_FEWEST = 2
# 前面那61条 points at a number and names nothing.
_POINTS_AT = re.compile("(?:前面|后面|上面|下面|刚才|这|那|的|头|里|说|个|些|共)*")
# 网站数 and 公众号数 are the numbers of what they tell.
_COUNT_OF = re.compile("(?P<what>[一-龥]*(?:网站|公众号|微信|微博|视频号|客户端|平台|渠道|信息))数")
_NAMED_COUNT = re.compile("([件条个次篇人期块份项部家户名位场])数$")


def plain(phrase: str) -> str:
    """A phrase without how a number is asked for."""
    shorter = _FRAME.sub("", phrase).strip("的，,、：:（）() ")
    return shorter if shorter == phrase else plain(shorter)


def prose_operands(text: str) -> tuple[Operand, ...]:
    """The phrases between the words that set things side by side, each with the measure that it or the next one asks in."""
    pieces = [n for p in _DIVIDES.split(text) if plain(p) and not _REFERS.match(p) for n in _numbers_apart(p)]
    units = [measure_asked(p) for p in pieces]
    common = measure_asked(text)
    out = []
    for n, (piece, unit) in enumerate(zip(pieces, units, strict=True)):
        words, own = _counted(plain(piece))
        measure = own or unit or next((u for u in units[n + 1 :] if u), None) or common
        stated = _stated(piece)
        if stated is not None and _POINTS_AT.fullmatch(words):
            out.append(Operand(piece[stated.start : stated.end], None, measure, stated.value))
        else:
            out.append(Operand(words, None, measure))
    return tuple(out)


def _numbers_apart(piece: str) -> list[str]:
    """A phrase for each number that a phrase asks for (培训几期多少人次), each with what all of them are of."""
    ends = [n.end for n in numbers_asked(piece)]
    if len(ends) < _FEWEST or not plain(piece[: ends[0]]):
        return [piece]
    starts = [0, *ends[:-1]]
    own = [piece[s:e] for s, e in zip(starts, [*ends[:-1], len(piece)], strict=True)]
    return [own[0], *(f"{plain(own[0])}{o}" for o in own[1:])]


def _stated(phrase: str) -> Quantity | None:
    """The first count that a phrase states."""
    return next((q for q in numbers_said(phrase) if q.kind is Kind.COUNT), None)


def _counted(phrase: str) -> tuple[str, str | None]:
    """A phrase without the number that it states (公众号168篇) or the name of its count (信息条数), and the measure there."""
    stated = _stated(phrase)
    if stated and phrase[: stated.start] + phrase[stated.end :]:
        return phrase[: stated.start] + phrase[stated.end :], stated.unit
    counted = _COUNT_OF.fullmatch(phrase)
    if counted is not None:
        return counted["what"], None
    named = _NAMED_COUNT.search(phrase)
    return (phrase[: named.start()], named[1]) if named and named.start() else (phrase, None)


def table_operands(text: str, report: Report) -> tuple[Operand, ...]:
    """The figures of the tables that a question names, in its order: rows with the columns or outcomes said of them."""
    text = spelt_out(text)
    rows = row_mentions(text)
    found: list[Operand] = []
    shared = _said_of_all(rows, text)
    for (span, row), (start, end) in zip(rows, _stretches(rows, text), strict=True):
        figure = figure_from(text[span[0] : span[1]], row, shared, report) if shared else None
        found += (
            [Operand(plain(text[start:end]), figure)]
            if figure
            else _of_row(
                text,
                span,
                row,
                _said_of(row, rows, start, end, text, report),
                report,
                (start, end) if len(rows) > 1 else None,
            )
        )
    if not rows:
        found = _without_row(text, report)
    unique: dict[Figure, Operand] = {}
    for operand in found:
        if operand.figure is not None:
            unique.setdefault(operand.figure, operand)
    return tuple(unique.values())


def _said_of_all(rows: Sequence[tuple[Span, Row]], text: str) -> ColumnWords | None:
    """The applicant that is named once, before several outcomes (企业拿到全部或部分的) or before what is asked of its
    applications (公益组织提交几件，其中公开几件): it is said of all of them."""
    columns = column_mentions(text, "applications")
    if len(columns) != 1 or len(rows) < _FEWEST or any(row.table != "applications" for _, row in rows):
        return None
    within = _OF_THESE.search(text[rows[0][0][1] : rows[1][0][0]])
    if not within and any(row.rows in _NO_OUTCOMES for _, row in rows):
        return None
    first = rows[0][0][1] if within else rows[0][0][0]
    return columns[0][1] if columns[0][0][1] <= first else None


_OF_THESE = re.compile("其中|里面|里头|当中|这(?:些|里)")
_NO_OUTCOMES = (("new_received",), ("total",), ("carried_over",), ("carried_forward",))


def _stretches(rows: Sequence[tuple[Span, Row]], text: str) -> Iterator[tuple[int, int]]:
    """For each row the stretch of the text that speaks of it: up to the next row, the first from the beginning."""
    starts = [0, *(start for (start, _), _ in rows[1:])]
    ends = [*(start for (start, _), _ in rows[1:]), len(text)]
    yield from zip(starts, ends, strict=True) if rows else ()


_ANY_AMOUNT = ("多少", "几", "几个", "收", "决定")


def _said_of(
    row: Row, rows: Sequence[tuple[Span, Row]], start: int, end: int, text: str, report: Report
) -> list[tuple[Span, ColumnWords]]:
    """The columns said of a row: in its stretch, or wherever it is the only row named that has such a column
    (规范性文件、许可、强制……（制发、现行有效也要）)."""
    mentions = column_mentions(text, row.table)
    if len(rows) == 1 or row.table != "active_disclosure":
        return [m for m in mentions if len(rows) == 1 or start <= m[0][0] < end]
    has = [(r.rows, _columns_of(r, report)) for _, r in rows]
    owners = {c.name: [key for key, names in has if c.name in names] for _, c in mentions}
    return [
        m for m in mentions
        if owners[m[1].name] == [row.rows] or (start <= m[0][0] < end and len(owners[m[1].name]) != 1)
    ]  # fmt: skip


def _columns_of(row: Row, report: Report) -> set[str]:
    edition = load_edition(report.edition)
    return {c.key for key in row.rows for c in edition.columns(row.table, key)}


def _of_row(
    text: str,
    span: Span,
    row: Row,
    said: list[tuple[Span, ColumnWords]],
    report: Report,
    stretch: Span | None,
) -> list[Operand]:
    """The operands of a row: one for each column said of it, else one; of its `stretch` of the text, or of all of it."""
    counts = row.table == "active_disclosure"
    said = [(s, e) for s, e in said if not (span[0] <= s[0] and s[1] <= span[1]) or counts]
    said = [(s, e) for s, e in said if text[s[0] : s[1]] not in _ANY_AMOUNT]
    summed = row.table == "applications" and said and _AND_ALL.search(text, said[-1][0][1])
    if len(said) < _FEWEST and not summed:
        own = text[slice(*stretch)] if stretch else text
        figure = figure_from(own, row, said[0][1] if said else None, report)
        return [Operand(plain(own), figure)] if figure else []
    own_words = (text[s[0] : s[1]] for s, _ in said)
    figures = (figure_from(text[s[0] : s[1]], row, entry, report) for s, entry in said)
    whole = figure_from("", row, None, report) if _ITSELF.search(text[span[1] : said[0][0][0]]) else None
    first = [Operand(text[span[0] : span[1]], whole)] if whole is not None else []
    told = [
        Operand(f"{text[span[0] : span[1]]}{w}", f)
        for w, f in zip(own_words, figures, strict=True)
        if f is not None
    ]
    counted = row.table in ("disputes", "applications") and not first
    altogether = _AND_ALL.search(text, said[-1][0][1]) if counted else None
    total = figure_from("", row, None, report) if altogether else None
    return [*first, *told, *([Operand(f"{text[span[0] : span[1]]}总计", total)] if total else [])]


# 复议维持几件，纠正几件，总共几件
_AND_ALL = re.compile("(?:总共|一共|合计|共计|总计|总数|拢共)[^，。]{0,3}(?:多少|几|$)")
# 复议一共几件，维持的多少: of the row itself a number is asked before its columns.
_ITSELF = re.compile("(?:多少|几)[件起宗]?")
_NEW = re.compile("申请|新收|要(?:过|了)?(?:信息|材料)")
_CASE = re.compile("复议|维持|纠正|审结|诉讼|官司")


def _without_row(text: str, report: Report) -> list[Operand]:
    """Columns of what was received (自然人和企业), and outcomes of reconsiderations where nothing else is said."""
    columns, outcomes = column_mentions(text, "applications"), column_mentions(text, "disputes")
    if len(columns) >= _FEWEST or (columns and _NEW.search(text)):
        row = row_named("new_received")
        figures = [(text[s[0] : s[1]], figure_from(text, row, e, report)) for s, e in columns]
    elif len(outcomes) >= _FEWEST:
        figures = [
            (text[s[0] : s[1]], figure_from(text, row_named("review"), e, report)) for s, e in outcomes
        ]
    else:
        return []
    return [Operand(words, figure) for words, figure in figures if figure is not None]


# 急用, 列一下我好抄表: what only says what the numbers are for.
_CLAUSES = re.compile("[，,；;。？?！!]")
_ASKED_THERE = re.compile("多少|几|各|分别|、|\\d|数|率|时长|时间|金额")


def without_asides(text: str) -> str:
    """A question without the clauses that name no figure and ask for no number, where another one does."""
    clauses = [c for c in _CLAUSES.split(text) if c.strip()]
    kept = [c for c in clauses if _ASKED_THERE.search(c) or row_mentions(c)]
    return "，".join(kept) if kept else text


# 许可、处罚、强制、收费: beside each other they are rows of the table of disclosure.
_SHORT = re.compile("(?<!行政)(?<!行政事业性)(?P<row>许可|处罚|强制(?!执行|性)|收费(?:金额)?)")
_ROWS = {"许可": "行政许可", "处罚": "行政处罚", "强制": "行政强制", "收费": "行政事业性收费"}
_OF_DISCLOSURE = 2


def spelt_out(text: str) -> str:
    """A question that names rows of the table of disclosure beside each other by their short names, with the full ones."""
    named = [key for key in _ROWS if key in text]
    if len(named) < _OF_DISCLOSURE:
        return text
    return _SHORT.sub(lambda m: _ROWS[m["row"].removesuffix("金额")], text)


# 新收 结转 办结, 1）视频几件 2）问答几条: what is set side by side without a mark.
_APART = re.compile(r"(?<=[一-龥])\s+(?=[一-龥])|[\s，,；;：:]*(?<![\d第（(])\d[）).、]\s*(?=[一-龥])")


def set_apart(text: str) -> str:
    """A question whose things stand apart by spaces or numbers, with marks between them."""
    return _APART.sub("、", text).strip("、") if len(_APART.findall(text)) >= _FEWEST else text


def operands(text: str, report: Report) -> tuple[Operand, ...]:
    """The operands of a question that sets several things side by side: of the tables where these account for every
    phrase, else of the prose."""
    text = spelt_out(without_asides(set_apart(text)))
    named, told = table_operands(text, report), prose_operands(_YEAR.sub("", text))
    each = tuple(_with_figures(told, text, report))
    if len(each) > len(named) and all(o.figure for o in each):
        return each
    return named if len(named) >= max(_FEWEST, len(told) - 1) else each


def _with_figures(told: Sequence[Operand], text: str, report: Report) -> Iterator[Operand]:
    """Phrases with the figure that each names by itself."""
    last: Figure | None = None
    for operand in told:
        own = table_operands(operand.words, report)
        figure = own[0].figure if len(own) == 1 else _outcome_of(last, operand.words)
        last = figure or last
        yield Operand(operand.words, figure, operand.unit)


def _outcome_of(cases: Figure | None, words: str) -> Figure | None:
    """The outcome that words name of the cases named before (复议几件，维持、纠正、其他各几件)."""
    if cases is None or cases.table != "disputes":
        return None
    found = column_mentions(f"{words}结果" if words == "其他" else words, "disputes")
    if len(found) != 1:
        return None
    column, name = found[0][1], cases.name.removesuffix(_name_of(cases.columns))
    return replace(cases, columns=column.columns, name=f"{name}{column.name}")


def _name_of(columns: tuple[str, ...]) -> str:
    named = (c.name for c in asked_columns("disputes") if c.columns == columns)
    return next(named, "")


def single(text: str, report: Report, figure: Figure | None) -> Operand:
    """The one thing whose number a question asks for."""
    return Operand(text, figure, next((n.measure for n in numbers_asked(text) if n.measure), None))
