"""IDN: who acts in the text: the agency under its own name, and no other one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.model import Level, Paragraph
from reports.numerals import fold
from reports.prose.sentences import clip, sentences
from review.basis import regulation
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_SELF = re.compile(
    r"(?<![自忘])我(局|委|办|区|县|市|镇|乡|街道|会|厅|院|中心|省|州|旗|部|校|馆|处|队|社|联)(?!们|国|党|家)"
)
_PLACES = frozenset("区县市镇乡省州旗")
# 围绕我县教育工作 only says where; 我县认真贯彻 and 我区政务公开工作 say who.
_BEGINS = re.compile(r"(?:^|[，,。；;：:！？\s）)]|20\d\d年度?|年来|本?年度?)$")
ACTS = re.compile(
    r"(?:政务公开|政府信息|信息公开|依申请|公开|主动|高度|认真|积极|严格|坚持|共|收到|新收|受理|办理|未|没有|无|将|深入|切实|持续|全面|进一步|不断|按照|根据|"
    r"始终|依法|及时|组织|开展|制定|印发|建立|健全|完善|加强|强化|通过|结合|围绕|全年|在|以|把|对|累计|发布|成立|举办|紧|聚焦|扎实|大力|统筹|继续|已|均|也|还|仍)"
)
_KINDS = (
    (r"街道(?:办事处|党工委)?$", {"街道", "办", "处"}),
    (r"镇(?:人民政府|政府)?$", {"镇"}),
    (r"乡(?:人民政府|政府)?$", {"乡"}),
    (r"(?:人民)?政府(?:办公室|办公厅|办)$", {"办", "厅", "区", "县", "市", "省", "州", "旗"}),
    (r"(?:人民)?政府$|[省市县区州旗]$", {"区", "县", "市", "省", "州", "旗"}),
    (r"中心$", {"中心"}),
    (r"委员会$|委$", {"委", "会", "办", "区"}),
    (
        r"(?:联合会|残联|妇联|文联|科协|侨联|工商联|协会|学会|红十字会|总工会|联社|联合社|供销社)$",
        {"会", "联", "社"},
    ),
    (r"局$|分局$", {"局"}),
    (r"厅$", {"厅"}),
    (r"(?:办公室|办)$", {"办"}),
    (r"院$|法院$", {"院"}),
    (r"部$", {"部"}),
    (r"(?:支队|总队|大队)$", {"队"}),
    (r"(?:学校|党校|大学)$", {"校"}),
    (r"馆$", {"馆"}),
)


def own_words(agency: str, level: Level) -> set[str] | None:
    """The words that may follow 我 when this agency speaks of itself; None where its kind is not known."""
    for pattern, words in _KINDS:
        if re.search(pattern, fold(agency)):
            return words
    return None


@rule("IDN04", "自称与单位性质不符", Severity.WARNING, accuracy)
def self_reference(context: Context) -> Iterator[Problem]:
    """检查：报告的自称（我局、我区、我会……）与单位的性质是否相符、前后是否一致。

    为何：自称混用多为照搬其他单位或上级文稿，主体不清则内容真实性存疑。
    触发：残联的报告自称“我局”“我区”。
    不触发：民政局自称“我局”；政府办公室代拟的报告写“我区”。
    例外：单位性质无法从名称判断的不判；部门写“我县教育工作”只说明地域的不报；同一种错误自称合并为一条，位置取第一处。
    """
    allowed = own_words(context.report.agency_words, context.level)
    if allowed is None:
        return
    uses: dict[str, list[tuple[Paragraph, str]]] = {}
    for paragraph in context.report.paragraphs():
        for match in _SELF.finditer(paragraph.text):
            if match[1] not in allowed and (match[1] not in _PLACES or _is_subject(paragraph.text, match)):
                uses.setdefault(match[1], []).append(
                    (paragraph, clip(paragraph.text, match.start(), match.end()))
                )
    for word, places in uses.items():
        paragraph, quote = places[0]
        place = word in _PLACES
        why = "以地区而不是本单位为主体" if place else "与单位性质不符"
        times = f"（全文共{len(places)}处）" if len(places) > 1 else ""
        yield Problem(
            f"“{context.report.agency}”的报告自称“我{word}”{times}，{why}，疑为照搬其他文稿。",
            "请核实该处内容是否为本单位的工作，并统一改用符合本单位性质的自称。",
            context.at_paragraph(paragraph),
            quote=quote,
            actual=f"我{word}",
        )


def _is_subject(text: str, match: re.Match[str]) -> bool:
    """Whether a place word opens its clause and acts there."""
    return bool(_BEGINS.search(text[: match.start()])) and bool(ACTS.match(text, match.end()))


_SUBJECT = re.compile(
    r"^(?:20\d\d年[，,度]*)?((?:[一-龥]{2,6}(?:省|市|县|区|旗|镇|乡))[一-龥]{0,10}?"
    r"(?:局|委员会|联合会|街道办事处|镇人民政府|乡人民政府|民政厅|教育厅|管理厅))"
    r"(?=高度重视|认真|积极|严格|坚持|共|主动公开|收到|未|没有|将|深入|切实|持续|全面|进一步|不断|按照|根据|始终|新收)"
)


_DOES = re.compile(
    rf"{_SUBJECT.pattern.split('(?=')[0].removeprefix('^')}(?=把|对|将|为|组织|召开|开展|通过|严格|认真|积极|高度重视|坚持)"
)


_BESIDE = re.compile("与|和|同|会同|联合|配合|协同|向|由|经|在|对|据|按|请|被|受|从|跟|陪同|协助")


def _elsewhere(text: str, agency: str) -> re.Match[str] | None:
    """A clause in which an agency of the same kind acts, of another place: 福山县民政局把……纳入考核 in 福田县民政局's report."""
    for clause in re.finditer("[^，,；;]+", text):
        match = _DOES.match(clause[0].lstrip("一二三四五六七八九十（）()、是:： "))
        kind = re.sub(".*[省市县区旗镇乡]", "", fold(match[1])) if match else ""
        if match and len(kind) >= 3 and agency.endswith(kind) and not _BESIDE.match(match[1]):
            return match
    return None


