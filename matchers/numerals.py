"""Chinese and Arabic numerals to integers: 2022, 二〇二二, 十一, 廿三, 卅, 一百零二, 两千零四."""

from __future__ import annotations

_PLAIN = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_FORMAL = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
_ARABIC = {str(value): value for value in range(10)}
_DIGITS = _PLAIN | _FORMAL | _ARABIC | {"○": 0, "两": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}


def parse_numeral(text: str) -> int | None:
    """Give the number that the whole text writes, below 100,000,000, or None.

    Blanks inside are ignored (2 0 2 2). Digit strings (二〇二二) and numbers with units
    (二十二, 两千零四) are both read; a mixture such as 1十 is not a number.
    """
    compact = text.replace(" ", "")
    if not compact or len(compact) > 16:
        return None
    if compact.isascii():
        return int(compact) if compact.isdigit() and len(compact) <= 8 else None
    for sign, meaning in _TENS.items():
        compact = compact.replace(sign, meaning)
    if all(sign in _DIGITS for sign in compact):
        return int("".join(str(_DIGITS[sign]) for sign in compact)) if len(compact) <= 8 else None
    return _with_units(compact)


def parse_month(text: str) -> int | None:
    """Give the number that stands before 月, 元 (the first month) included, or None."""
    return 1 if text == "元" else parse_numeral(text)


def _with_units(text: str) -> int | None:
    if "万" in text:
        head, _, tail = text.partition("万")
        high, low = _below_10000(head), _below_10000(tail) if tail else 0
        return None if high is None or low is None else high * 10_000 + low
    return _below_10000(text)


def _below_10000(text: str) -> int | None:
    total, digit, last_unit = 0, -1, 10_000
    for sign in text:
        if sign in _UNITS:
            unit = _UNITS[sign]
            if unit >= last_unit or digit == 0 or (digit < 0 and unit != 10):
                return None
            total += (1 if digit < 0 else digit) * unit
            digit, last_unit = -1, unit
        elif sign in _DIGITS and not sign.isascii():
            if digit > 0 or (digit < 0 and last_unit == 1):
                return None
            value = _DIGITS[sign]
            digit = -1 if value == 0 else value
            last_unit = 1 if value and last_unit == 10 else last_unit
        else:
            return None
    return total + max(digit, 0)
