"""The corrections that a clerk makes in the preview: each asks what is needed and gives new choices."""

from __future__ import annotations

from abc import abstractmethod

from govtui.intake import corrections
from govtui.intake.choices import Choices
from govtui.intake.columns import Field
from govtui.intake.examined import Examined
from govtui.intake.fates import Fate
from govtui.intake.labels import CHOOSABLE_FATES, FATE_MARKS, FIELD_HELP, FIELD_LABELS
from govtui.intake.outline import OutlineRow
from govtui.ledger.transactions import Transaction
from govtui.text import clip, one_line, pad
from screens.choosing import CellDialog, ChoiceDialog, TablesDialog
from screens.importing import Loaded
from screens.moving import BarScreen
from screens.reading import ReadingDialog
from widgets.draft_table import DraftTable
from widgets.draft_text import draft_lines
from widgets.segments import Piece
from widgets.source_table import SourceTable

_AS_FOUND = "由程序判断"


class Correcting(BarScreen[Transaction]):
    """What can be done to a reading. The preview says what is seen and takes the new choices."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__()
        self._file = loaded.file
        self._profiles = loaded.profiles
        self._seen: Examined = loaded.first
        self._choices: Choices = loaded.first.choices

    @abstractmethod
    def correct(self, choices: Choices, said: str) -> None:
        """Have the file recognised with other choices; `said` tells what was corrected."""

    @abstractmethod
    def say(self, *pieces: Piece) -> None:
        """Show a message."""

    @property
    def source(self) -> SourceTable:
        """The pane of the source."""
        return self.query_one(SourceTable)

    @property
    def drafts(self) -> DraftTable:
        """The pane of the tasks."""
        return self.query_one(DraftTable)

    def _row(self) -> OutlineRow | None:
        """Return the row that a correction is about; says so where there is none."""
        row = self.source.row
        if row is None or row.table is None or not row.first:
            self.say(("请先把光标移到原文的一行上", "yellow"))
            return None
        return row

    # Rows

    def action_set_fate(self) -> None:
        """Ask what the row under the cursor is."""
        if not (row := self._row()):
            return
        fates = list(CHOOSABLE_FATES)
        present = row.fate if row.fate in fates else Fate.TASK
        labels = [*CHOOSABLE_FATES.values(), _AS_FOUND]
        now = f"现在归为“{FATE_MARKS[row.fate]}”" if row.fate else "还没有归类"
        dialog = ChoiceDialog(f"第{row.first}行是什么", labels, fates.index(present), f"{now}：{_brief(row)}")
        self.app.push_screen(dialog, lambda place: self._take_fate(row, place))

    def _take_fate(self, row: OutlineRow, place: int | None) -> None:
        if place is None or row.table is None:
            return
        fate = [*CHOOSABLE_FATES, None][place]
        self._set_fate(row, fate, f"第{row.first}行归为“{FATE_MARKS[fate] if fate else _AS_FOUND}”")

    def _set_fate(self, row: OutlineRow, fate: Fate | None, said: str) -> None:
        if row.table is not None:
            self.correct(corrections.with_fate(self._choices, row.table, row.first, fate), said)

    def action_join(self) -> None:
        """Join the task under the cursor with the one above."""
        row, recognition = self._row(), self._seen.recognition
        if not row:
            return
        if self.drafts.active and recognition:
            task = self.drafts.cursor
        elif row.tasks and recognition and row.fate is not Fate.CONTINUATION:
            task = row.tasks[0]
        else:
            self._set_fate(row, Fate.CONTINUATION, f"第{row.first}行接到上一项")
            return
        if self._seen.outline.of_tasks[task][:1] not in ((), (self.source.cursor,)) and not self.drafts.active:
            self._set_fate(row, Fate.CONTINUATION, f"第{row.first}行接到上一项")
            return
        joined = corrections.joined(self._choices, self._seen.outline, task)
        if joined is None:
            self.say(("这一项前面没有可以接上的任务；同一格里的几项，请按 Enter 改这一格", "yellow"))
        else:
            self.correct(joined, f"任务{self._seen.tasks[task].seq}接到上一项")

    def action_part(self) -> None:
        """Begin a task at the row under the cursor; where one begins there already, part its cell."""
        if not (row := self._row()):
            return
        begins = any(self._seen.outline.of_tasks[task][0] == self.source.cursor for task in row.tasks)
        place = corrections.requirement_place(self._seen.outline, row)
        if begins and row.fate is Fate.TASK and place is not None:
            self._edit_cell(row, place, "一格分成几项")
        elif begins and row.fate is Fate.TASK:
            self.say(("这一行本来就是一项任务的开头", "yellow"))
        else:
            self._set_fate(row, Fate.TASK, f"第{row.first}行另作一项")

    # Columns and tables

    def action_set_field(self) -> None:
        """Ask what the column under the cursor holds; in a text without columns, of which column."""
        if not (row := self._row()) or row.table is None:
            return
        if (column := self.source.column) is not None:
            place = self._seen.outline.header_place(row, column)
            if place is None:
                self.say(("这一格不在表头的任何一栏下面，不能指定", "yellow"))
            else:
                self._ask_field(row.table, place)
            return
        columns = self._seen.outline.columns.get(row.table, ())
        if not columns:
            self.say(("请先把光标移到表格的一格上", "yellow"))
            return
        table = row.table
        labels = [f"{column.name or '无名'}：读作{FIELD_LABELS[column.field]}" for column in columns]
        dialog = ChoiceDialog("改哪一栏", labels)
        self.app.push_screen(dialog, lambda place: None if place is None else self._ask_field(table, place))

    def _ask_field(self, table: int, place: int) -> None:
        columns = self._seen.outline.columns.get(table, ())
        column = columns[place] if place < len(columns) else None
        name = column.name if column and column.name else f"第{place + 1}栏"
        fields = list(Field)
        labels = [f"{pad(FIELD_LABELS[field], 10)}{FIELD_HELP[field]}" for field in fields]
        now = f"现在读作“{FIELD_LABELS[column.field]}”" if column else "还没有读作什么"
        why = f"，因为：{column.reason}" if column and column.reason else ""
        cursor = fields.index(column.field) if column else 0
        dialog = ChoiceDialog(f"“{clip(name, 30)}”这一栏是什么", labels, cursor, now + why)
        self.app.push_screen(dialog, lambda chosen: self._take_field(table, place, name, chosen))

    def _take_field(self, table: int, place: int, name: str, chosen: int | None) -> None:
        if chosen is not None:
            field = list(Field)[chosen]
            said = f"“{clip(name, 30)}”读作{FIELD_LABELS[field]}"
            self.correct(corrections.with_field(self._choices, table, place, field), said)

    def action_set_header(self) -> None:
        """Ask where the header is, the row under the cursor first."""
        row = self._row()
        if not row or row.table is None or row.row is None or not row.cells:
            if row:
                self.say(("表头是表格的一行：请先把光标移到那一行上", "yellow"))
            return
        table, at = row.table, row.row
        start = self._header_start(table)
        choices: list[tuple[str, tuple[int, int] | None]] = [(f"第{row.first}行是表头", (at, at + 1))]
        if start is not None and start < at <= start + 3:
            choices.append((f"表头有{at + 1 - start}行，到第{row.first}行为止", (start, at + 1)))
        choices += [("没有表头，这一行起就是任务", (at, at)), (_AS_FOUND, None)]
        dialog = ChoiceDialog("哪一行是表头", [label for label, _ in choices], 0, _brief(row))
        self.app.push_screen(dialog, lambda place: self._take_header(table, choices, place))

    def _take_header(self, table: int, choices: list[tuple[str, tuple[int, int] | None]], place: int | None) -> None:
        if place is not None:
            said, header = choices[place]
            self.correct(corrections.with_header(self._choices, table, header), f"表头：{said}")

    def _header_start(self, table: int) -> int | None:
        readings = self._seen.recognition.readings if self._seen.recognition else ()
        found = (reading.header for reading in readings if reading.table == table)
        header = next(found, None)
        return header.start if header else None

    def action_set_tables(self) -> None:
        """Ask which tables are read."""
        recognition = self._seen.recognition
        source = recognition.source if recognition else self._file.source
        if len(source.grids) < 2:
            self.say(("文件里只有一个表", "yellow"))
            return
        read = self._choices.tables or [reading.table for reading in recognition.readings] if recognition else ()
        self.app.push_screen(TablesDialog(source, read), self._take_tables)

    def _take_tables(self, tables: tuple[int, ...] | None) -> None:
        if tables is not None and tables != self._choices.tables:
            names = "、".join(str(table + 1) for table in tables)
            self.correct(corrections.with_tables(self._choices, tables), f"读第{names}个表")

    # Cells

    def action_edit_cell(self) -> None:
        """Change the cell under the cursor; among the tasks, show the one under the cursor in full."""
        if self.drafts.active:
            if task := self.drafts.draft:
                self.app.push_screen(ReadingDialog(f"任务 {task.seq}", lambda cells: draft_lines(task, cells)))
            return
        if row := self._row():
            if row.row is None:
                self.say(("这一行不在表格里，不能改；要改它的用途请按 F2", "yellow"))
            else:
                self._edit_cell(row, self.source.column or 0, "修改")

    def _edit_cell(self, row: OutlineRow, place: int, what: str) -> None:
        if row.table is None or row.row is None:
            return
        text = corrections.cell_text(row.cells[place]) if row.cells else row.text
        source = self._seen.recognition.source if self._seen.recognition else self._file.source
        original = corrections.cell_text(source.grids[row.table].rows[row.row].cells[place])
        columns = self._seen.outline.columns_of(row)
        name = columns[place].name if row.cells and place < len(columns) else ""
        dialog = CellDialog(f"{what}：第{row.first}行 {name or f'第{place + 1}栏'}", text, original)
        self.app.push_screen(dialog, lambda typed: self._take_cell(row, place, original, text, typed))

    def _take_cell(self, row: OutlineRow, place: int, original: str, before: str, typed: str | None) -> None:
        if typed is None or typed == before or row.table is None:
            return
        changed = None if typed == original else typed
        said = f"改了第{row.first}行第{place + 1}栏"
        self.correct(corrections.with_cell(self._choices, row.table, row.first, place, changed), said)


def _brief(row: OutlineRow) -> str:
    text = " ".join(cell.text for cell in row.cells if cell.text) if row.cells else row.text
    return clip(one_line(text), 120)
