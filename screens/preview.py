"""The preview: the source and the tasks recognised in it side by side, to be put right and then stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message

from govtui.errors import GovtuiError
from govtui.intake.choices import Choices
from govtui.intake.corrections import requirement_place
from govtui.intake.examined import Doubt, Examined, examined
from govtui.intake.recognition import Recognition
from govtui.intake.understanding import FROM_PROFILE
from govtui.keys.intake import PREVIEW
from govtui.ledger.transactions import Transaction
from govtui.review.facts import remark_words
from govtui.text import clip
from screens.bindings import bindings, present
from screens.choosing import ChoiceDialog
from screens.correcting import Correcting
from screens.importing import Intake, Loaded, Newer
from screens.moving import RowMoving, Rows
from screens.reading import error_dialog, help_dialog, notice_dialog
from screens.renewing import RenewalDialog
from widgets.draft_table import DraftTable
from widgets.draft_text import doubt_lines, draft_lines, source_lines
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.row_list import RowList
from widgets.segments import Line, Piece
from widgets.source_table import SourceTable
from widgets.task_text import field, paragraph
from widgets.text_pane import TextPane

WIDE_FROM = 100
"""From this many columns on, source and tasks stand side by side."""


class _Step(NamedTuple):
    """The state before a correction, and what the correction was."""

    before: Choices
    said: str


class PreviewScreen(Correcting, RowMoving):
    """Its result is the transaction that stored the document; None where the clerk did not want it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PREVIEW)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by the toolkit
        (0, "-narrow"),
        (WIDE_FROM, "-side"),
    ]

    class Corrected(Message):
        """The file was recognised with other choices."""

        def __init__(self, seen: Examined, said: str) -> None:
            super().__init__()
            self.seen, self.said = seen, said

    def __init__(self, intake: Intake, loaded: Loaded) -> None:
        super().__init__(loaded)
        self._intake = intake
        self._steps: list[_Step] = []
        self._doubt = -1
        """The place among the doubts of the one that was looked at last; the next one follows it."""
        self._doubt_said = False
        self._known = intake.known(loaded.file.fingerprint)
        self._confirmed = False
        self._doubtful_rows: dict[int, list[str]] = {}
        self._doubtful_tasks: dict[int, list[str]] = {}

    def compose(self) -> ComposeResult:
        """Lay out the heads, the two panes, the text under the cursor and the foot."""
        yield LineBar(id="header")
        yield LineBar(id="counts")
        with Container(id="panes"):
            yield SourceTable(id="source")
            yield DraftTable(id="drafts")
        yield TextPane(id="whole")
        yield LineBar(id="summary")
        yield KeyBar(present(self, PREVIEW), lines=2)

    def on_mount(self) -> None:
        """Show what was recognised at first, with the cursor on the first task."""
        self._activate(self.source)
        self._show(self._seen)
        self._go_to_first_task()
        self._follow()
        notices = self._file.source.notices
        if notices:
            self.app.push_screen(notice_dialog("读文件时的提示", notices))
        self._greet()

    def _go_to_first_task(self) -> None:
        rows = next((rows for rows in self._seen.outline.of_tasks if rows), ())
        if rows:
            self.source.hold(self.source.count, rows[0])
            row = self._seen.outline.rows[rows[0]]
            self.source.go_to_column(requirement_place(self._seen.outline, row) or 0)

    def _greet(self) -> None:
        if self._known:
            said = f"这份文件已于{self._known.imported_at:%Y-%m-%d %H:%M}存为来文{self._known.id}，再存任务会重复"
            self.say((said, "red"))
        elif self._seen.error:
            self.say(("可以用 F6 指定表头、F4 指定各栏、F7 选表，读出任务后再存", "yellow"))
        elif self._seen.doubts:
            said = f"有{len(self._seen.doubts)}处没有把握，按 F3 逐处核对；核对无误按 Ctrl+S 存入台账"
            self.say((self._learnt(), "green"), (said, "label"))
        else:
            self.say((f"{self._learnt()}没有疑点。与原件核对无误后按 Ctrl+S 存入台账", "green"))

    def _learnt(self) -> str:
        """Return that columns were read as the clerk has chosen for another file of this layout, if they were."""
        reasons = (column.reason for columns in self._seen.outline.columns.values() for column in columns)
        return "各栏按上次的更正读入。" if FROM_PROFILE in reasons else ""

    # Showing

    def say(self, *pieces: Piece) -> None:
        """Show a message at the foot."""
        self.query_one("#summary", LineBar).show(pieces)

    def _show(self, seen: Examined) -> None:
        """Show what was recognised; the cursors stay where they are as far as they can."""
        self._seen = seen
        rows: dict[int, list[str]] = {}
        tasks: dict[int, list[str]] = {}
        for doubt in seen.doubts:
            rows.setdefault(doubt.place, []).append(doubt.text)
            for task in seen.outline.rows[doubt.place].tasks if doubt.task is None else (doubt.task,):
                tasks.setdefault(task, []).append(doubt.text)
        self._doubtful_rows, self._doubtful_tasks = rows, tasks
        self.source.show(seen.outline, rows)
        self.drafts.show(seen.tasks, tasks)
        self._show_heads()

    def _show_heads(self) -> None:
        seen = self._seen
        title = seen.recognition.document.title if seen.recognition else None
        steps = f"更正{len(self._steps)}处  " if self._steps else ""
        left: Line = [("导入预览  ", "heading"), (title or self._file.name, "strong")]
        self.query_one("#header", LineBar).show(left, [(steps, "key"), (self._file.name if title else "", "label")])
        counts: Line = [(seen.counts, "strong")]
        if seen.error:
            counts = [(f"没有读出任务：{seen.error.title}", "red")]
        doubts: Line = [(f"疑点{len(seen.doubts)}处", "yellow")] if seen.doubts else []
        self.query_one("#counts", LineBar).show(counts, doubts)

    def _follow(self) -> None:
        """Light up in the other pane what belongs to the cursor of this one, and show the place in full."""
        outline = self._seen.outline
        if self.source.active:
            row = self.source.row
            tasks = row.tasks if row else ()
            self.drafts.link(tasks, follow=True)
            self.source.link({place for task in tasks for place in outline.of_tasks[task]})
        elif self.drafts.count:
            rows = outline.of_tasks[self.drafts.cursor]
            self.source.link(rows, follow=True)
            self.drafts.link(())
        self.query_one("#whole", TextPane).show(self._lines())

    def _lines(self) -> Callable[[int], list[Line]]:
        if error := self._seen.error:
            return lambda cells: [
                *paragraph(error.message, cells, "yellow"),
                *field("怎么办", error.hint, cells, "strong"),
            ]
        row, column, task = self.source.row, self.source.column, self.drafts.draft
        if self.drafts.active:
            texts = self._doubtful_tasks.get(self.drafts.cursor, [])
            return lambda cells: doubt_lines(texts, cells) + (draft_lines(task, cells) if task else [])
        texts = self._doubtful_rows.get(self.source.cursor, [])
        columns = self._seen.outline.columns_of(row) if row else ()
        return lambda cells: doubt_lines(texts, cells) + (source_lines(row, column, columns, cells) if row else [])

    def _activate(self, pane: RowList) -> None:
        for other in (self.source, self.drafts):
            other.active = other is pane
            other.set_class(other is pane, "-active")
            other.refresh()

    # What the widgets tell

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Follow the cursor; a click brings its pane to the front. What was said of another place goes."""
        if not message.rows.active:
            self._activate(message.rows)
        self._follow()
        if self._doubt_said:
            self._doubt_said = False
            self.say()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click does what Enter does."""
        self._activate(message.rows)
        self.action_edit_cell()

    # Moving

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._pane

    @property
    def _pane(self) -> RowList:
        return self.source if self.source.active else self.drafts

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        self._activate(self.drafts if self.source.active else self.source)
        self._follow()

    def action_move_left(self) -> None:
        """Move the cursor to the cell at the left."""
        self._move_column(-1)

    def action_move_right(self) -> None:
        """Move the cursor to the cell at the right."""
        self._move_column(1)

    def _move_column(self, step: int) -> None:
        if not self.source.active:
            self.action_next_pane()
        self.source.move_column(step)

    def action_pane_up(self) -> None:
        """Scroll the text under the cursor up."""
        self.query_one("#whole", TextPane).scroll_lines(-1)

    def action_pane_down(self) -> None:
        """Scroll the text under the cursor down."""
        self.query_one("#whole", TextPane).scroll_lines(1)

    # Doubts

    def action_next_doubt(self) -> None:
        """Go to the next doubtful place; after the last one begin again."""
        self._go_to_doubt(1)

    def action_previous_doubt(self) -> None:
        """Go to the doubtful place before."""
        self._go_to_doubt(-1)

    def _go_to_doubt(self, step: int) -> None:
        doubts = self._seen.doubts
        if not doubts:
            self.say(("没有疑点", "green"))
            return
        self._doubt = (self._doubt + step) % len(doubts) if self._doubt >= 0 else (0 if step > 0 else len(doubts) - 1)
        self._go_to(doubts[self._doubt])
        self._doubt_said = True
        self.say((f"疑点{self._doubt + 1}/{len(doubts)}：", "key"), (doubts[self._doubt].text, "yellow"))

    def _go_to(self, doubt: Doubt) -> None:
        self.source.hold(self.source.count, doubt.place)
        if self.drafts.active and doubt.task is not None:
            self.drafts.hold(self.drafts.count, doubt.task)
        else:
            self._activate(self.source)
        self._follow()

    def action_show_remarks(self) -> None:
        """List everything that was remarked, with a place or without."""
        told = [*self._file.source.notices, *map(remark_words, self._seen.remarks)]
        self.app.push_screen(notice_dialog("全部提示", told or ["没有提示"]))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, PREVIEW))

    # Corrections

    def correct(self, choices: Choices, said: str) -> None:
        """Recognise the file with other choices, and keep those before for undoing."""
        if choices == self._choices:
            self.say(("没有改动：已经是这样了", "label"))
            return
        self._steps.append(_Step(self._choices, said))
        self._examine(choices, said)

    def action_undo(self) -> None:
        """Take back the last correction."""
        if not self._steps:
            self.say(("没有可以撤销的更正", "yellow"))
            return
        step = self._steps.pop()
        self._examine(step.before, f"撤销：{step.said}")

    def _examine(self, choices: Choices, said: str) -> None:
        self._choices = choices
        self._confirmed = False
        self.say(("正在重新读……", "label"))
        self._examine_in_background(choices, said)

    @work(thread=True)
    def _examine_in_background(self, choices: Choices, said: str) -> None:
        self.post_message(self.Corrected(examined(self._file, choices, self._profiles), said))

    def on_preview_screen_corrected(self, message: Corrected) -> None:
        """Show what a correction has changed."""
        if message.seen.choices != self._choices:
            return  # another correction has been made since
        before = len(self._seen.tasks)
        self._show(message.seen)
        self._doubt = sum(doubt.place < self.source.cursor for doubt in message.seen.doubts) - 1
        self._follow()
        tasks = len(message.seen.tasks)
        change = f"，任务{before}项变为{tasks}项" if tasks != before else ""
        self.say((f"{clip(message.said, 60)}{change}", "green"), ("  Ctrl+Z 撤销" if self._steps else "", "label"))

    # Storing

    def action_store(self) -> None:
        """Store what was recognised: a file that is in the ledger already only when asked twice, a newer version of
        a document there in the way that the clerk chooses."""
        seen = self._seen
        if seen.choices != self._choices:
            self.say(("正在重新读，请稍候再存", "yellow"))
        elif seen.recognition is None or seen.error:
            self.say(("还没有读出任务，不能存入。按 F6 指定表头，或按 Esc 放弃", "yellow"))
        elif self._known and not self._confirmed:
            self._confirmed = True
            self.say(("再存一份，任务会重复。确实要存，请再按一次 Ctrl+S；按 Esc 放弃", "yellow"))
        elif not self._known and (newer := self._intake.newer(seen.recognition.document)):
            self._ask_way(newer, seen.recognition)
        else:
            self._store(seen.recognition)

    def _ask_way(self, newer: Newer, recognition: Recognition) -> None:
        def take(renewed: bool | None) -> None:
            if renewed is not None:
                self._store(recognition, newer if renewed else None)

        self.app.push_screen(RenewalDialog(newer.renewal), take)

    def _store(self, recognition: Recognition, newer: Newer | None = None) -> None:
        """Store a document, or what is newer in it; remember what was chosen for its layout, and leave."""
        transaction: Transaction | None
        try:
            again = self._known is not None
            transaction = newer.store() if newer else self._intake.store(recognition.document, again)
        except GovtuiError as error:
            self.app.push_screen(error_dialog(error))
            return
        self._intake.remember(recognition, self._seen.choices)
        self.dismiss(transaction)

    def action_close(self) -> None:
        """Leave; if something was corrected, ask first."""
        if not self._steps:
            self.dismiss(None)
            return
        dialog = ChoiceDialog(f"已更正{len(self._steps)}处，还没有存入", ["继续核对", "放弃更正，不存入"])
        self.app.push_screen(dialog, self._take_leave)

    def _take_leave(self, place: int | None) -> None:
        if place == 1:
            self.dismiss(None)
