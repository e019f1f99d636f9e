"""The dialog for a document that seems to be a newer version of one in the ledger: what it changes, and what to do."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from govtui.keys.intake import RENEWAL
from govtui.ledger.renewal import Renewal
from govtui.ledger.summary import title_of
from govtui.review.renewals import renewal_facts
from screens.bindings import bindings
from screens.deciding import DecisionDialog
from widgets.task_text import labelled


class RenewalDialog(DecisionDialog):
    """Its result is True where the document in the ledger is to be renewed, False for a document of its own."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(RENEWAL)

    def __init__(self, renewal: Renewal) -> None:
        document = renewal.document
        facts = [("台账中", f"来文{document.id} {title_of(document)}"), *renewal_facts(renewal)]
        super().__init__(
            f"像是来文{document.id}的新版",
            RENEWAL,
            lambda cells: labelled(facts, cells),
            (f"更新来文{document.id}（保留进展）", "存为新的来文"),
            "更新：同一项任务的状态、进展和备注不变，只换成新的文字；可以撤销",
        )
