"""Phrases for entries of progress: where they come from, how they are completed."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Indicator, Progress, Task
from govtui.review.phrases import (
    Completion,
    Phrases,
    common_indicators,
    counted_words,
    last_entry,
    sentence_at,
    with_phrase,
)

TIMES, SHARE = Indicator("不少于4次", ">=", 4, "次", "年"), Indicator("占比50%", ">=", 50, "%")


def task(*texts: str, indicators: tuple[Indicator, ...] = ()) -> Task:
    entries = tuple(Progress(dt.date(2023, 9, day), text) for day, text in enumerate(texts, 1))
    return Task(id="1-1", document="1", seq="1", requirement="公布名册。", progress=entries, indicators=indicators)


def texts(phrases: Phrases, before: str) -> list[str]:
    return [completion.text for completion in phrases.complete(before)]


def test_the_offices_own_phrases_come_first_then_the_most_used() -> None:
    phrases = Phrases.of(
        ["已报送县政府。"], [task("已印发通知。", "已印发通知。已召开推进会。", "已召开推进会。已印发通知。")]
    )
    assert texts(phrases, "") == ["已报送县政府。", "已印发通知。", "已召开推进会。"]


def test_sentences_that_differ_in_numbers_are_one_as_it_was_written_last() -> None:
    phrases = Phrases.of([], [task("已公布3次。", "已公布4次。", "已召开推进会。")])
    assert texts(phrases, "已公") == ["已公布4次。"]


def test_first_clauses_are_phrases_too() -> None:
    phrases = Phrases.of([], [task("已印发通知，部署落实。", "已印发通知，明确时限。")])
    assert texts(phrases, "已")[0] == "已印发通知，"


@pytest.mark.parametrize(
    ("before", "replaced"),
    [
        ("已印", 2),
        ("yyf", 3),
        ("已yf", 3),
        ("YYF", 3),
        ("前期已调研。已印", 2),
        ("前期已调研。\nyyf", 3),
        ("9月5日，已印", 2),
    ],
)
def test_what_is_typed_is_completed_by_characters_and_by_pinyin(before: str, replaced: int) -> None:
    assert Phrases(("已印发通知。",)).complete(before) == (Completion("已印发通知。", replaced),)


@pytest.mark.parametrize("before", ["已印发通知。x", "通知", "zz", "已印发通知"])
def test_what_goes_on_otherwise_is_not_completed(before: str) -> None:
    assert Phrases(("已印发通知",)).complete(before) == ()


def test_a_sentence_begins_with_what_is_the_offices_own_or_written_often() -> None:
    phrases = Phrases(("甲甲甲。",), ("乙乙乙。",), ("丙丙丙。",))
    assert phrases.complete("已印发通知。") == (Completion("甲甲甲。", 0), Completion("乙乙乙。", 0))
    assert phrases.complete("丙") == (Completion("丙丙丙。", 1),)


@pytest.mark.parametrize(
    ("text", "cursor", "sentence"),
    [
        ("已印发通知。已开会", 9, "已开会"),
        ("已印发通知。已开会", 3, "已印发通知。"),
        ("已印发通知。", 6, "已印发通知。"),
        ("", 0, ""),
    ],
)
def test_the_sentence_at_the_cursor(text: str, cursor: int, sentence: str) -> None:
    assert sentence_at(text, cursor) == sentence


def test_a_kept_phrase_comes_first_and_stands_once() -> None:
    assert with_phrase(("甲", "乙"), "乙") == ("乙", "甲")


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ([(TIMES, 1)], "完成1次"),
        ([(TIMES, 2), (SHARE, 40)], "完成2次，达到40%"),
        ([(TIMES, -1)], "核减1次"),
        ([(TIMES, 1.5)], "完成1.5次"),
        ([], ""),
    ],
)
def test_what_only_counts_is_said(counted: list[tuple[Indicator, float]], said: str) -> None:
    assert counted_words(counted) == said


def test_the_last_entry_is_that_of_the_latest_day_of_one_task() -> None:
    one = task("甲", "乙")
    assert last_entry([one]) == one.progress[1]
    assert last_entry([task()]) is None
    assert last_entry([one, one]) is None


def test_indicators_that_all_tasks_have() -> None:
    both, one = task(indicators=(TIMES, SHARE)), task(indicators=(TIMES,))
    assert common_indicators([both, one], both.indicators) == (TIMES,)
    assert common_indicators([both, task()], both.indicators) == ()
