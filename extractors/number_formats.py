"""Numbers written as Word's list formats write them: （一）, ①, 甲, iv."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def format_number(value: int, style: str) -> str:
    """Write `value` in one of Word's number formats; unknown formats give plain digits."""
    if not 0 <= value < 10_000:
        return str(value)
    writer = _WRITERS.get(style)
    return str(value) if writer is None else writer(value)


def _counting(value: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """Write as people count: 十二, 二十, 一百零五."""
    if value == 0:
        return digits[0]
    zero = "零"
    text = ""
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            text += digits[digit] + units[power]
        elif text and value % 10**power:
            text = text.removesuffix(zero) + zero
    return text.removeprefix("一") if text.startswith("一十") else text


def _legal(value: int) -> str:
    return _counting(value, _LEGAL_DIGITS, _LEGAL_UNITS)


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        count, value = divmod(value, amount)
        text += letters * count
    return text


def _letters(value: int) -> str:
    """Write as Word does beyond Z: AA, BB (the letter repeated)."""
    if value == 0:
        return ""
    times, letter = divmod(value - 1, 26)
    return chr(ord("A") + letter) * (times + 1)


def _run_of(first: str, count: int) -> Callable[[int], str]:
    """Make a writer for signs that stand in a row in Unicode, plain digits beyond them."""

    def write(value: int) -> str:
        return chr(ord(first) + value - 1) if 1 <= value <= count else str(value)

    return write


def _circle(value: int) -> str:
    if 21 <= value <= 35:
        return chr(ord("㉑") + value - 21)
    if 36 <= value <= 50:
        return chr(ord("㊱") + value - 36)
    return _run_of("①", 20)(value)


def _from_list(signs: str) -> Callable[[int], str]:
    def write(value: int) -> str:
        return signs[value - 1] if 1 <= value <= len(signs) else str(value)

    return write


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(value))


_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "ideographTraditional": _from_list(_STEMS),
    "ideographZodiac": _from_list(_BRANCHES),
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "decimalEnclosedParen": _run_of("⑴", 20),
    "decimalEnclosedFullstop": _run_of("⒈", 20),
    "ideographEnclosedCircle": _run_of("㊀", 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "none": lambda _: "",
}
