"""The words of `govtui set`: task ids, then what to change, as `项目=内容`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from govtui.arguments import UsageError
from govtui.model import STATUS_LABELS, STATUS_WORDS, Progress, Status
from govtui.review.counting import Wanted, typed_number
from govtui.text import clean, fold

_NAMES = {
    "status": ("状态", "办理状态"),
    "note": ("备注",),
    "progress": ("进展", "进展情况"),
    "unit": ("单位",),
    "count": ("计数",),
    "problem": ("问题", "存在问题"),
    "next_step": ("下一步", "下一步措施"),
    "themes": ("主题", "重点任务"),
    "requirement": ("要求", "具体要求"),
    "units_text": ("责任单位",),
    "deadline_text": ("时限", "完成时限"),
    "measure": ("量化指标",),
}
"""What can be changed, with the Chinese names under which it is known; the Latin one is known too."""
_ITEMS = {name: item for item, names in _NAMES.items() for name in (item, *names)}
_OF_ENTRY = ("unit", "count", "problem", "next_step")
"""What belongs to an entry of progress."""
_WORDING = ("themes", "requirement", "units_text", "deadline_text", "measure")
_LEVELS = re.compile("[/／\n]")
"""Between the levels of headings that are written in one line."""


class Request(NamedTuple):
    """What is to be changed of some tasks; None and empty for what stays as it is."""

    ids: tuple[str, ...]
    status: Status | None = None
    note: str | None = None
    entry: Progress | None = None
    """Its text is empty where it does nothing but count."""
    counts: tuple[Wanted, ...] = ()
    """What the entry counts; which indicators there are is known to the tasks alone."""
    wording: Mapping[str, object] = MappingProxyType({})
    """New texts of fields, as the ledger's `edit` takes them."""


def parse_request(words: Sequence[str], today: dt.date) -> Request:
    """Return the tasks and what to change of them; an entry of progress is of the day `today`.

    Raises UsageError for items and statuses that do not exist, saying which do, for counts that are none, and for what
    belongs to an entry of progress where there is none.
    """
    items = [word for word in words if "=" in word or "＝" in word]
    ids = [fold(word) for word in words if word not in items]
    values = dict(map(_item, items))
    if not ids:
        raise _wrong("没有写任务编号")
    if not values:
        raise _wrong("没有写改什么")
    if values.get("requirement") == "":
        raise _wrong("具体要求不能是空的")
    counts = _counts(values.get("count", ""))
    return Request(
        ids=tuple(ids),
        status=_status(values["status"]) if "status" in values else None,
        note=values.get("note"),
        entry=_entry(values, today, counts),
        counts=counts,
        wording={name: _wording(name, values[name]) for name in _WORDING if name in values},
    )


def _item(word: str) -> tuple[str, str]:
    name, _, value = word.replace("＝", "=", 1).partition("=")
    if (item := _ITEMS.get(fold(name))) is None:
        raise _wrong(
            f"没有“{name}”这一项，可以改的有：状态、备注、进展（和单位、计数、问题、下一步）、"
            "主题、具体要求、责任单位、完成时限、量化指标"
        )
    return item, clean(value).strip()


def _entry(values: dict[str, str], today: dt.date, counts: Sequence[Wanted]) -> Progress | None:
    """Return the entry of progress; None where there is none."""
    if "progress" not in values and not counts:
        for item in _OF_ENTRY:
            if item in values:
                raise _wrong(_MISSING.get(item, f"{_NAMES[item][0]}要和进展一起写"))
        return None
    if not counts and not values["progress"]:
        raise _wrong("进展是空的")
    unit, problem, next_step = (values.get(item, "") for item in ("unit", "problem", "next_step"))
    return Progress(today, values.get("progress", ""), unit, problem=problem, next_step=next_step)


_MISSING = {
    "unit": "单位是报送进展的单位，要和进展一起写；改任务的单位写 责任单位=",
    "count": "没有写计多少，如 计数=1",
}


def _wording(name: str, value: str) -> object:
    """Return a new text as the ledger takes it: headings level by level."""
    return [part.strip() for part in _LEVELS.split(value)] if name == "themes" else value


def _status(word: str) -> Status:
    if (status := STATUS_WORDS.get(fold(word))) is None:
        known = "、".join(f"{label}（{status.value}）" for status, label in STATUS_LABELS.items())
        raise _wrong(f"没有“{word}”这种办理状态，可以写：{known}")
    return status


def _counts(text: str) -> tuple[Wanted, ...]:
    """Read 1, or 不少于2次:1；占比50%:40."""
    found = []
    for part in filter(None, re.split("[；;]", text)):
        name, _, number = part.replace("：", ":").rpartition(":")
        if (value := typed_number(number)) is None:
            raise _wrong(f"“{part}”不是计数，可以写 计数=1 或 计数=不少于2次:1")
        found.append((name.strip(), value))
    return tuple(found)


def _wrong(message: str) -> UsageError:
    return UsageError("命令写法不对", message, "写法如 govtui set 1-3 状态=已完成 备注=已报送，见 govtui set --help")
