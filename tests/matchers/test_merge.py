"""Merging: one happening is one event, whatever the order of files; two stay two."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers.annotation import (
    Annotation,
    Attributes,
    DocumentKind,
    Event,
    EventDate,
    EvidenceKind,
    Granularity,
    Occurrence,
    Status,
)
from matchers.merge import Merged, merge


def day(number: int, month: int = 3) -> EventDate:
    when = date(2022, month, number)
    return EventDate(when, when, Granularity.DAY, f"{month}月{number}日")


MARCH = EventDate(date(2022, 3, 1), date(2022, 3, 31), Granularity.MONTH, "3月")


def seen(
    file: str,
    *types: str,
    when: EventDate | None = None,
    status: Status = Status.HELD,
    kind: EvidenceKind = EvidenceKind.MINUTES,
    title: str = "三月主题党日",
    record: int = 0,
    **attributes: object,
) -> Occurrence:
    return Occurrence(
        file=file,
        record=record,
        types=types or ("theme_party_day",),
        title=title,
        status=status,
        date=when,
        for_year=None,
        attributes=Attributes(**attributes),  # type: ignore[arg-type]  # test shorthand
        evidence_kind=kind,
        confidence=0.9,
        citations=(),
        trace=("因为",),
    )


def merge_of(*occurrences: Occurrence) -> Merged:
    files = sorted({o.file for o in occurrences})
    return merge(
        Annotation(
            file,
            DocumentKind.OTHER,
            (),
            "",
            occurrences=tuple(o for o in occurrences if o.file == file),
        )
        for file in files
    )


def events(*occurrences: Occurrence) -> tuple[Event, ...]:
    return merge_of(*occurrences).events


def test_all_papers_of_one_day_are_one_event_with_its_evidence_kinds() -> None:
    found = events(
        seen("a.docx", when=day(15)),
        seen("b.docx", when=day(15), kind=EvidenceKind.NEWS, title="我校开展主题党日活动"),
        seen("c.docx", when=day(15), kind=EvidenceKind.NOTICE, status=Status.PLANNED),
        seen("d.jpg", when=day(15), kind=EvidenceKind.PHOTO, status=Status.UNCLEAR),
    )
    assert len(found) == 1
    assert found[0].status is Status.HELD
    assert found[0].evidence_kinds == ("minutes", "news", "notice", "photo")
    assert found[0].title == "三月主题党日"


KEPT_APART = {
    "another day": (seen("a", when=day(15)), seen("b", when=day(16))),
    "another type": (seen("a", "party_lecture", when=day(15)), seen("b", when=day(15))),
    "another group": (
        seen("a", "group_meeting", when=day(15), organisation="第一党小组"),
        seen("b", "group_meeting", when=day(15), organisation="第二党小组"),
    ),
    "another time of day": (
        seen("a", "party_lecture", when=day(15), start_time="上午9:00"),
        seen("b", "party_lecture", when=day(15), start_time="下午4:00"),
    ),
    "two minutes of other types at two places, a topic in common": (
        seen("a", "committee_meeting", "dues_payment", when=day(15), place="一楼会议室"),
        seen("b", "members_meeting", "dues_payment", when=day(15), place="报告厅"),
    ),
    "two lectures: other lecturers, talks and places, the titles alike": (
        seen(
            "a",
            "party_lecture",
            when=day(15),
            title="党课记录",
            lecturer="张三",
            topic="学习党章",
            place="会议室",
        ),
        seen(
            "b",
            "party_lecture",
            when=day(15),
            title="党课记录",
            lecturer="李四",
            topic="廉洁从教",
            place="报告厅",
        ),
    ),
    "branches with names": (
        seen("a", "members_meeting", when=day(15), organisation="高一年级党支部"),
        seen("b", "members_meeting", when=day(15), organisation="行政党支部"),
    ),
    "two rows of one register": (
        seen("a", "party_lecture", when=day(15), kind=EvidenceKind.REGISTER, title="学党史"),
        seen(
            "a",
            "party_lecture",
            when=day(15),
            kind=EvidenceKind.REGISTER,
            title="廉洁从教",
            record=1,
        ),
    ),
    "a notice of another day": (
        seen("a", when=day(15)),
        seen("b", when=day(22), kind=EvidenceKind.NOTICE, status=Status.PLANNED),
    ),
}


@pytest.mark.parametrize("pair", KEPT_APART.values(), ids=KEPT_APART.keys())
def test_two_happenings_stay_two(pair: tuple[Occurrence, Occurrence]) -> None:
    assert len(events(*pair)) == 2


def test_a_place_written_otherwise_is_no_second_meeting() -> None:
    found = events(
        seen("a", "members_meeting", "dues_payment", when=day(15), place="会议室"),
        seen("b", "theme_party_day", "dues_payment", when=day(15), place="三楼会议室"),
    )
    assert len(found) == 1


SAME = {
    "one talk written twice, two hands for the lecturer": (
        "学习党章",
        "学习党章",
        "会议室",
        "报告厅",
    ),
    "one place, the topic put otherwise": ("学习党章", "党章学习辅导", "会议室", "三楼会议室"),
    "no place named": ("学习党章", "廉洁从教", None, "报告厅"),
}


@pytest.mark.parametrize("told", SAME.values(), ids=SAME.keys())
def test_two_lecturers_alone_make_no_two_lectures(
    told: tuple[str, str, str | None, str | None],
) -> None:
    one, other, here, there = told
    found = events(
        seen(
            "a",
            "party_lecture",
            when=day(15),
            title="党课记录",
            lecturer="张三",
            topic=one,
            place=here,
        ),
        seen(
            "b",
            "party_lecture",
            when=day(15),
            title="党课记录",
            lecturer="李四",
            topic=other,
            place=there,
        ),
    )
    assert len(found) == 1


def test_a_month_joins_the_only_event_of_that_month() -> None:
    vague = seen("r.xlsx", when=MARCH, kind=EvidenceKind.REGISTER)
    assert len(events(seen("a", when=day(15)), vague)) == 1
    assert len(events(seen("a", when=day(15)), seen("b", when=day(22)), vague)) == 3


def test_a_claimed_number_never_joins_an_event() -> None:
    claim = seen("s.docx", when=day(15), status=Status.CLAIMED, count=4)
    assert sorted(e.status for e in events(seen("a", when=day(15)), claim)) == ["claimed", "held"]


def test_only_a_plan_stays_a_plan() -> None:
    assert [e.status for e in events(seen("a", when=day(15), status=Status.PLANNED))] == ["planned"]


def test_independent_papers_raise_the_confidence() -> None:
    one = events(seen("a", when=day(15)))[0].confidence
    two = events(seen("a", when=day(15)), seen("b", when=day(15), kind=EvidenceKind.NEWS))[
        0
    ].confidence
    assert two > one


_OCCURRENCES = st.lists(
    st.builds(
        lambda file, kind, types, when, status, unit, topic: seen(
            f"{file}.docx",
            *types,
            when=when,
            kind=kind,
            status=status,
            title=f"标题{file}",
            organisation=unit,
            topic=topic,
        ),
        st.integers(0, 30),
        st.sampled_from(
            [EvidenceKind.MINUTES, EvidenceKind.NEWS, EvidenceKind.NOTICE, EvidenceKind.SCRIPT]
        ),
        st.sampled_from(
            [("theme_party_day",), ("party_lecture",), ("party_lecture", "theme_party_day")]
        ),
        st.sampled_from([None, MARCH, *(day(number) for number in range(1, 6))]),
        st.sampled_from([Status.HELD, Status.PLANNED, Status.UNCLEAR]),
        st.sampled_from([None, "第一支部", "第二支部"]),
        st.sampled_from([None, "廉洁从教", "党史学习教育"]),
    ),
    max_size=12,
)


def _by_file(occurrences: list[Occurrence]) -> dict[str, list[Occurrence]]:
    by_file: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences:
        by_file.setdefault(occurrence.file, []).append(occurrence)
    return by_file


@given(_OCCURRENCES, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_files_changes_nothing(occurrences: list[Occurrence], random: object) -> None:
    annotations = [
        Annotation(file, DocumentKind.OTHER, (), "", occurrences=tuple(found))
        for file, found in _by_file(occurrences).items()
    ]
    shuffled = list(annotations)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' Random
    assert merge(annotations) == merge(shuffled)


@given(_OCCURRENCES)
@settings(max_examples=60, deadline=None)
def test_every_occurrence_ends_in_exactly_one_event(occurrences: list[Occurrence]) -> None:
    found = events(*occurrences)
    assert sum(len(event.reasons) for event in found) <= max(len(occurrences), 1)
    assert {f for e in found for f in e.files} == {o.file for o in occurrences}


_NEWS, _ROW, _SIGNED = EvidenceKind.NEWS, EvidenceKind.REGISTER, EvidenceKind.SIGNIN
_QUARTER: dict[str, Any] = {"title": "第三季度党员大会"}
_TALK: dict[str, Any] = {"host": "甲", "speakers": ("乙", "丙", "丁")}
ONE_UNDER_TWO_DAYS = {
    "a numbered session, minutes and news": (
        seen("a", "members_meeting", when=day(15), **_QUARTER),
        seen("b", "members_meeting", when=day(16), kind=_NEWS, title="我校召开三季度党员大会"),
    ),
    "a numbered session, sign-in sheet and news of days later": (
        seen("a", "members_meeting", when=day(15), kind=_SIGNED, **_QUARTER),
        seen("b", "members_meeting", when=day(19), kind=_NEWS, **_QUARTER),
    ),
    "a congress by its number": (
        seen("a", "staff_congress", when=day(15), session="5-3", title="教代会"),
        seen("b", "staff_congress", when=day(16), kind=_NEWS, session="5-3", title="大会"),
    ),
    "the same host and speakers a day apart, minutes and register": (
        seen("a", "central_group_study", when=day(15), title="学习记录", **_TALK),
        seen("b", "central_group_study", when=day(14), kind=_ROW, title="条例", **_TALK),
    ),
}


@pytest.mark.parametrize("pair", ONE_UNDER_TWO_DAYS.values(), ids=ONE_UNDER_TWO_DAYS.keys())
def test_one_session_under_two_days_counts_once_and_is_asked_about(
    pair: tuple[Occurrence, Occurrence],
) -> None:
    merged = merge_of(*pair)
    assert [(e.status, e.date.begin) for e in merged.events if e.date] == [
        (Status.HELD, date(2022, 3, 15))
    ]
    flag = next(f for f in merged.flags if f.kind == "conflicting_days")
    assert "2022-03-15" in flag.message
    assert any(f"2022-03-{n}" in flag.message for n in (14, 16, 19))


TWO_NEAR_EACH_OTHER = {
    "two minutes of a numbered session": (
        seen("a", "members_meeting", when=day(15), **_QUARTER),
        seen("b", "members_meeting", when=day(16), **_QUARTER),
    ),
    "other numbers": (
        seen("a", "members_meeting", when=day(15), title="第一季度党员大会"),
        seen("b", "members_meeting", when=day(16), kind=_NEWS, title="第二季度党员大会"),
    ),
    "one number, far apart": (
        seen("a", "members_meeting", when=day(5), **_QUARTER),
        seen("b", "members_meeting", when=day(25), kind=_NEWS, **_QUARTER),
    ),
    "one number, two branches": (
        seen("a", "members_meeting", when=day(15), organisation="第一党支部", **_QUARTER),
        seen(
            "b",
            "members_meeting",
            when=day(16),
            kind=_NEWS,
            organisation="第二党支部",
            **_QUARTER,
        ),
    ),
    "nothing but the type and a day between": (
        seen("a", when=day(15), host="甲"),
        seen("b", when=day(16), kind=_NEWS, host="甲"),
    ),
    "the same speakers two days apart": (
        seen("a", "central_group_study", when=day(15), title="学习记录", **_TALK),
        seen("b", "central_group_study", when=day(17), kind=_ROW, title="条例", **_TALK),
    ),
    "two rows of one file": (
        seen("a", "central_group_study", when=day(15), title="学习记录", **_TALK),
        seen("a", "central_group_study", when=day(16), kind=_ROW, record=1, **_TALK),
    ),
}


@pytest.mark.parametrize("pair", TWO_NEAR_EACH_OTHER.values(), ids=TWO_NEAR_EACH_OTHER.keys())
def test_two_sessions_near_each_other_stay_two(pair: tuple[Occurrence, Occurrence]) -> None:
    merged = merge_of(*pair)
    assert len(merged.events) == 2
    assert not [f for f in merged.flags if f.kind == "conflicting_days"]


def test_a_session_that_fits_two_others_is_left_alone() -> None:
    merged = merge_of(
        seen("a", "members_meeting", when=day(14), **_QUARTER),
        seen("b", "members_meeting", when=day(15), kind=_SIGNED, **_QUARTER),
        seen("c", "members_meeting", when=day(16), kind=_NEWS, **_QUARTER),
    )
    assert len(merged.events) == 3
