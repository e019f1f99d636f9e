"""What a bracket at the end of a paragraph says: （县教体局牵头，县财政局、各乡镇配合，6月底前完成）."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from govtui.intake.kinds import LONGEST_UNIT, ends_sentence, looks_like_units
from govtui.intake.notice.labels import ASSIGNING, Said, split_labels
from govtui.intake.words import Word, any_of, load_words
from govtui.model import DeadlineKind
from govtui.wording.deadlines import parse_deadline
from govtui.wording.moments import find_moments
from govtui.wording.unit_names import may_end, may_start
from govtui.wording.units import parse_units

UNITS_NAME, DEADLINE_NAME = "责任单位", "完成时限"
"""Names for what a bracket says without a label."""
LONGEST_DEADLINE = 40
LONGEST_BRACKET = 600

_OPENING, _CLOSING = "（(【［[〔", "）)】］]〕"
_CLAUSE = re.compile(r"[，,；;。]")
_MARKS = " \t。；;，,、"
_ANY_YEAR = 2000
_CLOSED = re.compile("前|底|末|完成|长期|全年|持续|内$|坚持|立行立改|即知即改|季度|半年|旬|办结|落实到位")
_SCOPE = re.compile("^(?:以上|上述)(?:各项)?(?:任务|工作|事项)?[均都]?由?")
_FILLING = re.compile(r"(?:以上|上述|本项|该项)?(?:任务|工作|事项)?(?:由|请)?$")


def cut_brackets(text: str, known: Collection[str] = ()) -> tuple[str, list[Said]]:
    """Return a paragraph without the brackets at its end that assign it, and what they say."""
    said: list[Said] = []
    while (span := _last_bracket(text)) is not None:
        start, end = span
        before = text[:start].rstrip()
        read = read_bracket(text[start + 1 : end - 1], known, stands_apart=not before or ends_sentence(before))
        if not read:
            break
        tail = text[end:].strip()
        said = [*read, *said]
        text = before if ends_sentence(before) or not before else before + tail
    return text, said


def split_at_brackets(text: str, known: Collection[str] = ()) -> list[tuple[str, list[Said]]]:
    """Return the pieces of a paragraph in which each sentence has its own bracket; one piece for any other."""
    pieces: list[tuple[str, list[Said]]] = []
    begin = 0
    for start, end in _brackets(text):
        before = text[begin:start].strip(" \t")
        read = read_bracket(text[start + 1 : end - 1], known, stands_apart=ends_sentence(before))
        sure = read and (ends_sentence(before) or text[end : end + 1] in ("。", "；", ";", ""))
        if not sure or not before:
            continue
        mark = text[end : end + 1]
        closing = mark if mark and mark in "。；;" else ""
        pieces.append((before if ends_sentence(before) else before + closing, read))
        begin = end + len(closing)
    rest = text[begin:].strip(_MARKS + "".join(_CLOSING))
    if len(pieces) < 2 or len(rest) > 1:
        return [(text, [])]
    return pieces


def read_bracket(inside: str, known: Collection[str] = (), *, stands_apart: bool) -> list[Said]:
    """Return what the inside of a bracket says of a task, nothing where it does not assign it.

    `stands_apart`: it follows a sentence or stands in a line of its own, and so cannot belong to a name.
    """
    inside = _SCOPE.sub("", inside.strip())
    if not inside or len(inside) > LONGEST_BRACKET:
        return []
    head, said = split_labels(inside, known)
    if said and not any(one.word in ASSIGNING for one in said):
        return []
    said = [part for one in said for part in _parted(one)]
    plain = read_clauses(head, stands_apart=stands_apart) if head.strip(_MARKS) else []
    if plain is None:
        return said
    return [*plain, *said]


def _parted(said: Said) -> list[Said]:
    """Return the units and the deadline of a label apart: 责任单位：县住建局，9月底前完成."""
    if said.word in (Word.UNITS, Word.LEAD, Word.SUPPORT) and (parts := read_clauses(said.text, stands_apart=True)):
        units = [part for part in parts if part.word is Word.UNITS]
        if len(parts) == 2 and len(units) == 1:
            return [Said(said.word, said.name, units[0].text), *(part for part in parts if part.word is Word.DEADLINE)]
    return [said]


def read_clauses(text: str, *, stands_apart: bool) -> list[Said] | None:
    """Return the units and the deadline that clauses without labels say; None where they say anything else."""
    units: list[str] = []
    deadline: list[str] = []
    role = False
    for clause, mark in _clauses(text):
        unit, moment = _split_clause(clause)
        if not unit and not moment:
            return None
        if unit:
            role = role or _role().search(unit) is not None
            units += [unit, mark if not moment else ""]
        if moment:
            deadline += [moment, mark]
    named, date = "".join(units).strip(_MARKS), "".join(deadline).strip(_MARKS)
    if named and not (role or date or stands_apart or may_start(named)):
        return None
    if date and not named and not _CLOSED.search(date):
        return None
    found = [Said(Word.UNITS, UNITS_NAME, named)] if named else []
    return [*found, Said(Word.DEADLINE, DEADLINE_NAME, date)] if date else found or None


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """Give the clauses of a text with the sign behind each; brackets inside stay whole."""
    start = depth = 0
    for place, char in enumerate(text):
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth <= 0 and _CLAUSE.match(char):
            if clause := text[start:place].strip():
                yield clause, char
            start = place + 1
    if clause := text[start:].strip():
        yield clause, ""


def _split_clause(clause: str) -> tuple[str, str]:
    """Return the unit part and the deadline part of a clause; both empty where it is neither."""
    groups = find_moments(clause, _ANY_YEAR)
    if groups:
        start = groups[0][0].start
        before = re.sub("[于在]$", "", clause[:start])
        if _FILLING.fullmatch(before) and len(clause) <= LONGEST_DEADLINE:
            return "", clause[start:] if not re.search("[于在]$", clause[:start]) else clause
        return (before, clause[start:]) if _names_units(before) else ("", clause) if start <= 4 else ("", "")
    if _names_units(clause):
        return clause, ""
    kind = parse_deadline(clause, _ANY_YEAR).kind
    short = len(clause) <= LONGEST_DEADLINE
    return "", clause if kind is not DeadlineKind.NONE and short and _CLOSED.search(clause) else ""


def _names_units(clause: str) -> bool:
    clause = re.sub("^(?:以上|上述|本项|该项)?(?:任务|工作|事项)?由", "", clause)
    if looks_like_units(clause):
        return True
    if not _role().search(clause):
        return False
    names = parse_units(clause).units
    known = sum(may_end(name) or name.startswith(("各", "相关", "有关")) for name in names)
    return bool(names) and 2 * known >= len(names) and max(map(len, names)) <= LONGEST_UNIT


@cache
def _role() -> re.Pattern[str]:
    return re.compile(any_of(tuple(load_words("prose")["brackets"]["roles"])) + "$")


def _last_bracket(text: str) -> tuple[int, int] | None:
    """Return the span of the bracket with which a text ends, but for a full stop or the like."""
    end = len(text.rstrip(_MARKS))
    if not end or text[end - 1] not in _CLOSING:
        return None
    depth = 0
    for place in range(end - 1, max(-1, end - LONGEST_BRACKET - 3), -1):
        depth += (text[place] in _CLOSING) - (text[place] in _OPENING)
        if depth == 0:
            return place, end
    return None


def _brackets(text: str) -> Sequence[tuple[int, int]]:
    """Return the spans of the outermost brackets of a text."""
    spans = []
    start = depth = 0
    for place, char in enumerate(text):
        if char in _OPENING:
            start = place if depth == 0 else start
            depth += 1
        elif char in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                spans.append((start, place + 1))
    return spans
