"""Bytes to text: the encodings of Chinese offices, and what is refused."""

from __future__ import annotations

import pytest

from govtui.errors import IntakeError
from govtui.intake.decode import MAX_BYTES, decode

TEXT = "青禾县2025年任务分解表\n\t序号\t工作任务\n\n\t1\t修好“农村公路”（一期）\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_rare_characters_of_names_in_gb18030() -> None:
    assert decode("责任人：㛃、𠮷、喆\n".encode("gb18030")) == "责任人：㛃、𠮷、喆\n"


def test_plain_ascii() -> None:
    assert decode(b"No\tTask\n1\tRoads\n") == "No\tTask\n1\tRoads\n"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u200b\u3000\n".encode()])
def test_empty(data: bytes) -> None:
    with pytest.raises(IntakeError, match="文件是空的"):
        decode(data)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\0\1\2\3" * 100, b"ab\0\0\0", b"\1\2\3 abc"])
def test_binary(data: bytes) -> None:
    with pytest.raises(IntakeError, match="不是文本文件"):
        decode(data)


@pytest.mark.parametrize("encoding", ["big5", "shift_jis"])
def test_unknown_encoding(encoding: str) -> None:
    with pytest.raises(IntakeError, match="认不出文件的编码") as refused:
        decode((TEXT * 5).encode(encoding, "ignore"))
    assert "UTF-8" in refused.value.hint


def test_mark_that_does_not_fit_the_content() -> None:
    with pytest.raises(IntakeError, match="编码有误"):
        decode(b"\xef\xbb\xbf" + TEXT.encode("gb18030"))


def test_too_large() -> None:
    with pytest.raises(IntakeError, match="文件太大") as refused:
        decode(b"a" * (MAX_BYTES + 1))
    assert "8 MB" in refused.value.message


def test_nothing_survives_that_could_act_on_a_terminal() -> None:
    hostile = "\x1b[31m红\x1b[0m\x1b]0;title\x07\u202e反\u202c\u200b\x00\x9b2J\x07\r\n表"
    assert decode((hostile + TEXT).encode()) == f"红反\n表{TEXT}"