@rule("IDN05", "出现其他单位作主体", Severity.WARNING, accuracy)
def foreign_subject(context: Context) -> Iterator[Problem]:
    """检查：句子的主语是否为本单位以外的同类单位。

    为何：以其他单位为主体的句子多为套用模板的残留。
    触发：甲县教育局的报告写“乙县教育局认真贯彻……”。
    不触发：写上级机关部署工作，或与其他单位联合开展工作。
    例外：人民政府作主语、单位简称与本单位名称相容的不报。
    """
    agency = fold(context.report.agency_words)
    for sentence in sentences(context.report.paragraphs()):
        match = _SUBJECT.match(sentence.text.lstrip("一二三四五六七八九十（）()、是:： ")) or _elsewhere(
            sentence.text, agency
        )
        if match is None or not agency:
            continue
        name = fold(match[1])
        if name in agency or agency in name or (name[-4:] == agency[-4:] and name[:2] == agency[:2]):
            continue
        if set(name) <= set(agency) or _BESIDE.match(name):
            continue
        yield Problem(
            f"以“{name}”为主体，与报告单位“{agency}”不一致，疑为模板残留。",
            "请核实该句内容；如为误用其他单位文稿，请改为本单位的情况。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text,
            expected=agency,
            actual=name,
        )


_NAME = "\ufffc"
_DECIDED_BY_ITSELF = re.compile(
    rf"(?:我[局委镇乡办街厅会](?:道)?|本(?:机关|单位|局|委|镇|乡|街道)|{_NAME}+)"
    r"[^，。；]{0,4}(?:复议(?:机构|机关)|(?:作出|经审理)?(?:予以)?(?:维持|撤销|变更)(?:的)?(?:复议)?决定|经审理|依法受理)"
)


@rule("IDN23", "行政复议机关写成本单位", Severity.ERROR, lambda c: (regulation(51),),
      levels=(Level.DEPARTMENT, Level.TOWNSHIP, Level.ORGANISATION))  # fmt: skip
def own_reconsideration(context: Context) -> Iterator[Problem]:
    """检查：对本单位答复申请的行政复议，是否写成由本单位审理、作出决定。

    为何：被申请人不能审理对自己的复议；乡镇、街道和部门的复议由县级以上人民政府管辖。
    触发：街道办事处的报告写“收到行政复议2件，云锦街道办事处作出维持决定1件”；“经我委复议机构调解”。
    不触发：“区人民政府作出维持决定1件”；“我局作出的答复被维持”。
    例外：县级以上人民政府的报告不判；不涉及政府信息公开的复议不判。
    """
    agency = fold(context.report.agency_words)
    short = re.sub("^.*(?:人民政府|[省市县区旗])(?=[一-龥]{4,}$)", "", agency)
    names = [n for n in (agency, short) if len(n) >= 4]
    for sentence in sentences(context.report.paragraphs()):
        if "复议" not in sentence.text:
            continue
        match = _DECIDED_BY_ITSELF.search(_with_marks(sentence.text, names))
        before = sentence.text[: match.start()] if match else ""
        if match is None or "复议" not in before + match[0] or re.search("诉讼|起诉|法院", before[-30:]):
            continue
        if re.search("许可|处罚|作为复议机关", before + match[0]):
            continue
        found = sentence.text[match.start() : match.end()]
        yield Problem(
            f"“{found}”：对本单位的行政复议，本单位不能是复议机关。",
            "请核实并写明作出复议决定的机关。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text,
            actual=found,
        )


def _with_marks(text: str, names: list[str]) -> str:
    """A text with the agency's own names as marks of the same length."""
    for name in names:
        text = text.replace(name, _NAME * len(name))
    return text


RULES: tuple[Rule, ...] = (self_reference, foreign_subject, own_reconsideration)
