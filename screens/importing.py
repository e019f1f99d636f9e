"""From the key for importing to the stored document: which file, the preview, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from govtui.intake.choices import Choices
from govtui.intake.clipboard import Clip, load_pasted, take_clip
from govtui.intake.examined import Examined, examined
from govtui.intake.load import LoadedFile, load_source
from govtui.intake.profiles import learn, load_profiles, save_profiles
from govtui.intake.recognition import Profile, Recognition
from govtui.intake.watch import Watch
from govtui.ledger.renewal import Renewal
from govtui.ledger.transactions import Transaction
from govtui.model import Document, DocumentDraft


def _remember(recognition: Recognition, choices: Choices) -> None:
    if profiles := learn(recognition, choices):
        save_profiles(profiles)


@dataclass(frozen=True)
class Newer:
    """A draft that seems to be a newer version of a document in the ledger."""

    renewal: Renewal
    store: Callable[[], Transaction | None]
    """Puts it in the place of that document; gives None if nothing changes, raises LedgerError."""


@dataclass(frozen=True)
class Intake:
    """What importing asks of the rooms below."""

    known: Callable[[str], Document | None]
    """Gives the document that was loaded from a file with this SHA-256."""
    store: Callable[[DocumentDraft, bool], Transaction]
    """Stores a document, the second time if that is True; raises LedgerError."""
    newer: Callable[[DocumentDraft], Newer | None] = lambda _: None
    """Says of which document in the ledger a draft seems to be a newer version."""
    load: Callable[[Path, Watch], LoadedFile] = load_source
    clipboard: Callable[[], Clip] = take_clip
    """Gives what the system's clipboard holds; raises IntakeError."""
    profiles: Callable[[], Sequence[Profile]] = load_profiles
    remember: Callable[[Recognition, Choices], None] = _remember
    """Keeps what was chosen for the layout, for the next file of its kind."""


@dataclass(frozen=True)
class Loaded:
    """A file or a paste that was read, and what was recognised in it at first."""

    file: LoadedFile
    profiles: Sequence[Profile]
    first: Examined
    folder: str = ""
    """Where it was; empty for a paste."""


def load_file(intake: Intake, path: Path, watch: Watch) -> Loaded:
    """Return a file as it is first seen; raises IntakeError and StoppedError as `load_source` does."""
    return _loaded(intake, intake.load(path, watch), str(path.absolute().parent))


def load_clip(intake: Intake, clip: Clip, watch: Watch) -> Loaded:
    """Return what was pasted likewise."""
    return _loaded(intake, load_pasted(clip.best, watch), "")


def _loaded(intake: Intake, file: LoadedFile, folder: str) -> Loaded:
    profiles = intake.profiles()
    return Loaded(file, profiles, examined(file, Choices(), profiles), folder)
