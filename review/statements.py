"""What the narrative states about figures that the tables hold: clause by clause, with year and scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from reports.dates import YEAR, year_number
from reports.model import Paragraph, Report
from reports.prose.comparison import measure
from reports.prose.quantities import counts
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence, pieces_between, sentences
from review import other_business
from review.denials import denials
from review.joint_figures import Joint, joint_figure, with_what_it_includes
from review.metrics import Metric, load_metrics, metrics_by_key, named_among, narrows
from review.named_by_context import OF_DOCUMENT, named_by_context, with_gaps_for_numbers
from review.one_by_one import outcomes_one_by_one

_CLAUSE = pieces_between("，,；;。：:（）()")
_LISTED = re.compile(r"[^、]+")
_OF_YEAR = re.compile(rf"({YEAR})年")
_NONE = re.compile(
    r"(?:没有|未|无|均未|尚未|从未)(?:收到|发生|产生|受理|接到|出现|新收|有|被|因|涉及|引发|接收|办理)|无(?=[^，。；]{0,8}(?:复议|诉讼))|均为(?:0|零)|为零"
)


# Without one of these, or a number, a sentence tells no figure.
_DENIAL = re.compile("[未没无不零0０]")


@dataclass(frozen=True)
class Statement:
    """A clause that gives a figure: the metric, the value, and how far it may be compared with the table.

    `narrowed`: of a part of what the table counts, or perhaps of other business. `beside` is what the text tells apart
    although the table has it together (办理完毕11件；办理上年结转申请4件).
    """

    metric: Metric
    value: Decimal
    raw: str
    quote: str
    paragraph: Paragraph
    approximate: bool
    area: bool
    other_count: bool
    narrowed: bool
    beside: Decimal = Decimal(0)

    def agrees_with(self, value: Decimal) -> bool:
        """Whether a value is the one said, to as many places as it is said with, or with what is told beside it."""
        return value in (self.value, self.value + self.beside) or _to_places(value, self.value) == self.value


def _to_places(value: Decimal, said: Decimal) -> Decimal:
    """A value with fractions to the places of another (12.58万元 is told as 12.6万元); whole numbers stay."""
    places = said.as_tuple().exponent
    whole = value == value.to_integral_value() or not isinstance(places, int) or places >= 0
    return value if whole else round(value, -int(places))


# 对2015年以来的规范性文件开展清理: the year tells which documents, not when.
_OF_DOCUMENTS_SINCE = re.compile(
    rf"对[^，。；]{{0,6}}{YEAR}年(?:以来|以前|之前|前)(?:印发|制发|制定|出台)?的"
)


def _year_of(text: str, default: int | None) -> int | None:
    found = [year_number(y) for y in _OF_YEAR.findall(_OF_DOCUMENTS_SINCE.sub("", text))]
    return found[-1] if found else default


def _on_their_subject(metrics: tuple[Metric, ...], sentence: str) -> tuple[Metric, ...]:
    """The figures that a sentence may be about."""
    documents = other_business.on_classing_of_documents(sentence)
    if not documents and not any(m.other_subject(sentence) for m in _with_namesakes()):
        return metrics
    return tuple(
        m for m in metrics
        if not m.other_subject(sentence) and not (documents and m.cells[0][0] == "applications")
    )  # fmt: skip


@cache
def _with_namesakes() -> tuple[Metric, ...]:
    """The figures whose words mean something else in sentences on another subject."""
    return tuple(m for m in load_metrics() if m.elsewhere is not None)


def statements(report: Report) -> Iterator[Statement]:
    """The figures that the narrative states for the reported year, in reading order."""
    metrics, headed = load_metrics(), _under_their_headings(report)
    for paragraph in report.paragraphs():
        for metric, value, sentence, words in outcomes_one_by_one(report, paragraph):
            yield Statement(metric, value, words, sentence.text, paragraph, False, False, False, False)
    for sentence in sentences(report.paragraphs()):
        text = sentence.text
        told = any(counts(text)) or _DENIAL.search(text)
        if not told or other_business.on_other_subject(text):
            continue
        possible = _on_their_subject(metrics, text)
        yield from _denied(report, sentence)
        topic = headed.get(sentence.paragraph.index, sentence.paragraph.text)
        context = ""
        case: Statement | None = None
        for start, words in _clauses(text):
            before, after = text[: start + len(words)], text[start + len(words) :]
            if (
                other_business.of_others_business(words)
                or other_business.of_another_time(words)
                or _year_of(other_business.without_carried(before), report.year) != report.year
                or other_business.of_all_business(words, after)
                or other_business.of_the_office_alone(before)
                or other_business.within_what_was_carried(before)
            ):
                context = words
                continue
            clause = _Clause(report, sentence.paragraph, topic, text, words, after, context, case)
            for statement in clause.statements(possible):
                case = statement if statement.metric.key in _CASES else case
                yield statement
            if len(words) < 6 or not named_among(metrics, words, topic):
                context = (context + words)[-60:]
            else:
                context = words


# （二）依申请公开工作情况, on a line of its own.
_HEADING = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)?[^，。；：:,;\d]{2,24}[：:]?\s*"
)


def _under_their_headings(report: Report) -> dict[int, str]:
    """The text of each paragraph with the heading on a line of its own that it stands under, by its index."""
    headed = {}
    for section in report.sections:
        heading = ""
        for paragraph in section.paragraphs:
            if _HEADING.fullmatch(paragraph.text):
                heading = paragraph.text
            headed[paragraph.index] = f"{heading}\n{paragraph.text}"
    return headed


_CASES = ("review_total", "litigation_total", "litigation_direct", "litigation_after_review")


def _denied(report: Report, sentence: Sentence) -> Iterator[Statement]:
    for denial in denials(sentence.text):
        before = sentence.text[: denial.start]
        if _year_of(before, report.year) == report.year:
            area = other_business.of_another_area(report, sentence.text)
            yield Statement(
                metrics_by_key()[denial.key],
                Decimal(0),
                denial.words,
                sentence.text,
                sentence.paragraph,
                False,
                area,
                False,
                False,
            )


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence; 行政许可35件、行政处罚3件 are two."""
    for clause in _CLAUSE.finditer(text):
        pieces = list(_LISTED.finditer(clause[0])) if "、" in clause[0] else []
        if len(pieces) > 1 and sum(1 for p in pieces if any(counts(p[0]))) == len(pieces):
            yield from ((clause.start() + p.start(), p[0]) for p in pieces)
        else:
            yield clause.start(), clause[0]


