"""The dialog with the evidence of a task: what there is and whether it is sound; adding, opening, removing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from govtui.errors import GovtuiError
from govtui.intake.watch import StoppedError
from govtui.keys.keymap import EVIDENCE
from govtui.ledger.evidence import fault_of
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Transaction
from govtui.model import Evidence, EvidenceKind
from govtui.review.gathering import gather, parts_of, show_piece
from govtui.review.materials import attached_to
from govtui.text import clip, one_line
from screens.bindings import bindings
from screens.choose_evidence import ChooseEvidenceDialog
from screens.dialog import Dialog
from screens.moving import RowMoving, Rows
from screens.reading import error_dialog
from widgets.evidence_table import SOUND, EvidenceRow, EvidenceTable, evidence_rows
from widgets.line_input import PathInput
from widgets.row_list import RowList
from widgets.segments import Piece

_SHOWN_CELLS = 40
"""Cells of an entry of progress, or of a name, in a message."""

_STEP = 5
"""Percent of a file after which it is said anew how far the copying has come."""


class EvidenceDialog(Dialog[None], RowMoving):
    """A line to type or drop evidence into, and the list of what is there, under what it belongs to."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EVIDENCE)

    class Gathered(Message):
        """What was typed is in the ledger's folder, or the error that kept it from there."""

        def __init__(self, turn: int, place: int | None, outcome: list[Evidence] | GovtuiError) -> None:
            super().__init__()
            self.turn, self.place, self.outcome = turn, place, outcome

    class Copied(Message):
        """So much of a file is copied, in percent."""

        def __init__(self, turn: int, share: int) -> None:
            super().__init__()
            self.turn, self.share = turn, share

    class Looked(Message):
        """A file was looked at; `fault` is what is wrong with it."""

        def __init__(self, evidence: Evidence, fault: str) -> None:
            super().__init__()
            self.evidence, self.fault = evidence, fault

    class Opened(Message):
        """A piece was handed to the system's program, or the error that kept it from that."""

        def __init__(self, error: GovtuiError | None) -> None:
            super().__init__()
            self.error = error

    def __init__(self, ledger: Ledger, task_id: str, changed: Callable[[Transaction], None]) -> None:
        """Show the evidence of a task; `changed` is told of every change that is made here."""
        super().__init__(f"佐证材料：{task_id} {one_line(ledger.task(task_id).requirement)}", EVIDENCE)
        self._ledger = ledger
        self._task_id = task_id
        self._changed = changed
        self._states: dict[Evidence, str] = {}
        self._last_folder: Path | None = None
        self._turn = 0
        self._copying = False
        self._left = False

    def body(self) -> ComposeResult:
        """Lay out the line and the list."""
        yield PathInput(placeholder="拖入文件，或粘贴路径、网址、文号，按 Enter 附上", id="piece")
        yield EvidenceTable()

    def on_mount(self) -> None:
        """Show what there is, and look at the files beside the screen."""
        rows = self._show(0)
        first = next((place for place, row in enumerate(rows) if row.evidence), 0)
        self._table.show(rows, first)
        self._say_where()
        self._look()

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> EvidenceTable:
        return self.query_one(EvidenceTable)

    def _show(self, cursor: int) -> list[EvidenceRow]:
        rows = evidence_rows(self._ledger.task(self._task_id), self._states)
        self._table.show(rows, cursor)
        return rows

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say what the row under the cursor is."""
        self._say_where()

    def _say_where(self) -> None:
        """Say what is wrong with the piece under the cursor, or where a new one goes."""
        row = self._table.row
        if row is None:
            return
        if row.evidence and row.state and row.state != SOUND:
            self.say((f"{clip(one_line(row.evidence.name), _SHOWN_CELLS)}：{row.state}", "red"))
        else:
            where = "整项任务" if row.place is None else f"进展 {clip(row.heading, _SHOWN_CELLS)}"
            self.say((f"输入的材料附在：{where}", "label"))

    # Looking at the files

    @work(thread=True)
    def _look(self) -> None:
        for found in attached_to(self._ledger.task(self._task_id)):
            if found.evidence.kind is EvidenceKind.FILE and found.evidence not in self._states:
                try:
                    fault = fault_of(self._ledger.folder, found.evidence, self._refuse_if_left)
                except StoppedError:
                    return
                self.post_message(self.Looked(found.evidence, fault))

    def _refuse_if_left(self, done: int, total: int) -> None:
        if self._left:
            raise StoppedError

    def on_evidence_dialog_looked(self, message: Looked) -> None:
        """Show how a file was found."""
        self._states[message.evidence] = message.fault or SOUND
        self._show(self._table.cursor)
        if message.fault and not self._copying:
            self._say_where()

    # Adding

    async def on_input_submitted(self) -> None:
        """Enter in the line adds what was typed, or opens what stands under the cursor."""
        self.action_open()

    def on_path_input_table_pasted(self, message: PathInput.TablePasted) -> None:
        """Several files that are dropped at once come as lines."""
        self.query_one("#piece", Input).value = "；".join(filter(None, map(str.strip, message.text.splitlines())))

    def action_choose_file(self) -> None:
        """Choose a file from the folders."""
        if self._may_change():
            self.app.push_screen(ChooseEvidenceDialog(self._last_folder), self._take_file)

    def _take_file(self, path: Path | None) -> None:
        if path is not None:
            self._last_folder = path.parent
            self._add([str(path)])

    def _add(self, parts: Sequence[str]) -> None:
        if self._copying or not self._may_change():
            return
        self._turn += 1
        self._copying = True
        self.say(("正在存进台账……按 Esc 停止", "label"))
        row = self._table.row
        self._gather(self._turn, row.place if row else None, parts)

    @work(thread=True)
    def _gather(self, turn: int, place: int | None, parts: Sequence[str]) -> None:
        told = 0

        def watch(done: int, total: int) -> None:
            nonlocal told
            if turn != self._turn:
                raise StoppedError
            share = done * 100 // max(1, total)
            if share >= told + _STEP or share < told:
                told = share
                self.post_message(self.Copied(turn, share))

        try:
            self.post_message(self.Gathered(turn, place, gather(self._ledger.folder, parts, watch)))
        except StoppedError:
            return
        except GovtuiError as error:
            self.post_message(self.Gathered(turn, place, error))

    def on_evidence_dialog_copied(self, message: Copied) -> None:
        """Say how far the copying has come."""
        if message.turn == self._turn and self._copying:
            self.say((f"正在存进台账……{message.share}%　按 Esc 停止", "label"))

    def on_evidence_dialog_gathered(self, message: Gathered) -> None:
        """Attach what is in the ledger's folder now, or tell why nothing is."""
        if message.turn != self._turn:
            return
        self._copying = False
        outcome = message.outcome
        if isinstance(outcome, GovtuiError):
            self._fail(outcome)
            return
        if self._do(lambda: self._ledger.attach(self._task_id, outcome, message.place)):
            self.query_one("#piece", Input).value = ""
            rows = self._show(0)
            added = (row.place == message.place and row.evidence == outcome[-1] for row in rows)
            self._table.show(rows, next((place for place, found in enumerate(added) if found), 0))
            self.say(*_done("已附上", [evidence.name for evidence in outcome]))
            self._look()

    # Opening and removing

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click opens."""
        self._open()

    def action_open(self) -> None:
        """Add what was typed, or open the piece under the cursor."""
        if parts := parts_of(self.query_one("#piece", Input).value):
            self._add(parts)
        else:
            self._open()

    def _open(self) -> None:
        row = self._table.row
        if row is None or row.evidence is None:
            self.say(("先输入要附上的材料；要打开，请把光标移到一份材料上", "yellow"))
        else:
            self.say(("正在打开……", "label"))
            self._open_in_background(row.evidence)

    @work(thread=True)
    def _open_in_background(self, evidence: Evidence) -> None:
        try:
            show_piece(self._ledger.folder, evidence)
            self.post_message(self.Opened(None))
        except GovtuiError as error:
            self.post_message(self.Opened(error))

    def on_evidence_dialog_opened(self, message: Opened) -> None:
        """Say that it is open, or why not."""
        if message.error:
            self._fail(message.error)
        else:
            self.say(("已用系统的程序打开；打开的是副本，在里面改动不会存回台账", "green"))

    def action_remove(self) -> None:
        """Remove the piece under the cursor."""
        row = self._table.row
        if row is None or row.evidence is None:
            self.say(("请把光标移到要移除的材料上", "yellow"))
            return
        piece, place = row.evidence, row.place
        if self._do(lambda: self._ledger.detach(self._task_id, piece, place)):
            self._show(self._table.cursor)
            self.say(*_done("已移除", [piece.name]))

    def action_close(self) -> None:
        """Stop what is being copied; leave if nothing is."""
        self._turn += 1
        if self._copying:
            self._copying = False
            self.say(("已停止，没有附上", "yellow"))
        else:
            self._left = True
            self.dismiss(None)

    def _may_change(self) -> bool:
        try:
            self._ledger.refuse_if_read_only()
        except GovtuiError as error:
            self._fail(error)
            return False
        return True

    def _do(self, change: Callable[[], Transaction | None]) -> bool:
        """Have the ledger changed, and say whether it was; tell why where it was not."""
        try:
            transaction = change()
        except GovtuiError as error:
            self._fail(error)
            return False
        if transaction is None:
            self.say(("这里已经有这份材料了", "yellow"))
            return False
        self._changed(transaction)
        return True

    def _fail(self, error: GovtuiError) -> None:
        self._say_where()
        self.app.push_screen(error_dialog(error))


def _done(what: str, names: Sequence[str]) -> tuple[Piece, ...]:
    """Return what is said of a change that was made."""
    more = f"等{len(names)}份" if len(names) > 1 else ""
    return (
        (f"{what}“{clip(one_line(names[0]), _SHOWN_CELLS)}”{more}", "green"),
        ("  可在主屏幕按 Ctrl+Z 撤销", "label"),
    )
