"""A follow-up edits the question before: 那企业呢, 差多少, 一共呢, 占多少, 那2023年呢, 为什么会这样."""

from __future__ import annotations

import re
from dataclasses import replace

from answering.plan.elliptic import filled_up, without_lead
from answering.plan.figures import figure_asked, outcomes_of
from answering.plan.measures import measure_asked
from answering.plan.named import column_mentions, row_mentions
from answering.plan.naming import years_named
from answering.plan.number_asked import number_asked
from answering.plan.operands import plain
from answering.plan.operations import Combined, Figure, Find, Operand, Operation, Values, Way
from answering.plan.reading import Reading
from answering.plan.words import without_number

_BARE = re.compile(
    r"^(?:那么?|还有|再说)?(?:的话)?[，,]?(?P<what>[^，。？?]{1,14}?)(?:呢|又?如何|怎么样|怎样)[？?]?$"
)
_YEAR = re.compile(
    r"^(?:那么?|要是|如果|再看)?(?:[换改][成到做为]?|(?:跟|和|与)?(?:它|这年)?相邻的?)?(?P<year>(?:20)?\d\d年|去年|上一?年|前一年|前年|今年|第二年|[下后]一年|(?<=相邻)那一?年|(?<=相邻的)那一?年)(?:的|度)?(?:这个?数)?(?:的话)?(?:又?(?:是|有))?(?:(?:多少|几)[一-龥]{0,2})?呢?[？?]?$"
)
_EACH = re.compile("^(?:那|又)?(?:分别|各|都|各自)(?:是|有|占)?(?:多少|几)?[件条个次篇人期份]?(?:呢)?[？?]?$")
_WHICH = re.compile("(?:都)?(?:有|是)?(?:哪些|哪几[种类个项]|什么)")
_DIFFERENCE = re.compile(
    r"^(?:那么?)?(?:两者|二者|它们|前后)?(?:(?:相差|差|多|少)(?:了)?(?:多少|几|几件|几条)|(?:哪个|谁|哪边)(?:更|比较)?(?:多|少|高|低))[？?]?$"
)
_SUM = re.compile(
    r"^(?:那么?)?(?:这|那)?(?:两者|二者|它们|[两俩](?:个|样|项|类|边)?(?:数)?)?(?:一共|总共|合计|总数|(?:加|合)(?:起来|在?一起|在?一块儿?|到一起|一下)|相加|加总)(?:是|有|得)?(?:多少|几[件条个项]?)?呢?[？?]?$"
)
_SHARE = re.compile(
    r"^(?:那么?)?(?:它|这)?(?:占(?:了|比)?(?:新收|总数|总量|全部|所有|全年|全局|总的|收到|办结|总计)?(?:申请)?(?:的)?(?:多少(?:百分比|比例|比重)|(?:百分比|比重|比例)(?:是?多少|多大)?|多少|几成|多大(?:比例|比重)|百分之(?:几|多少))?|(?:比例|比重|占比|百分比)(?:呢|是?多少)?)呢?[？?]?$"
)
_REST = re.compile(
    r"(?:没|未|还没|没有)(?P<done>[一-龥]{1,3})的(?:还|又)?(?:(?P<left>剩下?|余下?)?(?:有|是)?(?:几|多少)[一-龥]{0,2}|呢)?[？?]?$"
)
# 为什么会降下来: why the figure before moved; how it moved is the report's to tell.
_WHY = re.compile(
    r"^(?:那|又)?(?:这是|它)?(?:为什么|为何|为啥|咋|怎么)(?:会|是|就|又|能)?(?P<moved>(?:下?降|升|上升|涨|减少?|增加?|多|少)(?:下来|上去|起来|得?这么[多少快]|了)*)?"
    r"(?:这样|这么|如此|回事)?(?:了|的)?呢?[？?]?$"
)
# 那件叫什么名字, after how many there were.
_NAMED = re.compile(
    r"^(?:那|这)(?:一|几|两|些)?[件个份项部]?(?P<what>[一-龥]{0,6}?)(?:都|分别)?(?P<asks>(?:叫|是)(?:什么|啥)(?:名字|名称|名)?|名字叫什么|(?:是)?哪[件个份项部])[？?]?$"
)
# 它下一年收了多少: the report is found by the year; what is left asks of it.
_OF_ITS_YEAR = re.compile(
    r"^(?:那么?)?(?:它|他们|这家|那家|该单位|这个单位|那个单位)?的?(?:(?:再)?(?:下|上|前|后|第二|去)一?年)(?:度)?(?:的)?(?=[一-龥]{2})"
)
_FEWEST = 2


