"""Days that lean on others: 同日 and 同上 of a row, 第3周 of a term; what stays open is said."""

from __future__ import annotations

from datetime import date

import pytest

from matchers.annotate import annotate
from matchers.annotation import Annotation, Status
from matchers.context import SubmissionContext
from matchers.profile import Profile, Semester
from tests.matchers.made_documents import made

TERM = Semester(name="2022年春季学期", begin=date(2022, 2, 14), end=date(2022, 7, 1))
MINUTES = """# 支部党员大会会议记录
时间：{}
地点：会议室
主持人：陈明
出席人员：陈明、李芳
会议内容：学习文件。
记录人：李芳"""


def _found(text: str, *semesters: Semester) -> Annotation:
    return annotate(
        made(text), SubmissionContext(profile=Profile(name="育英小学", semesters=semesters))
    )


def _register(*days: str) -> list[tuple[str, str]]:
    rows = "\n".join(f"| {day} | 主题党日 | 参观 | 陈明 |" for day in days)
    text = f"# 育英小学党支部活动登记簿\n| 时间 | 活动名称 | 内容 | 主持人 |\n{rows}"
    return [(o.status.value, str(o.date and o.date.begin)) for o in _found(text).occurrences]


@pytest.mark.parametrize("sign", ["同日", "同上", "〃", "同日晚上"])
def test_a_row_takes_the_day_of_the_row_above(sign: str) -> None:
    assert _register("2022年3月15日", sign, sign) == [("held", "2022-03-15")] * 3


@pytest.mark.parametrize("above", ["近日", "2022年3月", "2022年3月15日至18日"])
def test_a_row_above_without_one_day_gives_none(above: str) -> None:
    assert _register("2022年3月1日", above, "同日")[-1][1] == "None"


@pytest.mark.parametrize("sign", ["-", "——", "/", ""])
def test_a_dash_repeats_nothing(sign: str) -> None:
    assert "2022-03-15" not in [day for _, day in _register("2022年3月15日", sign)[1:]]


def test_text_outside_a_register_takes_no_day_from_the_record_before() -> None:
    two = MINUTES.format("2022年3月15日") + "\n" + MINUTES.format("同日")
    days = [str(o.date and o.date.begin) for o in _found(two).occurrences]
    assert days.count("2022-03-15") <= 1


@pytest.mark.parametrize("week", ["第3周周五下午", "第三周"])
def test_a_week_without_a_term_is_said(week: str) -> None:
    (found,) = _found(MINUTES.format(week)).occurrences
    assert found.date is None
    assert any("校历" in why and week[:3] in why for why in found.trace)


def test_a_week_of_a_known_term_is_a_day() -> None:
    (found,) = _found(MINUTES.format("第3周周五下午"), TERM).occurrences
    assert found.date is not None and found.date.begin == date(2022, 3, 4)
    assert found.status is Status.HELD
    assert not any("校历" in why for why in found.trace)


def test_a_dated_meeting_that_names_a_week_says_nothing() -> None:
    (found,) = _found(MINUTES.format("2022年3月4日（第3周）")).occurrences
    assert not any("校历" in why for why in found.trace)
