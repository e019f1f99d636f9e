"""Labels in running text and what stands behind them: 牵头单位：县教体局；完成时限：9月底, 【责任单位】各乡镇."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

import msgspec

from govtui.intake.words import Word, column_word, load_words
from govtui.text import squeeze

LONGEST_LABEL = 16
"""Characters of a label."""

ASSIGNING = frozenset((Word.UNITS, Word.LEAD, Word.SUPPORT, Word.DEADLINE, Word.PERSON))
"""Labels that say who does a task and when: they stand for themselves, while 措施： may as well be a mere word."""

_COLON = "[:：]"
_BRACKETED = re.compile(rf"[【\[〔［]\s*(?P<name>[^【】\[\]〔〕［］]{{2,{LONGEST_LABEL}}}?)\s*[】\]〕］]\s*{_COLON}?")
_PLAIN = re.compile(rf"(?P<name>[一-鿿][一-鿿（）()、/／ ]{{1,{LONGEST_LABEL}}}?)\s*{_COLON}")
_STARTS = re.compile(r"(?:^|(?<=[\s；;。，,！!？?）)】\]（(]))(?=[一-鿿])|(?=[【\[〔［])")
_ALONE = re.compile(rf"[【\[〔［]?(?P<name>[一-鿿、/（）()]{{2,{LONGEST_LABEL}}})[】\]〕］]?\s*{_COLON}?")
_VALUE_ENDS = " \t；;，,。"

UNIT_WORDS = frozenset((Word.UNITS, Word.LEAD, Word.SUPPORT))


class Said(msgspec.Struct, frozen=True, gc=False):
    """What a label says of a task; a bracket without labels says it under the names that tables have for it."""

    word: Word
    name: str
    """The label as printed, without white space."""
    text: str


class Label(msgspec.Struct, frozen=True, gc=False):
    """A label in a text."""

    start: int
    end: int
    """Where what it says begins."""
    word: Word
    name: str


@cache
def _of_documents() -> frozenset[str]:
    """Return the labels that say something of the document, not of a task: 时间, 联系人, 来源."""
    return frozenset(label for labels in load_words("document")["labels"].values() for label in labels)


@lru_cache(maxsize=4096)
def label_word(name: str) -> Word | None:
    """Return what a label says; None where it is no label of a task."""
    name = squeeze(name)
    if len(name) > LONGEST_LABEL or name in _of_documents():
        return None
    word = column_word(name)
    return None if word is Word.SEQ else word


def find_labels(text: str, known: Collection[str] = ()) -> list[Label]:
    """Return the labels of a text from the first that counts as one.

    `known` are the names of labels that the plan uses again and again. Others count where they assign, or stand
    behind one that does.
    """
    found: list[Label] = []
    for start in _STARTS.finditer(text):
        if found and start.start() < found[-1].end:
            continue
        match = _BRACKETED.match(text, start.start()) or _PLAIN.match(text, start.start())
        if not match:
            continue
        name = squeeze(match["name"])
        word = label_word(name)
        if word and (word in ASSIGNING or name in known or any(label.word in ASSIGNING for label in found)):
            found.append(Label(match.start(), match.end(), word, name))
    return found


def split_labels(text: str, known: Collection[str] = ()) -> tuple[str, list[Said]]:
    """Return the text before the first label, and what the labels say."""
    labels = find_labels(text, known)
    if not labels:
        return text, []
    ends = [label.start for label in labels[1:]] + [len(text)]
    said = [
        Said(label.word, label.name, _value(text[label.end : end], label.word))
        for label, end in zip(labels, ends, strict=True)
    ]
    head = text[: labels[0].start].rstrip(" \t，,、")
    if head.endswith(("（", "(")) and head.count("（") + head.count("(") > head.count("）") + head.count(")"):
        head = head[:-1].rstrip()  # a bracket that never closes
        said[-1] = msgspec.structs.replace(said[-1], text=said[-1].text.rstrip("）)"))
    return head, said


def _value(text: str, word: Word) -> str:
    text = text.strip()
    if word in ASSIGNING:
        return text.strip(_VALUE_ENDS)
    return text.rstrip(" \t；;，,")


def opening_label(text: str) -> str:
    """Return the name of the label that opens a text, "" where none does."""
    match = _BRACKETED.match(text) or _PLAIN.match(text)
    name = squeeze(match["name"]) if match else ""
    return name if name and label_word(name) else ""


def opens_with_label(text: str) -> bool:
    """Tell whether a text opens with a label that assigns."""
    name = opening_label(text)
    return bool(name) and label_word(name) in ASSIGNING


def lone_label(text: str) -> Said | None:
    """Return the label that is the whole of a text, so that what it says stands in the next line."""
    match = _ALONE.fullmatch(text)
    word = label_word(match["name"]) if match else None
    sure = match is not None and (text[-1] in ":：" or text[0] in "【[〔［" or word in ASSIGNING)
    return Said(word, squeeze(match["name"]), "") if match and word and sure else None
