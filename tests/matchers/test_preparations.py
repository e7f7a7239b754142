"""A congress is dated by its meeting, not by its 预备会; the day of that is shown as not taken."""

from __future__ import annotations

import pytest

from matchers.annotate import annotate
from matchers.annotation import Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from matchers.period import calendar_year
from tests.matchers.made_documents import made

YEAR = SubmissionContext(period=calendar_year(2022))


def day_of(
    time: str, title: str = "第五届教职工代表大会第三次会议会议记录"
) -> tuple[str, list[str]]:
    text = (
        f"# {title}\n时间：{time}\n地点：报告厅\n主持人：王强\n应到50人，实到48人\n"
        "内容：审议学校工作报告，举手表决通过。"
    )
    events = merge([annotate(made(text, "教代会/记录.docx"), YEAR)]).events
    (event,) = [e for e in events if e.status is Status.HELD and "staff_congress" in e.types]
    assert event.date is not None
    return event.date.begin.isoformat(), [r.why for r in event.rejected]


@pytest.mark.parametrize(
    "time",
    [
        "2022年6月10日下午预备会，6月11日正式会议",
        "2022年6月10日（预备会议）、6月11日",
        "2022年6月10日报到，6月11日上午9时开会",
        "预备会：2022年6月10日；正式会：2022年6月11日",
        "2022年6月11日正式会议，6月10日预备会",
    ],
)
def test_the_meeting_itself_gives_the_day(time: str) -> None:
    day, whys = day_of(time)
    assert day == "2022-06-11"
    assert any("预备会" in why for why in whys)


@pytest.mark.parametrize(
    "time",
    [
        "2022年6月11日上午9时",
        "2022年6月11日，会前听取预备会情况",
        "2022年6月11日（预备会后即开）",
        "2022年6月11日预备会",  # the only day there is
    ],
)
def test_one_day_stays_the_day(time: str) -> None:
    assert day_of(time)[0] == "2022-06-11"
