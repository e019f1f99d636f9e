"""An entry of the history as lines of text: all that it changed, what from, what to. Pure functions."""

from __future__ import annotations

from dataclasses import replace

from govtui.review.entries import (
    Entry,
    Head,
    Passage,
    deed_words,
    kind_words,
    moment_words,
    passage_name,
    passage_words,
    task_words,
)
from govtui.text import clip, one_line, width
from widgets.segments import Line
from widgets.task_text import field, paragraph

_BESIDE = 6
"""Cells of the words before and after where each has lines of its own."""

_INDENT = 2


def entry_lines(
    entry: Entry, cells: int, about: str = "", *, passages: int | None = None, tasks: int | None = None
) -> list[Line]:
    """Return an entry in full, or with so many passages at most, each with so many of its tasks named.

    `about` is the requirement of the only task that it touched, which need not be named again then.
    """
    shown = entry.passages[:passages]
    lines = [state_line(entry), *fate_lines(entry, cells)]
    if about:
        lines.append([(clip(f"{task_words(entry.tasks)} {one_line(about)}", cells), "label")])
    for passage in shown:
        named = replace(passage, tasks=()) if about else passage
        lines += passage_lines(named, cells, len(named.tasks) if tasks is None else tasks)
    if not shown:
        lines += paragraph(entry.reason, cells)
    if len(shown) < len(entry.passages):
        left = len(entry.passages) - len(shown)
        lines += paragraph(f"还有{left}处改动，按 Enter 看全部", cells, "label")
    return lines


def state_line(entry: Entry) -> Line:
    """Return number, time, person, computer and kinds of an entry."""
    return [
        (f"第{entry.number}号", "heading"),
        (f"  {moment_words(entry.time)}  ", ""),
        (one_line(entry.person), "strong"),
        (f"  {one_line(entry.account)}" if entry.operator else "", "label"),
        (f"  {kind_words(entry)}", "theme"),
    ]


def fate_lines(head: Head, cells: int) -> list[Line]:
    """Return which entry this one takes back, and by which it does not stand any more; nothing for most."""
    parts = [part for part in (deed_words(head), head.fate) if part]
    return paragraph("，".join(parts), cells, "yellow") if parts else []


def passage_lines(passage: Passage, cells: int, tasks: int) -> list[Line]:
    """Return one change: on a line where it fits, else what was and what is one below the other."""
    named = f"{task_words(passage.tasks, tasks)} " if passage.tasks else ""
    whole = f"{named}{passage_words(passage)}"
    if not (passage.before and passage.after) or ("\n" not in whole and width(whole) <= cells):
        return paragraph(whole, cells)
    lines = paragraph(f"{named}{passage_name(passage)}：", cells)
    for label, text in (("改前", passage.before), ("改后", passage.after)):
        told = field(label, text, cells - _INDENT, label_cells=_BESIDE)
        lines += [[(" " * _INDENT, ""), *line] for line in told]
    return lines
