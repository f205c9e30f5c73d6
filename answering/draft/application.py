"""A citizen's request for information: what article 29 of the Regulation wants in it, the rest to be filled in."""

from __future__ import annotations

from answering.draft.sentence import Draft, Kind, Sentence, Span
from answering.evidence.fact import ArticleFact, Facts
from answering.plan.operations import Application
from regulation.articles import load_regulation

_ARTICLE = 29
_TITLE = "中华人民共和国政府信息公开条例"


def application_draft(asked: Application, facts: Facts) -> Draft:
    """The text of the request, with the article that says what has to be in it."""
    article = load_regulation().article(_ARTICLE)
    law = facts.add(ArticleFact("", _ARTICLE, _TITLE, None, article.text))
    subject = asked.subject or "××（所需政府信息的名称、文号或者便于查询的其他特征）"
    lines = (
        "政府信息公开申请书",
        f"{asked.agency or '××（收文机关）'}：",
        "一、申请人：姓名（名称）××，身份证明（证件名称和号码）××，联系方式××。",
        f"二、申请公开的政府信息：{subject}。（名称、文号、形成时间知道的请写明，便于查找。）",
        "三、获取信息的形式要求：×（纸质或电子文本；邮寄、网络发送或当面领取）。",
        "申请人：××（签名或盖章）",
        "××××年××月××日",
    )
    written = tuple(Sentence((line,), Kind.NOTE) for line in lines)
    basis = Sentence(
        (
            "《条例》第二十九条要求申请写明上述三项，可以当面提交、邮寄或者网上提交；不需要说明用途。",
            Span(law.id, 0, 0),
        ),
    )
    return Draft((*written, basis))
