"""The dialog that reads a plan, shows what was understood, and hands it over when the clerk agrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from govtui.errors import GovtuiError
from govtui.keymap import IMPORT
from govtui.model import Document, DocumentDraft
from govtui.paths import typed_path
from govtui.review.facts import draft_facts, remark_words
from screens.bindings import bindings
from screens.dialog import FormDialog, Scrolling
from widgets.segments import Line, Piece
from widgets.task_text import field, heading, labelled, paragraph
from widgets.text_pane import TextPane

Reader = Callable[[Path], DocumentDraft]
Finder = Callable[[str], Document | None]
"""Gives the document that was loaded from a file with this SHA-256."""


class ImportRequest(NamedTuple):
    """What the clerk agreed to store, and where it was found."""

    draft: DocumentDraft
    folder: Path
    again: bool
    """The same file stands in the ledger already, and the clerk wants it once more."""


class ImportDialog(FormDialog[ImportRequest], Scrolling):
    """A path, then what the reader understood. Nothing is stored before the clerk has seen it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(IMPORT)

    class Read(Message):
        """The reader is done with a file: `draft`, or the `error` that kept it from it."""

        def __init__(self, path: Path, draft: DocumentDraft | None, error: GovtuiError | None) -> None:
            super().__init__()
            self.path = path
            self.draft = draft
            self.error = error

    def __init__(self, reader: Reader, finder: Finder, folder: str) -> None:
        """Read files with `reader`; a mere file name is looked for in `folder`, where the last plan came from."""
        super().__init__("导入任务分解表", IMPORT)
        self._reader = reader
        self._finder = finder
        self._folder = folder
        self._draft: DocumentDraft | None = None
        self._loaded: Document | None = None
        self._confirmed = False
        self._read_path: Path | None = None

    def body(self) -> ComposeResult:
        """Lay out the path and the room for what is understood."""
        yield from self.line("文件", "path", "", "任务分解表的文件名，可把文件拖到这里或粘贴路径")
        yield TextPane(id="understood")

    def on_mount(self) -> None:
        """Say how to go on."""
        where = f"；不写文件夹时到 {self._folder} 里找" if self._folder else ""
        self.say((f"输入文件名后按 Enter 读入{where}", "label"))

    def on_input_changed(self) -> None:
        """Another path is no longer what was read."""
        self._draft = None

    def finished(self, name: str) -> None:
        """Read the file."""
        self.action_read()

    def action_save(self) -> None:
        """Hand over what was understood; before that, read it."""
        if self._draft is None or self._read_path is None:
            self.action_read()
        elif self._loaded and not self._confirmed:
            self._confirmed = True
            self.say(("再存一份，任务会重复。确实要存，请再按一次 Ctrl+S；按 Esc 放弃", "yellow"))
        else:
            folder = self._read_path.absolute().parent
            self.dismiss(ImportRequest(self._draft, folder, again=self._loaded is not None))

    def on_import_dialog_read(self, message: Read) -> None:
        """Show what the reader understood, or why it did not."""
        if message.path != self._read_path:
            return
        if message.error:
            error = message.error
            self.query_one(TextPane).show(lambda cells: _failure_lines(error, cells))
            self.say(("没有读入，改正文件名后再按 Enter", "yellow"))
        elif message.draft:
            draft = message.draft
            self._draft = draft
            self._loaded, self._confirmed = self._finder(draft.fingerprint), False
            self.query_one(TextPane).show(lambda cells: draft_lines(draft, cells))
            self.say(self._found(draft))

    def action_read(self) -> None:
        """Read the file and show what is understood of it."""
        if not self.value("path"):
            self.say(("还没有写文件名", "yellow"))
            return
        self._read_path = Path(self._folder) / typed_path(self.value("path"))
        self.say(("正在读入……", "label"))
        self._read_in_background(self._read_path)

    def _found(self, draft: DocumentDraft) -> Piece:
        if known := self._loaded:
            return f"这份文件已于 {known.imported_at:%Y-%m-%d %H:%M} 存为来文{known.id}。按 Esc 返回", "red"
        return f"读出{len(draft.tasks)}项任务。按 Ctrl+S 存入台账，按 Esc 放弃", "green"

    @work(thread=True, exclusive=True)
    def _read_in_background(self, path: Path) -> None:
        try:
            self.post_message(self.Read(path, self._reader(path), None))
        except GovtuiError as error:
            self.post_message(self.Read(path, None, error))


def draft_lines(draft: DocumentDraft, cells: int) -> list[Line]:
    """Return what was understood of a document: its data, counts, remarks, and the first tasks."""
    lines = labelled(draft_facts(draft), cells)
    if draft.remarks:
        lines += [[], *heading("请留意")]
        for remark in draft.remarks:
            lines += paragraph(remark_words(remark), cells, "yellow")
    lines += [[], *heading("任务")]
    for task in draft.tasks:
        lines += field(task.seq, task.requirement, cells, label_cells=8)
    return lines


def _failure_lines(error: GovtuiError, cells: int) -> list[Line]:
    lines = [*paragraph(error.title, cells, "red"), *paragraph(error.message, cells)]
    return [*lines, *field("怎么办", error.hint, cells, "strong")] if error.hint else lines
