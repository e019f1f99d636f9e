"""The lines of a journal one behind the other: which were changed, are missing, stand in a wrong place, come twice."""

from __future__ import annotations

from govtui.ledger.journal import Link
from govtui.ledger.mending.findings import FindingKind, Findings
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.ledger.transactions import GENESIS, Header


class LineSequence:
    """Follows the numbers and hashes of all lines, beyond the first that is not in order."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._highest = 0
        """The highest number so far, that of a changed line taken to be the next."""
        self._hash = GENESIS
        """The hash of the line with that number, empty if it is not known."""
        self._gaps: list[tuple[int, int]] = []
        """The numbers that were passed over, first and last of each stretch."""
        self._presumed: set[int] = set()
        """Numbers that changed lines are taken to have."""

    def take(self, link: Link) -> None:
        """Look at the next line, which is not a torn one."""
        place = f"{JOURNAL_NAME} 第 {link.position} 行"
        if link.header is None:
            self._findings.add(FindingKind.CHANGED_LINE, f"第 {link.position} 行被改动或已损坏", place)
            self._highest, self._hash = self._highest + 1, ""
            self._presumed.add(self._highest)
        elif link.header.number > self._highest:
            self._go_on(link.header, place)
        else:
            self._look_back(link.header, place)

    def finish(self, saved: int) -> None:
        """Name what is missing in all, up to the transaction `saved` after which `ledger.json` was written."""
        if saved > self._highest:
            self._gaps.append((self._highest + 1, saved))
        for first, last in self._gaps:
            numbers = f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条"
            self._findings.add(FindingKind.MISSING_LINE, f"缺少{numbers}修改记录", JOURNAL_NAME)

    def _go_on(self, header: Header, place: str) -> None:
        if header.number > self._highest + 1:
            self._gaps.append((self._highest + 1, header.number - 1))
        elif self._hash and header.previous != self._hash:
            text = f"第 {header.number} 条与第 {header.number - 1} 条接不上：其中一条被整行换过"
            self._findings.add(FindingKind.BROKEN_CHAIN, text, place)
        self._highest, self._hash = header.number, header.hash

    def _look_back(self, header: Header, place: str) -> None:
        number = header.number
        if number in self._presumed:  # so the changed line was another one
            self._presumed.remove(number)
            if number == self._highest:
                self._hash = header.hash
            return
        gap = next((gap for gap in self._gaps if gap[0] <= number <= gap[1]), None)
        if gap is None:
            text = f"第 {number} 条修改记录出现了不止一次"
            self._findings.add(FindingKind.REPEATED_LINE, text, place)
            return
        rest = [(gap[0], number - 1), (number + 1, gap[1])]
        place_of_gap = self._gaps.index(gap)
        self._gaps[place_of_gap : place_of_gap + 1] = [part for part in rest if part[0] <= part[1]]
        text = f"第 {number} 条修改记录不在自己的位置上，排到了后面"
        self._findings.add(FindingKind.MISPLACED_LINE, text, place)
