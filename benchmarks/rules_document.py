"""Writes docs/rules.md from the rules themselves. Run: python -m benchmarks.rules_document"""

from __future__ import annotations

import inspect
from pathlib import Path

from review.rules import all_rules

TARGET = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
FAMILIES = {
    "RDG": "读取", "STR": "结构", "IDN": "题名、主体与元数据", "TIM": "时限", "TAB": "表格填写", "SUM": "勾稽关系",
    "TXT": "文表一致与正文数字", "CON": "跨年与跨件", "QLT": "内容质量",
}  # fmt: skip
_LEVELS = {"government": "人民政府", "department": "部门", "township": "乡镇街道", "organisation": "授权组织"}


def document() -> str:
    """The whole document as Markdown."""
    lines = [
        "# 审查规则",
        "",
        "本文由规则自身的说明生成（`make docs`），不要手工修改。编号只用于设置和接口，不写入审核意见。",
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
