"""What kind of words answers a question: a number, a name, a title, how often, which rank."""

from __future__ import annotations

import re
from functools import cache

from answering.plan.lexicon import lexicon

_ASKS_NUMBER = re.compile(r"多少|(?<![哪好])几(?:条|件|次|个|场|篇|人|期|项|份|家)|数量|总数")
_NUMBER_OR_NONE = re.compile(
    r"\d|[一二两三四五六七八九十百]+大?(?:条|件|次|个|场|篇|人|期|项|份|名|类|种|级|位|家)|[未没无]"
)
_ASKS_RANK = re.compile("排(?:名|在)?.{0,3}(?:多少|几)[名位]?|名次|第几")
_RANK = re.compile(r"第[一二三四五六七八九十\d]+(?![条项款次期号章届季方])|排名|位[列居]|名列|并列")
_ASKS_FREQUENCY = re.compile(
    r"[一每][天日周月年季].{0,6}几[次回]|(?:多久|多长时间).{0,10}一[次条期篇回场版批]|(?:隔|每)多(?:久|长)|频次"
)
_FREQUENCY = re.compile(
    r"每(?:[天日周旬月季年半两三]|工作日|个月)|按[日周月季年]|[一二两三四五六\d]+(?:次|季度|个月|周)|(?<!法)定期|经常"
)
_ASKS_TITLE = re.compile(
    r"(?:号|平台|网站|栏目|专栏|专区|品牌|活动|文件|办法|制度|系统|客户端|小程序|机器人)(?:的(?:名字|名称))?(?:是|叫)?(?:什么|啥)(?:名字|名称)?[？?]?$|(?:号|平台|网站|栏目|专栏|专区|品牌|活动|文件|办法|制度|系统|客户端|小程序|手册)的(?:名字|名称)|(?<![长员任记席导理人者])(?<!是)叫(?:什么|啥)(?:名字|名称)?[？?]?$|哪(?:个|份|部)(?:文件|办法|通知|规定)|(?:什么|啥)(?:文件|办法|通知)[？?]?$"
)
_TITLE = re.compile('[“《「『"]')
# Rules that were made have a title or at least a name: 制定了保密审查制度.
_ASKS_MADE = re.compile(
    "(?:制定|出台|印发|修订|编制|完善|建立)了?(?:哪些|什么|啥|哪几[个项])(?:文件|制度|机制|办法|方案|规定|指南)"
)
_MADE = re.compile("《|[一-龥]{2}(?:制度|机制|办法|方案|规定|指南|目录|细则)")
_ASKS_NAME = re.compile(
    r"哪位|(?:叫|姓)(?:什么|啥)|姓名|名字|一把手|负责人是|(?:长|主任|书记|主席|领导|负责人)(?:是|叫)谁|谁是|(?<!的)(?<!申请人)是谁[？?]?$"
)
_TITLES = "局长|主任|书记|主席|理事长|镇长|乡长|区长|县长|市长|省长|会长|科长|负责人"
# The head of a group is told by an office as well as by a name.
_ASKS_ROLE = re.compile("组长|牵头|召集人|成员|责任人|解读人|发言人|联络员")
_ASKS_SIZE = re.compile("(?:多[长高宽远深](?!时间)|长度|高度)(?:是|有)?(?:多少)?[？?]?$")
_SIZE = re.compile(r"\d\s*(?:余|多)?(?:米|公里|千米|厘米)")
_ASKS_AREA = re.compile("面积|多少(?:平方?米|亩|公顷)")
_AREA = re.compile("平方?米|㎡|亩|公顷|平方公里")
_ASKS_MONTH = re.compile("几月|哪个?月")
_MONTH = re.compile(r"(?<!\d)\d{1,2}月|[一二三四五六七八九十]月")
_ASKS_YEAR = re.compile("哪一?年")
_YEAR = re.compile(r"\d{4}年|[去今明上]年")
_ASKS_WHY = re.compile("原因|为什么|为何|因为什么")
_REASON = re.compile("因|由于|源于|[导所]致|造成|[未没不无弱难缺慢少]|主要|属于|涉及|为了?|以便")
# 是哪些单位的, 哪家企业, 最少的是哪个: a name is wanted, and not that there was one.
_OF_BODIES = (
    "单位|部门|机关|企业|公司|乡镇|街道|村|社区|局|医院|学校|机构|管理部|科室|股室|县|区|市|镇|乡|地方"
)
_WHICH = "哪(?:些|个|家|[几两三四五六]个|[几两三四五六]家|一个|一家)"
_ASKS_BODY = re.compile(
    rf"(?<![归由找受向给])(?:是|有|为|属于|来自|涉及)?{_WHICH}(?:{_OF_BODIES})"
    rf"|(?:{_OF_BODIES}).{{0,14}}(?:是|叫){_WHICH}[？?]?$|(?:什么|啥)(?:{_OF_BODIES})(?:的)?[？?]?$"
)
# 这些问题都是哪些 is told by a list alone.
_ASKS_EACH = re.compile("(?:都|分别|各)(?:是|有)(?:哪些|哪几[个条项]|什么|啥)[？?]?$")
_EACH_TOLD = re.compile("、|一是|包括|；|《|（[1一]）|1[.．、]")
# 要的是什么内容 is told by what it was about, and not by how it was dealt with.
_ASKS_SUBJECT = re.compile(
    "(?:要|想要|申请|问|咨询|索要|打听)(?:的)?(?:都)?(?:是|些)?(?:什么|哪些)(?:样的)?(?:内容|材料|信息|东西|事|文件)?[，,？?]|(?:要|想要|申请|问|咨询|索要)的?(?:都)?(?:是)?(?:什么|哪些)(?:内容|材料|信息|东西|事|文件)?$"
)
_SUBJECT = re.compile("内容|涉及|关于|咨询|索要|要求公开|反映|了解|为主|集中|《|“|获取|索取|查询")
# What no name is made of, and the words that only name a kind (各部门, 县区).
_NO_NAME = r"的是了在对为个各名位有和及与、，。；：“”（）《》\s\d一二三四五六七八九"
_ANY = [
    "县区",
    "区县",
    "乡镇",
    "部门",
    "单位",
    "政府",
    "有关",
    "相关",
    "职能",
    "个别",
    "少数",
    "各个",
    "上级",
]
_NOT_ANY = "".join(f"(?<!{w})" for w in _ANY)
_BODY = re.compile(
    rf"(?<![各本我该全县市区])[^{_NO_NAME}]{{2,6}}{_NOT_ANY}(?<![关门位业有家级属职村府共管理多])"
    "(?:局|委员会|公司|厂|镇|乡|街道|村(?![级民务里])|社区|医院|学校|中学|小学|支队|大队|管理部|银行|科(?![学普研技])|股|办公室"
    rf"|政府(?!信息|网|门户|部|采购))|[一-龥]{{2}}{_NOT_ANY}(?:部门|机关|单位)"
)
# What is asked for and what must stand in an answer, the first that fits.
_TOLD_BY = (
    (_ASKS_BODY, _BODY), (_ASKS_SUBJECT, _SUBJECT), (_ASKS_EACH, _EACH_TOLD), (_ASKS_WHY, _REASON), (_ASKS_MONTH, _MONTH), (_ASKS_YEAR, _YEAR), (_ASKS_FREQUENCY, _FREQUENCY), (_ASKS_MADE, _MADE), (_ASKS_TITLE, _TITLE), (_ASKS_SIZE, _SIZE), (_ASKS_AREA, _AREA),
)  # fmt: skip
_OFFICE = re.compile(f"{_TITLES}|领导(?!小组)|班子|负责同志")
_ASKS_WHO = re.compile(r"谁")
_WHO = re.compile(r"[科室组处办局委会员长人部记任厅院司站所团队心]|村民|居民|群众|企业|领导|同志|工作者")


