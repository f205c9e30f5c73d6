"""The same figure told in two places of a text: 发布政策解读5篇 … 全年发布政策解读8篇."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.dates import YEAR, year_number
from reports.model import Paragraph
from reports.prose.quantities import counts
from reports.prose.quantity import Bound, Kind, Quantity
from reports.prose.sentences import SMALLEST_PIECE, Sentence, sentences

# Another year, part, place, channel or occasion: then it is another figure.
_OTHER = re.compile(
    r"上年|去年|上一年|同比|较|累计|历年|季度|上半年|下半年|\d月|每|平均|其中|全(?:省|市|区|县|镇|乡)|各|分别|另|再|先后|首次|第|"
    r"组织参加|选派|参加|指导|配合|协助|接受|联合|受理|收到|办理|办结|答复|予以|不予|部分公开|复议|诉讼|自然人|法人|规范性文件|行政(?:许可|处罚|强制)|收费"
)
_LEADS = re.compile(
    r"^(?:20\d\d年度?|本年度?|今年|全年|一年来|年内|报告期内|截至年底|[我本](?:单位|机关|级政府|街道|[局会厅镇乡县区市省办委院])|共计|总计|合计|共|计|已|先后|一是|二是|三是|四是|并|还|，)+"
)
_CHANNEL = re.compile(r"(?:通过|在|利用|依托)(?P<channel>[^，。；]{2,14}?)(?=主动公开|公开|发布|更新)")
_TAIL = re.compile(r"(?:共|总|计|达|为|数量|数|了|有|各类)+$")
_VERB = re.compile(
    r"^(?:新增)?(?:主动公开|公开|发布|开展|举办|组织|召开|编发|制作|推送|更新|回应|印发|建立|开设|修订)"
)
_HOLDS = re.compile("^(?:开展|举办|组织|举行|进行)了?")
_VAGUE = frozenset(
    (
        "开展活动",
        "召开会议",
        "组织活动",
        "发布信息",
        "公开信息",
        "印发文件",
        "更新信息",
        "开展检查",
        "召开专题会议",
        "开展学习",
    )
)
_KIND_OF_INFORMATION = re.compile(r"(?<=主动公开)(?:各类|政府|政务)+(?=信息$)")
_SHORTEST = 5


@dataclass(frozen=True)
class Told:
    """A figure with the words that say what it counts, the channel that it is of (empty: of all) and where it stands."""

    label: str
    channel: str
    quantity: Quantity
    clause: str
    quote: str
    paragraph: Paragraph


@dataclass(frozen=True)
class Contradiction:
    """Two figures of one thing; or one of a channel that is more than that of all."""

    first: Told
    second: Told

    @property
    def channel_exceeds(self) -> bool:
        """Whether the one is only of a channel, and yet more than the whole."""
        return self.first.channel != self.second.channel


_OF_YEAR = re.compile(rf"(?:^|[，,；;：:])\s*({YEAR})年")


def told_figures(paragraphs: Iterable[Paragraph], year: int | None) -> Iterator[Told]:
    """The figures of a year that a text tells by a verb of its own: 全年公开政府信息423条."""
    for sentence in sentences(paragraphs):
        for clause in SMALLEST_PIECE.finditer(sentence.text):
            found = list(counts(clause[0]))
            if len(found) != 1 or found[0].bound is not Bound.EXACT or found[0].kind is not Kind.COUNT:
                continue
            words, after = clause[0][: found[0].start], clause[0][found[0].end :]
            years = _OF_YEAR.findall(sentence.text[: clause.end()])
            if years and year_number(years[-1]) != year:
                continue
            if after.strip() or _OTHER.search(sentence.text[: clause.start()][-12:] + words):
                continue
            channel = _CHANNEL.search(words)
            bare = _LEADS.sub("", words.replace(channel[0], "") if channel else words).strip()
            label = _TAIL.sub("", bare)
            label = _HOLDS.sub("开展", label)
            label = _KIND_OF_INFORMATION.sub("", label)
            # What is vague by itself is told apart by the channel that it is of.
            clear = channel is not None or (len(label) >= _SHORTEST and label not in _VAGUE)
            if _VERB.match(label) and clear:
                yield Told(
                    label,
                    channel["channel"] if channel else "",
                    found[0],
                    clause[0],
                    sentence.text,
                    sentence.paragraph,
                )


# 64篇解读材料中视频只有12篇: the set is one that the text told before.
_REFERRED_TO = re.compile(
    r"[^，,。；;：:（()）、\d]*?(?P<noun>[^，,。；;：:（()）、\d的]{4,12})中(?![心小型学央国期旬])"
)


_OF_THE_YEAR = re.compile("(?:全年|本年度?|今年|年内)?的?")


def _told_as(noun: str, quantity: Quantity, here: Sentence, every: Sequence[Sentence]) -> list[Told]:
    """Where else a number follows the name of a set: 经同意延期答复6件 of 6件延期答复中."""
    found = []
    for sentence in every:
        for other in counts(sentence.text) if sentence != here else ():
            words = re.split("[，,；;。：:（(]", sentence.text[: other.start])[-1]
            exact = other.bound is Bound.EXACT and other.unit == quantity.unit
            if exact and words.endswith(noun) and not re.search(rf"上年|去年|其中|{YEAR}年", words):
                clause = words + other.raw
                found.append(Told(noun, "", other, clause, sentence.text, sentence.paragraph))
    return found


def _referred_to(
    sentence: Sentence, known: Iterable[Told], every: Sequence[Sentence]
) -> Contradiction | None:
    """A set that a sentence names by another number than the one that alone was told of it."""
    for quantity in counts(sentence.text) if "中" in sentence.text else ():
        match = _REFERRED_TO.match(sentence.text, quantity.end)
        said = sentence.text[: quantity.start]
        if quantity.kind is not Kind.COUNT or quantity.bound is not Bound.EXACT or match is None:
            continue
        clause = re.split("[，,；;。：:（(]", said)[-1].strip()
        if _OTHER.search(said[-12:]) or not _OF_THE_YEAR.fullmatch(clause):
            continue
        same = [
            t for t in known
            if t.label.endswith(match["noun"]) and t.quantity.unit == quantity.unit and not t.channel
        ]  # fmt: skip
        same = same or _told_as(match["noun"], quantity, sentence, every)
        if any(_is_part_told(quantity, t) for t in same):
            continue
        if same and all(t.quantity.value != quantity.value for t in same):
            clause = sentence.text[quantity.start : match.end()]
            return Contradiction(
                same[0], Told(match["noun"], "", quantity, clause, sentence.text, sentence.paragraph)
            )
    return None


def _is_part_told(quantity: Quantity, whole: Told) -> bool:
    """Whether a set is a part that was told with its whole: 不予公开14件，其中执法案卷9件 … 9件不予公开中."""
    return any(
        q.unit == quantity.unit and q.value == quantity.value < whole.quantity.value
        for q in counts(whole.quote)
    )


def contradictions(paragraphs: Iterable[Paragraph], year: int | None) -> Iterator[Contradiction]:
    """Each figure of a year that differs from what the text said of the same thing before, against its first mention."""
    paragraphs = list(paragraphs)
    seen: dict[tuple[str, str], list[Told]] = {}
    for told in told_figures(paragraphs, year):
        known = seen.setdefault((told.label, told.quantity.unit), [])
        other = next((k for k in known if _differs(k, told)), None)
        if other is not None:
            yield Contradiction(other, told)
        known.append(told)
    figures = [told for known in seen.values() for told in known]
    every = list(sentences(paragraphs))
    for sentence in every:
        found = _referred_to(sentence, figures, every)
        if found is not None:
            yield found


def _differs(one: Told, other: Told) -> bool:
    if one.channel == other.channel:
        return one.quantity.value != other.quantity.value
    part, whole = (one, other) if len(one.channel) > len(other.channel) else (other, one)
    # 县政府网站乡镇专栏 is a part of 县政府网站, as every channel is of all.
    return part.channel.startswith(whole.channel) and part.quantity.value > whole.quantity.value
