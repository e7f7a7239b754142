"""What an inspector should look at is asked about, and what only looks like it is not.

Each line of the table is one small submission of the school 育英小学 with the question that must
(or must not) come up; near misses are as many as hits.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from matchers.annotate import annotate
from matchers.annotation import Flag, Status
from matchers.context import SubmissionContext
from matchers.contradictions.claims import check_claims
from matchers.contradictions.overlapping import span_of
from matchers.contradictions.rest_days import holiday_calendar
from matchers.contradictions.studied_early import publications
from matchers.merge import merge
from matchers.profile import Profile
from matchers.text_sketch import likeness, same_words, sketch
from tests.matchers.made_documents import made

TABLE = Path(__file__).parent / "data" / "contradictions.jsonl"
CASES = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
CONTEXT = SubmissionContext(profile=Profile(name="育英小学", aliases=("育英小学党支部",)))


def flags_of(files: list[list[str]]) -> tuple[Flag, ...]:
    return merge(annotate(made(text, path), CONTEXT) for path, text in files).flags


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['flag']}: {c['note']}")
def test_question(case: dict[str, Any]) -> None:
    found = [flag for flag in flags_of(case["files"]) if flag.kind == case["flag"]]
    assert bool(found) is case["hit"], found


@pytest.mark.parametrize("case", [c for c in CASES if c["hit"]], ids=lambda c: c["note"])
def test_a_question_cites_and_never_accuses(case: dict[str, Any]) -> None:
    for flag in flags_of(case["files"]):
        assert "请核对" in flag.message or "请对照" in flag.message
        assert not any(word in flag.message for word in ("造假", "虚假", "伪造"))
        if flag.kind == case["flag"]:
            assert flag.citations


def test_near_misses_are_as_many_as_hits() -> None:
    hits = sum(case["hit"] for case in CASES)
    assert hits >= 30
    assert len(CASES) - hits >= hits


def test_the_holiday_calendar_is_sound() -> None:
    """Worked days are weekend days beside a holiday; every year has its seven festivals."""
    calendar = holiday_calendar()
    assert sorted(calendar.years) == list(range(2018, 2027))
    for holidays in calendar.years.values():
        for holiday in holidays:
            assert 0 <= (holiday.end - holiday.begin).days <= 9
            for day in holiday.worked:
                assert day.weekday() >= 5
                assert not holiday.begin <= day <= holiday.end
                assert abs((day - holiday.begin).days) <= 14
        assert {"春节", "清明节", "劳动节", "端午节"} <= {holiday.name for holiday in holidays}


def test_every_publication_has_a_source_and_names_of_its_own() -> None:
    names = [name for entry in publications() for name in entry.names]
    assert len(names) == len(set(names))
    for entry in publications():
        assert entry.source
        assert entry.closed is None or entry.closed >= entry.known


@pytest.mark.parametrize(
    ("clock", "spell"),
    [
        ("14:30", (870, 890)),
        ("下午2:30-4:00", (870, 960)),
        ("14:30至16:00", (870, 960)),
        ("下午3点半", (930, 950)),
        ("下午", None),
        (None, None),
    ],
)
def test_span_of_a_clock(clock: str | None, spell: tuple[int, int] | None) -> None:
    assert span_of(clock) == spell


def test_a_sketch_tells_near_copies_from_others() -> None:
    text = "全体党员认真学习了党章有关章节结合自身工作谈了体会表示要立足岗位教书育人" * 3
    near = text.replace("体会", "感受")
    far = "会议讨论了预备党员的转正申请通报了党费收缴情况研究了慰问困难党员的安排" * 3
    assert likeness(sketch(text), sketch(text)) == 1.0
    assert likeness(sketch(text), sketch(near)) > 0.7
    assert likeness(sketch(text), sketch(far)) < 0.2
    assert same_words(sketch(text)) != same_words(sketch(near))


def test_a_claim_says_how_many_more_are_only_mentioned() -> None:
    claim = "# 2022年党支部工作总结\n2022年，支部全年共召开支委会12次。"
    minutes = "# 支委会会议记录\n时间：2022年{}月9日\n地点：会议室\n主持人：王明\n内容：研究工作。"
    files = [("总结.docx", claim), *((f"{n}.docx", minutes.format(n)) for n in (3, 5, 6))]
    events = merge(annotate(made(text, path), CONTEXT) for path, text in files).events
    (all_held,) = check_claims(events)
    assert "能找到记录的有 3 次，请核对" in all_held.message
    late = [e for e in events if e.date is not None and e.date.begin.month > 4]
    doubted = [replace(e, status=Status.REFERENCED) if e in late else e for e in events]
    (flag,) = check_claims(doubted)
    assert "能找到记录的有 1 次，另有 2 次只是提到或尚待核对，请核对" in flag.message
