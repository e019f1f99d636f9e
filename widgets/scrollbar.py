"""A scroll bar drawn with blanks only: the toolkit's block characters are two cells wide on some Chinese consoles."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBarRender


class PlainScrollBar(ScrollBarRender):
    """The toolkit's scroll bar without the characters that smooth its ends."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]
