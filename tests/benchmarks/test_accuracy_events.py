"""The accuracy figures can fall: a wrong day, a missed type and a wrong status each show."""

from __future__ import annotations

from typing import Any

from benchmarks.accuracy_events import Score, report, score_pages


def page(day: str, *events: tuple[str, str, str]) -> dict[str, Any]:
    return {
        "id": "x1",
        "kind": "minutes",
        "title": "支部党员大会会议记录",
        "text": f"时间：{day}\n地点：会议室\n主持人：王强\n应到20人，实到20人\n"
        "内容：学习党章，讨论工作。",
        "events": [
            {
                "type": event_type,
                "date": date,
                "status": status,
                "year_source": "text",
                "date_text": date,
            }
            for event_type, date, status in events
        ],
    }


def score(*pages: dict[str, Any]) -> Score:
    return score_pages(pages)


def test_a_right_day_is_right() -> None:
    found = score(page("2022年3月15日", ("members_meeting", "2022-03-15", "held")))
    assert (found.dates_right, found.dates_known, found.days_wrong) == (1, 1, 0)
    assert (found.held.hit, found.held.missed, found.held.false) == (1, 0, 0)


def test_a_wrong_day_shows_as_one() -> None:
    found = score(page("2022年3月15日", ("members_meeting", "2022-03-16", "held")))
    assert (found.dates_right, found.dates_known, found.days_wrong) == (0, 0, 1)
    assert (found.held.missed, found.held.false) == (1, 1)
    assert "日期：0/1（没有日期 0，同类而日期不同 1）" in report("x", found, 5)
    assert any("应为 2022-03-16，得 2022-03-15" in line for line in found.worst)


def test_another_type_is_no_wrong_day() -> None:
    found = score(page("2022年3月15日", ("theme_party_day", "2022-03-16", "held")))
    assert found.days_wrong == 0


def test_a_wrong_status_shows_under_both() -> None:
    found = score(page("2022年3月15日", ("members_meeting", "2022-03-15", "planned")))
    assert found.by_status["held"].false == 1
    assert found.by_status["planned"].missed == 1
    assert "精确率" in report("x", found, 0)
