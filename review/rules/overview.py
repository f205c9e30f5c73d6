"""QLT: the overview: how long it is, and whether it tells of this agency's work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.model import Block, Level, Paragraph
from reports.numerals import fold, half_width
from reports.prose.sentences import clip, sentences, whole_sentences
from review.basis import regulation, uniform_format
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule


def _quality(context: Context) -> tuple[Basis, ...]:
    return (uniform_format(context.due_edition, "质量要求", "内容不能遗漏，也不宜泛化。"), regulation(6))


# As word processors count: a number or a word in Latin letters is one.
_COUNTED_AS_ONE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.,:/%-]*[0-9A-Za-z%])?|\S")


@rule("QLT03", "总体情况过长", Severity.NOTICE, _quality)
def long_overview(context: Context) -> Iterator[Problem]:
    """检查：总体情况是否超过规定长度（默认1000字，可设置）。

    为何：年度报告应简明，过长多为泛化的工作总结。
    触发：总体情况1700字。
    不触发：不足1000字。
    例外：各级人民政府同样适用；当地另有规定的，按审查设置中各层级的字数判断。
    """
    section = context.report.section("一")
    if section is None:
        return
    limit = context.settings.overview_limit(context.level)
    length = len(_COUNTED_AS_ONE.findall(half_width(section.text)))
    if length > limit:
        yield Problem(
            f"总体情况约{length}字，超过{limit}字。",
            "建议精简，只写本年度政府信息公开工作的主要情况和数据。",
            context.at_section("一"),
            quote=section.heading.text,
            expected=f"不超过{limit}字",
            actual=f"{length}字",
            measured=f"{length}字",
        )


_WHOLE_AREA = re.compile(
    r"全(?:区|县|市|镇|乡)(?!面)[^。；]{0,10}|各镇街|区委、区政府|县委、县政府|市委、市政府|(?:区|县|市)本级|区直(?:部门|单位)|县直(?:部门|单位)|"
    r"市直(?:部门|单位)|各镇(?:街|办)?|镇街、|市长热线|区长|县长|政务公开领导小组"
)


@rule(
    "QLT04",
    "内容以上级或全区工作为主",
    Severity.WARNING,
    _quality,
    levels=(Level.DEPARTMENT, Level.ORGANISATION),
)
def whole_area(context: Context) -> Iterator[Problem]:
    """检查：部门和其他组织的总体情况是否通篇写全区（县、市）而不是本单位的工作。

    为何：报告应反映本单位的工作，照搬全区总结属于泛化。
    触发：总体情况多处写“全区”“区直部门”“各镇街”的工作。
    不触发：偶尔提到上级的部署。
    例外：政府办公室等负责全区工作的部门不判；不足四处的不报。
    """
    section = context.report.section("一")
    if section is None or re.search(
        r"政府办|政务公开|政务服务|数据(?:资源)?(?:管理)?局|办公室$", context.report.agency_words
    ):
        return
    places = [(s, m) for s in sentences(section.paragraphs) for m in _WHOLE_AREA.finditer(s.text)]
    if len(places) < 4:
        return
    words = list(dict.fromkeys(m[0][:8] for _, m in places))
    sentence, match = places[0]
    yield Problem(
        f"总体情况有{len(places)}处写全区（县、市）或上级的工作（如“{'”“'.join(words[:4])}”），没有突出本单位的情况。",
        "请改写为本单位本年度政府信息公开工作的实际情况，删去照搬全区工作总结的内容。",
        context.at_paragraph(sentence.paragraph),
        quote=clip(sentence.text, match.start(), match.end()),
        actual=f"{len(places)}处",
        measured=f"{len(places)}处",
    )


_GENERAL_SUBJECT = re.compile(
    r"(?:各级(?:政府|行政机关|部门|政府部门)+|(?:部分|多数|许多|大多数|不少|一些|有的|个别|有些|绝大多数)(?:地区|地方|部门|单位|机关|政府|省市|城市)|各地区|各地(?!块))"
)
_OWN_SUBJECT = re.compile(
    r"我[局委办镇乡县区市省州旗会厅院中部校馆处队街社]|本(?:局|委|办|镇|乡|县|区|市|省|州|单位|机关|部门|会|厅|院|街道|行政区|年度)|全(?:局|委|办|镇|乡|县|区|市|省|州|系统|街道)"
)


@rule("QLT15", "总体情况没有本单位的情况和数据", Severity.WARNING, _quality)
def generalities(context: Context) -> Iterator[Problem]:
    """检查：总体情况是否通篇泛泛而谈，没有本单位的主体，也没有数据。

    为何：统一格式要求内容不能遗漏，也不宜泛化；没有单位和数据的文字放在哪个单位都一样，疑为照搬或由写作工具生成。
    触发：通篇写“各级政府部门”“部分地区”“多数部门”，没有“我局”“本单位”和任何数字。
    不触发：有本单位的自称、名称或数据。
    例外：泛指的主语不足三处而又有任何数据的不报；总体情况不足80字的不报。
    """
    section = context.report.section("一")
    if section is None or len(fold(section.text)) < 80:
        return
    text = section.text
    figures = re.findall(r"\d+(?:\.\d+)?(?:余|多)?(?=[条件篇次个项期场份家人名部万%％])", fold(text))
    own = _OWN_SUBJECT.search(text) or (context.report.agency and context.report.agency in text)
    general = [(s, m) for s in whole_sentences(section.paragraphs) for m in _GENERAL_SUBJECT.finditer(s.text)]
    if own or figures or len(general) < 2:
        return
    sentence, match = general[0]
    named = "”“".join(dict.fromkeys(m[0] for _, m in general))
    yield Problem(
        f"总体情况通篇写“{named}”，没有本单位的主体，也没有任何数据，疑为照搬或由写作工具生成。",
        "请写明本单位本年度开展的具体工作和数据，删去泛泛的表述。",
        context.at_paragraph(sentence.paragraph),
        quote=clip(sentence.text, match.start(), match.end()),
        actual=f"{len(general)}处",
    )


_HEAD_ALONE = re.compile(
    r"^\s*(?P<mark>[（(])?[一二三四五六七八九十\d]{1,2}(?(mark)[）)]|[、.．])\s*[^。：:；，,]{2,20}[。：:]?\s*$"
)


@rule("QLT16", "小标题下没有内容", Severity.WARNING, _quality)
def head_without_text(context: Context) -> Iterator[Problem]:
    """检查：总体情况和问题部分的小标题之下是否有内容。

    为何：只有小标题等于没有报告这一方面的情况。
    触发：“（三）政府信息管理。”之后紧接“（四）政府信息公开平台建设。”。
    不触发：小标题单独成行、内容在下一段。
    例外：小标题下是表格、图片的不报。
    """
    for section in context.report.sections:
        if section.number not in ("一", "五"):
            continue
        blocks = [b for b in section.blocks if not (isinstance(b, Paragraph) and not b.text.strip())]
        for position, block in enumerate(blocks):
            head = _HEAD_ALONE.match(block.text) if isinstance(block, Paragraph) else None
            if head is None or not isinstance(block, Paragraph):
                continue
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            bare = following is None or (
                isinstance(following, Paragraph) and _same_level(block.text, following.text)
            )
            if bare and _has_company(blocks, block):
                yield Problem(
                    f"“{block.text.strip().rstrip('。：:')}”只有小标题，没有内容。",
                    "请补充这一方面本年度的具体工作；没有开展的，也请如实说明。",
                    context.at_paragraph(block),
                    quote=block.text.strip(),
                )


def _same_level(head: str, following: str) -> bool:
    """Whether the next paragraph opens with the next mark of the same kind."""
    kinds = (
        r"\s*[（(][一二三四五六七八九十]",
        r"\s*[一二三四五六七八九十]{1,2}[、.．]",
        r"\s*[（(]?\d{1,2}[）)、.．]",
    )
    return any(re.match(k, head) and re.match(k, following) for k in kinds)


def _has_company(blocks: list[Block], head: Paragraph) -> bool:
    """Whether another mark of the same kind is followed by text: lists of bare items are no headings."""
    for position, block in enumerate(blocks):
        if block is head or not isinstance(block, Paragraph) or not _same_level(head.text, block.text):
            continue
        below = blocks[position + 1] if position + 1 < len(blocks) else None
        own = isinstance(below, Paragraph) and not _same_level(head.text, below.text) and len(below.text) > 20
        if len(block.text) > 40 or own:
            return True
    return False


RULES: tuple[Rule, ...] = (long_overview, whole_area, generalities, head_without_text)
