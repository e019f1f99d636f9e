"""What the lines before a table say about the document: title, year, 文号, 索引号, issuer, date of issue."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeVar

import msgspec

from govtui.intake.fates import Fate, Fates
from govtui.intake.grid import Line
from govtui.intake.kinds import ends_sentence
from govtui.intake.words import any_of, load_words
from govtui.text import fold, one_line, squeeze
from govtui.wording.documents import find_doc_number, find_year, parse_date

LONGEST_TITLE = 60
"""Characters of one line of a title."""
MOST_TITLE_LINES = 3
TITLE_REACH = 8
"""Lines above the table among which the title's last one is looked for: an explanation may stand below it."""
NUMBER_SHARE = 0.6
"""Share of a line that a 文号 must take up to be the document's own and not one that is cited."""

LINES_OF_SIGNATURE = 6
"""Lines below a plan among which its signature is looked for."""

_Found = TypeVar("_Found")
_COLON = "[:：]"
_LABELLED = re.compile("[一-鿿]{2,6}[:：]")
"""填表日期：2026年3月1日"""
_NO_OFFICE = re.compile("贯彻|落实|关于|推进|开展|做好|印发|实施|深化|加强|整改")
"""青禾县贯彻落实省委…: what the title is about, not who issues it."""
_AS_OF = re.compile("^(?:截[至止]到?|更新(?:时间|日期)?|填[报表](?:时间|日期)|统计(?:时间|日期))[:：]?")
_NUMBER_ALONE = re.compile(r"(?:[〔［\[（(][0-9]{4}[〕］\]）)])?(?:第?[0-9]{1,4}[号期]|[（(]第?[0-9]{1,4}[号期][）)])")
"""〔2026〕12号, 第12期: below the title of minutes."""
_NOT_IN_TITLE = re.compile("[，、>]")


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a document says about itself; None where it does not."""

    title: str | None = None
    year: int | None = None
    issuer: str | None = None
    doc_number: str | None = None
    index_number: str | None = None
    issued_on: dt.date | None = None


def read_document_facts(lines: Sequence[Line]) -> tuple[DocumentFacts, Fates]:
    """Return the facts that the lines before a table hold, and the fates of the lines that were understood."""
    lines = [line for line in lines if line.text.strip()]
    fates: Fates = {line.number: Fate.DATA for line in lines if _marker().match(one_line(line.text))}
    title, title_lines = _find_title(lines)
    labelled = _labelled_values(lines, fates)
    title = title or labelled.get("标题") or labelled.get("名称")
    signature = _find_signature(lines, fates)
    number = _from_labels(labelled, "doc_number", lambda text: find_doc_number(text) or text)
    issued_on = _from_labels(labelled, "issued_on", parse_date) or (signature[1] if signature else None)
    issuer = _from_labels(labelled, "issuer", str) or (signature[0] if signature else "")
    year_of_title = find_year(title or "")
    facts = DocumentFacts(
        title=title,
        year=year_of_title
        or _first(find_year, (line.text for line in lines))
        or (issued_on.year if issued_on else None),
        issuer=issuer or _issuer_of_notice(lines) or _issuer_of_title(title or ""),
        doc_number=number or _own_number(lines, fates),
        index_number=_from_labels(labelled, "index_number", str),
        issued_on=issued_on,
    )
    fates.update(dict.fromkeys((line.number for line in title_lines), Fate.TITLE))
    return facts, fates


def with_signature(facts: DocumentFacts, below: Sequence[Line]) -> DocumentFacts:
    """Return the facts with the office and the date of the signature on the lines `below` a plan, where they miss."""
    signature = _find_signature([line for line in below if line.text.strip()][:LINES_OF_SIGNATURE], {})
    if signature is None:
        return facts
    issuer, day = signature
    return msgspec.structs.replace(
        facts,
        issuer=facts.issuer or issuer or None,
        issued_on=facts.issued_on or day,
        year=facts.year or day.year,
    )


def _first(find: Callable[[str], _Found | None], texts: Iterable[str]) -> _Found | None:
    return next((found for text in texts if (found := find(text)) is not None), None)


# --- the title: the last line above the table that is not a mark, a label or a sentence, with its upper half ---


def _find_title(lines: Sequence[Line]) -> tuple[str | None, list[Line]]:
    candidates = [line for line in lines if not _stands_aside(line.text)]
    last = _last_title_line(candidates)
    if last is None:
        return None, []
    parts = [candidates[last]]
    for line in reversed(candidates[:last]):
        between = [other for other in lines if line.number < other.number < parts[0].number]
        if between or len(parts) == MOST_TITLE_LINES or not _belongs_above(line.text, _title_text(parts)):
            break
        parts.insert(0, line)
    return _title_text(parts), parts


def _last_title_line(candidates: Sequence[Line]) -> int | None:
    """Return the place of the last line, or of one a little above it that ends as titles do."""
    for place in range(len(candidates) - 1, max(-1, len(candidates) - 1 - TITLE_REACH), -1):
        text = candidates[place].text
        if _may_be_title(text) and (place == len(candidates) - 1 or _ends_as_title(text)):
            return place
    return None


def _ends_as_title(text: str) -> bool:
    return squeeze(text).endswith(tuple(load_words("document")["title"]["endings"]))


def _title_text(parts: Sequence[Line]) -> str:
    return squeeze("\n".join(_without_marker(line.text) for line in parts))


def _stands_aside(text: str) -> bool:
    """Tell whether a line between the title and the table is neither: 附件1, （征求意见稿）, 填报单位：, 截至某日."""
    bare = squeeze(text)
    bracketed = re.fullmatch(r"[（(【〖].*[）)】〗]", bare) is not None
    numbered = _own_number_in(bare) is not None or _NUMBER_ALONE.fullmatch(bare) is not None
    dated = parse_date(_AS_OF.sub("", bare)) is not None
    return _is_marker(text) or _label_pattern().match(bare) is not None or bracketed or numbered or dated


def _may_be_title(text: str) -> bool:
    bare = squeeze(_without_marker(text))
    other = ends_sentence(bare) or bare.endswith((":", "：")) or _LABELLED.match(bare)
    return 0 < len(bare) <= LONGEST_TITLE and not other


def _belongs_above(upper: str, lower: str) -> bool:
    """Tell whether a line is the upper half of a title: the lower half names no year, or the upper one is an office."""
    upper = squeeze(upper)
    if not _may_be_title(upper) or parse_date(upper) or _ends_as_title(upper) or _NOT_IN_TITLE.search(upper):
        return False
    return find_year(lower) is None or _place().fullmatch(upper) is not None


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(
        any_of(tuple(load_words("document")["title"]["markers"])) + r"\s*[0-9一二三四五六七八九十]{0,3}\s*[:：.、]?\s*"
    )


def _is_marker(text: str) -> bool:
    return _marker().fullmatch(one_line(text)) is not None


def _without_marker(text: str) -> str:
    """Return a title without 附件1： at its beginning."""
    text = one_line(text)
    match = _marker().match(text)
    separated = match is not None and (match[0].rstrip(" ").endswith((":", "：")) or match[0].endswith(" "))
    return text[match.end() :] if match is not None and separated else text


# --- labels and their values: 索引号：… on one line, or the value on the next ---


@cache
def _labels() -> dict[str, str]:
    """Return the field of each label, without white space."""
    return {label: field for field, labels in load_words("document")["labels"].items() for label in labels}


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{any_of(tuple(_labels()))})(?:{_COLON}|$)")


def _labelled_values(lines: Sequence[Line], fates: Fates) -> dict[str, str]:
    """Return the values by their labels."""
    values: dict[str, str] = {}
    waiting = ""
    for line in lines:
        text = squeeze(_with_colons(line.text))
        matches = list(_label_pattern().finditer(text)) if _label_pattern().match(text) else []
        if waiting and not matches:
            values.setdefault(waiting, one_line(line.text))
            fates[line.number] = Fate.DATA
        waiting = ""
        ends = [match.start() for match in matches[1:]] + [len(text)]
        for match, end in zip(matches, ends, strict=bool(matches)):
            value = text[match.end() : end]
            if value:
                values.setdefault(match["label"], value)
            else:
                waiting = match["label"]
            fates[line.number] = Fate.DATA
    return values


def _with_colons(text: str) -> str:
    """Return a line with a colon behind each label that stands apart: 索引号 QH01/2026-7 文号 青政发〔2026〕3号.

    In cells of their own labels may be spaced out: 文　　号.
    """
    words = [squeeze(cell) for cell in text.split("\t") if cell.strip()] if "\t" in text else text.split()
    if len(words) < 2 or words[0] not in _labels():
        return text
    return " ".join(f"{word}：" if word in _labels() else word for word in words)


def _from_labels(values: dict[str, str], field: str, read: Callable[[str], _Found | None]) -> _Found | None:
    """Return what the first label of a field that has a readable value says."""
    words = load_words("document")
    found = (values[label] for label in words["labels"][field] if label in values)
    return _first(read, (value for value in found if value not in words["values"]["none"]))


# --- what a notice says without labels: number under its title, office and date at its end ---


def _own_number(lines: Sequence[Line], fates: Fates) -> str | None:
    for line in lines:
        if number := _own_number_in(squeeze(line.text)):
            fates[line.number] = Fate.DATA
            return number
    return None


def _own_number_in(text: str) -> str | None:
    """Return the 文号 that a line holds and hardly anything else."""
    number = find_doc_number(text)
    return number if number and len(number) >= NUMBER_SHARE * len(text) else None


def _find_signature(lines: Sequence[Line], fates: Fates) -> tuple[str, dt.date] | None:
    """Return the office and the date with which a notice is signed, on two lines below each other.

    The office is "" where none stands above the date.
    """
    dated = [(line, day) for line in lines if "年" in line.text and (day := parse_date(squeeze(line.text)))]
    offices = {below.number: line for line, below in pairwise(lines) if _office().fullmatch(squeeze(line.text))}
    for line, day in sorted(dated, key=lambda found: found[0].number not in offices):
        fates[line.number] = Fate.DATA
        if office := offices.get(line.number):
            fates[office.number] = Fate.DATA
        return squeeze(office.text) if office else "", day
    return None


@cache
def _office() -> re.Pattern[str]:
    words = load_words("document")["offices"]
    place = any_of(tuple(words["places"]))
    return re.compile(
        rf"[\u4e00-\u9fff]{{1,12}}?{place}[\u4e00-\u9fff（）()]{{0,16}}?{any_of(tuple(words['endings']))}"
    )


@cache
def _place() -> re.Pattern[str]:
    words = load_words("document")["offices"]
    return re.compile(rf"(?:{_office().pattern})|[\u4e00-\u9fff]{{1,10}}{any_of(tuple(words['places']))}")


def _issuer_of_notice(lines: Sequence[Line]) -> str | None:
    """Return the office of a notice's title: …办公室关于印发…的通知, on one line or with the office above."""
    pattern = re.compile(rf"(?P<office>{_office().pattern})关于")
    texts = [squeeze(line.text) for line in lines]
    match = _first(pattern.match, texts)
    if match:
        return match["office"]
    return next(
        (text for text, below in pairwise(texts) if below.startswith("关于") and _office().fullmatch(text)), None
    )


def _issuer_of_title(title: str) -> str | None:
    """Return the office that the title of a table names; a place alone is none."""
    match = re.match(
        rf"(?:[0-9〇一二三四五六七八九]{{4}}年度?)?(?P<office>{_office().pattern})(?![园舍车内外])", fold(title)
    )
    return match["office"] if match and not _NO_OFFICE.search(match["office"]) else None
