"""What a report says of itself: contact data, period, date of publication, agency, structure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from answering.answer import Answer, Citation, Evidence
from answering.enquiries import FOR_A_PURPOSE, SPECIAL_LINE, enquiries, found_in_prose, special_line
from answering.joined import joined
from answering.plan.lexicon import YEARS
from answering.plan.words import content_words
from answering.source import Source
from reports.model import Level
from retrieval.passages import report_title
from retrieval.terms import fold_text

_LEVEL_NAMES = {
    Level.GOVERNMENT: "人民政府", Level.DEPARTMENT: "政府部门", Level.TOWNSHIP: "乡镇、街道", Level.ORGANISATION: "法律、法规授权的组织或群团组织",
}  # fmt: skip

_ABOUT_RULES = re.compile(
    r"指南|条例|规定|应当|应该|必须|最晚|最迟|几号前|期限.{0,4}多|目录|申请.{0,4}(?:写|填|提交)"
)


def _contact(key: str, word: str) -> Callable[[Source], tuple[str, str] | None]:
    def read(source: Source) -> tuple[str, str] | None:
        value = source.report.contact.get(key)
        return (f"{source.name}报告载明的{word}是{value}。", key) if value else None

    return read


def _period(source: Source) -> tuple[str, str] | None:
    if source.report.period is None:
        return None
    start, end = source.report.period
    said = f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"
    return f"{source.name}报告所列数据的统计期限是{said}。", "period"


def _published(source: Source) -> tuple[str, str] | None:
    day = source.report.published
    if day is None:
        return None
    return f"{source.name}报告的发布日期是{day.year}年{day.month}月{day.day}日。", "published"


def _agency(source: Source) -> tuple[str, str] | None:
    return (f"这是{source.name}的报告。", "agency") if source.report.agency else None


def _year(source: Source) -> tuple[str, str] | None:
    return (f"报告年度是{source.report.year}年。", "year") if source.report.year else None


def _level(source: Source) -> tuple[str, str] | None:
    if source.report.agency is None:
        return None
    return f"从名称看，{source.report.agency}属于{_LEVEL_NAMES[source.report.level]}。", "level"


_WHEN_PUBLISHED = "发布日期"
_ASKED: tuple[tuple[re.Pattern[str], tuple[Callable[[Source], tuple[str, str] | None], ...], str], ...] = (
    (re.compile(r"联系方式|怎么联系|如何联系|联系(?:他们|它|该单位|这个单位)"),
     (_contact("phone", "联系电话"), _contact("address", "地址"), _contact("email", "电子邮箱")), "联系方式"),
    (re.compile(r"传真"), (_contact("fax", "传真"),), "传真"),
    (re.compile(r"(?<!打)电话(?!咨询)|打(?:哪|什么)个?(?:号|电话)|(?:哪|什么)个?号(?:码)?[？?]?$|打电话(?!咨询|投诉|反映|来)|打给|号码(?!.*身份)|座机|热线(?=是多少|多少|[？?]?$)"), (_contact("phone", "联系电话"),), "联系电话"),
    (re.compile(r"邮编|邮政编码|邮政|寄(?:信|材料|过去|申请)"), (_contact("postcode", "邮政编码"),), "邮政编码"),
    (re.compile(r"(?<!邮件)(?<!邮箱)地址|(?:寄|送|邮)(?:给|去|到|往)(?:哪|什么地方|谁)|(?:办|室|局|中心|政府|会|处|科)(?:在|是)?(?:哪(?:里|儿)?|什么地方)(?:[、，,和]|[？?]?$)|怎么(?:走|去|找到)|(?:到|去)哪(?:里|儿)?(?:找|交|递交|提交|办)|在哪(?:里|儿)?办公|办公地点|地点|在什么地方|位于|(?:在|是)?(?:哪条|什么|哪个)(?:路|街(?!道))|(?:在|是|还有)(?:几楼|几号楼|哪栋楼|几层|哪一?层|哪个?房间|门牌)|(?:镇政府|区政府|县政府|单位|局)在哪"), (_contact("address", "地址"),), "地址"),
    (re.compile(r"邮箱|电子邮件地址|(?:发|写)(?:个|封)?(?:电子)?邮件|e-?mail", re.I), (_contact("email", "电子邮箱"),), "电子邮箱"),
    (re.compile(r"统计.{0,4}(?:期限|时间|期间|时段)|统计到|截(?:止|至)到?哪|数据.{0,6}(?:从|哪段|什么时候|起止)|报告期(?!末|内|间|满)"), (_period,), "统计期限"),
    (re.compile(r"(?:什么时候|何时|哪一?天|几月几号?|日期).{0,6}(?:发布|公布|公开的)|(?:发布|公布|落款)(?:的)?(?:日期|时间)|落款(?:是)?(?:哪|几)|(?:报告|年报).{0,6}(?:什么时候|何时|哪天).{0,4}(?:发布|公布|发的)"),
     (_published,), _WHEN_PUBLISHED),
    (re.compile(r"(?:哪个|什么|哪家)(?:单位|机关|部门|机构)(?:的|发布|编制|公布)?.{0,4}(?:报告|年报)|(?:报告|年报).{0,6}(?:哪个|什么)(?:单位|机关|部门)|(?:报告|年报).{0,4}(?:谁|由谁).{0,2}(?:编制|编写|发布|写)|^(?:谁|由谁|是谁|什么单位|哪个单位)(?:编制|编写|发布|写)的?(?:[？?]?$|这?份?(?:报告|年报))"),
     (_agency,), "编制单位"),
    (re.compile(r"(?:哪一?|什么)年(?:度)?的?(?:(?:报告|年报|数据)|[？?]?$)|报告年度"), (_year,), "报告年度"),
    (re.compile(r"(?:属于|是)(?:什么|哪)(?:级|类)(?:(?:单位|机关|组织|部门)|[？?]?$)|单位(?:级别|性质|类型)"), (_level,), "单位性质"),
)  # fmt: skip


# 能发邮件吗，地址给个 asks for no street.
_BY_MAIL = re.compile("(?:发|写)(?:个|封)?(?:电子)?邮件|电邮(?!箱)")
# 明年是哪年: a word for a year, by the report's own.
_WHICH_YEAR = re.compile(
    rf"[“\"]?(?P<word>{'|'.join(YEARS)})[”\"]?(?:指的?)?(?:是)?(?:指)?(?:哪(?:一)?年|几几年|什么年份)"
)


def _year_meant(question: str, sources: list[Source]) -> Answer | None:
    """The year that a report's 上年 or 明年 stands for; None where that is not asked."""
    asked = _WHICH_YEAR.search(question)
    year = sources[0].report.year
    if asked is None or year is None or len(sources) > 1:
        return None
    evidence = Evidence()
    text = f"报告年度是{year}年，“{asked['word']}”指{year + YEARS[asked['word']]}年。{_cite(evidence, sources[0], 'year')}"
    return Answer(question, text, tuple(evidence.citations))


