"""What the lines around a table say about a document: its year, its number (文号), its dates."""

from __future__ import annotations

import datetime as dt
import re

from govtui.wording.moments import SMALL_NUMBER, YEAR_NUMBER, read_date, read_year

_YEAR = re.compile(rf"(?P<span>{YEAR_NUMBER}年?[—–~～至-])?(?P<year>{YEAR_NUMBER})\s*年")
_DATED_YEAR = re.compile(
    rf"(?P<span>{YEAR_NUMBER}年?[—–~～至])?(?P<year>{YEAR_NUMBER})\s*(?:年|[-./．／]\s*{SMALL_NUMBER}(?!\d))"
)

_OPENING, _CLOSING = r"[〔﹝［\[【（(]", r"[〕﹞］\]】）)]"
_DOC_NUMBER = re.compile(
    rf"(?P<issuer>[一-鿿]{{2,16}})\s*(?P<rest>(?P<bracket>{_OPENING})\s*\d{{4}}\s*{_CLOSING}\s*(?:第\s*)?\d+\s*号)"
)
_ISSUER_END = re.compile("[发函字办文规令通电呈请纪督复告会政]$")
_LEAD_IN = re.compile(
    "根据|按照|依据|依照|遵照|对照|参照|贯彻|落实|执行|转发|印发|关于|文件|文号|字号|通知|办公[室厅]|人民政府|[的见按与以]"
)
"""What may stand before a number without a sign between, and is no part of it."""

_SEPARATOR = "[-./．／]"
_DATE = re.compile(
    rf"(?P<year>{YEAR_NUMBER})\s*(?:年|{_SEPARATOR})\s*(?P<month>{SMALL_NUMBER})\s*(?:月|{_SEPARATOR})\s*"
    rf"(?P<day>{SMALL_NUMBER})\s*[日号]?(?:[\sT]+\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?"
)


def find_year(text: str) -> int | None:
    """Return the first year that the text names (2023年, 二〇二三年), None where it names none.

    A span of years (2023—2025年) is passed over: it does not say in which of them a date without a year lies.
    """
    for match in _YEAR.finditer(text):
        if not match["span"] and (year := read_year(match["year"])):
            return year
    return None


def find_dated_year(text: str) -> int | None:
    """Return the first year that the text names as part of a date of any form: 2023年, 2023.11.30, 2023/11."""
    years = (read_year(match["year"]) for match in _DATED_YEAR.finditer(text) if not match["span"])
    return next(filter(None, years), None)


def find_doc_number(text: str) -> str | None:
    """Return the first document number (文号) in the text as printed: 青政办发〔2023〕3号, [2023], （2023）.

    In round brackets a year may be anything; there the word before it must end as in a number (发, 函, 字 …).
    """
    for match in _DOC_NUMBER.finditer(text):
        issuer = _LEAD_IN.split(match["issuer"])[-1]
        if len(issuer) > 1 and (match["bracket"] not in "（(" or _ISSUER_END.search(issuer)):
            return text[match.end("issuer") - len(issuer) : match.end()]
    return None


def parse_date(text: str) -> dt.date | None:
    """Return the date that the whole of `text` writes, None where it writes none or no day that exists.

    2023-09-19, 2023.9.19, 2023/9/19, 2023年03月09日, 二〇二三年九月十九日; digits of either width; a time of day
    behind the date is passed over.
    """
    match = _DATE.fullmatch(text.strip())
    return read_date(match["year"], match["month"], match["day"]) if match else None
