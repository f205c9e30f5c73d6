"""What a model sees: the whole of a report or two as numbered pieces, each with what a sentence on it is checked by.

Every piece has a letter and a number: P a piece of the prose, T a row of a table, F a finding, A an article (its own
number), D a line of the rules' own answer. A prompt is bounded without a tokenizer: see `tokens`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from answering.answer import Answer, Citation
from answering.evidence.held import Held
from answering.extract import citation_of
from answering.hostile import without_instructions
from answering.plan.operations import CellPath
from answering.reviewed import review_citation
from answering.source import Source
from reports.editions import load_edition
from reports.numerals import spoken
from reports.tables import TABLE_NAMES
from retrieval.passages import Passage, report_passages, report_title
from retrieval.search import Hit

# What all pieces together may take; prompt and question have the rest of 16,000 tokens.
MOST_TOKENS = 13_500
_MOST_FINDINGS = 25
_LONGEST_ARTICLE = 600
_SENTENCE_MARKS = re.compile(r"\[(\d+)\]")
_BLANK = "未填"
_LISTED = re.compile(r"^\s*(?:\d{1,2}[.．、](?!\d{1,2}[.．]\d)|[（(]\d{1,2}[)）])\s*")
# （一）主动公开 over what follows it; where it ends in a full stop it may say something by itself.
_HEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]、|\d[.、．](?!\d))?[^。；;，,！？!?]{2,20}[。：:]?"
)
_NUMBERED = re.compile(
    r"(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]、)[^。；;，,！？!?：:]{2,20}"
)
_RESULTS = "三、本年度办理结果"


def tokens(text: str) -> int:
    """No fewer tokens than the tokenizers of today's models make of Chinese text with numbers in it.

    Qwen's, DeepSeek's and GLM's make 0.6–0.8 of a Chinese character, cl100k 1.0–1.3; ASCII is 0.3–0.5 each.
    """
    plain = sum(1 for c in text if c.isascii())
    return math.ceil(1.3 * (len(text) - plain) + 0.5 * plain)


@dataclass(frozen=True)
class Piece:
    """A numbered piece: the line of the prompt, the text that a sentence is checked by, and where its mark opens.

    Of a row of a table `label` is its name and `cells` are its columns by theirs; `source` is the report of a piece. A
    heading within a part stands over the pieces under it and has no line of its own.
    """

    id: str
    line: str
    text: str
    citations: tuple[Citation, ...]
    heading: str = ""
    label: str = ""
    cells: Mapping[str, CellPath] = field(default_factory=dict)
    source: Source | None = None
    is_heading: bool = False


class Material:
    """The numbered pieces of one prompt."""

    def __init__(self, pieces: Sequence[Piece], helds: Sequence[Held], shortened: bool) -> None:
        self.pieces = {p.id: p for p in pieces}
        self.helds = tuple(helds)
        self.shortened = shortened

    def __getitem__(self, identifier: str) -> Piece:
        return self.pieces[identifier]

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.pieces

    def text(self, kinds: str = "PTFAD") -> str:
        """The pieces as the prompt gives them, under their headings; only those whose letter is among `kinds`."""
        lines, heading = [], ""
        for piece in (p for p in self.pieces.values() if p.id[0] in kinds and not p.is_heading):
            if piece.heading != heading:
                heading = piece.heading
                lines.append(f"〔{heading}〕")
            lines.append(f"[{piece.id}] {piece.line}")
        return "\n".join(lines)


def material_of(
    question: str, helds: Sequence[Held], articles: Sequence[Hit], draft: Answer, passages: Sequence[Hit] = ()
) -> Material:
    """The pieces that a question is answered from; of reports longer than the bound the prose that fits it best.

    `passages` are those of many reports that are nearest to the question, where no report is given whole.
    """
    fixed = [
        *_rows(helds),
        *_findings(helds),
        *(_article(h.passage) for h in articles),
        *_draft(draft),
    ]
    prose = [*_prose(helds), *_nearest(passages)]
    left = MOST_TOKENS - sum(tokens(p.line) + 4 for p in fixed)
    kept = _within(question, prose, helds, left)
    return Material([*kept, *fixed], helds, len(kept) < len(prose))


def _within(question: str, prose: list[Piece], helds: Sequence[Held], left: int) -> list[Piece]:
    if sum(tokens(p.line) + 4 for p in prose) <= left:
        return prose
    order = {h.passage.text: n for held in helds for n, h in enumerate(held.passages.find(question, 400))}
    kept: set[str] = set()
    for piece in sorted(prose, key=lambda p: order.get(p.citations[0].quote, len(order))):
        left -= tokens(piece.line) + 4
        if left < 0:
            break
        kept.add(piece.id)
    return [p for p in prose if p.id in kept]


def _titled(passage: Passage) -> str:
    section = f"（{passage.section}）" if passage.section else ""
    return f"{passage.title}{section}"


def _named(held: Held, helds: Sequence[Held], part: str) -> str:
    return part if len(helds) == 1 else f"{held.source.name}·{part}"


def _prose(helds: Sequence[Held]) -> Iterator[Piece]:
    number = 0
    for held in helds:
        titles = {s.number or s.printed_number: s.title for s in held.report.sections}
        section, over, under = "", "", ""
        passages = [p for p in report_passages(held.report, held.source.id) if p.table is None]
        for passage, after in zip(passages, [*passages[1:], None], strict=True):
            words = without_instructions(passage.text)
            if not words.strip():
                continue
            number += 1
            part = f"{passage.section}、{titles.get(passage.section, '')}" if passage.section else "引言"
            citation = citation_of(passage, words if words in passage.text else passage.text)
            followed = bool(passage.section) and after is not None and after.section == passage.section
            alone = followed and _NUMBERED.fullmatch(words) is not None
            if (passage.section or "") != section:
                section, over, under = passage.section or "", "", ""
            if alone:
                over = under = words
            elif not _LISTED.match(words):
                under = words if followed and _HEADING.fullmatch(words) else over
            text = f"{_titled(passage)}：{_under(under, words)}"
            heading = _named(held, helds, part) + (f"·{over}" if over else "")
            yield Piece(f"P{number}", words, text, (citation,), heading, source=held.source, is_heading=alone)


def _nearest(passages: Sequence[Hit]) -> Iterator[Piece]:
    """Passages of many reports, those of one part together."""
    parts = list(dict.fromkeys(_titled(h.passage) for h in passages))
    ordered = sorted((h.passage for h in passages), key=lambda p: parts.index(_titled(p)))
    for number, passage in enumerate(ordered, start=1):
        words = without_instructions(passage.text)
        if words.strip():
            citation = citation_of(passage, words if words in passage.text else passage.text)
            yield Piece(f"P{number}", words, f"{_titled(passage)}：{words}", (citation,), _titled(passage))


def _under(heading: str, words: str) -> str:
    """An item of a list as it is checked: after the heading that it stands under (2025年措施), without its number, which
    a month may follow (2.4月底前)."""
    return words if heading in ("", words) else f"{heading} {_LISTED.sub('', words, count=1)}"


def _rows(helds: Sequence[Held]) -> Iterator[Piece]:
    number = 0
    for held in helds:
        edition = load_edition(held.report.edition)
        title = report_title(held.report)
        for kind, table in held.report.tables.items():
            for row, cells in table.cells.items():
                number += 1
                label = edition.row_label(kind, row).replace("（七）总计", "（七）本年度办理结果总计")
                group = next((r.group for r in edition.rows(kind) if r.key == row), None) or ""
                named = {edition.column_label(kind, row, c): (kind, row, c) for c in cells}
                said = {
                    n: _BLANK if (v := table.value(row, c)) is None else spoken(v)
                    for n, (_, _, c) in named.items()
                }
                told = "，".join(f"{n} {v}" for n, v in said.items())
                text = f"{title}（{table.section}）：{label}：{told}{_also_called(label, group)}"
                heading = _named(held, helds, f"表：{TABLE_NAMES[kind]}")
                line = f"{label}：{_compact(said)}"
                yield Piece(f"T{number}", line, text, (), heading, label, named, held.source)


def _also_called(label: str, group: str) -> str:
    """A row by the group that its label leaves out (行政诉讼), as the reason that it is (因属于国家秘密不予公开), or as it is
    printed (（七）总计)."""
    kind, _, reason = label.partition("）")
    numbered = (
        re.match(r"(?P<result>[一-龥]{4})\d\.(?P<reason>.+)", reason) if kind.startswith("（") else None
    )
    if numbered:
        return f"。因{numbered['reason']}{numbered['result']}"
    if group == _RESULTS:
        return f"。{kind}）{reason.removeprefix(_RESULTS[2:])}"
    return f"。{group}" if group else ""


def _compact(said: dict[str, str]) -> str:
    """The columns of a row that are not 0, and that the others are."""
    if len(set(said.values())) == 1 and len(said) > 3:
        return f"各列均为{next(iter(said.values()))}"
    told = [f"{n}{v}" for n, v in said.items() if v != "0" or len(said) < 4]
    return "，".join(told) + ("，其余列0" if len(told) < len(said) else "")


def _findings(helds: Sequence[Held]) -> Iterator[Piece]:
    number = 0
    for held in helds:
        found = held.source.findings() if held.source.reviewed is not None else held.findings
        for finding in found[:_MOST_FINDINGS]:
            number += 1
            said = f"（{finding.severity.chinese}）{finding.message}"
            citation = review_citation(held.source, finding)
            text = f"{citation.title}：{finding.message}"
            heading = _named(held, helds, "审查发现（程序查得，可能有误）")
            yield Piece(f"F{number}", said, text, (citation,), heading, source=held.source)


def _article(passage: Passage) -> Piece:
    number = passage.article if passage.article is not None else 90 + int(passage.id.rsplit(":", 1)[-1])
    words = passage.text[:_LONGEST_ARTICLE]
    text = f"{passage.title}：{passage.text}"
    citation = citation_of(passage, passage.text)
    return Piece(f"A{number}", f"{passage.title}：{words}", text, (citation,), "《条例》和收费标准")


def _draft(draft: Answer) -> Iterator[Piece]:
    """The lines of the rules' answer that rest on something; an abstention is no source."""
    if draft.abstained:
        return
    known = {c.n: c for c in draft.citations}
    lines = [line for line in draft.text.splitlines() if line.strip()]
    number = 0
    for line in lines:
        cited = tuple(known[int(m)] for m in _SENTENCE_MARKS.findall(line) if int(m) in known)
        words = _SENTENCE_MARKS.sub("", line).strip()
        if cited and words:
            number += 1
            text = "：".join([words, *(c.quote for c in cited)])
            yield Piece(f"D{number}", words, text, cited, "规则给出的答复")
