"""The first sheet of a hand-over, 交接说明: from whom to whom, how much, and where the three of them sign."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from govtui.excel.forms import FormCell, FormLayout, FormRow, form_row
from govtui.excel.layout import Table, day_words, name_of
from govtui.excel.widths import PAGE_UNITS
from govtui.model import STATUS_LABELS, Light, Status
from govtui.review.rows import TaskRow
from govtui.text import one_line

_COLUMNS = 12
_WIDTHS = tuple(PAGE_UNITS * (place + 1) // _COLUMNS - PAGE_UNITS * place // _COLUMNS for place in range(_COLUMNS))

_LINE = 25.0
_TO_WRITE = 54.0
"""Points of the cell for what is added by hand …"""
_TO_SIGN = 76.0
"""… and of those for the signatures."""

_DECLARED = (
    "上述工作、台账和材料已由移交人、接收人当面清点核对，情况属实，即日起由接收人负责办理。"
    "本表一式三份，移交人、接收人、监交人各执一份。"
)


class HandoverForm(msgspec.Struct, frozen=True, kw_only=True):
    """From whom to whom a ledger is handed over; what is empty is left to be written by hand."""

    day: dt.date
    """交接日期."""
    unit: str = ""
    """移交单位."""
    giver: str = ""
    """移交人."""
    receiver: str = ""
    """接收人."""
    witness: str = ""
    """监交人."""
    ledger: str = ""
    """The name of the ledger."""


class List(NamedTuple):
    """One of the lists that follow the first sheet."""

    name: str
    unit: str
    """The word that what is listed is counted by: 项."""
    table: Table


def cover(
    form: HandoverForm, rows: Sequence[TaskRow], documents: int, faults: int, lists: Sequence[List]
) -> FormLayout:
    """Return the first sheet: of all tasks how many stand where, of the evidence how many pieces are at fault."""
    return FormLayout(
        _WIDTHS,
        (
            form_row([FormCell("工作交接表", _COLUMNS, "title")], _WIDTHS),
            form_row(
                [
                    FormCell(f"移交单位：{name_of(form.unit)}", 8, "line_left"),
                    FormCell(f"交接日期：{day_words(form.day)}", 4, "line_right"),
                ],
                _WIDTHS,
            ),
            _facts(
                ("移交人", name_of(form.giver)), ("接收人", name_of(form.receiver)), ("监交人", name_of(form.witness))
            ),
            _wide("台账名称", name_of(form.ledger)),
            *_counts(rows, documents, faults, lists),
            _wide("所附清单", _named(lists)),
            _wide("其他需要\n说明的事项", "", _TO_WRITE),
            form_row([FormCell(_DECLARED, _COLUMNS)], _WIDTHS, _LINE),
            _signatures(),
        ),
    )


def _counts(rows: Sequence[TaskRow], documents: int, faults: int, lists: Sequence[List]) -> tuple[FormRow, ...]:
    statuses = Counter(row.task.status for row in rows)
    lights = Counter(row.reading.light for row in rows)
    still = [row for row in rows if not row.task.status.settled]
    silent = sum(not row.task.progress for row in still)
    materials = next(len(listed.table.texts) for listed in lists if listed.name == "材料清单")
    named = {status: (STATUS_LABELS[status], f"{statuses[status]}项") for status in Status}
    return (
        _facts(("来文", f"{documents}份"), ("任务", f"{len(rows)}项"), ("未办结", f"{len(still)}项")),
        _facts(named[Status.TODO], named[Status.DOING], named[Status.PAUSED]),
        _facts(
            named[Status.DONE],
            named[Status.CLOSED],
            ("佐证材料", f"{materials}件" + (f"（{faults}件有问题）" if faults else "")),
        ),
        _facts(
            ("逾期（红灯）", f"{lights[Light.RED]}项"),
            ("临期、滞后等\n（黄灯）", f"{lights[Light.YELLOW]}项"),
            ("未办结且\n未登记进展", f"{silent}项"),
        ),
    )


def _named(lists: Sequence[List]) -> str:
    """Return the lists that follow with how much stands in them."""
    named = (f"{listed.name}（{len(listed.table.texts)}{listed.unit}）" for listed in lists)
    return "；".join(f"{number}．{name}" for number, name in enumerate(named, 1))


def _facts(*facts: tuple[str, str]) -> FormRow:
    """Return a row of labels, each with its text."""
    cells = [
        cell for label, text in facts for cell in (FormCell(label, 2, "label"), FormCell(text, 2, "large_centred"))
    ]
    return form_row(cells, _WIDTHS, _LINE)


def _wide(label: str, text: str, least: float = _LINE) -> FormRow:
    """Return a row of one label and its text."""
    return form_row([FormCell(label, 2, "label"), FormCell(one_line(text), _COLUMNS - 2)], _WIDTHS, least)


def _signatures() -> FormRow:
    signed = "{}（签字）：\n\n　　　　　　　　　年　　月　　日".format
    return form_row([FormCell(signed(who), 4) for who in ("移交人", "接收人", "监交人")], _WIDTHS, _TO_SIGN)
