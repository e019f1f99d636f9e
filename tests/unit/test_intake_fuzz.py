"""Whatever the bytes or tables are: a document or an IntakeError, soon, and nothing in it that acts on a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_plans import HEAD, NAMES, ROADS, numbered, on_lines, opened_by_tabs, rows_of, stacked

from govtui.errors import IntakeError
from govtui.intake.choices import Choices, TableChoices
from govtui.intake.columns import Field
from govtui.intake.decode import decode
from govtui.intake.fates import Fate
from govtui.intake.grid import Cell, Grid, Line, Merge, Row, Source
from govtui.intake.readers.plain import read_plain
from govtui.intake.recogniser import recognise
from govtui.intake.recognition import Profile, Recognition
from govtui.intake.tables import put_together
from govtui.text import clean

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


# --- whole tables, as the readers of documents and sheets make them ---

CELLS = st.one_of(
    st.sampled_from([fragment for fragment in map(clean, FRAGMENTS) if fragment.strip()]),
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join),
    st.text(max_size=8),
    st.text(st.sampled_from("一二1（）、。\n 县局月日"), max_size=30),
)
PARAGRAPHS = st.lists(CELLS.map(clean).filter(str.strip), max_size=3).map(tuple)
MERGES = st.sampled_from([*[Merge.NONE] * 5, Merge.UP, Merge.LEFT])
PLAN_ROWS = [tuple(NAMES), *map(tuple, rows_of(numbered(ROADS[:3])))]
LINES = st.integers(0, 40)


@st.composite
def rows(draw: st.DrawFn, start: int, *, solid: bool) -> tuple[Row, ...]:
    """Return rows from the line `start` on, all of one width where they are `solid`; some are those of a plan."""
    width = draw(st.integers(1, len(NAMES) + 1))
    found: list[Row] = []
    for place in range(draw(st.integers(1, 9))):
        height = draw(st.sampled_from([1, 1, 1, 2, 3]))
        span = (start, start + height - 1)
        start += height + draw(st.sampled_from([0, 0, 0, 1]))
        texts = [(text,) if text else () for text in draw(st.sampled_from(PLAN_ROWS))]
        if draw(st.booleans()):
            texts = draw(st.lists(PARAGRAPHS, min_size=1, max_size=len(NAMES) + 1))
        texts = (texts + [()] * width)[:width] if solid else texts
        merges = [draw(MERGES) if solid else Merge.NONE for _ in texts]
        cells = [
            Cell((), *span, merge)
            if (merge is Merge.UP and place) or (merge is Merge.LEFT and at)
            else Cell(paragraphs, *span)
            for at, (paragraphs, merge) in enumerate(zip(texts, merges, strict=True))
        ]
        found.append(Row(tuple(cells), draw(st.booleans())))
    return tuple(found)


def lines_of(tables: list[tuple[Row, ...]], others: list[str]) -> tuple[Line, ...]:
    """Return the lines of tables with other lines above and below them."""
    texts = {
        number: "\t".join(" ".join(cell.paragraphs).replace("\n", " ") for cell in row.cells)
        for table in tables
        for row in table
        for number in range(row.first_line, row.last_line + 1)
    }
    free = [number for number in range(1, max(texts) + len(others) + 1) if number not in texts]
    texts.update(zip(free, others, strict=False))
    return tuple(Line(text, number) for number, text in sorted(texts.items()) if text.strip())


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Return tables below one another in one text, sheets with lines of their own, or ways to lay out one text."""
    kind = draw(st.sampled_from(["document", "sheets", "ways"]))
    tables: list[tuple[Row, ...]] = []
    start = draw(st.integers(1, 4))
    for _ in range(draw(st.integers(1, 3))):
        tables.append(draw(rows(start, solid=kind != "ways")))
        if kind == "document":
            start = tables[-1][-1].last_line + draw(st.integers(1, 3))
    others = [text.replace("\n", " ") for text in draw(st.lists(CELLS.map(clean), max_size=8))]
    together = lines_of(tables, others)
    return Source(
        grids=tuple(
            Grid(
                rows=table,
                lines=lines_of([table], others) if kind == "sheets" else together,
                states_merges=draw(st.booleans()),
                name=f"Sheet{place}" if kind == "sheets" else "",
            )
            for place, table in enumerate(tables)
        ),
        ways=kind == "ways",
    )


TABLE_CHOICES = st.builds(
    TableChoices,
    header=st.none() | st.tuples(st.integers(0, 8), st.integers(0, 3)).map(lambda at: (at[0], at[0] + at[1])),
    fields=st.dictionaries(st.integers(0, 8), st.sampled_from(Field), max_size=3),
    fates=st.dictionaries(LINES, st.sampled_from(Fate), max_size=4),
    cells=st.dictionaries(st.tuples(LINES, st.integers(0, 8)), CELLS.map(clean), max_size=3),
)
CHOICES = st.just(Choices()) | st.builds(
    Choices,
    tables=st.lists(st.integers(0, 4), max_size=2).map(tuple),
    by_table=st.dictionaries(st.integers(0, 3), TABLE_CHOICES, max_size=2),
)
PROFILES = st.lists(
    st.builds(Profile, names=st.just(tuple(NAMES)), fields=st.lists(st.sampled_from(Field), max_size=9).map(tuple)),
    max_size=1,
)


def assert_accounted_for(found: Recognition) -> None:
    """Assert that no line and no task is lost on the way from the source to the document."""
    assert len(found.document.tasks) == sum(len(reading.origins) for reading in found.readings)
    start = 0
    for reading in found.readings:
        assert reading.start == start
        start += len(reading.origins)
        written = {line.number for line in reading.grid.lines if line.text.strip()}
        assert written <= reading.fates.keys()
        of_rows = {number for row in reading.grid.rows for number in range(row.first_line, row.last_line + 1)} | written
        for origin in reading.origins:
            assert origin
            for first, last in origin:
                assert first <= last
                assert {first, last} <= of_rows
    assert all(task.requirement for task in found.document.tasks)


@settings(max_examples=400, deadline=2000)
@given(sources(), CHOICES, PROFILES)
def test_random_tables_under_random_choices(source: Source, choices: Choices, profiles: list[Profile]) -> None:
    try:
        found = recognise(put_together(source), name="plan.docx", choices=choices, profiles=profiles)
    except IntakeError:
        return
    assert_accounted_for(found)
