from __future__ import annotations

import datetime as dt
import hashlib
import json

import msgspec
import pytest
from ledger_samples import CHINA

from govtui.ledger.transactions import FORMAT, GENESIS, Change, Header, Transaction, decode, inspect, newer_format, seal


def transaction(**fields: object) -> Transaction:
    given = {
        "number": 1,
        "time": dt.datetime(2023, 11, 22, 9, 30, tzinfo=CHINA),
        "operator": "张三",
        "account": "zhang@OFFICE-3",
        "reason": "办理状态改为“已完成”：1-1",
        "changes": (Change("tasks", "1-1", {"status": "todo"}, {"status": "done"}),),
        "previous": GENESIS,
        **fields,
    }
    return Transaction(**given)


def test_a_line_is_readable_json_with_its_hash_at_the_end() -> None:
    sealed = seal(transaction())
    assert sealed.line.endswith(b"\n")
    assert sealed.line.count(b"\n") == 1
    assert "办理状态改为“已完成”：1-1".encode() in sealed.line
    fields = json.loads(sealed.line)
    assert list(fields) == ["number", "time", "operator", "account", "reason", "changes", "previous", "hash"]
    assert fields["time"] == "2023-11-22T09:30:00+08:00"
    body = sealed.line[: sealed.line.index(b',"hash":')]
    assert fields["hash"] == hashlib.sha256(body).hexdigest() == sealed.transaction.hash


def test_what_is_sealed_is_what_will_be_read() -> None:
    sealed = seal(transaction(undoes=4, number=5, changes=(Change("tasks", "1-1", after={"themes": ("甲", "乙")}),)))
    assert decode(sealed.line) == sealed.transaction
    assert sealed.transaction.changes[0].after == {"themes": ["甲", "乙"]}
    assert sealed.transaction.undoes == 5 - 1
    assert sealed.transaction.time.utcoffset() == dt.timedelta(hours=8)


def test_the_order_of_keys_does_not_change_the_line() -> None:
    one = seal(transaction(changes=(Change("tasks", "1-1", after={"note": "甲", "status": "done"}),)))
    other = seal(transaction(changes=(Change("tasks", "1-1", after={"status": "done", "note": "甲"}),)))
    assert one.line == other.line


def test_a_sound_line_tells_its_place() -> None:
    sealed = seal(transaction(number=120, previous="ab" * 32))
    assert inspect(sealed.line) == Header(120, "ab" * 32, sealed.transaction.hash)


def test_a_changed_byte_anywhere_is_noticed() -> None:
    line = seal(transaction()).line
    for index in range(len(line)):
        for mask in (0x01, 0x20, 0x80):
            changed = bytearray(line)
            changed[index] ^= mask
            assert inspect(bytes(changed)) is None, index


def test_a_line_cut_short_anywhere_is_noticed() -> None:
    line = seal(transaction()).line
    for length in range(len(line)):
        assert inspect(line[:length]) is None, length


def test_the_format_is_told_only_by_later_ones() -> None:
    line = seal(transaction()).line
    assert b'"format"' not in line
    assert newer_format(line) == 0
    assert newer_format(seal(transaction(format=FORMAT + 1)).line) == FORMAT + 1


def test_an_unknown_table_is_refused() -> None:
    line = seal(transaction()).line.replace(b'"tasks"', b'"users"')
    with pytest.raises(msgspec.ValidationError):
        decode(line)


def test_the_inverse_of_the_inverse_is_the_change() -> None:
    change = Change("tasks", "1-1", {"status": "todo"}, {"status": "done"})
    assert change.inverse() == Change("tasks", "1-1", {"status": "done"}, {"status": "todo"})
    assert change.inverse().inverse() == change
