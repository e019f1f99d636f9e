"""What a dialog does about the evidence (佐证材料) of an entry: it is copied beside the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from textual import work
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from govtui.errors import GovtuiError
from govtui.intake.watch import StoppedError
from govtui.model import Evidence, Progress
from screens.reading import error_dialog
from widgets.line_bar import LineBar
from widgets.line_input import PathInput


class Gathering(Screen[Any]):
    """A dialog with a line named `evidence`. What follows once all is copied stands in `gathered`.

    To be named after the dialog's own class: the toolkit's style sheet follows the first base class alone.
    """

    class Gathered(Message):
        """The evidence of an entry is in the ledger's folder, or the error that kept it from there."""

        def __init__(self, turn: int, entry: Progress, outcome: list[Evidence] | GovtuiError) -> None:
            super().__init__()
            self.turn, self.entry, self.outcome = turn, entry, outcome

    _turn = 0
    _copying = False

    def gathered(self, entry: Progress) -> None:
        """Go on with an entry whose evidence is in the ledger's folder."""
        raise NotImplementedError

    def on_path_input_table_pasted(self, message: PathInput.TablePasted) -> None:
        """Several files that are dropped at once come as lines."""
        self.query_one("#evidence", Input).value = "；".join(filter(None, map(str.strip, message.text.splitlines())))

    def gather(self, entry: Progress, folder: Path) -> None:
        """Copy what stands in the line into the ledger's folder, and go on with the entry then."""
        from govtui.review.gathering import parts_of  # what keeps and opens evidence is not needed to begin with

        if self._copying:
            return
        parts = parts_of(self.query_one("#evidence", Input).value.strip())
        if not parts:
            self.gathered(entry)
            return
        self._turn += 1
        self._copying = True
        self._tell("正在把佐证材料存进台账……按 Esc 停止", "label")
        self._gather(self._turn, entry, parts, folder)

    @work(thread=True)
    def _gather(self, turn: int, entry: Progress, parts: Sequence[str], folder: Path) -> None:
        from govtui.review.gathering import gather

        def refuse_if_stopped(*_done: int) -> None:
            if turn != self._turn:
                raise StoppedError

        try:
            self.post_message(self.Gathered(turn, entry, gather(folder, parts, refuse_if_stopped)))
        except StoppedError:
            return
        except GovtuiError as error:
            self.post_message(self.Gathered(turn, entry, error))

    def on_gathering_gathered(self, message: Gathered) -> None:
        """Go on with the entry and its evidence, or tell why that could not be taken."""
        if message.turn != self._turn:
            return
        self._copying = False
        if isinstance(message.outcome, GovtuiError):
            self._tell("佐证材料没有附上，进展还没有登记", "yellow")
            self.query_one("#evidence", Input).focus()
            self.app.push_screen(error_dialog(message.outcome))
            return
        pieces = tuple(dict.fromkeys((*message.entry.evidence, *message.outcome)))
        self.gathered(msgspec.structs.replace(message.entry, evidence=pieces))

    def stop_gathering(self) -> bool:
        """Stop what is being copied, and say whether anything was."""
        self._turn += 1
        stopped, self._copying = self._copying, False
        return stopped

    def _tell(self, words: str, ink: str) -> None:
        self.query_one("#dialog-message", LineBar).show([(words, ink)])
