"""Events that rest on doubtfully recognised words are less sure, and say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Citation
from matchers.reading_doubt import doubts, sureness

SURE = Citation("a.jpg", 1, 0, 0, 4, "党员大会", None, 0.95)
PLAIN = Citation("a.docx", None, 0, 0, 4, "党员大会")
UNSURE = replace(SURE, block=1, quote="3月15日", end=5, confidence=0.55)


def test_sure_and_plain_text_takes_nothing_away() -> None:
    assert sureness([SURE, PLAIN]) == 1.0
    assert doubts([SURE, PLAIN]) == ()


def test_the_least_certain_quote_counts_and_is_named() -> None:
    worst = replace(UNSURE, confidence=0.51, quote="三楼")
    assert sureness([SURE, UNSURE, worst]) == pytest.approx(0.51)
    (said,) = doubts([SURE, UNSURE, worst])
    assert "“三楼”" in said
    assert "51%" in said
