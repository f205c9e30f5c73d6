"""IDN: personal data that a published report must not show, and marks of secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from data_files import Data, load_data
from reports.model import Grid, Paragraph
from reports.numerals import half_width
from review.basis import regulation
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.wordings import FOLDER, load_wordings, wording_problems

_ID_NUMBER = re.compile(
    r"(?<!\d)([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?!\d)"
)
_CALLED_ID = re.compile(r"身份(?:证|号码)[^，。；\d]{0,6}$")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def id_number_valid(number: str) -> bool:
    """Whether an 18-digit identity number has the right check digit (GB 11643—1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def _texts(context: Context) -> Iterable[Paragraph]:
    yield from context.report.paragraphs()
    for section in context.report.sections:
        for grid in section.blocks:
            if isinstance(grid, Grid):
                for row in grid.rows:
                    for cell in row:
                        if len(cell.text) >= 11:
                            yield Paragraph(cell.text, grid.index, grid.page)


class NameWords(Data):
    """corpus/review/names.toml: surnames, and the words before and after a name."""

    surnames: str
    persons: tuple[str, ...]
    following: tuple[str, ...]


@cache
def name_words() -> NameWords:
    """The words by which a person's name is known."""
    return load_data(FOLDER / "names.toml", NameWords)


@cache
def _named_person() -> re.Pattern[str]:
    """A person's name after the word for what the person is: 申请人：李建国; 申请人王小明不服."""
    words = name_words()
    who, name = "|".join(words.persons), f"[{words.surnames}][一-鿿]{{1,2}}"
    after = "|".join(words.following)
    return re.compile(
        rf"(?:{who})(?:姓名)?(?:(?:[:：]|为|系)(?P<stated>{name})(?=[,，、。;；)）\s(（]|$)|(?P<named>{name}?)(?={after}))"
    )


def _names(text: str) -> Iterator[str]:
    """The names of persons that a text gives; words of the dictionary are none, nor are names with 某 or a star."""
    import rjieba

    for match in _named_person().finditer(half_width(text)):
        name = match["stated"] or match["named"]
        # 高频 and 方面 are words; the dictionary also knows names, which it marks as such.
        word = rjieba.has_word(name) and not rjieba.tag(name)[0][1].startswith("nr")
        if "某" not in name and not word:
            yield name


@rule("IDN11", "出现个人信息", Severity.ERROR, lambda c: (regulation(15),))
def personal_data(context: Context) -> Iterator[Problem]:
    """检查：是否出现身份证号、个人手机号、申请人姓名和住址、银行账号。

    为何：条例第十五条规定涉及个人隐私的信息不得公开。
    触发：正文列出申请人的身份证号；“行政复议1件（申请人：李建国，住人民路5号3栋201室）”。
    不触发：座机号码、文号、18位以上的其他数字；打星号的号码、“李某”等隐去的姓名；单位的办公地址。
    例外：没有写明是身份证号而校验位不成立的不报；手机号可能是公务号码，只提示核实。
    """
    for paragraph in _texts(context):
        for match in _ID_NUMBER.finditer(paragraph.text):
            if id_number_valid(match[1]) or _CALLED_ID.search(paragraph.text[: match.start()]):
                yield Problem(
                    "出现公民身份号码，属于个人隐私。",
                    "请立即删除，已公布的应撤下重发。",
                    context.at_paragraph(paragraph),
                    quote=f"{match[1][:6]}********{match[1][-4:]}",
                )
        for match in _MOBILE.finditer(paragraph.text):
            yield Problem(
                f"出现手机号码“{match[0][:3]}****{match[0][-4:]}”，可能是个人信息。",
                "请核实；如为个人号码，请改为办公电话。",
                context.at_paragraph(paragraph),
                quote=f"{match[0][:3]}****{match[0][-4:]}",
                severity=Severity.WARNING,
            )
    yield from _persons(context)
    yield from wording_problems(context, load_wordings("personal_data"), headings=False)


def _persons(context: Context) -> Iterator[Problem]:
    found = [(p, name) for p in context.report.paragraphs() for name in _names(p.text)]
    if found:
        paragraph, name = found[0]
        times = f"（共{len(found)}处）" if len(found) > 1 else ""
        yield Problem(
            f"出现申请人或当事人的姓名“{name[0]}{'某' * (len(name) - 1)}”{times}，属于个人信息。",
            "请立即删去姓名，确需说明的以“申请人”“李某”等代替；已公布的应撤下重发。",
            context.at_paragraph(paragraph),
            quote=name[0],
        )


@rule("IDN12", "公开的报告带有密级或内部标志", Severity.ERROR, lambda c: (regulation(14), regulation(17)))
def marks_of_secrecy(context: Context) -> Iterator[Problem]:
    """检查：是否带有密级标志、内部使用标志，或标注为不予公开、依申请公开。

    为何：年度报告应当向社会公布，公开前应经保密审查；标志残留说明没有审查，或者误公开了内部文稿。
    触发：题名前有“秘密★1年”“内部资料 注意保存”；文末注“（此件不公开）”。
    不触发：“属于国家秘密的不予公开1件”；“（此件公开发布）”。
    例外：叙述保密审查工作、内部文件管理的句子不报。
    """
    yield from wording_problems(context, load_wordings("secrecy"))


RULES: tuple[Rule, ...] = (personal_data, marks_of_secrecy)
