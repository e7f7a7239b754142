"""What unquoted text in a YAML file of this program means: far less is guessed than YAML would."""

from __future__ import annotations

import re

_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"[-+]?\d{1,15}\.\d{1,15}")
_WORDS = {"true": True, "True": True, "false": False, "False": False}
_NOTHING = ("", "~", "null", "Null", "NULL")


def resolve(text: str) -> bool | int | float | str | None:
    """Give the value that unquoted text means; whatever is not plainly another type is text."""
    if text in _NOTHING:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
