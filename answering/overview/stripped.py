"""A question without how a text is to be written: what is left names the thing that it is about."""

from __future__ import annotations

import re

from answering.evidence.held import Held
from answering.plan.words import Word

# Who it is for (给…的网友, 给…发) goes with it, what they doubt stays.
_FORM = re.compile(
    "(?<!申)请?(?:帮|替|代)我|(?<!申)请(?!求)|(?:写|拟|起草|草拟|撰写|编|弄|整|出|做|来|发|列|给出|用)(?:成|出|上)?(?:一?[个条份篇段封句张则]|[两三四五]?[条点句])?(?:话|文字)?|"
    "不?(?:超过|要超过?|别超)?\\d{1,3}个?字(?:以内|左右|之内|内)?|[一二两三四五六百]{1,3}字(?:以内|左右|内)?|每条|每点|"
    "朋友圈|文案|海报|标语|推文|微信(?!公众号)|提醒函|督办[单函]|便函|提示函|短信|函(?=草稿|$|，)|草稿|初稿|回复|答复稿|回应稿?|口径|申请书|新闻|标题|导语|提纲|台账|清单|方案|"
    "要点|列出来|概述|概括|归纳|总结|介绍|说说|讲讲(?!座)|(?<=[，, ])[说讲](?!明)|讲清|针对|关于|客气地?|委婉地?|正式[些点]?|名义|以(?=.{2,12}名义)|"
    "网友|群众|市民|村民|记者|领导|局长|县长|区长|镇长|书记|质疑|"
    "是不是|算不算|是否|算是|谈谈|看法|你(?:判断|认为|觉得|看|说)|怎么看|说明(?:了)?(?:啥|什么)(?:问题)?|意味着?什么|居高不下|意味着什么|反映了?什么|合理|合规|合格|正常|"
    "工作没做好|没做好|风险|大不大|够不够|多不多|快不快|慢不慢|及时不及时|及不及时|吗|么|呢|吧|只|才|还"
)
_NAMES = re.compile("问题[？?]?$|报告|年报|这份|今年|全年|情况|工作|公开(?=$|的|工作)|单位|部门")


def stripped(question: str) -> str:
    """The words on the thing itself."""
    return _NAMES.sub(" ", _FORM.sub(" ", question))


def words_left(question: str, held: Held) -> tuple[Word, ...]:
    """The words of the thing that the report says, the narrower ones alone where there are any."""
    words = [w for w in held.narrative.words(stripped(question)) if not w.is_year and len(w.text) > 1]
    said = [w for w in words if held.narrative.says(w)]
    telling = [w for w in said if w.is_telling and not w.is_light]
    # Of 申请涨了四成 the applications are what it is about, though every report has the word.
    return tuple(telling or [w for w in said if not w.is_light] or said)