@dataclass(frozen=True)
class _Clause:
    """A clause with what stands around it: the sentence, what follows, the words before, the cases last told.

    `topic` is the text of its paragraph with the heading that it stands under.
    """

    report: Report
    paragraph: Paragraph
    topic: str
    sentence: str
    words: str
    after: str
    context: str
    case: Statement | None

    def statements(self, metrics: tuple[Metric, ...]) -> Iterator[Statement]:
        """The figures that the clause gives."""
        named = named_among(metrics, self.words, self.topic)
        found = list(counts(self.words))
        none = _NONE.search(self.words)
        if not found:
            if none:
                for metric in named or named_among(metrics, self.context + self.words):
                    yield self._said(metric, Decimal(0), none[0], None, bool(named))
            else:
                yield from self._all_cases(metrics)
            return
        joint = joint_figure(self.words, self.topic, metrics) if len(found) == 1 else None
        if joint is not None:
            if found[0].start >= joint.end:
                yield self._said(joint.metric, found[0].value, found[0].raw, found[0], True, joint)
            return
        candidates = named or named_by_context(self.words, self.context, metrics)
        for metric in candidates:
            fitting = [q for q in found if _counts_it(metric, q)]
            if len(fitting) == 1:
                wider = with_what_it_includes(metric, self.after, self.topic, metrics)
                clear = bool(named) or OF_DOCUMENT.search(self.words) is not None
                yield self._said(wider, _value_in(metric, fitting[0]), fitting[0].raw, fitting[0], clear)

    def _said(
        self,
        metric: Metric,
        value: Decimal,
        raw: str,
        number: Quantity | None,
        named: bool,
        joint: Joint | None = None,
    ) -> Statement:
        following = "" if number is None else _OF_ALL_OF_THEM.sub("", self.words[number.end :])
        rest = self.words if number is None else f"{self.words[: number.start]} {following}"
        rest = _EXAMPLES.sub(" ", rest)
        if joint is not None:
            rest = self.words[: joint.start] + " " + rest[joint.end :]
        # 因征地引发的复议7件，其中维持5件; 第三方不同意公开的5件，其中4件不予公开: of what the clause before narrows.
        by_itself = named and not _PART_OF_BEFORE.match(self.words)
        narrowed = narrows(
            rest if by_itself else _OTHER_RESULTS.sub(" ", with_gaps_for_numbers(self.context)) + rest,
            metric,
            self.report.agency_words,
        )
        area = other_business.of_another_area(self.report, self.sentence, self.words)
        other = self._otherwise_counted(metric)
        approximate = number is not None and number.approximate
        beside = (
            other_business.told_apart(self.paragraph.text)
            if metric.key in ("total", "handled")
            else Decimal(0)
        )
        return Statement(
            metric, value, raw, self.sentence, self.paragraph, approximate, area, other, narrowed, beside
        )

    def _otherwise_counted(self, metric: Metric) -> bool:
        """Whether the clause, or for cases the sentence, counts what was filed, registered or withdrawn."""
        if metric.cells[0][0] == "active_disclosure":
            return False  # 不动产登记费 is no register of documents
        return other_business.of_another_count(self.sentence if metric.key in _CASES else self.words)

    def _all_cases(self, metrics: tuple[Metric, ...]) -> Iterator[Statement]:
        """A result without a number is that of all the cases just told: 引发行政复议1件，均被纠正."""
        if self.case is None or not self.case.value or _ALL_OF_THEM.fullmatch(self.words) is None:
            return
        subject = "复议" if self.case.metric.key == "review_total" else "诉讼"
        for metric in named_among(metrics, subject + self.words):
            yield replace(self.case, metric=metric, raw=self.words)


