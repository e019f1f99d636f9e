"""The small dialogs of the history: taking one entry back, what keeps it from that, where the sheet goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.keymap import FORM, TAKING_BACK
from govtui.ledger.taking_back import DependentError
from govtui.review.entries import Entry, Head, moment_words
from govtui.review.history import head_of
from govtui.text import one_line
from screens.bindings import bindings
from screens.deciding import DecisionDialog
from screens.reading import ReadingDialog
from screens.sheet_dialog import SheetDialog
from widgets.history_text import entry_lines, passage_lines, state_line
from widgets.segments import Line
from widgets.task_text import field, heading, paragraph
from widgets.text_pane import TextPane

_PASSAGES_SHOWN = 200


class TakeBackDialog(DecisionDialog):
    """Shows what taking an entry back would do. Its result is True where the clerk wants it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TAKING_BACK)

    def __init__(self, entry: Entry) -> None:
        """Ask about an entry; if that is itself a taking back, its change would stand again."""
        restores = entry.undoes is not None and entry.redoes is None
        word = "恢复" if restores else "撤销"
        number = entry.undoes if restores else entry.redoes or entry.number
        super().__init__(
            f"{word}第{number}号改动？",
            TAKING_BACK,
            lambda cells: _turned_lines(entry, word, cells),
            (f"{word}这条改动", f"不{word}"),
            f"{word}也会记入修改记录，以后还可以再改回来",
        )


def _turned_lines(entry: Entry, word: str, cells: int) -> list[Line]:
    """Return an entry, and what would stand there without it."""
    lines = [state_line(entry), *paragraph(entry.reason, cells), [], *heading(f"{word}后")]
    for passage in reversed(entry.passages[:_PASSAGES_SHOWN]):
        turned = replace(passage, before=passage.after, after=passage.before)
        lines += passage_lines(turned, cells, len(turned.tasks))
    if len(entry.passages) > _PASSAGES_SHOWN:
        lines += paragraph(f"还有{len(entry.passages) - _PASSAGES_SHOWN}处也一并改回", cells, "label")
    return lines


def dependents_dialog(number: int, error: DependentError) -> ReadingDialog[None]:
    """Return the dialog that lists the changes that keep another one from being taken back, the newest first."""
    heads = [head_of(each, None) for each in reversed(error.dependents)]

    def lines_at(cells: int) -> list[Line]:
        said = f"第{number}号改动之后，下面{len(heads)}条改动是在它的基础上做的，不能只撤销它一条："
        lines = [*paragraph(said, cells), []]
        for head in heads:
            lines += _head_lines(head, cells)
        return [*lines, [], *field("怎么办", error.hint, cells, "strong")]

    return ReadingDialog(error.title, lines_at)


def _head_lines(head: Head, cells: int) -> list[Line]:
    told = f"{moment_words(head.time)}  {one_line(head.person)}  {one_line(head.reason)}"
    return field(f"  第{head.number}号", told, cells, label_cells=12)


def entry_dialog(entry: Entry) -> ReadingDialog[None]:
    """Return the dialog with all of an entry, every task and every change of it."""
    return ReadingDialog(f"第{entry.number}号改动：{entry.reason}", lambda cells: entry_lines(entry, cells))


class HistoryExportDialog(SheetDialog[Path]):
    """Where the sheet of the history goes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    def __init__(self, conditions: Sequence[str], start: Path) -> None:
        """Ask where to write the entries under some conditions; `start` is offered."""
        super().__init__("导出修改记录", FORM)
        self._conditions = "，".join(conditions) or "全部改动"
        self._start = start

    def body(self) -> ComposeResult:
        """Lay out what is written, and the line."""
        yield TextPane(lambda cells: field("内容", self._conditions, cells), id="said")
        yield from self.line("存为文件", "path", str(self._start))

    def action_save(self) -> None:
        """Hand over the file."""
        path = self.target(self._start)
        if path is not None:
            self.dismiss(path)
