"""Texts that many worked cases hand in with another day each, so that a case stays readable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

DAY, MONTH, YEAR = "{日期}", "{月}", "{年}"


def copied(texts: Mapping[str, str], copies: Mapping[str, Sequence[date]]) -> dict[str, str]:
    """Write out the copies of texts as files.

    Args:
        texts: name → text in which {日期}, {年} and {月} stand for the day of the copy.
        copies: name → the days; each gives one file.

    Returns:
        Path → text. The path names the kind of paper and a running number, never the day: what
        is read must come from the text.

    Raises:
        KeyError: when a text of that name is not there.
    """
    return {
        f"{name}/{name}{index}.docx": _dated(texts[name], day)
        for name, days in copies.items()
        for index, day in enumerate(days, 1)
    }


def _dated(text: str, day: date) -> str:
    written = text.replace(DAY, f"{day.year}年{day.month}月{day.day}日")
    return written.replace(YEAR, str(day.year)).replace(MONTH, str(day.month))
