"""Writes docs/rules.md from the rules themselves. Run: python -m benchmarks.rules_document"""

from __future__ import annotations

import inspect
from pathlib import Path

from review.examples import Text, rule_examples
from review.rules import all_rules

TARGET = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
FAMILIES = {
    "RDG": "读取", "STR": "结构", "IDN": "题名、主体与元数据", "TIM": "时限", "TAB": "表格填写", "SUM": "勾稽关系",
    "TXT": "文表一致与正文数字", "CON": "跨年与跨件", "QLT": "内容质量",
}  # fmt: skip
_LONGEST = 40
_LEVELS = {"government": "人民政府", "department": "部门", "township": "乡镇街道", "organisation": "授权组织"}


def _words(text: Text) -> str:
    """An example as a reader sees it: what is written into the sound report, or in place of what."""
    said = [f"写“{text.writes[:_LONGEST]}”"] if text.writes else []
    said += [
        f"“{_line(old)}”改为“{_line(new)}”" if new else f"删去“{_line(old)}”" for old, new in text.change
    ]
    said += [f"{text.published}发布"] if text.published else []
    said += ["与上年报告对照"] if text.previous is not None else []
    said += ["与另一单位的报告对照"] if text.peer is not None else []
    said += ["审查设置另有要求"] if text.settings else []
    said += [f"{text.form}年版的报告"] if text.form == "2019" else []
    return "；".join(said) or "一份没有问题的报告"


def _line(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "……"


def _examples(code: str) -> str:
    found = rule_examples(code[:3])[code]
    return f"- **执行过的例子**：触发——{_words(found.fires)}。不触发——{_words(found.silent)}。"


def document() -> str:
    """The whole document as Markdown."""
    lines = [
        "# 审查规则",
        "",
        "本文由规则自身的说明和 corpus/rules 里的例子生成（`make docs`），不要手工修改。编号只用于设置和接口，不写入审核意见。",
        "",
        "例子是对一份没有问题的报告（corpus/rules/report-2021.md、report-2019.md）的改动，每次测试都会执行。",
        "",
    ]
    family = ""
    for rule in all_rules():
        if rule.code[:3] != family:
            family = rule.code[:3]
            lines += [f"## {family} {FAMILIES[family]}", ""]
        lines += [f"### {rule.code} {rule.title}（{rule.severity.chinese}）", ""]
        for line in inspect.cleandoc(rule.check.__doc__ or "").splitlines():
            if line.strip():
                word, _, rest = line.partition("：")
                lines.append(f"- **{word}**：{rest}")
        lines.append(_examples(rule.code))
        if rule.since or rule.until:
            words = (
                f"{rule.since}年版起" if rule.since else "",
                f"到{rule.until}年版为止" if rule.until else "",
            )
            lines.append(f"- **适用版本**：{''.join(words)}")
        if len(rule.levels) < len(_LEVELS):
            lines.append(f"- **适用单位**：{'、'.join(v for k, v in _LEVELS.items() if k in rule.levels)}")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
