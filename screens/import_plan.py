"""The way of importing: choose a file, look at what is understood of it, store it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from govtui.ledger.ledger import Ledger
from govtui.ledger.renewal import compare, likely_predecessor
from govtui.ledger.transactions import Transaction
from govtui.model import DocumentDraft
from screens.choose_file import ChooseFileDialog
from screens.importing import Intake, Loaded, Newer
from screens.preview import PreviewScreen

Taken = Callable[[Transaction, str], None]
"""Takes the transaction that stored a document, and the folder that it came from; "" for a paste."""


def intake_of(ledger: Ledger, *, demo: bool) -> Intake:
    """Return what importing into a ledger asks for; a demo neither knows nor keeps what was chosen for layouts."""

    def store(draft: DocumentDraft, again: bool) -> Transaction:
        return ledger.add_documents([draft], again=again)

    def newer(draft: DocumentDraft) -> Newer | None:
        document = likely_predecessor(draft, ledger.documents, ledger.tasks)
        if document is None:
            return None
        return Newer(compare(document, ledger.tasks, draft), lambda: ledger.renew(document.id, draft))

    if demo:
        return Intake(ledger.document_with, store, newer, profiles=tuple, remember=lambda *_: None)
    return Intake(ledger.document_with, store, newer)


def import_plan(app: App[None], intake: Intake, taken: Taken, folder: str, plan: Path | None = None) -> None:
    """Ask for a plan, beginning in `folder`, or read the `plan` that was given; hand over what was stored of it."""

    def show(loaded: Loaded | None) -> None:
        if loaded is not None:
            app.push_screen(PreviewScreen(intake, loaded), lambda stored: take(stored, loaded.folder))

    def take(stored: Transaction | None, folder: str) -> None:
        if stored is not None:
            taken(stored, folder)

    app.push_screen(ChooseFileDialog(intake, folder, plan), show)
