"""Adding a year's holidays: the State Council's notice is pasted, read, looked at, and stored when the clerk agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from govtui.errors import GovtuiError
from govtui.intake.clipboard import Clip, take_clip
from govtui.keys.keymap import YEAR
from govtui.timing.calendars import store_year
from govtui.timing.notice import print_notice, read_notice
from govtui.timing.workdays import WorkCalendar, Year
from screens.bindings import bindings
from screens.paste import PasteDialog
from screens.reading import ReadingDialog, error_dialog, notice_dialog
from widgets.paste_box import PasteBox
from widgets.segments import Line
from widgets.task_text import paragraph

_INVITATION = "把国务院办公厅《关于…年部分节假日安排的通知》的正文复制到这里，连同标题"


class PasteNoticeDialog(PasteDialog):
    """The box for the text of a notice."""

    def __init__(self, clipboard: Callable[[], Clip], text: str = "") -> None:
        super().__init__(clipboard, text, title="导入放假安排", invitation=_INVITATION)

    def _count(self) -> None:
        text = self.query_one(PasteBox).text
        lines = sum(bool(line.strip()) for line in text.split("\n"))
        if lines:
            self.say((f"{lines}行，按 Ctrl+S 读入，核对后再存入", "green"))
        else:
            self.say(("粘贴通知后按 Ctrl+S 读入；粘不进来就按 F5，直接读剪贴板", "label"))


class YearDialog(ReadingDialog[bool]):
    """A year's holidays as they were understood; its result says whether to store them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(YEAR)

    def __init__(self, year: Year, *, known: bool) -> None:
        """Show `year`; `known` says that its holidays are there already."""

        def lines_at(cells: int) -> list[Line]:
            said = f"已有{year.number}年的放假安排，存入后以这份为准" if known else "与日历核对无误"
            lines = paragraph(f"{said}。对照通知看一遍，再按 Ctrl+S 存入。", cells, "yellow" if known else "green")
            return [*lines, [], *(line for text in print_notice(year).split("\n") for line in paragraph(text, cells))]

        super().__init__(f"{year.number}年放假安排", lines_at, YEAR)

    def action_save(self) -> None:
        """Have it stored."""
        self.dismiss(True)


def add_year(app: App[None], calendar: WorkCalendar, stored: Callable[[Year], None], text: str = "") -> None:
    """Ask for a notice, beginning with a `text`, and call `stored` with the year when it has been stored."""

    def take(clip: Clip | None) -> None:
        if clip is None:
            return
        reading = read_notice(clip.text)
        if reading.year is None:
            notices = ["通知没有存入：", *reading.faults]
            app.push_screen(
                notice_dialog("放假安排有误", notices), lambda _: add_year(app, calendar, stored, clip.text)
            )
        else:
            year = reading.year
            dialog = YearDialog(year, known=calendar.knows(year.number))
            app.push_screen(
                dialog, lambda agreed: store(year) if agreed else add_year(app, calendar, stored, clip.text)
            )

    def store(year: Year) -> None:
        try:
            store_year(year)
        except GovtuiError as error:
            app.push_screen(error_dialog(error))
        else:
            stored(year)

    app.push_screen(PasteNoticeDialog(take_clip, text), take)
