"""The dialog in which the wording of a task is put right, or what several tasks shall have alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from govtui.keys.doing import EDITING
from govtui.model import Task
from govtui.review.editing import MANY_LINES, Field, edit_words, fields_of, understood
from govtui.text import clean, one_line
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.moving import RowMoving, Rows
from widgets.field_area import FieldArea
from widgets.field_table import FieldRow, FieldTable
from widgets.line_bar import LineBar
from widgets.row_list import RowList
from widgets.segments import Line
from widgets.task_text import paragraph
from widgets.text_pane import TextPane

_APPENDED = frozenset({"requirement", "themes", "note"})
"""Fields that one adds to or puts right in a place; the others are mostly written anew."""


class EditDialog(Dialog[dict[str, str]], RowMoving):
    """The fields in a list, the one under the cursor in a box below. Its result are the new texts of those changed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EDITING)
    AUTO_FOCUS = ""  # the arrows go through the fields until one of them is put right

    def __init__(self, tasks: Sequence[Task], year: int | None, start: Mapping[str, str] | None = None) -> None:
        """Ask about `tasks`; `year` is that of their document. The fields are as in `start` if that was not saved."""
        one = tasks[0] if len(tasks) == 1 else None
        title = f"{one.id} {one_line(one.requirement)}" if one else f"标记的{len(tasks)}项任务"
        super().__init__(f"修改任务：{title}", EDITING)
        self._tasks = tuple(tasks)
        self._year = year
        self._fields = fields_of(tasks)
        self._texts = {field.name: (start or {}).get(field.name, field.text) for field in self._fields}
        self._before = ""
        """What stood in the field when one began to put it right."""
        self._asked = ""
        """The key that has to be pressed once more."""

    def body(self) -> ComposeResult:
        """Lay out the fields, the box and what its text is understood as."""
        yield FieldTable(id="fields")
        yield LineBar(id="field-label")
        yield FieldArea(id="field")
        yield TextPane(self._understood_lines, id="understood")

    def on_mount(self) -> None:
        """Show the fields."""
        self._show_fields()
        self._take_field()

    # Showing

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self.query_one(FieldTable)

    @property
    def _field(self) -> Field:
        return self._fields[self.query_one(FieldTable).cursor]

    @property
    def _area(self) -> FieldArea:
        return self.query_one(FieldArea)

    @property
    def _editing(self) -> bool:
        return self._area.has_focus

    def _changed(self) -> dict[str, str]:
        """Return the texts of the fields that are not as they were."""
        texts = {name: clean(text).strip() for name, text in self._texts.items()}
        return {field.name: texts[field.name] for field in self._fields if texts[field.name] != field.text.strip()}

    def _show_fields(self) -> None:
        changed = self._changed()
        rows = []
        for field in self._fields:
            text, told = self._texts[field.name], ""
            if field.name not in changed and not field.alike:
                told = "（各不相同）"
            elif not text:
                told = "（空）"
            rows.append(FieldRow(field.label, told or text, "label" if told else "", field.name in changed))
        self.query_one(FieldTable).show(rows)

    def _take_field(self) -> None:
        """Show the field under the cursor in the box."""
        field = self._field
        self._before = self._texts[field.name]
        self._area.take(self._before, selected=field.name not in _APPENDED)
        self._show_label()

    def _show_label(self) -> None:
        field = self._field
        lines = "，一行一级" if field.name == "themes" else ""
        how: Line = (
            [(f"正在改{lines}：Enter 改好，Esc 恢复原样", "green")] if self._editing else [("按 Enter 修改", "label")]
        )
        self.query_one("#field-label", LineBar).show([(f"{field.label}  ", "strong"), *how])
        self.query_one("#understood", TextPane).show(self._understood_lines)

    def _understood_lines(self, cells: int) -> list[Line]:
        if not self.is_mounted:
            return []
        field = self._field
        if not field.alike and self._texts[field.name] == field.text:
            return []
        told = understood(self._tasks[0], field.name, self._texts[field.name], self._year)
        return paragraph(told, cells, "label") if told else []

    # Putting right

    def on_row_list_moved(self, _message: RowList.Moved) -> None:
        """Show the field under the cursor."""
        self._calm()
        self._take_field()

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click on a field puts it right."""
        self.action_edit_field()

    def on_key(self, event: events.Key) -> None:
        """What is typed while nothing is being put right belongs into the field under the cursor."""
        if not self._editing and event.is_printable and event.character:
            event.stop()
            self.action_edit_field()
            self._area.write(event.character)

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Show what is typed as it is understood."""
        self._keep_text()

    def _keep_text(self) -> None:
        """Take over what stands in the box, also before the toolkit tells of it."""
        if self._area.text != self._texts[self._field.name]:
            self._calm()
            self._texts[self._field.name] = self._area.text
            self._show_fields()
            self._show_label()

    def on_field_area_finished(self, _message: FieldArea.Finished) -> None:
        """Leave the field as it is now, and go on to the next."""
        self._leave_field(1)

    def on_descendant_focus(self) -> None:
        """Say which keys have a meaning now."""
        self._show_label()

    def on_descendant_blur(self) -> None:
        """Say which keys have a meaning now."""
        self._show_label()

    def _calm(self) -> None:
        """Forget what was asked: the clerk goes on."""
        if self._asked:
            self._asked = ""
            self.say()

    def _leave_field(self, step: int) -> None:
        self._keep_text()
        self.set_focus(None)
        table = self.query_one(FieldTable)
        if 0 <= table.cursor + step < table.count:
            table.move_to(table.cursor + step)
        else:
            self._take_field()

    def action_edit_field(self) -> None:
        """Put the field under the cursor right."""
        self._calm()
        self._area.focus()

    def action_next_field(self) -> None:
        """Go on to put the next field right."""
        self._leave_field(1)
        self.action_edit_field()

    def action_previous_field(self) -> None:
        """Go back to put the field before right."""
        self._leave_field(-1)
        self.action_edit_field()

    def action_break_line(self) -> None:
        """Begin a new line in the field."""
        if self._editing and self._field.name in MANY_LINES:
            self._area.write("\n")
        else:
            self.say(("这一栏不分行" if self._editing else "先按 Enter 修改一栏", "yellow"))

    def action_restore_field(self) -> None:
        """Have the field under the cursor as it was when the dialog was opened."""
        self._texts[self._field.name] = self._field.text
        self._show_fields()
        self._take_field()

    # Leaving

    def action_save(self) -> None:
        """Hand over what was changed; for several tasks ask first."""
        self._keep_text()
        changed = self._changed()
        if not changed:
            self.say(("没有改动", "yellow"))
        elif changed.get("requirement") == "":
            self.say(("具体要求不能是空的", "yellow"))
        elif len(self._tasks) > 1 and self._asked != "save":
            self._asked = "save"
            told = edit_words(self._fields, changed)
            self.say((f"{len(self._tasks)}项任务：{told}。再按一次 Ctrl+S 保存", "yellow"))
        else:
            self.dismiss(changed)

    def action_close(self) -> None:
        """Leave the field as it was, or the dialog; where something was changed, ask once more."""
        if self._editing:
            self._texts[self._field.name] = self._before
            self.set_focus(None)
            self._show_fields()
            self._take_field()
        elif self._changed() and self._asked != "close":
            self._asked = "close"
            self.say(("改好的还没有保存，再按一次 Esc 放弃，Ctrl+S 保存", "yellow"))
        else:
            self.dismiss(None)
