"""Draws a whole screen in ASCII and Chinese alone, for consoles on which other signs are two cells wide."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from govtui.terminal.signs import in_ascii


class PlainSigns(LineFilter):
    """Puts stand-ins of one cell into what is about to be drawn, the toolkit's own parts included."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line with other characters of the same widths."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
