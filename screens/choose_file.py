"""The dialog in which the clerk chooses the file to be imported, or goes on to the paste box."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from govtui.intake.clipboard import PASTED, Clip
from govtui.keys.intake import CHOOSE_FILE
from govtui.text import clean
from screens.bindings import bindings
from screens.browsing import BrowsingDialog, first_folder
from screens.importing import Intake, Loaded, load_clip, load_file
from screens.loading import LoadingDialog
from screens.paste import PasteDialog
from widgets.line_input import PathInput


class ChooseFileDialog(LoadingDialog[Loaded], BrowsingDialog[Loaded]):
    """The files that can be read; its result is what was read of one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOOSE_FILE)

    def __init__(self, intake: Intake, folder: str, plan: Path | None = None) -> None:
        """Begin in `folder`, where the last plan came from; a `plan` that is given is read at once."""
        super().__init__("导入任务分解表：选择文件", CHOOSE_FILE)
        self._intake = intake
        self._folder = first_folder(plan.parent if plan else Path(folder) if folder else None)
        self._plan = plan
        self._pasted = ""

    def on_mount(self) -> None:
        """List the first folder, and read what was given."""
        self.go(self._folder)
        if self._plan:
            self.open_file(self._plan)
        else:
            self.say(("选好后按 Enter 读入，先看预览再存入台账", "label"))

    def open_file(self, path: Path) -> None:
        """Read a file."""
        self.read(clean(path.name), lambda watch: load_file(self._intake, path, watch))

    def loaded(self, loaded: Loaded) -> None:
        """Hand over what was read."""
        self.dismiss(loaded)

    def action_paste_table(self) -> None:
        """Go on to the paste box."""
        self.app.push_screen(PasteDialog(self._intake.clipboard, self._pasted), self._take_pasted)

    def on_path_input_table_pasted(self, message: PathInput.TablePasted) -> None:
        """A table that was pasted into the line goes into the paste box."""
        self._pasted = message.text
        self.action_paste_table()

    def _take_pasted(self, clip: Clip | None) -> None:
        if clip is not None:
            self._pasted = clip.text
            self.read(PASTED, lambda watch: load_clip(self._intake, clip, watch))
