"""Normalisation may change characters, never their number or place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers.normalize import normalize

_SIGNS = st.text(
    alphabet="二〇一○O零0年月 ＡＢ２０２２（）【】〔〕，。—–～·・黨課個後週aOo九十八", max_size=40
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), _SIGNS))
def test_length_and_offsets_stay(text: str) -> None:
    assert len(normalize(text)) == len(text)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), _SIGNS))
def test_applying_it_twice_changes_nothing(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_lines_are_normalised_on_their_own(first: str, second: str) -> None:
    assert normalize(f"{first}\n{second}") == f"{normalize(first)}\n{normalize(second)}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("２０２２年３月１５日", "2022年3月15日"),
        ("（星期一）", "(星期一)"),
        ("【2024】2号", "[2024]2号"),
        ("﹝2021﹞8号", "[2021]8号"),
        ("10:00—11:30", "10:00-11:30"),
        ("12・5", "12·5"),
        ("地　点", "地 点"),
        ("二○○八年", "二〇〇八年"),
        ("二O二二年", "二〇二二年"),
        ("二0二二年", "二〇二二年"),
        ("○八年五月", "〇八年五月"),
        ("黨課在上個週三後開始", "党课在上个周三后开始"),
    ],
)
def test_forms(text: str, wanted: str) -> None:
    assert normalize(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "第一OK",
        "图一O型",
        "2O22年",
        "著作",
        "乾隆",
        "“七一”",
        "《党章》",
        "二零二二年",
        "COVID",
        "一○",
    ],
)
def test_left_alone(text: str) -> None:
    unchanged = text.replace("○", "〇")
    assert normalize(text) == unchanged


def test_every_traditional_form_becomes_one_that_stays() -> None:
    from matchers.normalize import _table

    table = _table()
    assert len(table) > 2500
    assert all(len(source) == len(target) == 1 for source, target in table.items())
    assert not set(table.values()) & set(table)
