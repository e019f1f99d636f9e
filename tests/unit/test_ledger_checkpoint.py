from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest
from ledger_samples import CHINA, document_draft

from govtui.ledger.checkpoint import DamagedError, read_checkpoint, write_checkpoint
from govtui.ledger.journal import Place
from govtui.ledger.state import Snapshot
from govtui.ledger.storage import NO_DIGEST, UnsealedError, read_portions
from govtui.model import Document, Task, Unit
from govtui.timekeeping import Clock, Round, Schedule

PLACE = Place(7, "ab" * 32, 4000)


def snapshot(tasks: int) -> Snapshot:
    draft = document_draft(*map(str, range(1, tasks + 1)))
    fields = msgspec.structs.asdict(draft)
    stories = fields.pop("tasks")
    document = Document(**fields, id="1", imported_at=dt.datetime(2023, 11, 22, 9, 0, tzinfo=CHINA))
    made = (Task(**msgspec.structs.asdict(task), id=f"1-{task.seq}", document="1") for task in stories)
    day = dt.date(2023, 11, 20)
    clock = Clock(id="7", template="依申请公开", title="李某申请公开征地批文", started=day)
    return Snapshot(
        {
            "documents": (document,),
            "tasks": tuple(made),
            "clocks": (clock,),
            "rounds": (Round(id="8", due=day, title="第四季度", opened=day),),
            "schedules": (Schedule(id="9", wording="每月25日前", title="月报", since=day),),
            "units": (Unit(id="10", name="县发展和改革局", aliases=("县发改局",)),),
        },
        3,
        "青禾县2023年台账",
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.json"


@pytest.mark.parametrize("number", [0, 1, 64, 300])
def test_what_is_written_is_read_in_its_order(path: Path, number: int) -> None:
    written = snapshot(number)
    write_checkpoint(path, written, PLACE)
    read = read_checkpoint(path)
    assert read is not None
    assert read.state.snapshot() == written
    assert read.place == PLACE._replace(end=0)


def test_no_file_is_no_checkpoint(path: Path) -> None:
    assert read_checkpoint(path) is None


def test_the_file_is_read_in_portions(path: Path) -> None:
    write_checkpoint(path, snapshot(300), PLACE)
    assert [table for table, _ in read_portions(path)] == [
        "meta",
        "documents",
        *["tasks"] * 5,
        "clocks",
        "rounds",
        "schedules",
        "units",
    ]


def test_a_file_that_an_earlier_program_wrote_in_one_line_is_read(path: Path) -> None:
    import hashlib

    write_checkpoint(path, snapshot(300), PLACE)
    tables = json.loads(path.read_bytes())
    tables["meta"]["1"]["digest"] = NO_DIGEST
    plain = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
    start = plain.index(NO_DIGEST.encode())
    digest = hashlib.sha256(plain[start + 64 :]).hexdigest().encode()
    path.write_bytes(plain[:start] + digest + plain[start + 64 :])
    with pytest.raises(UnsealedError):
        list(read_portions(path))
    read = read_checkpoint(path)
    assert read is not None
    assert read.state.snapshot() == snapshot(300)
    path.write_bytes(plain)
    with pytest.raises(DamagedError):
        read_checkpoint(path)


def test_a_changed_byte_is_damage_even_where_all_can_be_decoded(path: Path) -> None:
    write_checkpoint(path, snapshot(300), PLACE)
    path.write_bytes(path.read_bytes().replace("第200项".encode(), "第201项".encode()))
    with pytest.raises(DamagedError):
        read_checkpoint(path)


def test_a_file_of_a_newer_format_is_known_though_its_seal_is_not(path: Path) -> None:
    write_checkpoint(path, snapshot(2), PLACE)
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"format":', b'"format":9', 1))
    read = read_checkpoint(path)
    assert read is not None
    assert read.meta.format >= 90
