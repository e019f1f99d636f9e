"""The manual inside the program: its contents, its text, and a line to search it by characters or pinyin."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from govtui.keys.helping import MANUAL
from govtui.manual import Kind, manual
from govtui.pinyin import find
from screens.bindings import bindings, present
from screens.dialog import Scrolling
from screens.moving import BarScreen
from screens.reading import help_dialog
from widgets.contents_list import ContentsList
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.manual_text import Page, marked, page_of
from widgets.row_list import RowList
from widgets.search_line import SearchLine
from widgets.segments import Line
from widgets.text_pane import TextPane

CONTENTS_LEVEL = 2
"""Headings down to this level stand in the contents."""

READABLE = 100
"""Cells of a line at most: the eye loses its way back in longer ones."""

CONTEXT = 2
"""Lines that stay above what was found."""


class ManualScreen(BarScreen[None], Scrolling):
    """The whole manual as one text. The search line always has the keys, so that typing searches at once."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MANUAL)

    def __init__(self) -> None:
        super().__init__()
        self._blocks = manual()
        self._page = Page([], [])
        self._cells = 0
        self._words: tuple[str, ...] = ()
        self._hits: list[int] = []
        self._hit = 0
        self._chapters = [
            place
            for place, block in enumerate(self._blocks)
            if block.kind is Kind.HEADING and block.level <= CONTENTS_LEVEL
        ]

    def compose(self) -> ComposeResult:
        """Lay out title, search line, contents and text."""
        yield LineBar([("使用手册", "heading")], [("PgUp PgDn 翻页，Tab 下一章", "label")], id="header")
        with Horizontal(id="search"):
            yield LineBar([("查找", "key")], id="search-label")
            yield SearchLine(self._look_for, "打字查找，如：延期、yq、报送批次", id="wanted")
            yield LineBar(id="found")
        with Horizontal(id="manual"):
            yield ContentsList([(self._blocks[place].words, self._blocks[place].level) for place in self._chapters])
            yield TextPane(self._lines, id="text")
        yield KeyBar(present(self, MANUAL))

    def on_mount(self) -> None:
        """Follow the text with the cursor of the contents."""
        self.watch(self.query_one(TextPane), "scroll_y", self._follow, init=False)

    def _lines(self, cells: int) -> list[Line]:
        cells = min(cells, READABLE)
        if cells != self._cells:
            self._cells, self._page = cells, page_of(self._blocks, cells)
        return marked(self._page, self._hits, self._words)

    @property
    def _starts(self) -> list[int]:
        return self._page.starts

    # Searching

    def _look_for(self, wanted: str) -> None:
        words = tuple(wanted.split())
        if words == self._words or not self.is_mounted:
            return
        before = self.query_one(TextPane).scroll_offset.y
        self._words = words
        self._hits = [
            place
            for place, block in enumerate(self._blocks)
            if words and all(find(word, block.words) for word in words)
        ]
        self._hit = next((at for at, place in enumerate(self._hits) if self._starts[place] >= before), 0)
        self.query_one(TextPane).show(self._lines)
        self._show_hit(before)

    def _show_hit(self, otherwise: int = 0) -> None:
        pane, told = self.query_one(TextPane), self.query_one("#found", LineBar)
        if self._hits:
            pane.jump(max(0, self._starts[self._hits[self._hit]] - CONTEXT))
            told.show([], [(f"第{self._hit + 1}处，共{len(self._hits)}处", "strong")])
        else:
            pane.jump(otherwise)
            told.show([], [("没有找到", "yellow")] if self._words else [])

    def action_next_hit(self) -> None:
        """Go to the next place where the words stand, from the last to the first."""
        self._go_on(1)

    def action_previous_hit(self) -> None:
        """Go to the place before, from the first to the last."""
        self._go_on(-1)

    def _go_on(self, step: int) -> None:
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
            self._show_hit()

    # Chapters

    def action_next_chapter(self) -> None:
        """Go to the next heading of the contents."""
        self._go_to_chapter(self._chapter() + 1)

    def action_previous_chapter(self) -> None:
        """Go to the heading before."""
        self._go_to_chapter(self._chapter() - 1)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Go to the heading that was clicked."""
        if message.rows.cursor != self._chapter():
            self._go_to_chapter(message.rows.cursor)

    def _chapter(self) -> int:
        """Return the place in the contents of what stands at the top of the window."""
        top = self.query_one(TextPane).scroll_offset.y
        begun = [at for at, place in enumerate(self._chapters) if self._starts and self._starts[place] <= top]
        return begun[-1] if begun else 0

    def _go_to_chapter(self, place: int) -> None:
        place = max(0, min(place, len(self._chapters) - 1))
        self.query_one(TextPane).jump(self._starts[self._chapters[place]])
        self.query_one(ContentsList).move_to(place)

    def _follow(self) -> None:
        self.query_one(ContentsList).move_to(self._chapter())

    def action_help(self) -> None:
        """Show the keys, those of the manual first."""
        self.app.push_screen(help_dialog(self, MANUAL))

    def action_close(self) -> None:
        """Forget what is looked for; where nothing is, leave."""
        line = self.query_one(SearchLine)
        if line.value:
            line.value = ""
        else:
            self.dismiss(None)
