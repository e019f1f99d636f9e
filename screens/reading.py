"""Dialogs that are only read: the help, a failure, what was found on opening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.dom import DOMNode

from govtui.errors import GovtuiError
from govtui.keys.actions import Part
from govtui.keys.keymap import PARTS, READING
from govtui.manual import keys_of
from govtui.review.filter.reference import FIELDS, FILTER_EXAMPLES, RULES
from govtui.text import one_line, width
from screens.bindings import bindings, present
from screens.dialog import Dialog, Result, Scrolling
from widgets.segments import Line
from widgets.task_text import field, heading, paragraph
from widgets.text_pane import LinesAt, TextPane

KEYS_CELLS = 18
"""Room for the keys of an action, before what it does."""


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


class HelpDialog(ReadingDialog[None]):
    """What the keys do; the key that opens it closes it too."""

    def action_help(self) -> None:
        """Leave."""
        self.dismiss(None)


def help_dialog(node: DOMNode, *first: Part, filtering: bool = False) -> HelpDialog:
    """Return the help, made from the table of keys as they are for this clerk.

    The parts that have the keys at `node` come `first`; before them the filter's language while one is `filtering`.
    """
    parts = [present(node, part) for part in (*first, *(part for part in PARTS if part not in first))]
    return HelpDialog("按键说明", lambda cells: help_lines(cells, parts, len(first), filtering=filtering))


def help_lines(cells: int, parts: Sequence[Part], here: int = 0, *, filtering: bool = False) -> list[Line]:
    """Return every action with its keys, under the heading of its screen.

    The first parts, as many as `here` says, are those of the screen that one is on.
    """
    lines = _filter_language("筛选行（正在输入）", cells) if filtering else []
    for place, part in enumerate(parts):
        lines += heading(f"{part.title}（现在这里）" if place < here else part.title)
        for action in part.actions:
            keys = f"  {keys_of(action)}"
            if width(keys) >= KEYS_CELLS:  # rather a line of their own than some keys left out
                lines.append([(keys, "label")])
                keys = ""
            lines += field(keys, f"{action.label}：{action.help}", cells, label_cells=KEYS_CELLS)
        lines.append([])
    if not filtering:
        lines += _filter_language("主屏幕的筛选行", cells)
    from govtui.review.history_query import HISTORY_EXAMPLES  # with what reads dates, which no start needs

    return [*lines, *_examples("修改记录的筛选行", HISTORY_EXAMPLES, cells)][:-1]


def _filter_language(title: str, cells: int) -> list[Line]:
    """Return all that can be written into the filter: its rules, words, fields with their short names and values."""
    lines = _examples(title, FILTER_EXAMPLES, cells)
    for rule in RULES:
        lines += paragraph(rule, cells)
    lines.append([])
    for each in FIELDS:
        lines += field(f"  {each.name}: {each.latin[0]}:", f"{each.meaning}。可以写：{each.values}", cells, "", 20)
    return [*lines, []]


def _examples(title: str, examples: Sequence[tuple[str, str]], cells: int) -> list[Line]:
    lines = heading(title)
    for example, meaning in examples:
        lines += field(f"  {example}", meaning, cells, label_cells=20)
    return [*lines, []]


def error_dialog(error: GovtuiError) -> NoticeDialog:
    """Return the dialog that tells of a failure: what it means and what to do."""

    def lines_at(cells: int) -> list[Line]:
        lines = paragraph(error.message, cells) if error.message else []
        return [*lines, [], *field("怎么办", error.hint, cells, "strong")] if error.hint else lines

    return NoticeDialog(error.title, lines_at)


def notice_dialog(title: str, notices: Sequence[str]) -> NoticeDialog:
    """Return a dialog with some sentences, one below the other."""
    return NoticeDialog(title, lambda cells: [line for notice in notices for line in [*paragraph(notice, cells), []]])
