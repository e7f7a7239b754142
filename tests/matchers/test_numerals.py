"""Numerals as they are written in minutes and dates."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers.numerals import parse_numeral

_SIGNS = "零一二三四五六七八九"


def written(number: int) -> str:
    """Write a number below 10,000 the way Chinese does with units."""
    parts, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            parts += ("零" if zero and parts else "") + _SIGNS[digit] + sign
            zero = False
        else:
            zero = True
    return parts


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=9999))
def test_numbers_with_units_are_read_back(number: int) -> None:
    assert parse_numeral(written(number)) == number


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=99_999_999))
def test_digit_strings_are_read_back(number: int) -> None:
    digits = str(number)
    assert parse_numeral(digits) == number
    assert parse_numeral("".join("〇一二三四五六七八九"[int(d)] for d in digits)) == number


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = parse_numeral(text)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("廿", 20), ("廿三", 23)),
        *(("卅", 30), ("卅一", 31), ("两千零四", 2004), ("两千", 2000), ("二〇二二", 2022)),
        *(("一百零二", 102), ("一万二千", 12000), ("2 0 2 2", 2022), ("贰零贰贰", 2022)),
    ],
)
def test_spellings(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "十十", "百", "1十", "甲", "十百", "1.5", "-3", "九" * 20]
)
def test_not_numbers(text: str) -> None:
    assert parse_numeral(text) is None
