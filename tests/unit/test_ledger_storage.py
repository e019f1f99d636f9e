from __future__ import annotations

import errno
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from govtui.ledger import disk
from govtui.ledger import storage as storage_module
from govtui.ledger.disk import explain, replacing, write_file
from govtui.ledger.storage import NO_DIGEST, LedgerStorage, UnsealedError, is_sealed, read_portions


def tables(note: str = "已核实") -> dict[str, dict[str, object]]:
    return {"meta": {"1": {"digest": NO_DIGEST, "format": 1}}, "tasks": {"1": {"id": "1-1", "note": note}}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账 2023" / "ledger.json"


@pytest.fixture
def storage(path: Path) -> LedgerStorage:
    path.parent.mkdir()
    return LedgerStorage(path)


def test_what_is_written_is_read(storage: LedgerStorage, path: Path) -> None:
    storage.write(tables())
    read = storage.read()
    assert read is not None
    assert read["tasks"] == tables()["tasks"]
    assert "已核实".encode() in path.read_bytes()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot force a folder to the disk")
def test_content_and_name_are_forced_to_the_disk(
    storage: LedgerStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[bool, bool]] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        fsync(handle)
        synced.append((os.path.samestat(os.fstat(handle), path.parent.stat()), path.exists()))

    monkeypatch.setattr(os, "fsync", watched)
    storage.write(tables())
    assert synced == [(False, False), (True, True)]  # the new file before it takes its name, then the folder


def test_a_missing_or_empty_file_is_an_empty_database(storage: LedgerStorage, path: Path) -> None:
    assert storage.read() is None
    path.touch()
    assert storage.read() is None


def test_any_tinydb_script_reads_and_changes_the_file(storage: LedgerStorage, path: Path) -> None:
    storage.write(tables())
    with TinyDB(path, encoding="utf-8", ensure_ascii=False) as database:
        assert database.tables() == {"meta", "tasks"}
        [task] = database.table("tasks").search(Query().note == "已核实")
        assert (task.doc_id, task["id"]) == (1, "1-1")
        assert is_sealed(path.read_bytes())
        database.table("tasks").insert({"id": "1-2", "note": ""})
    assert not is_sealed(path.read_bytes())


def test_tinydb_works_on_top_of_the_storage(storage: LedgerStorage, path: Path) -> None:
    storage.write(tables())
    with TinyDB(path, storage=LedgerStorage) as database:
        database.table("tasks").update({"note": "另行研究"}, Query().id == "1-1")
    assert json.loads(path.read_text(encoding="utf-8"))["tasks"]["1"]["note"] == "另行研究"
    assert is_sealed(path.read_bytes())


def test_a_changed_byte_anywhere_breaks_the_seal(storage: LedgerStorage, path: Path) -> None:
    storage.write(tables())
    data = path.read_bytes()
    assert is_sealed(data)
    for index in range(len(data)):
        assert not is_sealed(data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :]), index
        assert not is_sealed(data[:index]), index


# Portions


def many(number: int) -> dict[str, dict[str, object]]:
    return tables() | {
        "documents": {},
        "tasks": {str(key): {"id": f"1-{key}", "note": '},"\\n{' * (key % 7)} for key in range(1, number + 1)},
        "units": {"1": {"名": "甲"}},
    }


def whole(path: Path) -> dict[str, dict[str, object]]:
    """Return all that comes out in portions."""
    found: dict[str, dict[str, object]] = {}
    for table, records in read_portions(path):
        found.setdefault(table, {}).update(json.loads(bytes(records)))
    return found


