"""The main screen's way to the clipboard: what to copy, by which way it went, and where it is if there was none."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from govtui.copying.clipboard import LINE_END, fits_terminals, put_on_clipboard, write_copy
from govtui.errors import ExportError
from govtui.keys.copying import COPY
from govtui.paths import shown_path
from govtui.review.copied import column_text, columns_of, table_text, tasks_text
from govtui.review.rows import TaskRow
from screens.bindings import bindings
from screens.choosing import ChoiceDialog
from screens.dialog import Dialog
from screens.ledger_screen import LedgerScreen
from screens.moving import ChoiceMoving
from screens.sheet_dialog import last_folder
from widgets.choice_list import ChoiceList

COPIED_NAME = "复制的内容"
"""What the file is called in which a copy lies that no clipboard took."""


class CopyForm(Enum):
    """As what tasks are copied, in the order in which it is offered."""

    TEXT = 1
    COLUMN = 2
    TABLE = 3


class Copy(msgspec.Struct, frozen=True):
    """A text to be copied, and of what it is, for the message: 5项任务."""

    text: str
    what: str


class CopyDialog(Dialog[CopyForm], ChoiceMoving):
    """Offers the forms; its result is the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COPY)

    def __init__(self, subjects: str, shown: str) -> None:
        """Offer the text of the `subjects` (这项任务 1-2), and columns and tables of what is `shown` (屏幕上的9项)."""
        super().__init__("复制", COPY)
        self._labels = (
            f"{subjects}的文字，可贴到文档和微信里",
            f"{shown}的一栏，如全部要求、全部单位",
            f"{shown}，成表格，可贴到 Excel 和 WPS 里",
        )

    def body(self) -> ComposeResult:
        """Lay out the list."""
        yield ChoiceList(self._labels)

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked one."""
        self.action_pick(message.place + 1)

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        self.action_pick(self.query_one(ChoiceList).cursor + 1)

    def action_pick(self, number: int) -> None:
        """Take the one with this number."""
        self.dismiss(CopyForm(number))


class CopyingScreen(LedgerScreen):
    """A ledger whose tasks can be copied."""

    class Copied(Message):
        """A copy lies on the clipboard by the way that is named; where that is empty, no program took it."""

        def __init__(self, copy: Copy, way: str) -> None:
            super().__init__()
            self.copy = copy
            self.way = way

    def action_copy(self) -> None:
        """Ask as what to copy the marked tasks, the one under the cursor, or those on the screen."""
        subjects = self._rows_of_subjects()
        if not subjects:
            return
        marked = bool(self._view.marks)
        shown = subjects if marked else list(self._view.rows)
        dialog = CopyDialog(
            f"标记的{len(subjects)}项任务" if marked else f"这项任务（{subjects[0].task.id}）",
            f"{'标记' if marked else '屏幕上'}的{len(shown)}项任务",
        )
        self.app.push_screen(dialog, lambda form: self._take_form(form, subjects, shown))

    def _rows_of_subjects(self) -> list[TaskRow]:
        """Return the rows of the tasks that the action is for, in the order of their plans."""
        ids = {task.id for task in self._subjects()}
        return [row for row in self._view.everything if row.task.id in ids]

    def _take_form(self, form: CopyForm | None, subjects: Sequence[TaskRow], shown: Sequence[TaskRow]) -> None:
        if form is CopyForm.TEXT:
            text = tasks_text(subjects, self._view.reader)
            self._copy(Copy(text.replace("\n", LINE_END), f"{len(subjects)}项任务的文字"))
        elif form is CopyForm.TABLE:
            self._copy(Copy(table_text(shown, LINE_END), f"{len(shown)}项任务的表格"))
        elif form is CopyForm.COLUMN:
            self._ask_column(shown)

    def _ask_column(self, rows: Sequence[TaskRow]) -> None:
        columns = columns_of(rows)
        heads = [column.head for column in columns]
        dialog = ChoiceDialog("复制哪一栏", heads, heads.index("具体要求"))

        def take(place: int | None) -> None:
            if place is not None:
                column = columns[place]
                self._copy(Copy(column_text(rows, column, LINE_END), f"{len(rows)}项任务的“{column.head}”"))

        self.app.push_screen(dialog, take)

    @work(thread=True, exclusive=True, group="copying")
    def _copy(self, copy: Copy) -> None:
        """Have the system take the text, in the background: its programs may be slow."""
        self.post_message(self.Copied(copy, put_on_clipboard(copy.text)))

    def on_copying_screen_copied(self, message: Copied) -> None:
        """Tell where the copy lies; where no program took it, ask the terminal, or else write a file."""
        copy = message.copy
        if message.way:
            self._say([("已复制到剪贴板：", "green"), (copy.what, "")])
        elif fits_terminals(copy.text) and not self.app.is_headless:
            self.app.copy_to_clipboard(copy.text)
            self._say([("已请终端复制：", "green"), (copy.what, ""), ("  粘贴不出来时按 F8 导出", "label")])
        else:
            self._write_copy(copy)

    def _write_copy(self, copy: Copy) -> None:
        try:
            file = write_copy(copy.text, last_folder(self._settings), COPIED_NAME)
        except ExportError as error:
            self._fail(error)
            return
        self._say([("剪贴板用不了，已存为文件：", "yellow"), (shown_path(file, 50), "")])
