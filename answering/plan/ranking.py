"""The places of a ranking that a question names: the first, the second, the last but one."""

from __future__ import annotations

import re

# 第一季度 and 第三方 are no places of a ranking.
_NO_PLACE = "(?!季|部|节|章|项|条|款|段|句|行|列|页|批|期|次|轮|方|时|手|书|产业|十|步)"
_SAID = (
    (
        1,
        f"最[多高大热靠]|(?<!倒数)(?:排|列|居|位)?在?第一{_NO_PLACE}|排头(?![两二三])|头名|居首|大头|老大|榜首",
    ),
    (2, f"(?:排|列|居|位)*在?(?<!倒数)第二(?:[多高大]的?)?{_NO_PLACE}|老二|次[多高]|居次"),
    (3, f"(?:排|列|居|位)*在?第三(?:[多高大]的?)?{_NO_PLACE}|老三"),
    *(
        (n, f"(?:排|列|居|位)*在?第{said}(?:多|高|位|名|大|的)")
        for n, said in ((4, "四"), (5, "五"), (6, "六"))
    ),
    (-2, "倒数第二"),
    (-1, "最[少低小冷]|排?最后一[名位个]|排(?:在)?最后|垫底|(?:排|居)?末位|末尾|倒数第一"),
)
PLACES = tuple((n, re.compile(said)) for n, said in _SAID)


def places_of(text: str) -> tuple[int, ...]:
    """The places of a ranking that a question names, the first ones first."""
    return tuple(n for n, said in PLACES if said.search(text))
