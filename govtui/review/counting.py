"""What an entry of progress counts for the indicators of a task, as a clerk writes it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from govtui.errors import RequestError
from govtui.model import Indicator, Task
from govtui.text import fold, one_line
from govtui.timekeeping import Count
from govtui.timing.pace import SHARES, is_counted

_NUMBER = re.compile(r"([+-]?\d{1,9}(?:\.\d{1,4})?)\s*(\D*)")

Wanted = tuple[str, int | float]
"""What is to be counted, as it was written: the name of an indicator, empty for the only one, and the number."""


def countable(task: Task) -> tuple[Indicator, ...]:
    """Return the indicators that entries of progress count for."""
    return tuple(filter(is_counted, task.indicators))


def is_share(indicator: Indicator) -> bool:
    """Say whether an indicator is a share, of which each entry tells how far it is by then."""
    return indicator.unit in SHARES


def typed_number(text: str, indicator: Indicator | None = None) -> int | float | None:
    """Return a number as it is typed, +1, 2次, 40%; None for what is none or has another unit than the indicator."""
    match = _NUMBER.fullmatch(fold(text).strip())
    if not match:
        return None
    unit = match[2].strip()
    if indicator and unit not in ("", fold(indicator.unit), fold(indicator.unit.removeprefix("个"))):
        return None
    value = float(match[1])
    return int(value) if value == int(value) else value


def counts_for(tasks: Sequence[Task], wanted: Iterable[Wanted]) -> tuple[Count, ...]:
    """Return the counts of an entry for all of some tasks.

    Raises RequestError where a task has no such indicator, several of them, or another one than the tasks before it.
    """
    counts = {_counts(task, tuple(wanted)) for task in tasks}
    if len(counts) > 1:
        raise _refused("这几项任务的指标不相同，不能一次计数", "请逐项登记")
    return counts.pop() if counts else ()


def _counts(task: Task, wanted: Sequence[Wanted]) -> tuple[Count, ...]:
    return tuple(Count(_indicator_of(task, name).text, value) for name, value in wanted)


def _indicator_of(task: Task, name: str) -> Indicator:
    known = countable(task)
    named = "、".join(one_line(each.text) for each in known)
    if not known:
        raise _refused(f"任务 {task.id} 没有可以计数的指标", "去掉“计数”，只写进展")
    exact = [each for each in known if fold(each.text) == fold(name)]
    found = exact or [each for each in known if fold(name) in fold(each.text)]
    if len({each.text for each in found}) != 1:
        said = f"任务 {task.id} 没有“{one_line(name)}”这个指标" if not found else f"任务 {task.id} 有几个指标"
        raise _refused(f"{said}：{named}", f"写明是哪一个，如 计数={named.split('、')[0]}:1")
    return found[0]


def _refused(message: str, hint: str) -> RequestError:
    return RequestError("没有计数", message, hint)
