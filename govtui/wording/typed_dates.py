"""Dates as people type them into a form: 9.5, 9月5日, 9-5, 20230905, 今天, 昨天, 2023年9月5日."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_RELATIVE = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1}
_SEPARATED = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def parse_typed_date(text: str, today: dt.date) -> dt.date | None:
    """Return the date that `text` means on the day `today`, None if it means none.

    Full-width digits count as half-width ones. A date without a year lies in the year of `today`.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if text in _RELATIVE:
        return today + dt.timedelta(days=_RELATIVE[text])
    if not (match := _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text)):
        return None
    year, month, day = match.groups()
    try:
        return dt.date(int(year or today.year), int(month), int(day))
    except ValueError:
        return None
