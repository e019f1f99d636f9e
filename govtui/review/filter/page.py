"""The manual's page about the filter, made from the data of the language; `assets/help/filter.md` holds it."""

from __future__ import annotations

from collections.abc import Iterable

from govtui.review.filter.reference import COLUMN_EXAMPLES, FIELDS, RULES, WORD_EXAMPLES, Example


def filter_page() -> str:
    """Return the page as Markdown."""
    lines = ["# 筛选的写法", "", "筛选行、命令行、保存的视图和导出用同一种写法。", ""]
    lines += [f"- {rule}" for rule in RULES]
    lines += ["", "## 找字", "", *_examples(WORD_EXAMPLES), "", "## 找字段", ""]
    lines += [
        "写字段名、冒号和值，如 `单位:教育局`。表里名称后面的字母是简写，如 `dw:jyj`。",
        "",
        "| 字段 | 看什么 | 可以写什么 |",
        "|---|---|---|",
    ]
    lines += [f"| {field.name} {field.latin[0]} | {field.meaning} | {field.values} |" for field in FIELDS]
    for field in FIELDS:
        lines += ["", f"### {field.name}", "", *_examples(field.examples)]
        if field.also:
            lines += ["", f"也可以写{'、'.join(f'`{name}:`' for name in field.also)}。"]
    lines += ["", "## 找原表的栏目", "", *_examples(COLUMN_EXAMPLES)]
    return "\n".join(lines) + "\n"


def _examples(examples: Iterable[Example]) -> list[str]:
    return ["| 例 | 找出 |", "|---|---|", *(f"| `{text}` | {meaning} |" for text, meaning in examples)]
