"""佐证材料 in words, the same on the screen, on the command line and in the filter."""

from __future__ import annotations

import pytest

from govtui.model import Evidence, EvidenceKind, Progress
from govtui.printing.pages import task_page, task_record
from govtui.review.facts import entry_words, task_facts
from govtui.review.filter.parsing import parse_filter
from govtui.review.materials import attached_to, evidence_words, size_words
from govtui.review.timekeeping import TaskTime
from govtui.review.view import TaskView
from govtui.timing.lights import LightReader
from tests.handover_samples import DOCUMENTS
from tests.sheet_samples import DAY, task_row
from widgets.task_text import full_form, short_form

PHOTO = Evidence(EvidenceKind.FILE, "窗口照片.jpg", "a" * 64, 345_678)
PAGE = Evidence(EvidenceKind.WEB, "https://www.qinghe.example/1.html")
NUMBER = Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")
ENTRY = Progress(DAY, "已核对7处。", "县民政局", (PHOTO, PAGE))
ROW = task_row(evidence=(NUMBER,), progress=(Progress(DAY, "已开始。"), ENTRY))
TIME = TaskTime.of(ROW.task, LightReader(DAY))


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 字节"), (1023, "1023 字节"), (1024, "1 KB"), (345_678, "338 KB"), (5 * 1024**2, "5.0 MB")],
)
def test_sizes(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_file_is_told_with_its_size_what_is_none_without() -> None:
    assert list(map(evidence_words, (PHOTO, PAGE, NUMBER))) == ["窗口照片.jpg（338 KB）", PAGE.name, NUMBER.name]


def test_what_belongs_to_the_task_comes_first() -> None:
    told = [(found.evidence, found.place, found.entry) for found in attached_to(ROW.task)]
    assert told == [(NUMBER, None, None), (PHOTO, 1, ENTRY), (PAGE, 1, ENTRY)]


def test_an_entry_with_what_shows_it() -> None:
    assert entry_words(ENTRY) == f"县民政局：已核对7处。\n佐证材料：窗口照片.jpg；{PAGE.name}"
    assert entry_words(ROW.task.progress[0]) == "已开始。"


def test_facts_of_a_task() -> None:
    assert ("佐证材料", NUMBER.name) in task_facts(ROW.task)
    assert dict(task_facts(task_row().task))["佐证材料"] == ""


@pytest.mark.parametrize("form", ["short", "full"])
def test_the_texts_of_the_screen(form: str) -> None:
    lines = short_form(ROW, 60, TIME) if form == "short" else full_form(ROW, None, [], 60, TIME)
    texts = ["".join(text for text, _ink in line) for line in lines]
    assert f"佐证材料  {NUMBER.name}" in texts
    assert "佐证材料：窗口照片.jpg" in "\n".join(texts)


def test_the_page_and_the_record_of_the_command_line() -> None:
    page = task_page(ROW, DOCUMENTS[0], [], TIME, None)
    assert f"佐证材料  {NUMBER.name}" in page
    assert "佐证材料：窗口照片.jpg" in "\n".join(page)
    record = task_record(ROW)
    assert (record["evidence"], record["progress"][1].evidence) == ((NUMBER,), (PHOTO, PAGE))


@pytest.mark.parametrize("word", ["窗口照片", "qinghe", "青政办发"])
def test_the_filter_finds_it(word: str) -> None:
    query = parse_filter(word, TaskView.of([], DAY).context)
    assert query.select([ROW]) == (ROW,)
    assert not query.select([task_row()])
