"""Chinese by its pinyin: the tables, initials, full pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from govtui.paths import asset
from govtui.pinyin import find, folded_alike, initials, places, sought_word, spans
from govtui.text import fold
from tests.pinyin import initials_text, syllables_text

FOLDER = asset("pinyin/initials.txt").parent


@pytest.mark.parametrize(("name", "text"), [("initials.txt", initials_text()), ("syllables.txt", syllables_text())])
def test_tables_are_what_the_generator_makes(name: str, text: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == text


def written_phrases() -> Iterator[tuple[str, str]]:
    for line in (FOLDER / "phrases.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            phrase, letters = line.split()
            yield phrase, letters


def test_phrases_are_read_as_they_are_written() -> None:
    phrases = list(written_phrases())
    assert len(phrases) == len(dict(phrases)), "none is written twice"
    assert {phrase: initials(phrase) for phrase, _ in phrases} == dict(phrases)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("财政局", "czj"),
        ("重庆市重点工作", "cqszdgz"),
        ("六安", "la"),
        ("厦门", "xm"),
        ("长沙市市长", "csssz"),
        ("行政审批", "xzsp"),
        ("执行情况", "zxqk"),
        ("农业银行", "nyyh"),
        ("会计", "kj"),
        ("重大事项重新报送", "zdsxcxbs"),
        ("调研后调整", "dyhtz"),
        ("朝阳区", "cyq"),
        ("乐清", "yq"),
        ("建立长效机制", "jlcxjz"),
        ("女性", "nx"),
        ("PC端 １-4.1", "pcd 1-4.1"),
        ("“①”，\n。", "   ,\n "),
        ("𠀀丁", " d"),
        ("", ""),
    ],
)
def test_initials(text: str, letters: str) -> None:
    assert initials(text) == letters


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_initials_stand_place_by_place_in_ascii(text: str) -> None:
    letters = initials(text)
    assert len(letters) == len(text)
    assert letters.isascii()
    assert letters == letters.lower()
    assert len(folded_alike(text)) == len(text)


def test_initials_are_nearly_those_of_the_phrases_of_pypinyin() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(asset("samples").glob("*.txt"))]
    runs = re.findall("[一-龥]+", "\n".join(texts))
    read = [("".join(syllable[0] for syllable in lazy_pinyin(run)), initials(run)) for run in runs]
    count = sum(len(run) for run in runs)
    differing = sum(a != b for theirs, ours in read for a, b in zip(theirs, ours, strict=True))
    print(f"{differing} of {count} characters are read otherwise than by pypinyin")
    assert count > 5000
    assert differing <= count // 2000


@pytest.mark.parametrize(
    ("word", "text", "span"),
    [
        ("财政", "县财政局", (1, 3)),
        ("czj", "县财政局", (1, 4)),
        ("CZJ", "县财政局", (1, 4)),
        ("caizhengju", "县财政局", (1, 4)),
        ("caizhe", "县财政局", (1, 3)),
        ("caiz", "县财政局", (1, 3)),
        ("cai", "县财政局", (1, 2)),
        ("ca", "县财政局", (1, 2)),
        ("xian", "到西安", (1, 3)),
        ("xi'an", "到西安", (1, 3)),
        ("xian", "先进县", (0, 1)),
        ("县czj", "各县财政局", (1, 5)),
        ("pcd", "用PC端", (1, 4)),
        ("celue", "策略", (0, 2)),
        ("lve", "策略", (1, 2)),
        ("nvxing", "女性", (0, 2)),
        ("chongqing", "去重庆", (1, 3)),
        ("zhongqing", "去重庆", None),
        ("czj", "县财政，局", None),
        ("caizhengju", "县财政，局", None),
        ("", "县财政局", None),
        ("财z局", "财政局", (0, 3)),
        ("z财", "财政局", None),
    ],
)
def test_find(word: str, text: str, span: tuple[int, int] | None) -> None:
    assert find(word, text) == span


def test_a_word_that_stands_there_literally_is_not_looked_for_by_pinyin_too() -> None:
    assert list(places("pc", "PC端，批次")) == [(0, 2)]


def test_spans_are_in_order_and_apart() -> None:
    assert spans(["政局", "czj", "公开"], "公开：财政局、财政局") == [(0, 2), (3, 6), (7, 10)]


TEXTS = st.text("县财政局长重庆市行政审批银行会计，pc1 ", max_size=16)
TYPED = st.sampled_from(
    ["caizhengju", "chongqingshi", "xingzheng", "yinhang", "kuaiji", "czj", "县cz", "pcd", "shenpi"]
)


@given(TYPED, TEXTS)
def test_what_is_found_by_a_word_is_found_by_its_beginning(word: str, text: str) -> None:
    """Except by a single letter, which is no syllable: so a search for one letter more may go by the last result."""
    folded, letters = fold(text), initials(text)
    for end in range(3, len(word) + 1):
        if sought_word(word[:end]).within(folded, letters):
            assert sought_word(word[: end - 1]).within(folded, letters)


def test_the_tables_hold_the_notice_of_their_source() -> None:
    assert "MIT" in (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    for name in ("initials.txt", "syllables.txt"):
        assert "MIT License" in (FOLDER / name).read_text(encoding="utf-8").splitlines()[1]