_OF_THE_REPORT = ("日期", "时间", "年度报告", "报告")

# The office's number is no answer where somebody's own is asked for.
_OF_THE_OFFICE = ("联系电话", "传真", "电子邮箱")
_NUMBERED = ("统计期限", "发布日期", "报告年度")
_COUNTS = re.compile("(?:多少|几)(?:[件次个人通条份处]|[一-鿿]{0,4}(?:电话|来电|邮件|传真))")
_OF_A_PERSON = re.compile(
    r"手机|私人|个人|(?:局长|镇长|乡长|区长|县长|市长|省长|主任|书记|主席|会长|领导|负责人|科长)的?(?:电话|号码|邮箱|微信)"
)


_ASKS_HOURS = re.compile(
    "(?:电话|接听|办公|上班).{0,6}(?:时段|时间|几点|什么时候)|几点.{0,4}(?:上班|接|办公|开门|下班)"
    "|(?:上班|开门|有人)(?:没有?|吗|不)(?:[，,。？?]|$)|上不上班|开不开门"
)
_OFFICE_HOURS = re.compile(
    r"(?:(?<=[。；，,：:（(\s])|^)[^。；，,（(\n]{0,24}\d{1,2}[:：]\d{2}\s*[—\-－~至到]+\s*\d{1,2}[:：]\d{2}[^。；）)\n]{0,20}"
)