def edited(reading: Reading) -> str:
    """The whole question that a follow-up stands for; the text itself where it is none."""
    last = reading.last
    if last is None:
        return reading.text
    text = without_lead(reading.text)
    reading = replace(reading, text=text)
    if any(p.match(text) for p in (_DIFFERENCE, _SUM, _SHARE)):
        return text
    year = _YEAR.match(text)
    if year:
        rest = re.sub(r"(?:20)?\d\d年(?:度)?|去年|上年|今年|对[吗吧不].*$", "", last.read_as)
        return f"{_named_year(year['year'], reading)}{rest}"
    if (named := _NAMED.match(text)) and number_asked(last.read_as):
        return f"{named['what'] or plain(without_number(last.read_as))}{named['asks']}"
    if _OF_ITS_YEAR.match(text):
        return _OF_ITS_YEAR.sub("", text)
    if whole := filled_up(text, reading.before):
        return whole
    why = _WHY.match(text)
    if why is not None:
        figure = figure_before(reading)
        if figure is not None and why["moved"]:
            told = figure.said().removeprefix("行政").replace("结果", "")  # as prose has it: 复议纠正
            return f"{told}为什么{why['moved']}"
        if figure is None:
            return f"{last.read_as.rstrip('？?。')}，为什么"
        if not outcomes_of(figure):  # no row of the table tells why
            return f"{figure.said()}的原因是什么"
    if _EACH.match(text):
        return f"{_WHICH.sub('', last.read_as).rstrip('？?。')}分别多少"
    within = _within(reading)
    if within:
        return within
    bare = _BARE.match(text)
    asked = _whole_question(reading)
    if bare and (other := _of_another_row(asked, bare["what"])):
        return other
    if bare and _CONTACT.search(bare["what"]):
        return f"{bare['what']}是多少"
    if bare and not _NOTHING_ELSE.match(bare["what"]) and not _same_figure(reading):
        own = f"{bare['what']}多少"
        # 多少行政处罚决定, 强制呢: what names a figure of its own keeps nothing of the one before.
        is_figure = reading.report is not None and figure_asked(own, reading.report) is not None
        return own if is_figure else _instead(asked, bare["what"])
    return text


_OF_THESE = re.compile("^(?:那|这)?(?:其中|里面|当中|这里面|这些|那些|它们)(?:里面?|当中|中)?")


def _within(reading: Reading) -> str:
    """A column of the figure asked for before (其中个人的有几件); empty where another row is named, or no column."""
    figure, text = figure_before(reading), reading.text
    if figure is None or figure.table != "applications" or not _OF_THESE.match(text) or row_mentions(text):
        return ""
    columns = column_mentions(text, "applications")
    (start, end), _ = columns[0] if columns else ((0, 0), None)
    return f"{figure.name}中{text[start:end]}多少件" if columns else ""


def _whole_question(reading: Reading) -> str:
    """The last question before that is whole by itself: not 那公司呢."""
    return next((p.read_as for p in reversed(reading.before) if not _BARE.match(p.read_as)), "")


