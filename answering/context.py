"""A follow-up is answered from where the question before was: from its sentence, the ones beside it, or of its person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from answering.answer import Answer, Citation, Evidence
from answering.evidence.held import Held
from answering.evidence.statements import ended, shown
from answering.hostile import poses_as_instruction, without_instructions
from answering.matching.scoring import Question
from answering.matching.told import Told
from answering.plan.lexicon import lexicon
from answering.plan.words import content_words
from answering.source import cite_paragraph

_PERSON = re.compile("他们?|她们?|这(?:个|位)人|这位")
_POINTS_BACK = re.compile(
    "[他她它]们?|这(?:些|几|个|位|件|份|次|项|里|里面|样)|那(?:些|几|个|位|件|份|次|项|里面)|其中|剩下|剩余|里面|上述|该"
)
# Which ones, of what kind: told by a sentence that lists or names them.
_ASKS_KIND = re.compile(
    "^(?:那|又|都|主要|没|未|剩|还没|因为)[^，。]{0,8}?(?:什么|哪些|哪方面|哪几|啥)(?:样的)?(?:问题|理由|原因|内容|事|方面|情况|的)?"
)
_TELLS_KIND = re.compile(
    "主要(?:涉及|是|为|集中|反映|原因)|集中(?:在|于)|涉及|内容(?:为|是|以)|其中|分别|包括|因"
)
_AGAINST_LAST_YEAR = re.compile(
    "^(?:那么?)?(?:[比较跟和与](?:上一?|去|前一)年|同比).{0,12}(?:多少|几|怎|如何|呢)"
)
_TELLS_AGAINST = re.compile("(?:[较比](?:上一?|去|前一)?(?:年|20\\d\\d年)|同比|环比).{0,12}\\d")
# 另外那一件呢: the next thing of the same kind, told right after.
_THE_OTHER = re.compile(
    "^(?:那|还有)?(?:么)?(?:另外|另|其余|剩下)的?(?:那|一|两|几|\\d)*(?P<kind>[件个名家份项处条起])?(?!.{6})"
)
_TELLS_OTHER = re.compile(
    "^\\s*(?:另外?|其余|其他|剩余|还有)?[一二两三\\d]*(?=[件个名家份项处条起])|^\\s*(?:另外?|其余|其他|剩余)"
)
# 剩下几个, 没整改的那两个: what is left of what was told, in its sentence or the next.
_THE_REST = re.compile(
    "^(?:那么?|还有)?(?:剩下?余?|余下|其余|其他)(?:(?:没有?|未|不)[一-龥]{1,3})?的?(?:那|这)?[一二两三四五六几\\d]*[件个名家份项处条起块]"
)
_TELLS_REST = re.compile(
    "(?:(?:[只仅尚还]有?)?(?:保留|剩余|剩下?|余下)|其余|尚有|还有|余)(?:的)?[^，。；\\d]{0,8}?(?:\\d+|[一二两三四五六七八九十])[件个名家份项处条起块]"
)
# What a sentence gains by standing where the answer before was found, or by naming its person.
_SAME, _BESIDE, _PERSONS = 0.3, 0.2, 0.4
_OWN_WORDS, _ENOUGH = 0.25, 0.6
# A name tells more than any other word what a sentence is about.
_OWN_WORDS_OF_PERSON, _ENOUGH_OF_PERSON = 0.15, 0.5


def points_back(question: str) -> bool:
    """Whether a question says that it is about what was told before."""
    return any(p.search(question) for p in (_POINTS_BACK, _AGAINST_LAST_YEAR, _THE_REST, _THE_OTHER))


def is_elliptic(question: str) -> bool:
    """Whether a question names nothing of its own (都是些什么问题, 没改完的是哪方面的), so that it is about what was told before."""
    return bool(_ASKS_KIND.search(question)) and not any(
        w.is_telling and not w.is_light for w in content_words(question)
    )


def from_context(question: str, before: Answer, helds: Sequence[Held]) -> Answer | None:
    """The answer to a follow-up from the prose around what answered the question before; None where it is not there."""
    cited = [c for c in before.citations if c.source == "report" and not c.cells]
    if not cited:
        return None
    found = [(*best, h) for h in helds if (best := _best(question, cited, h)) is not None]
    if not found:
        return None
    _, told, held = max(found, key=lambda f: f[0])
    words = without_instructions(shown(question, told.sentence)).rstrip("；;，")
    if not words or words not in told.sentence.paragraph.text:
        return None
    evidence = Evidence()
    mark = cite_paragraph(evidence, held.source, told.sentence.paragraph, words)
    return Answer(question, f"{held.source.name}的报告写道：{ended(words)}{mark}", tuple(evidence.citations))


def _best(question: str, cited: Sequence[Citation], held: Held) -> tuple[float, Told] | None:
    """The sentence that says enough of a follow-up and stands close enough, with how well it fits."""
    quotes = [c.quote for c in cited if c.report == held.source.id]
    own = [t for t in held.told.told if any(t.sentence.text in q or q in t.sentence.text for q in quotes)]
    if not own:
        return None
    if _AGAINST_LAST_YEAR.match(question):
        against = [t for t in own if _TELLS_AGAINST.search(t.sentence.text)]
        return (1.0, against[0]) if len(against) == 1 else None
    if _THE_REST.match(question):
        following = [t for t in held.told.told if _after(t, own) and _nearness(t, own, frozenset())]
        rest = [t for t in (*own, *following[:1]) if _TELLS_REST.search(t.sentence.text)]
        if rest:
            return (1.0, rest[0])
    if _THE_OTHER.match(question):
        return next(((1.0, t) for t in held.told.told if _after(t, own) and _nearness(t, own, frozenset()) and _TELLS_OTHER.match(t.sentence.text)), None)  # fmt: skip
    people = _people(" ".join(t.sentence.text for t in own)) if _PERSON.search(question) else frozenset()
    if is_elliptic(question) and not people:
        following = [
            t for t in held.told.told if t not in own and _nearness(t, own, frozenset()) and _after(t, own)
        ]
        kinds = [t for t in (*own, *following[:1]) if _TELLS_KIND.search(t.sentence.text)]
        return (1.0, kinds[0]) if kinds else None
    asked = Question(_POINTS_BACK.sub("", question), held.told)
    least = _OWN_WORDS_OF_PERSON if people else _OWN_WORDS
    ranked = []
    for told in held.told.told:
        near = _nearness(told, own, people)
        if not near or poses_as_instruction(told.sentence.text):
            continue
        signs = asked.signs(told)
        if signs.said >= least and signs.offered and signs.fits:
            ranked.append((signs.said + near, told))
    best = max(ranked, key=lambda r: r[0], default=None)
    return best if best is not None and best[0] >= (_ENOUGH_OF_PERSON if people else _ENOUGH) else None


def _after(told: Told, own: Sequence[Told]) -> bool:
    """Whether a sentence comes after those of the answer before."""
    return told.sentence.start > max(o.sentence.start for o in own)


def _nearness(told: Told, own: Sequence[Told], people: frozenset[str]) -> float:
    """How close a sentence is to those that answered before; of a person only where it names the person."""
    text = told.sentence.text
    if people:
        return _PERSONS if any(p in text for p in people) else 0.0
    if any(told is o for o in own):
        return _SAME
    paragraphs = {o.sentence.paragraph.index for o in own}
    return _BESIDE if told.sentence.paragraph.index in paragraphs else 0.0


def _people(text: str) -> frozenset[str]:
    """The names of persons in a text: a surname with one or two characters after an office or 由, before what they do."""
    return frozenset(_named_person().findall(text))


@cache
def _named_person() -> re.Pattern[str]:
    surname = f"[{lexicon()['surnames'][0]}]"
    return re.compile(
        f"(?:[长员师记]|主任|主席|干事|专员|同志|由|[：:、是])({surname}[一-龥]{{1,2}}?)"
        "(?=同志|担任|[任为兼]|分管|负责|主持|牵头|专职|具体|[，,。；;、和（()]|$)"
    )