# The office to turn to, with its number: 联系机构：某某股，电话：……
_ASKS_OFFICE = re.compile(
    r"(?:归|由|找|问|联系|是|属)?哪个?(?:科室|处室|股室|股|科|办公室|机构|部门)(?:管|负责|承办|联系|主管|对外|接待|[，,？?]|$)"
)
_TURNS_TO_OFFICE = re.compile(
    "找谁(?:问|咨询|打听|联系|反映)|(?:跟|和|向)谁(?:联系|咨询|反映)|(?:找|联系|打给)哪个?(?:科室|处室|股室|股|科|办公室|机构|部门)"
)
_OFFICE = re.compile(
    r"(?:联系(?:人所在)?(?:机构|科室|部门|单位|处室|股室)|承办(?:机构|科室|单位)|(?:公开)?工作机构|主管(?:科室|部门))"
    r"(?:名称)?(?:[：:]|为|是)[^，,。；;\n]{2,30}(?:[，,；;]\s*(?:联系)?电话[：:]?[\d\-—－()（）]+)?"
)


# Who answers for enquiries, by name: 联系人：周敏.
_ASKS_PERSON = re.compile(
    "联系人(?!数)|(?:联系|找)(?:哪|什么)(?:个|位)?人|(?:找|联系)哪位|找谁(?=[，,。？?]|$)|姓名.{0,3}电话|电话.{0,3}姓名"
)
_CONTACT_PERSON = re.compile(r"联系人(?:姓名)?[：:为是]?\s*[一-龥]{2,4}(?=[，,；;（(。、）)\s]|电话)")
_ASKS_SITE = re.compile("网址|官网地址|网站地址")
_SITE = re.compile(r"(?:[一-龥]{0,12}(?:网站|网址|网)[（(：:]?)?(?:https?://)?www\.[\w./-]+\w")


# Where the report itself can be had, which its introduction says.
_WHERE_PUBLISHED = re.compile(
    r"(?:报告|年报|电子版)(?:电子版)?(?:可以|能|要|是)?(?:在|从|到|去)?(?:哪里?|哪儿|什么(?:网站|地方)|怎么|如何)(?:能|可以)?(?:下载|看|查|找|公布|发布|公开)|(?:报告|年报)(?:公布|发布|公开|刊登)(?:在|到)(?:哪|什么)|报告.{0,4}(?:网址|下载地址)|(?:下载|查看|查阅)(?:本|这份|该)?(?:报告|年报)"
)
_PUBLISHED_AT = re.compile(
    r"[^。；\n]{0,20}(?:电子版|报告|年报)[^。；\n]{0,100}(?:下载|查阅|查询|浏览|公布|刊载)[^。；，,\n]{0,40}"
)


def _of_something_else(question: str, source: Source) -> bool:
    """Whether a question asks when something else than the report came out: 疫苗接种信息什么时候公布."""
    words = content_words(question, fold_text(source.report.agency_words), source.report.year)
    return any(w.is_telling and not w.is_light and w.text not in _OF_THE_REPORT for w in words)


