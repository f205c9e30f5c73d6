"""IDN: posts, documents and duties that are another agency's: a county's report led by a 区长, a town's rules named after another town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.model import Level
from reports.numerals import fold
from reports.prose.sentences import clip, sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_KIND = re.compile("(?P<kind>省|市|县|区|州|旗|镇|乡|街道)(?:人民政府|政府|办事处)?(?:办公室)?$")
_LEADS = re.compile(
    "(?P<who>[^。；]{2,34}?)(?:任|担任|兼任)(?:[^，。；]{0,10})?组长|组长[^，。；]{0,8}(?:为|由|是)(?P<whom>[^，。；]{2,24})"
)
# What stands for the head of another kind of place or agency; a 市委常委 may lead a county.
_POSTS = {
    "县": "(?<![园新发社小城])区(?:委常委|委副?书记|长)|镇长|乡长|局长$",
    "区": "县(?:委常委|委副?书记|长)|镇长|乡长",
    "市": "县(?:委常委|委副?书记|长)|(?<![园新发社小城])区(?:委常委|委副?书记|长)|镇长|乡长",
    "旗": "县长|镇长|乡长",
    "镇": "乡长|(?<![分支])局长",
    "乡": "镇长|(?<![分支])局长",
    "街道": "镇长|乡长|(?<![分支])局长",
}


@rule("IDN20", "职务与单位性质不符", Severity.ERROR, accuracy, levels=(Level.GOVERNMENT, Level.TOWNSHIP))
def foreign_post(context: Context) -> Iterator[Problem]:
    """检查：领导小组组长的职务是否与单位的性质相符：县的报告不会由区长任组长，镇没有局长。

    为何：职务与单位不符多为照搬其他单位的文稿。
    触发：县人民政府的报告写“区委常委、常务副区长任组长”；镇的报告写“组长变更为新任局长”。
    不触发：“县委常委、常务副县长任组长”；市委常委兼任县里的职务。
    例外：只看领导小组组长；单位的种类从名称看不出的不判。
    """
    kind = _KIND.search(fold(context.report.agency_words))
    wrong = re.compile(_POSTS[kind["kind"]]) if kind and kind["kind"] in _POSTS else None
    if wrong is None or kind is None:
        return
    for sentence in sentences(context.report.paragraphs()):
        for match in _LEADS.finditer(sentence.text) if "组长" in sentence.text else ():
            said = re.split("[，,]", match["who"] or match["whom"])[-1]
            post = wrong.search(re.sub("(?:副组长|组员|成员).*", "", said))
            if post:
                yield Problem(
                    f"“{context.report.agency}”的报告写领导小组组长是“{said.strip()}”，“{post[0]}”与单位性质不符，疑为照搬其他文稿。",
                    "请核实并改正组长的职务。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, match.start(), match.end()),
                    actual=post[0],
                )


_OWN_DOCUMENT = re.compile(
    "(?:修订|制定|出台|制发|完善|建立|健全)(?:了|并印发|印发)?(?:[^，。；《》]{0,8})《(?P<name>[^《》]+)》"
)
_PLACE = re.compile("^(?P<place>[一-龥]{2,3}?)(?P<kind>镇|乡|街道)(?![级村域区人])")
_OF_DEPARTMENT = re.compile("^(?P<name>[一-龥]{2,6}(?:省|市|县|区|旗)[一-龥]{1,12}?(?:局|委员会|联合会))")


def _another_agency(title: str, agency: str, level: Level) -> tuple[str, str] | None:
    """The name that a document's title begins with and the agency's own, where they are two of one kind."""
    if level is Level.TOWNSHIP:
        match = _PLACE.match(title)
        own = re.search("(?P<place>[一-龥]{2,3}?)(?P<kind>镇|乡|街道)(?:人民政府|政府|办事处)?$", agency)
        if match is None or own is None or match["kind"] != own["kind"]:
            return None
        name = match[0]
        return None if name in agency or agency.startswith(name) else (name, agency)
    match = _OF_DEPARTMENT.match(title)
    if match is None or level is not Level.DEPARTMENT:
        return None
    name = match["name"]
    same_kind = len(name) >= 5 and name[-3:] == agency[-3:] and name not in agency and agency not in name
    return (name, agency) if same_kind and name[:2] != agency[:2] else None


@rule("IDN21", "本单位制定的文件冠以其他单位的名称", Severity.WARNING, accuracy)
def foreign_document(context: Context) -> Iterator[Problem]:
    """检查：本单位制定、修订的文件，名称里是不是另一个同类单位。

    为何：本单位不会以另一个单位的名义制定制度，多为照搬其他文稿没有改净。
    触发：鹤鸣镇的报告写“修订《鹤南镇政府信息公开保密审查制度》”。
    不触发：“修订《鹤鸣镇……制度》”；“学习《鹤南镇……经验》”；上级的文件。
    例外：只比同一种类的单位；与本单位只差一个字的必须修改，其余提示核实。
    """
    agency = fold(context.report.agency_words)
    for sentence in sentences(context.report.paragraphs()):
        for match in _OWN_DOCUMENT.finditer(sentence.text) if "《" in sentence.text else ():
            found = _another_agency(match["name"], agency, context.level)
            if found is None:
                continue
            name = found[0]
            near = any(
                sum(a != b for a, b in zip(name, agency[i : i + len(name)], strict=True)) == 1
                for i in range(len(agency) - len(name) + 1)
            )
            yield Problem(
                f"“{context.report.agency}”制定的文件冠以“{name}”的名称，疑为照搬其他文稿。",
                "请核实文件名称并改正。",
                context.at_paragraph(sentence.paragraph),
                quote=match[0],
                expected=agency,
                actual=name,
                severity=Severity.ERROR if near else None,
            )


_ASSESSED = re.compile(
    "纳入(?:对)?(?:全[市县区旗])?(?:各)?(?:乡镇|镇街|街镇|乡镇街道|街道|镇、|乡、)[^，。；]{0,12}(?:考核|考评)"
)
_ASSESSING = re.compile("政府办公[室厅]|政务|考核|督查|大数据|行政审批|党委|组织部")
_OTHERS_OFFICE = re.compile(
    "由(?P<agency>[省市县区旗][一-龥]{1,8}?(?:局|委员会|委))(?P<office>[一-龥]{1,8}?[科股处室])"
)
_TOGETHER = re.compile("会同|配合|联合|共同|协同|商|和|与")


@rule("IDN22", "职责不像是本单位的", Severity.WARNING, accuracy, levels=(Level.DEPARTMENT,))
def foreign_duty(context: Context) -> Iterator[Problem]:
    """检查：部门的报告是否写对乡镇、街道作年度考核，改进措施是否写由另一部门的科室承担。

    为何：这些不是一个部门能做、能定的事，多为照搬政府或其他部门的文稿。
    触发：某局的报告写“将政务公开纳入各乡镇、街道年度考核”；卫健委的措施写“由区教育局基础教育科每月比对”。
    不触发：“纳入科室和分局年度考核”；“会同区教育局基础教育科比对”。
    例外：政府办公室、政务服务部门等承担考核的单位不判；只提示核实。
    """
    agency = fold(context.report.agency_words)
    for sentence in sentences(context.report.paragraphs()):
        assessed = None if _ASSESSING.search(agency) else _ASSESSED.search(sentence.text)
        in_measures = context.report.section_of(sentence.paragraph.index) == "五"
        office = _OTHERS_OFFICE.search(sentence.text) if in_measures else None
        if office and (
            office["agency"] in agency
            or office["agency"][1:] in agency
            or _TOGETHER.search(sentence.text[: office.start()][-8:])
        ):
            office = None
        for match, why in (
            (assessed, "对乡镇、街道的年度考核一般由本级政府组织"),
            (office, "改进措施写由其他单位的内设机构承担"),
        ):
            if match is not None:
                yield Problem(
                    f"“{context.report.agency}”的报告写“{match[0]}”，{why}，疑为照搬其他文稿。",
                    "请核实这项工作是否为本单位的职责。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, match.start(), match.end()),
                    actual=match[0],
                )


RULES: tuple[Rule, ...] = (foreign_post, foreign_document, foreign_duty)
