"""The dialog in which a file is chosen to be attached as evidence."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from govtui.intake.folder import Entry, list_folder
from govtui.keys.keymap import CHOOSE_EVIDENCE
from govtui.text import one_line
from screens.bindings import bindings
from screens.browsing import BrowsingDialog, exists, first_folder


class ChooseEvidenceDialog(BrowsingDialog[Path]):
    """All files of the folders; its result is the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOOSE_EVIDENCE)
    nothing_here = "这个文件夹里没有文件"

    def __init__(self, folder: Path | None) -> None:
        """Begin in `folder`, where the last file came from."""
        super().__init__("选择佐证材料", CHOOSE_EVIDENCE)
        self._folder = first_folder(folder)

    def on_mount(self) -> None:
        """List the first folder."""
        self.go(self._folder)
        self.say(("选好后按 Enter；文件会复制一份存进台账", "label"))

    def entries_of(self, folder: Path) -> tuple[Entry, ...]:
        """Return all that stands in a folder."""
        return list_folder(folder, lambda _name: True)

    def open_file(self, path: Path) -> None:
        """Take a file that is there."""
        if exists(path):
            self.dismiss(path)
        else:
            self.say((f"没有找到“{one_line(path.name)}”", "yellow"))