_ALL_OF_THEM = re.compile(
    r"(?:[一-龥]{2,12}(?:人民政府|政府|中级人民法院|人民法院|复议局|复议机构))?"
    r"(?:(?:行政)?复议|诉讼|法院|判决|审理|裁判|复议机关)?(?:结果|决定)?(?:均|全部|都|已|为|是|被|获得?|得到|予以|依法|尚|仍|正?在|目前|系|经(?:审理|审查)?|复议机关|法院)*"
    r"(?:维持|纠正|纠错|未?审结|审理|责令|撤销|确认违法)(?:之?中|了|重新|限期|答复|作出|处理|履行|原|(?:具体)?行政行为|决定|结果|阶段)*"
)
# 其中维持12件，纠正5件: what the clause before tells is another result of the same cases.
_OTHER_RESULTS = re.compile("其中|(?:结果)?维持|(?:结果)?纠正|其他结果|尚?未审结")
_PART_OF_BEFORE = re.compile(r"\W*其中")
# 现行有效的38件全部在政策文件库展示, 以此答复的76件中: what is said of all of them narrows nothing.
_OF_ALL_OF_THEM = re.compile("^(?:全部|均|都)[^，。；]*|^中$")
# 收取不动产登记费等行政事业性收费: an example of what is counted as a whole.
_EXAMPLES = re.compile("[一-鿿、]{2,20}(?:费|项目|事项)等(?=行政)")


def _counts_it(metric: Metric, quantity: Quantity) -> bool:
    """Whether a quantity is in the measure of a figure; money in whatever unit it is told."""
    if metric.unit.search("万元"):
        return quantity.kind is Kind.MONEY
    return bool(metric.unit.search(quantity.unit))


def _value_in(metric: Metric, quantity: Quantity) -> Decimal:
    """The quantity as the table has it: money in 万元."""
    return (
        measure(quantity).value / 10_000
        if metric.unit.search("万元") and quantity.kind is Kind.MONEY
        else quantity.value
    )
