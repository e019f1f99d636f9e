"""The filter's language as data: every example is understood, every field is read, the page is what the data gives."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Document, Status, Task, Unit
from govtui.paths import asset
from govtui.review.directory import Directory
from govtui.review.filter.fields import READERS
from govtui.review.filter.page import filter_page
from govtui.review.filter.reference import BY_NAME, FIELDS, FILTER_EXAMPLES, Key, every_example
from govtui.review.filter.tally import WORDS
from govtui.review.view import TaskView

TASK = Task(
    id="1-4",
    document="1",
    seq="4",
    themes=("便民服务",),
    requirement="公开进度，开展培训",
    units_text="县财政局牵头，县教育局配合",
    units=("县财政局", "县教育局"),
    lead=("县财政局",),
    support=("县教育局",),
    status=Status.DOING,
    extra=(("责任人", "王某"),),
)
DOCUMENTS = [
    Document(id=number, source="plan.txt", title=title, imported_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC))
    for number, title in (("1", "政务公开工作要点"), ("2", "河湖管护方案"))
]
DIRECTORY = Directory.of([TASK], [Unit(id="1", name="县财政局", own=True)])
VIEW = TaskView.of([TASK], dt.date(2026, 9, 18), documents=DOCUMENTS, directory=DIRECTORY)


@pytest.mark.parametrize("text", dict(every_example()))
def test_every_example_is_understood(text: str) -> None:
    assert VIEW.filtered(text).query.problems == ()


def test_every_field_is_explained_and_read() -> None:
    assert [field.key for field in FIELDS] == list(Key)
    assert READERS.keys() == set(Key) - {Key.ORDER, Key.GROUP}
    for field in FIELDS:
        assert field.examples
        assert all(f"{field.name}:" in text for text, _ in field.examples)


def test_no_name_is_that_of_two_fields() -> None:
    names = [name for field in FIELDS for name in field.names]
    assert len(names) == len(set(names)) == len(BY_NAME)
    assert all(name == name.lower() and name.isalpha() for name in names)


@pytest.mark.parametrize(("key", "word"), [(key, word) for key, words in WORDS.items() for word in words])
def test_every_word_that_is_offered_is_understood(key: Key, word: str) -> None:
    assert VIEW.filtered(f"{key.value}:{word}").query.problems == ()


def test_the_page_of_the_manual_is_made_from_the_data() -> None:
    assert asset("help/filter.md").read_text(encoding="utf-8") == filter_page()
    assert all(f"`{text}`" in filter_page() for field in FIELDS for text, _ in field.examples)


def test_the_short_form_names_no_field_that_there_is_not() -> None:
    for text, meaning in FILTER_EXAMPLES:
        for term in (*text.split(), *meaning.replace("，", " ").replace("；", " ").split()):
            name, colon, _ = term.partition(":")
            assert not colon or name.lstrip("如和") in (*BY_NAME, "责任人")