@cache
def _name() -> re.Pattern[str]:
    """A person's name beside an office: a surname and one or two characters, then no further word."""
    surname = f"[{lexicon()['surnames'][0]}]"
    return re.compile(
        rf"(?:{_TITLES})[：:为是由]?{surname}[一-龥]{{1,2}}(?<![长员组任])(?=同志|任|担任|主持|带|出席|[，,。；;、（()）\s]|$)"
        rf"|(?:^|[，,。；;、由]){surname}[一-龥]{{1,2}}同志(?:担任|任|为)?(?:{_TITLES})"
        rf"|[：:为是由](?!党[组委支总政]){surname}[一-龥]{{1,2}}(?<![长员组任委])(?:同志|{_TITLES})"
    )


def asks_rank(question: str) -> bool:
    """Whether a question wants a rank (第5位), which is no quantity."""
    return bool(_ASKS_RANK.search(question))


def asks_frequency(question: str) -> bool:
    """Whether a question wants to know how often something is done."""
    return bool(_ASKS_FREQUENCY.search(question))


def asks_why(question: str) -> bool:
    """Whether a question wants a reason."""
    return bool(_ASKS_WHY.search(question))


def asks_body(question: str) -> bool:
    """Whether a question wants to know which office, firm or place something is."""
    return bool(_ASKS_BODY.search(question))


def asks_title(question: str) -> bool:
    """Whether a question wants what something is called: a document, a platform, a column."""
    return bool(_ASKS_TITLE.search(question))


def answers_the_kind(question: str, words: str) -> bool:
    """Whether words are of the kind that is asked for: a number (or that there was none) for 多少, a name for 谁."""
    if asks_rank(question):
        return bool(_RANK.search(words))
    numbers = re.sub(r"第[一二三四五六七八九十百\d]+[条项款章]", "", words)
    if _ASKS_NUMBER.search(question) and not _NUMBER_OR_NONE.search(numbers):
        return False
    for asks, told in _TOLD_BY:
        if asks.search(question):
            return bool(told.search(words))
    if _ASKS_ROLE.search(question) and _OFFICE.search(words):
        return True
    if _ASKS_NAME.search(question):
        return bool(_name().search(words))
    return not (_ASKS_WHO.search(question) and not _WHO.search(words))