def without_digest(tables: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    record = {key: value for key, value in dict(tables["meta"]["1"]).items() if key != "digest"}  # type: ignore[call-overload]
    return tables | {"meta": {"1": record}}


@pytest.mark.parametrize("number", [0, 1, 63, 64, 65, 128, 1000])
def test_what_is_written_comes_out_in_portions(storage: LedgerStorage, path: Path, number: int) -> None:
    storage.write(many(number))
    assert without_digest(whole(path)) == without_digest(many(number))
    assert list(whole(path)["tasks"]) == list(many(number)["tasks"])
    assert is_sealed(path.read_bytes())
    with TinyDB(path, encoding="utf-8", access_mode="r") as database:
        assert len(database.table("tasks")) == number
        assert len(database.table("units")) == 1


def test_no_portion_is_large(storage: LedgerStorage, path: Path) -> None:
    storage.write(many(1000))
    sizes = [len(json.loads(bytes(records))) for table, records in read_portions(path) if table == "tasks"]
    assert max(sizes) == 64
    assert sum(sizes) == 1000


def test_a_large_file_is_forced_to_the_disk_bit_by_bit(
    storage: LedgerStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        fsync(handle)
        sizes.append(os.fstat(handle).st_size)

    monkeypatch.setattr(os, "fsync", watched)
    monkeypatch.setattr(storage_module, "_FORCED", 5000)
    storage.write(many(1000))
    whole_size = path.stat().st_size
    forced = sizes[: sizes.index(whole_size)]
    assert len(forced) >= whole_size // 10_000
    assert all(second - first < 10_000 for first, second in pairwise(forced))
    assert without_digest(whole(path)) == without_digest(many(1000))


def test_records_longer_than_what_is_read_at_a_time(
    storage: LedgerStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.write(many(200))
    for size in (2, 100, 101, 1000):
        monkeypatch.setattr(storage_module, "_BLOCK", size)
        assert without_digest(whole(path)) == without_digest(many(200))


def test_portions_of_a_file_with_a_changed_byte_are_refused(storage: LedgerStorage, path: Path) -> None:
    storage.write(many(70))
    data = path.read_bytes()
    for index in range(len(data)):
        path.write_bytes(data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :])
        with pytest.raises((UnsealedError, json.JSONDecodeError, UnicodeDecodeError, AttributeError)):
            whole(path)
    for changed in (data[:-1], data[:-3], data[:40], b"", data + b"\n", data + data):
        path.write_bytes(changed)
        with pytest.raises(UnsealedError):
            whole(path)


@pytest.mark.parametrize("number", [0, 5000])
def test_a_file_of_one_line_is_none_with_portions(path: Path, number: int) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps(many(number), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    with pytest.raises(UnsealedError):
        whole(path)


def test_tables_without_a_digest_are_written_as_well(storage: LedgerStorage, path: Path) -> None:
    for plain in ({}, {"tasks": {}}, {"tasks": {"1": {"id": "1-1"}}, "meta": {}}):
        storage.write(plain)
        assert storage.read() == plain
        assert not is_sealed(path.read_bytes())


def test_what_fails_while_it_is_written_leaves_the_old_file(storage: LedgerStorage, path: Path) -> None:
    storage.write(tables())
    with pytest.raises(TypeError):
        storage.write(many(100) | {"last": {"1": object()}})  # type: ignore[dict-item]
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(b"half" * (1 // 0))
    assert storage.read() is not None
    assert is_sealed(path.read_bytes())
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file(
    storage: LedgerStorage, path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    storage.write(tables())

    def fail(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fail)
    with pytest.raises(OSError, match="No space"):
        storage.write(tables("不会写进去"))
    assert is_sealed(path.read_bytes())
    assert "已核实".encode() in path.read_bytes()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_a_scanner_holds_for_a_moment_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    replace = Path.replace
    refusals = [PermissionError(errno.EACCES, "held"), PermissionError(errno.EACCES, "held")]

    def held_twice(source: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(source, target)

    monkeypatch.setattr(disk, "_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", held_twice)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_stays_held_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_bytes(b"old")

    def held(_source: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(disk, "_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_leftover_of_an_interrupted_write_does_no_harm(storage: LedgerStorage, path: Path) -> None:
    path.with_name("ledger.json.tmp").write_bytes(b'{"half": ')
    storage.write(tables())
    assert is_sealed(path.read_bytes())
    assert list(path.parent.iterdir()) == [path]


def test_every_trouble_is_told_in_chinese() -> None:
    assert explain(OSError(errno.ENOSPC, "No space left on device"))[0] == "磁盘已满"
    assert "U盘" in explain(OSError(errno.ENOENT, "No such file or directory"))[1]
    cause, hint = explain(OSError(errno.ENXIO, "No such device or address"))
    assert cause == "系统报告：No such device or address"
    assert hint
