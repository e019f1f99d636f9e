"""The small dialogs of the preview: one of several, some of the tables, the text of a cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from govtui.intake.grid import Source
from govtui.keys.intake import CELL, CHOICE, TABLES
from govtui.text import clip, one_line
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.moving import ChoiceMoving
from widgets.choice_list import ChoiceList
from widgets.segments import Line
from widgets.task_text import paragraph
from widgets.text_pane import TextPane


class ChoiceDialog(Dialog[int], ChoiceMoving):
    """Its result is the place of the choice, from 0."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE)

    def __init__(self, title: str, choices: Sequence[str], cursor: int = 0, said: str = "") -> None:
        """Offer `choices`, with the cursor on one of them; `said` stands above them."""
        super().__init__(one_line(title), CHOICE)
        self._choices = choices
        self._cursor = cursor
        self._said = said

    def body(self) -> ComposeResult:
        """Lay out what there is to say, and the list."""
        if self._said:
            yield TextPane(self._lines, id="said")
        yield ChoiceList(self._choices, self._cursor, numbered=False)

    def _lines(self, cells: int) -> list[Line]:
        return paragraph(self._said, cells, "label")

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked one."""
        self.dismiss(message.place)

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        self.dismiss(self.query_one(ChoiceList).cursor)


class TablesDialog(Dialog[tuple[int, ...]], ChoiceMoving):
    """Which tables are read; its result are their places, the one under the cursor where none is marked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TABLES)

    def __init__(self, source: Source, read: Collection[int]) -> None:
        """Offer the tables of a source; those that are `read` now are marked, unless one must be chosen."""
        super().__init__("选哪一种读法" if source.ways else "读哪几个表", CHOICE if source.ways else TABLES)
        self._ways = source.ways
        self._names = [table_name(source, place) for place in range(len(source.grids))]
        self._marked = set() if source.ways else set(read)
        self._read = read
        self._changed = False

    def body(self) -> ComposeResult:
        """Lay out the list."""
        yield ChoiceList(self._labels(), min(self._read, default=0), numbered=False)

    def on_mount(self) -> None:
        """Say how several are chosen."""
        if not self._ways:
            self.say(("F2 或空格勾选几个表；不勾选就按 Enter，只读光标所在的表", "label"))

    def _labels(self) -> list[str]:
        if self._ways:
            return [f"{'现在：' if place in self._read else ''}{name}" for place, name in enumerate(self._names)]
        return [f"[{'x' if place in self._marked else ' '}] {name}" for place, name in enumerate(self._names)]

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """A click puts the cursor there and marks the table."""
        self.query_one(ChoiceList).cursor = message.place
        self.action_mark()

    def action_mark(self) -> None:
        """Mark the table under the cursor, or take the mark away."""
        if self._ways:
            return
        self._marked ^= {self.query_one(ChoiceList).cursor}
        self._changed = True
        self.query_one(ChoiceList).show(self._labels())

    def action_choose(self) -> None:
        """Hand over the marked tables; where no mark was set, the one under the cursor."""
        cursor = self.query_one(ChoiceList).cursor
        self.dismiss(tuple(sorted(self._marked)) if self._changed and self._marked else (cursor,))


def table_name(source: Source, place: int) -> str:
    """Return what a table is called where it can be chosen: its name, its size and how it begins."""
    grid = source.grids[place]
    columns = max((len(row.cells) for row in grid.rows), default=0)
    begins = next((one_line(" ".join(cell.text for cell in row.cells)) for row in grid.rows if row.cells), "")
    name = grid.name or (f"第{place + 1}种读法" if source.ways else f"第{place + 1}个表")
    shape = "逐行的文字" if columns == 1 else f"{columns}栏"
    return f"{name}（{len(grid.rows)}行，{shape}）{clip(begins, 40)}"


class CellDialog(Dialog[str]):
    """The text of a cell; its result is the changed text."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CELL)

    def __init__(self, title: str, text: str, original: str) -> None:
        """Change `text`; in the file it is `original`."""
        super().__init__(one_line(title), CELL)
        self._text = text
        self._original = original

    def body(self) -> ComposeResult:
        """Lay out the text."""
        yield CellBox(self._text)

    def on_mount(self) -> None:
        """Say what line breaks mean."""
        self.say(("一格里有几项任务，就让每项各占一行", "label"))

    def action_save(self) -> None:
        """Hand over the text."""
        self.dismiss(self.query_one(TextArea).text)

    def action_restore(self) -> None:
        """Take back the text of the file."""
        self.query_one(TextArea).text = self._original


class CellBox(TextArea):
    """The text of a cell, wrapped."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, compact=True)
