"""The question to the terminal, put through a pseudo-terminal; and the console of Windows."""

from __future__ import annotations

import ctypes
import io
import os
import pty
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from govtui.terminal import asking
from govtui.terminal.asking import Asking
from govtui.terminal.console_windows import console_cells


class Pair:
    """A pseudo-terminal as this process's own, and what has been written to it."""

    def __init__(self) -> None:
        self.outer, self.inner = pty.openpty()
        self.reader = os.fdopen(os.dup(self.inner), "r", encoding="utf-8")
        self.writer = os.fdopen(os.dup(self.inner), "w", encoding="utf-8")
        self.seen = b""

    def mode(self) -> list[Any]:
        return termios.tcgetattr(self.inner)

    def close(self) -> None:
        self.reader.close()
        self.writer.close()
        os.close(self.outer)
        os.close(self.inner)


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    pair = Pair()
    streams = SimpleNamespace(stdin=pair.reader, stdout=pair.writer, platform=sys.platform)
    monkeypatch.setattr(asking, "sys", streams)  # pytest puts its own streams into the real one
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp())
    yield pair
    pair.close()


@contextmanager
def answering(pair: Pair, answer: Callable[[bytes], bytes]) -> Iterator[None]:
    """Have somebody at the terminal who answers once something was asked."""

    def sit() -> None:
        pair.seen += os.read(pair.outer, 4096)
        os.write(pair.outer, answer(pair.seen))

    thread = threading.Thread(target=sit, daemon=True)
    thread.start()
    yield
    thread.join(5)


def test_the_answer_and_what_was_typed_before_and_after_it(pair: Pair) -> None:
    before = pair.mode()
    os.write(pair.outer, b"/")
    os.read(pair.outer, 10)  # its echo
    with answering(pair, lambda _: b"\x1b[3;3R\xe8\xb4\xa2\x1b[3;2R\r"), Asking() as question:
        time.sleep(0.05)
        answer = question.answer()
        assert pair.mode() == before, "the terminal is as before, with the question still open"
    assert answer.cells == {"“": 2, "─": 1}
    assert answer.typed == "/财\r"
    assert pair.seen.endswith(b"\x1b[K"), "nothing stays on the line"


def test_the_answer_is_not_echoed(pair: Pair) -> None:
    with answering(pair, lambda _: b"\x1b[3;2R\x1b[3;2R"), Asking() as question:
        question.answer()
    os.set_blocking(pair.outer, False)
    with pytest.raises(BlockingIOError):
        os.read(pair.outer, 100)


def test_a_terminal_that_does_not_answer_costs_its_patience_once(pair: Pair) -> None:
    before = pair.mode()
    begin = time.monotonic()
    with Asking() as question:
        assert question.answer().cells == {}
        assert question.answer().cells == {}
    assert asking.PATIENCE <= time.monotonic() - begin < asking.PATIENCE * 2
    assert pair.mode() == before


def test_what_was_loaded_meanwhile_counts(pair: Pair) -> None:
    with Asking() as question:
        time.sleep(asking.PATIENCE)
        begin = time.monotonic()
        question.answer()
        assert time.monotonic() - begin < 0.05


def test_the_terminal_is_as_before_when_loading_fails(pair: Pair) -> None:
    before = pair.mode()
    question = Asking()
    question.__enter__()
    assert pair.mode() != before
    question.__exit__(RuntimeError, RuntimeError(), None)
    assert pair.mode() == before


def test_nothing_is_asked_where_it_is_needless_or_in_the_background(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Asking(needed=False) as question:
        assert question.answer().cells == {}
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + 1)
    with Asking() as question:
        assert question.answer().cells == {}
    os.set_blocking(pair.outer, False)
    with pytest.raises(BlockingIOError):
        os.read(pair.outer, 100)


def test_nothing_is_asked_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(asking, "sys", SimpleNamespace(stdin=out, stdout=out, platform=sys.platform))
    with Asking() as question:
        assert question.answer().cells == {}
    assert out.getvalue() == ""


class FakeConsole:
    """The functions of a Windows console whose cursor is where what was written to it has brought it."""

    def __init__(self, out: io.StringIO, wide: str, *, there: bool = True) -> None:
        self.out = out
        self.wide = wide
        self.there = there
        self.GetStdHandle = FakeFunction(lambda number: 7)
        self.GetConsoleScreenBufferInfo = FakeFunction(self.describe)

    def describe(self, handle: int, place: Any) -> int:
        written = self.out.getvalue().rpartition("\r")[2]
        place._obj.numbers[2] = sum(2 if char in self.wide else 1 for char in written)
        return int(self.there)


class FakeFunction:
    """A function of the system that can be given argument types, as ctypes' can."""

    def __init__(self, call: Callable[..., object]) -> None:
        self.call = call

    def __call__(self, *arguments: object) -> object:
        return self.call(*arguments)


@pytest.mark.parametrize(("wide", "there", "cells"), [("“", True, [2, 1]), ("", True, [1, 1]), ("", False, [])])
def test_the_console_of_windows_says_where_its_cursor_is(
    monkeypatch: pytest.MonkeyPatch, wide: str, there: bool, cells: list[int]
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(ctypes, "WinDLL", lambda name: FakeConsole(out, wide, there=there), raising=False)
    assert list(console_cells("“─").values()) == cells
    assert out.getvalue().endswith("\r  \r")
