"""The words of `govtui set`: task ids, then what to change, as `项目=内容`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TypedDict

from govtui.arguments import UsageError
from govtui.model import STATUS_LABELS, STATUS_WORDS, Progress, Status
from govtui.review.counting import Wanted, typed_number
from govtui.text import clean, fold

_ITEMS = {
    "状态": "status",
    "办理状态": "status",
    "备注": "note",
    "进展": "progress",
    "进展情况": "progress",
    "单位": "unit",
    "计数": "count",
}
_ITEMS = {**_ITEMS, **{name: name for name in _ITEMS.values()}}


class Change(TypedDict, total=False):
    """What is to be changed, as `Ledger.change` takes it."""

    status: Status
    note: str
    progress: Progress


def parse_request(words: Sequence[str], today: dt.date) -> tuple[list[str], Change, tuple[Wanted, ...]]:
    """Return the ids of the tasks, what to change of them, and what a progress entry counts; it is of the day `today`.

    Raises UsageError for items and statuses that do not exist, saying which do, and for counts that are none.
    """
    items = [word for word in words if "=" in word or "＝" in word]
    ids = [fold(word) for word in words if word not in items]
    values = dict(map(_item, items))
    if not ids:
        raise _wrong("没有写任务编号")
    if not values:
        raise _wrong("没有写改什么")
    change = Change()
    if "status" in values:
        change["status"] = _status(values["status"])
    if "note" in values:
        change["note"] = values["note"]
    if "progress" in values:
        change["progress"] = Progress(today, values["progress"], values.get("unit", ""))
    elif "unit" in values:
        raise _wrong("单位是报送进展的单位，要和进展一起写")
    elif "count" in values:
        raise _wrong("计数要和进展一起写，如 进展=已走访 计数=1")
    return ids, change, _counts(values.get("count", ""))


def _item(word: str) -> tuple[str, str]:
    name, _, value = word.replace("＝", "=", 1).partition("=")
    if fold(name) not in _ITEMS:
        raise _wrong(f"没有“{name}”这一项，可以改的有：状态、备注、进展（和单位、计数）")
    return _ITEMS[fold(name)], clean(value).strip()


def _status(word: str) -> Status:
    if (status := STATUS_WORDS.get(fold(word))) is None:
        known = "、".join(f"{label}（{status.value}）" for status, label in STATUS_LABELS.items())
        raise _wrong(f"没有“{word}”这种办理状态，可以写：{known}")
    return status


def _counts(text: str) -> tuple[Wanted, ...]:
    """Read 1, or 不少于2次:1；占比50%:40; which indicators there are is known to the tasks alone."""
    found = []
    for part in filter(None, re.split("[；;]", text)):
        name, _, number = part.replace("：", ":").rpartition(":")
        if (value := typed_number(number)) is None:
            raise _wrong(f"“{part}”不是计数，可以写 计数=1 或 计数=不少于2次:1")
        found.append((name.strip(), value))
    return tuple(found)


def _wrong(message: str) -> UsageError:
    return UsageError("命令写法不对", message, "写法如 govtui set 1-3 状态=已完成 备注=已报送，见 govtui set --help")
