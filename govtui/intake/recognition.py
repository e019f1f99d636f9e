"""What recognising a source gives: the document, and how each of its tables was read. Values, frozen."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from govtui.intake.columns import Column, Field
from govtui.intake.fates import Fates
from govtui.intake.grid import Grid, Source
from govtui.intake.header import Header
from govtui.model import DocumentDraft

Span = tuple[int, int]
"""The first and the last line of something in the source."""


class Profile(msgspec.Struct, frozen=True, gc=False):
    """What was chosen for the columns of a layout, which is known by the words of its header."""

    names: tuple[str, ...]
    """As `Header.names` has them."""
    fields: tuple[Field, ...]
    """The field of each."""


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One table of a source as it was understood."""

    table: int
    """Its place among the tables of the source, from 0."""
    grid: Grid
    """With what the clerk has changed in it."""
    header: Header | None
    """None for running text; its `start` and `end` are equal where the table has none."""
    columns: tuple[Column, ...]
    """The columns in the order of the header; those that rows have beyond it are not among them."""
    fates: Fates
    """What became of each line of the text or sheet in which it stands."""
    start: int
    """The place of its first task among the document's tasks …"""
    origins: tuple[tuple[Span, ...], ...]
    """… and for each of its tasks the lines that it was read from."""
    numbers: tuple[str, ...]
    """The printed numbers of its items, in order; empty where it prints none."""
    layouts: Mapping[int, tuple[Column, ...]] = {}
    """For every length of a row the column of each of its cells, where the rows are not all as long as the header."""


class Recognition(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A document as it was understood, and how each of its tables was read."""

    document: DocumentDraft
    source: Source
    readings: tuple[Reading, ...]
    """Those of the tables that were read, in their order; at least one."""

    @property
    def fates(self) -> Fates:
        """What became of each line of the text or sheet in which the first table stands."""
        return self.readings[0].fates
