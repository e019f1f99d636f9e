from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from ledger_samples import CHINA

from govtui.ledger import proof
from govtui.ledger.journal import Place, read_links
from govtui.ledger.proof import prove
from govtui.ledger.transactions import GENESIS, Transaction, seal

SIZES = (0, 1, 40, 300, 90, 5000, 7, 700, 0)
"""Characters in the reasons of the lines."""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path, previous = tmp_path / "journal.jsonl", GENESIS
    with path.open("wb") as file:
        for number, size in enumerate(SIZES, 1):
            sealed = seal(
                Transaction(
                    number=number,
                    format=3,
                    time=dt.datetime(2023, 11, 22, 9, number, tzinfo=CHINA),
                    operator="李四",
                    account="li@OFFICE-1",
                    reason="核" * size,
                    changes=(),
                    previous=previous,
                )
            )
            file.write(sealed.line)
            previous = sealed.transaction.hash
    return path


def places(journal: Path) -> list[Place]:
    """Return the places behind the lines."""
    headers = [(link.header, link.end) for link in read_links(journal)]
    return [Place(header.number, header.hash, end) for header, end in headers if header]


@pytest.mark.parametrize("block", [300, 301, 512, 4096, 1 << 18])
def test_a_sound_journal_is_proven_up_to_each_line(journal: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(proof, "_BLOCK", block)
    for place in places(journal):
        assert prove(journal, place._replace(end=0)) == place


def test_what_comes_behind_the_place_does_not_matter(journal: Path) -> None:
    place = places(journal)[3]
    data = journal.read_bytes()
    journal.write_bytes(data[: place.end] + b"\0garbage" + data[place.end + 9 :])
    assert prove(journal, place) == place
    journal.write_bytes(data[: place.end])
    assert prove(journal, place) == place


def test_before_the_first_line_nothing_has_to_be_proven(journal: Path) -> None:
    assert prove(journal, Place()) == Place()


@pytest.mark.parametrize("block", [300, 1 << 18])
def test_no_changed_byte_passes(journal: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(proof, "_BLOCK", block)
    last, data = places(journal)[-1], bytearray(journal.read_bytes())
    for index in range(0, len(data), 3):
        data[index] ^= 1
        journal.write_bytes(data)
        assert prove(journal, last) is None, index
        data[index] ^= 1
    journal.write_bytes(data)
    assert prove(journal, last) == last


@pytest.mark.parametrize("block", [300, 1 << 18])
def test_no_missing_repeated_or_misplaced_line_passes(
    journal: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(proof, "_BLOCK", block)
    last, lines = places(journal)[-1], journal.read_bytes().splitlines(keepends=True)
    for place in range(len(lines) - 1):
        swapped = [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]
        for changed in (lines[:place] + lines[place + 1 :], lines[:place] + lines[place:][:1] + lines[place:], swapped):
            journal.write_bytes(b"".join(changed))
            assert prove(journal, last) is None


def test_another_hash_a_shorter_journal_and_none_at_all(journal: Path) -> None:
    last = places(journal)[-1]
    assert prove(journal, last._replace(hash="ab" * 32)) is None
    assert prove(journal, last._replace(number=last.number + 1)) is None
    journal.write_bytes(journal.read_bytes()[:-1])
    assert prove(journal, last) is None
    journal.unlink()
    assert prove(journal, last) is None
