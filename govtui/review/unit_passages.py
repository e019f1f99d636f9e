"""What a transaction changed in the directory of units (单位名录), as the clerk reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from govtui.ledger.transactions import Change, Record
from govtui.model import Unit
from govtui.review.time_passages import Told

_NAME: Final = "单位"


def record_units(change: Change) -> Iterator[Told]:
    """Give what became of what the clerk has put right about a unit."""
    if change.before is None or change.after is None:
        yield _NAME, _whole(change.before), _whole(change.after)
        return
    for field, value in change.after.items():
        label, said = _FIELDS[field]
        yield f"{_NAME}{label}", said(change.before.get(field)), said(value)


def unit_words(unit: Unit) -> str:
    """Return a unit in one line: 县发展和改革局（本单位，简称发改，又名县发改局）; 各乡镇（包括城关镇、柳林镇）."""
    said = [
        "本单位" if unit.own else "",
        f"简称{unit.short}" if unit.short else "",
        f"又名{'、'.join(unit.aliases)}" if unit.aliases else "",
        f"包括{'、'.join(unit.members)}" if unit.members else "",
        f"不同于{'、'.join(unit.distinct)}" if unit.distinct else "",
    ]
    return f"{unit.name}（{'，'.join(filter(None, said))}）" if any(said) else unit.name


def _whole(record: Record | None) -> str:
    return "" if record is None else unit_words(msgspec.convert(record, Unit))


def _plain(value: Any) -> str:
    return str(value or "")


def _joined(value: Any) -> str:
    return "、".join(map(str, value or ()))


def _own(value: Any) -> str:
    return "是" if value else "不是"


_FIELDS: Final[dict[str, tuple[str, Callable[[Any], str]]]] = {
    "name": ("名称", _plain),
    "short": ("简称", _plain),
    "aliases": ("又名", _joined),
    "members": ("包括的单位", _joined),
    "own": ("是否本单位", _own),
    "distinct": ("不同于", _joined),
}
"""How the fields of a unit are told when one of them is edited."""