def _of_another_row(question: str, what: str) -> str:
    """A question of a row and something more of it (复议几件，结果怎样), asked of another row (诉讼)."""
    before, now = row_mentions(question), row_mentions(what)
    if len(before) != 1 or len(now) != 1 or not re.search("[，,].*(?:怎|什么|如何|几|多少)", question):
        return ""
    (start, end), row = before[0]
    return "" if row == now[0][1] else f"{question[:start]}{what}{question[end:]}"


_BACK = {
    "去年": 1,
    "上年": 1,
    "上一年": 1,
    "前一年": 1,
    "前年": 2,
    "今年": 0,
    "第二年": -1,
    "下一年": -1,
    "后一年": -1,
}
_CONTACT = re.compile("电话|地址|邮编|邮箱|传真")
_NOTHING_ELSE = re.compile("^(?:那|又)?(?:结果|原因|理由|情况|比例|占比|另外|另|其余|其他|剩下)")


def _named_year(said: str, reading: Reading) -> str:
    """A year by its number; of 去年 the one before that of the question before, else before the report's own."""
    named = years_named(reading.last.read_as) if reading.last else ()
    own = named[-1] if named else reading.report.year if reading.report else None
    if said.startswith("那") and reading.report:  # the report was found by it
        return f"{reading.report.year}年"
    return f"{own - _BACK[said]}年" if own and said in _BACK else said


def _same_figure(reading: Reading) -> bool:
    """Whether the question before asked for a cell, of which a follow-up names another column, row or outcome."""
    return (
        reading.report is not None
        and figure_before(reading) is not None
        and bool(
            row_mentions(reading.text)
            or any(
                column_mentions(reading.text, t) for t in ("applications", "disputes", "active_disclosure")
            )
        )
    )


def figure_before(reading: Reading) -> Figure | None:
    """The figure of the tables that the question before asked for."""
    values = reading.of_last(Values)
    return values.operands[-1].figure if isinstance(values, Values) else None


def _instead(question: str, what: str) -> str:
    """A question asked of something else: 款物公示几条 and 预决算 is 预决算几条."""
    what = what.removesuffix("的")
    number = number_asked(question)
    place = (
        number.start
        if number
        else next((m.start() for m in re.finditer("多久|怎么|谁|什么|哪", question)), None)
    )
    if place is None:
        return f"{what}{question}"
    tail = question[place:]
    head = question[:place]
    verb = re.search(r"(?:有|办了?|收了?|发了?|是|请了?|占)$", head)
    noun = re.sub(r"^(?:多少|几)[件条个次篇人期块份项部家户名位场台张页]?", "", tail).strip("？?")
    if verb and verb.start() <= 1 and noun:
        return f"{what}{noun}有{tail[: len(tail) - len(noun)]}"
    # The measure of the one may not be that of the other (微博发了多少条, 公众号274期).
    return f"{what}多少" if number and number.measure and re.match("多少|几", tail) else f"{what}{tail}"


def follow_up(reading: Reading) -> Operation | None:
    """What a follow-up makes of the numbers asked for before: difference, sum, share, the rest."""
    text = reading.text
    unique = list(dict.fromkeys(o for p in reading.before for op in p.operations for o in _operands(op)))
    if not unique:
        return None
    pair = tuple(unique[-_FEWEST:])
    if len(pair) == _FEWEST:
        if _DIFFERENCE.match(text):
            return Combined(Way.DIFFERENCE, pair)
        if _SUM.match(text):
            return Combined(Way.SUM, pair)
        rest = _REST.search(text)
        if rest and (rest["left"] or any(rest["done"][:2] in o.words for o in pair)):
            return Combined(Way.DIFFERENCE, pair)
    if _SHARE.match(text):
        return Combined(Way.SHARE, (unique[-1],))
    return None


def _operands(operation: Operation) -> tuple[Operand, ...]:
    """What an operation of a plan before asked the number of."""
    if isinstance(operation, Values):
        return operation.operands
    if isinstance(operation, Find) and number_asked(operation.words):
        return (Operand(plain(operation.words), None, measure_asked(operation.words)),)
    return ()


__all__ = ["Operand", "edited", "follow_up"]
