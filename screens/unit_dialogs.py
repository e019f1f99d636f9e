"""The dialogs of the directory of units: which name is the same unit, whom a collective means, a short name."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.units import JOIN_UNITS, UNIT_MEMBERS, UNIT_SHORT
from govtui.review.directory import Directory, UnitEntry
from govtui.review.unit_kinds import stands_for
from govtui.review.unit_likeness import stem
from govtui.text import clip, one_line
from screens.bindings import bindings
from screens.dialog import Dialog, FormDialog
from screens.moving import RowMoving, Rows
from widgets.row_list import RowList
from widgets.search_line import SearchLine
from widgets.segments import Line
from widgets.task_text import paragraph
from widgets.text_pane import TextPane
from widgets.unit_table import MemberTable, UnitTable

NAME_CELLS = 30
"""Cells of a unit's name in a title or a message."""

_PLACEHOLDER = "打字或拼音首字母筛选"


def shown_name(name: str) -> str:
    """Return a unit's name as it stands in a title or a message."""
    return clip(one_line(name), NAME_CELLS)


class Joining(NamedTuple):
    """Two names that are one unit."""

    name: str
    into: str
    """The one under which it is counted."""


class JoinDialog(Dialog[Joining], RowMoving):
    """The other units, those with a name like it first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(JOIN_UNITS)

    def __init__(self, name: str, directory: Directory) -> None:
        super().__init__(f"“{shown_name(name)}”和哪个单位是同一单位", JOIN_UNITS)
        self._unit = name
        self._directory = directory
        self._keeps = False
        """The unit keeps its name, and the other one loses its own."""

    def body(self) -> ComposeResult:
        """Lay out the line to type into and the units."""
        yield SearchLine(self._look_for, _PLACEHOLDER, id="wanted")
        yield UnitTable()

    def on_mount(self) -> None:
        """Show all units."""
        self._look_for("")

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> UnitTable:
        return self.query_one(UnitTable)

    def _look_for(self, text: str) -> None:
        if self.query(UnitTable):  # the line tells of its first value before there is a list
            own = self._directory.entry(self._unit)
            collective = own is not None and own.collective
            entries = [entry for entry in self._directory.listed(text) if entry.name != self._unit]
            entries.sort(key=lambda each: (stem(each.name) != stem(self._unit), each.collective is not collective))
            self._table.show(entries, empty="没有别的单位名称里有这些字")
            self._tell()

    def _tell(self) -> None:
        if (entry := self._table.entry) is None:
            self.say()
            return
        joining = self._joining(entry)
        self.say((f"合并以后按“{shown_name(joining.into)}”统计", "strong"), ("；按 F2 换成另一个名称", "label"))

    def _joining(self, entry: UnitEntry) -> Joining:
        return Joining(entry.name, self._unit) if self._keeps else Joining(self._unit, entry.name)

    def on_row_list_moved(self, _message: RowList.Moved) -> None:
        """Say what would come of it."""
        self._tell()

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click is as good as Enter."""
        self.action_choose()

    def action_swap(self) -> None:
        """Have the unit counted under the other of the two names."""
        self._keeps = not self._keeps
        self._tell()

    def action_choose(self) -> None:
        """Hand over the two names."""
        if entry := self._table.entry:
            self.dismiss(self._joining(entry))


class MembersDialog(Dialog[tuple[str, ...]], RowMoving):
    """The units to be marked, those that are members first, then those of the kind that the collective means."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(UNIT_MEMBERS)

    def __init__(self, entry: UnitEntry, directory: Directory) -> None:
        super().__init__(f"“{shown_name(entry.name)}”包括哪些单位", UNIT_MEMBERS)
        self._directory = directory
        self._marked = dict.fromkeys(entry.members)
        known = [each for each in directory.entries if not each.collective and each.name != entry.name]
        new = [UnitEntry(name) for name in entry.members if not any(each.name == name for each in known)]
        self._entries = sorted(
            [*known, *new], key=lambda each: (each.name not in self._marked, not stands_for(entry.name, each.name))
        )

    def body(self) -> ComposeResult:
        """Lay out the line to type into and the units."""
        yield SearchLine(self._look_for, f"{_PLACEHOLDER}；名录里没有的单位，写出名称", id="wanted")
        yield MemberTable()

    def on_mount(self) -> None:
        """Show all units."""
        self._look_for("")

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> MemberTable:
        return self.query_one(MemberTable)

    @property
    def _line(self) -> SearchLine:
        return self.query_one(SearchLine)

    def _look_for(self, text: str, cursor: int = 0) -> None:
        if not self.query(MemberTable):  # the line tells of its first value before there is a list
            return
        words = text.split()
        shown = [entry for entry in self._entries if entry.contains(words)]
        empty = f"名录里没有，按 Enter 把“{shown_name(text)}”加进来" if words else "台账里还没有单位，写出名称按 Enter"
        self._table.show(shown, self._marked, cursor, empty)
        said = f"已勾选{len(self._marked)}个" if self._marked else "没有勾选：按名称理解包括谁"
        self.say((said, "strong" if self._marked else "label"))

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click marks."""
        self.action_mark()

    def action_mark(self) -> None:
        """Mark the unit under the cursor or take the mark away; a name that is not listed is added."""
        entry, text = self._table.entry, one_line(self._line.value)
        if entry is None:
            if text.isascii():  # what was meant as pinyin is no name
                self.say((f"没有找到“{shown_name(text)}”；要加进来，请写中文名称" if text else "", "yellow"))
                return
            entry = UnitEntry(text)
            self._entries.insert(0, entry)
        if entry.name in self._marked:
            del self._marked[entry.name]
        else:
            self._marked[entry.name] = None
        if text:
            self._line.value = ""  # which shows all units again, ready for the next one
        else:
            self._look_for("", self._table.cursor)

    def action_clear(self) -> None:
        """Take all marks away."""
        self._marked.clear()
        self._look_for(self._line.value, self._table.cursor)

    def action_save(self) -> None:
        """Hand over the members."""
        self.dismiss(tuple(self._marked))


class ShortNameDialog(FormDialog[str]):
    """Its result is the short name, empty for none."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(UNIT_SHORT)

    def __init__(self, entry: UnitEntry) -> None:
        super().__init__(f"“{shown_name(entry.name)}”的简称", UNIT_SHORT)
        self._entry = entry

    def body(self) -> ComposeResult:
        """Lay out what it is for, and the line."""
        yield TextPane(_short_lines, id="said")
        yield from self.line("简称", "short", self._entry.short, "如 发改、人社；不填则没有简称")

    def finished(self, name: str) -> None:
        """Save."""
        self.action_save()

    def action_save(self) -> None:
        """Hand over the short name."""
        self.dismiss(self.value("short"))


def _short_lines(cells: int) -> list[Line]:
    return paragraph("屏幕上窄的栏目用简称；筛选时写简称也找得到。报送表里还是原来的写法。", cells, "label")
