"""What was typed before there was a screen, as the events that it would have been there."""

from __future__ import annotations

from textual._xterm_parser import XTermParser  # the toolkit's own reader: its drivers alone make events of bytes
from textual.message import Message


def events_of(typed: str) -> list[Message]:
    """Return the key presses, clicks and pastes behind what came from the terminal."""
    if not typed:
        return []
    parser = XTermParser(debug=False)
    return [*parser.feed(typed.replace("\n", "\r")), *parser.feed("")]
