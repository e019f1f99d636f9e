"""Whatever the bytes are: a document or an IntakeError, soon, and nothing in it that acts on a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_plans import HEAD, NAMES, ROADS, numbered, on_lines, opened_by_tabs, rows_of, stacked

from govtui.errors import IntakeError
from govtui.intake.decode import decode
from govtui.intake.grid import Source
from govtui.intake.readers.plain import read_plain
from govtui.intake.recogniser import recognise
from govtui.intake.recognition import Recognition

FRAGMENTS = [
    *(
        "\t",
        "\n",
        "\n\n",
        "\n\t",
        "\t\t",
        "|",
        " ",
        "，",
        "。",
        "、",
        "<p>",
        "</p>",
        "（",
        "“",
        "\x1b[31m",
        "\u202e",
        "\0",
    ),
    *(
        "序号",
        "工作任务",
        "重点任务",
        "具体要求",
        "责任单位",
        "牵头单位",
        "配合单位",
        "量化指标",
        "完成时限",
        "备注",
        "任务",
    ),
    *(
        "1",
        "2.",
        "（一）",
        "一、",
        "十二",
        "3.5",
        "12月31日前",
        "2025年",
        "13月40日",
        "全年",
        "每季度",
        "同上",
        "（续）",
        "附件",
    ),
    *(
        "县交通局",
        "各乡镇",
        "牵头，",
        "配合",
        "修好公路",
        "对县乡道路逐段排查。",
        "不少于10次",
        "分别于9月5日前报送",
        "注：",
        "— 3 —",
    ),
]
RUNS = [
    "".join(f"{line}\n" for line in lines)
    for rows in ([NAMES, *rows_of(numbered(ROADS[:3]))],)
    for lines in (opened_by_tabs(rows), on_lines(rows), stacked(rows), HEAD)
]
TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS + RUNS), st.text(max_size=6)), max_size=60).map("".join)


def read(data: bytes) -> Recognition | None:
    try:
        return recognise(Source(grids=read_plain(decode(data)), ways=True), name="plan.txt")
    except IntakeError:
        return None


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def assert_sound(data: bytes) -> None:
    found = read(data)
    if found is None:
        return
    document = found.document
    assert document.tasks
    for task in document.tasks:
        assert task.requirement
        assert set(task.lead + task.support) <= set(task.units)
    for text in strings(msgspec.to_builtins(document)):
        assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in text)
    lines = re.split("\n", decode(data))
    assert set(found.fates) <= {number for number, line in enumerate(lines, 1) if line.strip()}


@settings(max_examples=300, deadline=2000)
@given(TEXTS)
def test_random_text(text: str) -> None:
    assert_sound(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=2000)
@given(TEXTS, st.sampled_from(["gb18030", "utf-16", "utf-16-le", "utf-8-sig"]))
def test_random_text_in_other_encodings(text: str, encoding: str) -> None:
    assert_sound(text.encode(encoding, "ignore"))


@settings(max_examples=200, deadline=2000)
@given(st.binary(max_size=400))
def test_random_bytes(data: bytes) -> None:
    assert_sound(data)


@settings(max_examples=150, deadline=2000)
@given(
    st.sampled_from(RUNS),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 30), st.sampled_from(["", *FRAGMENTS])), max_size=12),
)
def test_mutilated_plans(text: str, cuts: list[tuple[int, int, str]]) -> None:
    for at, length, inserted in cuts:
        at %= len(text) + 1
        text = text[:at] + inserted + text[at + length :]
    assert_sound(text.encode("utf-8", "surrogatepass"))
