"""Grids as the readers of documents and sheets make them, written down as rows of texts."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.intake.choices import Choices
from govtui.intake.grid import Cell, Grid, Line, Merge, Row, Source
from govtui.intake.recogniser import recognise
from govtui.intake.recognition import Profile, Recognition
from govtui.intake.tables import put_together
from govtui.model import RemarkKind

MARKS = {"^": Merge.UP, "<": Merge.LEFT}
"""Cells that are part of the one above or at the left."""

Rows = Sequence[Sequence[str]]

PLAN = [
    ["序号", "重点任务", "具体要求", "责任单位", "完成时限"],
    ["1", "修好农村公路", "逐段排查县乡道路的坑槽并修补。", "县交通局", "2026年6月底"],
    ["2", "^", "在学校周边增设减速带和警示牌。", "县公安局", "2026年9月底"],
    ["3", "办好城乡公交", "公交线路延伸到60个行政村。", "县交通局", "全年"],
]


def cell(text: str, line: int) -> Cell:
    """Return a cell; ¶ parts its paragraphs."""
    if text in MARKS:
        return Cell((), line, line, MARKS[text])
    return Cell(tuple(text.split("¶")) if text else (), line, line)


def rows_at(rows: Rows, start: int) -> tuple[Row, ...]:
    """Return rows that stand on the lines from `start` on."""
    return tuple(Row(tuple(cell(text, line) for text in row)) for line, row in enumerate(rows, start))


def sheet(rows: Rows, name: str = "Sheet1", *, merges: bool = True) -> Grid:
    """Return a sheet with lines of its own."""
    lines = tuple(Line("\t".join(text for text in row if text not in MARKS), line) for line, row in enumerate(rows, 1))
    return Grid(rows=rows_at(rows, 1), lines=lines, states_merges=merges, name=name)


def document(*blocks: str | Rows, merges: bool = True) -> Source:
    """Return a document of paragraphs and tables, as its reader gives it."""
    lines: list[Line] = []
    tables: list[tuple[Row, ...]] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(Line(block, len(lines) + 1))
            continue
        tables.append(rows_at(block, len(lines) + 1))
        for row in block:
            lines.append(Line("\t".join(text for text in row if text not in MARKS), len(lines) + 1))
    return Source(grids=tuple(Grid(rows=rows, lines=tuple(lines), states_merges=merges) for rows in tables))


def read(source: Source, choices: Choices | None = None, profiles: Sequence[Profile] = ()) -> Recognition:
    """Return what is recognised of a source."""
    return recognise(put_together(source), name="plan.docx", choices=choices, profiles=profiles)


def requirements(recognition: Recognition) -> list[str]:
    """Return the requirements of the tasks."""
    return [task.requirement for task in recognition.document.tasks]


def said(recognition: Recognition, kind: RemarkKind) -> list[str]:
    """Return the remarks of a kind."""
    return [remark.text for remark in recognition.document.remarks if remark.kind is kind]
