"""Dialogs that are only read: the help, a failure, what was found on opening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.errors import GovtuiError
from govtui.keys.actions import Part, key_name
from govtui.keys.keymap import PARTS, READING
from govtui.review.history_query import HISTORY_EXAMPLES
from govtui.review.filter.reference import FILTER_EXAMPLES
from govtui.text import one_line
from screens.bindings import bindings
from screens.dialog import Dialog, Result, Scrolling
from widgets.segments import Line
from widgets.task_text import field, heading, paragraph
from widgets.text_pane import LinesAt, TextPane


class ReadingDialog(Dialog[Result], Scrolling, Generic[Result]):
    """A text that is scrolled through and closed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(READING)

    def __init__(self, title: str, lines_at: LinesAt, part: Part = READING) -> None:
        super().__init__(one_line(title), part)
        self._lines_at = lines_at

    def body(self) -> ComposeResult:
        """Lay out the text."""
        yield TextPane(self._lines_at)


class NoticeDialog(ReadingDialog[None]):
    """Some sentences; the box is as high as they need."""


def help_dialog() -> ReadingDialog[None]:
    """Return the help, made from the table of keys."""
    return ReadingDialog("按键说明", help_lines)


def help_lines(cells: int) -> list[Line]:
    """Return every action with its keys, under the heading of its screen."""
    lines: list[Line] = []
    for part in PARTS:
        lines += heading(part.title)
        for action in part.actions:
            keys = " ".join(key_name(key) for key in action.keys)
            lines += field(f"  {keys}", f"{action.label}：{action.help}", cells, label_cells=18)
        lines.append([])
    for title, examples in (("主屏幕的筛选行", FILTER_EXAMPLES), ("修改记录的筛选行", HISTORY_EXAMPLES)):
        lines += heading(title)
        for example, meaning in examples:
            lines += field(f"  {example}", meaning, cells, label_cells=20)
        lines.append([])
    return lines[:-1]


def error_dialog(error: GovtuiError) -> NoticeDialog:
    """Return the dialog that tells of a failure: what it means and what to do."""

    def lines_at(cells: int) -> list[Line]:
        lines = paragraph(error.message, cells) if error.message else []
        return [*lines, [], *field("怎么办", error.hint, cells, "strong")] if error.hint else lines

    return NoticeDialog(error.title, lines_at)


def notice_dialog(title: str, notices: Sequence[str]) -> NoticeDialog:
    """Return a dialog with some sentences, one below the other."""
    return NoticeDialog(title, lambda cells: [line for notice in notices for line in [*paragraph(notice, cells), []]])