def _line_for(question: str, sources: list[Source]) -> Answer | None:
    """The number of the line for one purpose that a question names; None where it names none, or none that there is."""
    named = SPECIAL_LINE.search(question)
    meant = named or FOR_A_PURPOSE.search(question)
    if meant is None or _COUNTS.search(question):
        return None
    purpose = next(v for v in meant.groupdict().values() if v)
    line = special_line(question, purpose, sources)
    if named is None:
        return line
    line = line or _silent(question, sources, f"{purpose}电话的号码")
    beside = _of_labels(SPECIAL_LINE.sub("", question), sources)
    return line if beside is None or beside.abstained else joined(question, [line, beside])


def answer_from_metadata(question: str, sources: list[Source]) -> Answer | None:
    """The answer from what the reports say of themselves; None where the question asks for nothing of it."""
    if not sources or _ABOUT_RULES.search(question):
        return None
    meant = _year_meant(question, sources)
    if meant is not None:
        return meant
    line = _line_for(question, sources)
    if line is not None:
        return line
    told = [
        a for asked, said in _IN_PROSE
        if asked.search(question) and (a := found_in_prose(question, said, sources)) is not None
    ]  # fmt: skip
    labelled = _of_labels(question, sources)
    named = _TURNS_TO_OFFICE.search(question) or (labelled is not None and _ASKS_OFFICE.search(question))
    if named and not told:
        told += [a for a in (enquiries(question, sources),) if a is not None]
    if labelled is not None and not (told and labelled.abstained):
        told.append(labelled)
    return joined(question, told) if told else None


# What is asked for in words, and the words of the prose that tell it, in the order in which they are told.
_IN_PROSE = (
    (_ASKS_SITE, _SITE), (_WHERE_PUBLISHED, _PUBLISHED_AT), (_ASKS_PERSON, _CONTACT_PERSON), (_ASKS_OFFICE, _OFFICE),
    (_ASKS_HOURS, _OFFICE_HOURS),
)  # fmt: skip


def _of_labels(question: str, sources: list[Source]) -> Answer | None:
    """The contact data, dates and names that the question asks for, each on a line; None where it asks for none."""
    evidence, said, silent = Evidence(), [], []
    for pattern, readers, name in _ASKED:
        if not pattern.search(question) or (name not in _NUMBERED and _COUNTS.search(question)):
            continue
        if name == "联系电话" and "传真" in question and "电话" not in question:
            continue
        if name == "地址" and _BY_MAIL.search(question):
            continue
        if name in (_WHEN_PUBLISHED, "报告年度") and _of_something_else(question, sources[0]):
            continue
        if name in _OF_THE_OFFICE and _OF_A_PERSON.search(question):
            return _silent(question, sources, "个人的联系方式")
        told = [(s, f) for s in sources for f in (read(s) for read in readers) if f]
        said += [f"{text}{_cite(evidence, source, key)}" for source, (text, key) in told]
        silent += [] if told else [name]
    if said:
        return Answer(question, "\n".join(dict.fromkeys(said)), tuple(evidence.citations))
    if not silent:
        return None
    nothing = _silent(question, sources, "、".join(silent))
    near = enquiries(question, sources) if any(n in _OF_CONTACT for n in silent) else None
    return replace(joined(question, [nothing, near]), abstained=True) if near is not None else nothing


# What is asked of an office to turn to: where it is not told, all that is told of it is near.
_OF_CONTACT = ("联系方式", *_OF_THE_OFFICE, "地址", "邮政编码")


def _silent(question: str, sources: list[Source], what: str) -> Answer:
    names = "、".join(s.name for s in sources)
    return Answer(question, f"报告未载明：{names}的报告没有写{what}。", abstained=True)


def _cite(evidence: Evidence, source: Source, key: str) -> str:
    place = source.report.evidence.get(key)
    if place is None:
        return ""
    return evidence.cite(
        Citation(
            n=0,
            source="report",
            title=report_title(source.report),
            quote=place.quote,
            section=source.report.section_of(place.paragraph) if place.paragraph else None,
            report=source.id,
            anchor=place.paragraph,
        )
    )
