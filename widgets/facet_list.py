"""What tasks can be told apart by, with how many there are of each: sections that open and close, values to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from govtui.review.facets import Facet, FacetValue
from govtui.text import pad, width
from widgets.segments import InkedView, Line

SHOWN_AT_FIRST = 8
"""Values of a section before the line that shows the others."""

TITLE_LINES = 1


class FacetLine(NamedTuple):
    """A line of the list: a value, what there is to say below the values, or the head of a section."""

    facet: Facet
    value: FacetValue | None = None
    note: str = ""

    @property
    def key(self) -> tuple[str, str, bool]:
        """By which a line is known again when the counts have changed."""
        return self.facet.field, self.value.value if self.value else "", bool(self.note)

    @property
    def is_head(self) -> bool:
        """It is the head of a section."""
        return self.value is None and not self.note


class FacetList(InkedView, can_focus=True):
    """Sections of values under a title, with a cursor. It does not show before it is asked for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"facets--title", "facets--head", "facets--cursor", "facets--chosen"}

    DEFAULT_CSS = """
    FacetList {
        width: 28;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Toggled(Message):
        """Values shall be added to the filter, or taken away from it."""

        field: str
        values: Sequence[str]

    def __init__(self, matches: Callable[[str, str], bool], *, id: str | None = None) -> None:
        """Narrow sections to the values for which `matches(typed, label)` holds."""
        super().__init__(id=id)
        self.display = False
        self._matches = matches
        self._facets: Sequence[Facet] = ()
        self._folded: set[str] = set()
        self._whole: set[str] = set()
        self._typed = ""
        self._typed_for = ""
        self._lines: list[FacetLine] = []
        self._cursor = 0

    @property
    def typed(self) -> str:
        """What the section under the cursor is narrowed to."""
        return self._typed

    @property
    def line(self) -> FacetLine | None:
        """The line under the cursor."""
        return self._lines[self._cursor] if self._lines else None

    @property
    def cursor(self) -> int:
        """The cursor's place among the lines, from 0."""
        return self._cursor

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def show(self, facets: Sequence[Facet]) -> None:
        """Show other counts. The cursor stays on its value."""
        self._facets = facets
        self._lay_out()

    def move_to(self, place: int) -> None:
        """Put the cursor on the line at `place`, or on the nearest there is."""
        place = max(0, min(place, len(self._lines) - 1))
        self._cursor = place
        if self._typed and self._lines and self._lines[place].facet.field != self._typed_for:
            self.narrow("")
        self._keep_in_window()
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor by some lines."""
        self.move_to(self._cursor + step)

    def page(self, direction: int) -> None:
        """Move the cursor by a window full of lines: 1 down, -1 up."""
        self.move(direction * max(1, self.size.height - TITLE_LINES - 1))

    def move_section(self, step: int) -> None:
        """Put the cursor on the head of the next section, or of the one before; past the end from the other end on."""
        heads = [place for place, line in enumerate(self._lines) if line.is_head]
        if not heads:
            return
        if step > 0:
            self.move_to(next((place for place in heads if place > self._cursor), heads[0]))
        else:
            self.move_to(next((place for place in reversed(heads) if place < self._cursor), heads[-1]))

    def choose(self) -> None:
        """Ask for the value under the cursor to be added or taken away; open or close a section on its head."""
        line = self.line
        if line is None:
            return
        if line.value is not None:
            self.post_message(self.Toggled(line.facet.field, (line.value.value,)))
        elif line.note:
            self._whole.add(line.facet.field)
            self._lay_out()
        else:
            self.fold()

    def fold(self) -> None:
        """Close the section under the cursor, and open it again."""
        if (line := self.line) is None:
            return
        self._folded ^= {line.facet.field}
        self._typed = ""
        self._lay_out()
        self._put_on((line.facet.field, "", False))

    def narrow(self, typed: str) -> None:
        """Show in the section under the cursor only the values that match what was `typed`."""
        if (line := self.line) is None:
            return
        field = line.facet.field
        self._typed, self._typed_for = typed, field
        self._folded.discard(field)
        self._lay_out()
        if typed:
            self._put_on(next(line.key for line in self._lines if line.facet.field == field and not line.is_head))

    def chosen_values(self) -> list[FacetValue]:
        """Return the chosen values of the section under the cursor."""
        return [value for value in self.line.facet.values if value.chosen] if self.line else []

    def render_line(self, y: int) -> Strip:
        """Draw the title, or a line of a section."""
        cells = self.scrollable_content_region.width
        if y < TITLE_LINES:
            return self.draw(self._title(), cells, self.get_component_rich_style("facets--title"))
        place = y - TITLE_LINES + self.scroll_offset.y
        if place >= len(self._lines):
            return self.draw([], cells, self.rich_style)
        line = self._lines[place]
        return self.draw(self._drawn(line, cells), cells, self._base(line, place))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.reach(len(self._lines) + TITLE_LINES)
        self._keep_in_window()

    def on_focus(self) -> None:
        """The cursor stands out from now on."""
        self._place_caret()
        self.refresh()

    def on_blur(self) -> None:
        """What was typed belongs to the moment."""
        self._typed = ""
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        place = event.y - TITLE_LINES + self.scroll_offset.y
        if event.y >= TITLE_LINES and place < len(self._lines):
            self.move_to(place)
            self.choose()

    def _title(self) -> Line:
        if self._typed:
            return [(" 查找 ", "label"), (self._typed, "strong")]
        return [(" 分类", "heading"), ("  打字查找" if self.has_focus else "  左箭头到这里", "label")]

    def _drawn(self, line: FacetLine, cells: int) -> Line:
        if line.value is not None:
            mark = " [x] " if line.value.chosen else " [ ] "
            room = max(0, cells - width(mark) - width(str(line.value.tasks)) - 2)
            ink = "faint" if not line.value.tasks else ""
            return [
                (mark, "strong" if line.value.chosen else "label"),
                (f"{pad(line.value.label, room)} ", ink),
                (f"{line.value.tasks} ", ink or "label"),
            ]
        if line.note:
            return [(f"     {line.note}", "label")]
        closed = line.facet.field in self._folded
        chosen = sum(value.chosen for value in line.facet.values)
        said = f"选了{chosen}个" if chosen else f"{len(line.facet.values)}个" if closed else ""
        return [(f" {'+' if closed else '-'} {line.facet.title}", "strong"), (f"  {said}", "label")]

    def _base(self, line: FacetLine, place: int) -> Style:
        if place == self._cursor and self.has_focus:
            return self.get_component_rich_style("facets--cursor")
        if line.value is not None and line.value.chosen:
            return self.get_component_rich_style("facets--chosen")
        return self.get_component_rich_style("facets--head") if line.is_head else self.rich_style

    def _lay_out(self) -> None:
        """Work out the lines anew, and keep the cursor on its own."""
        before = self.line
        self._lines = [line for facet in self._facets for line in self._section(facet)]
        self.reach(len(self._lines) + TITLE_LINES)
        self._put_on(before.key if before else ("", "", False))

    def _section(self, facet: Facet) -> list[FacetLine]:
        lines = [FacetLine(facet)]
        if facet.field in self._folded:
            return lines
        values: Sequence[FacetValue] = facet.values
        if self._typed and facet.field == self._typed_for:
            values = [value for value in values if self._matches(self._typed, value.label)]
            if not values:
                return [*lines, FacetLine(facet, note="没有符合的，退格重输")]
        elif len(values) > SHOWN_AT_FIRST + 1 and facet.field not in self._whole:
            shown = [value for place, value in enumerate(values) if place < SHOWN_AT_FIRST or value.chosen]
            hidden = len(values) - len(shown)
            lines += [FacetLine(facet, value) for value in shown]
            return [*lines, FacetLine(facet, note=f"其余{hidden}个，Enter 列出")] if hidden else lines
        return lines + [FacetLine(facet, value) for value in values]

    def _put_on(self, key: tuple[str, str, bool]) -> None:
        last = max(0, len(self._lines) - 1)
        places = (place for place, line in enumerate(self._lines) if line.key == key)
        self._cursor = next(places, min(self._cursor, last))
        self._keep_in_window()
        self._place_caret()
        self.refresh()

    def _place_caret(self) -> None:
        """Put the terminal's cursor behind what was typed: there an input method shows its candidates."""
        if self.has_focus:
            self.app.cursor_position = self.region.offset + Offset(width(f" 查找 {self._typed}"), 0)

    def _keep_in_window(self) -> None:
        first, rows = self.scroll_offset.y, max(1, self.size.height - TITLE_LINES)
        if not self.size.height:  # laid out, it comes back here
            return
        if not first <= self._cursor < first + rows:
            self.jump(self._cursor if self._cursor < first else self._cursor - rows + 1)
