"""Dates in the names of files and folders."""

from __future__ import annotations

from datetime import date

import pytest

from matchers.annotation import Granularity
from matchers.date_expression import DateContext, DateProblem, YearHint
from matchers.dates import date_of_file_name


@pytest.mark.parametrize(
    ("name", "begin", "finish"),
    [
        ("20220310班子会议.docx", date(2022, 3, 10), date(2022, 3, 10)),
        ("2022.3.10", date(2022, 3, 10), date(2022, 3, 10)),
        ("2022-03-15 会议记录.pdf", date(2022, 3, 15), date(2022, 3, 15)),
        ("22.3.15支委会.docx", date(2022, 3, 15), date(2022, 3, 15)),
        ("微信图片_20230405153012.jpg", date(2023, 4, 5), date(2023, 4, 5)),
        ("IMG_20220315_101112.jpg", date(2022, 3, 15), date(2022, 3, 15)),
        ("20210331141035.jpg", date(2021, 3, 31), date(2021, 3, 31)),
        ("２０２２年３月１５日党课.docx", date(2022, 3, 15), date(2022, 3, 15)),
        ("二〇二二年三月党课.doc", date(2022, 3, 1), date(2022, 3, 31)),
        ("2022年3月", date(2022, 3, 1), date(2022, 3, 31)),
        ("202203.xlsx", date(2022, 3, 1), date(2022, 3, 31)),
        ("2022.03", date(2022, 3, 1), date(2022, 3, 31)),
        ("2022年第1季度意识形态", date(2022, 1, 1), date(2022, 3, 31)),
        ("2022-2023-1学期", date(2022, 9, 1), date(2023, 1, 31)),
        ("2021-2022学年第二学期", date(2022, 2, 1), date(2022, 8, 31)),
        ("2022年党建材料", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022年 支委会 3月15日.docx", date(2022, 3, 15), date(2022, 3, 15)),
    ],
)
def test_dated_names(name: str, begin: date, finish: date) -> None:
    found = date_of_file_name(name)
    assert found is not None
    assert (found.begin, found.finish) == (begin, finish)
    assert found.text == name[found.start : found.end]


@pytest.mark.parametrize(
    ("name", "month", "day"),
    [
        ("3月15日党课.docx", 3, 15),
        ("3月.docx", 3, None),
        ("3.15党课.docx", 3, 15),
        ("四月主题党日", 4, None),
    ],
)
def test_names_without_a_year_wait_for_one(name: str, month: int, day: int | None) -> None:
    found = date_of_file_name(name)
    assert found is not None
    assert (found.begin, found.problem) == (None, DateProblem.NEEDS_YEAR)
    assert (found.month, found.day) == (month, day)
    hinted = date_of_file_name(name, DateContext(year_hints=(YearHint(2022, "folder"),)))
    assert hinted is not None
    assert hinted.begin == date(2022, month, day or 1)
    assert "year: from the folder" in hinted.inferred


@pytest.mark.parametrize(
    "name",
    [
        *("IMG_6750.JPG", "DSC0001.jpg", "mmexport1648888888888.jpg", "3.抓规范管理", "（18）党课"),
        *("1.2 加强领导.docx", "20220230.docx", "签到表.xlsx", "新建文件夹 (2)", "2022级名单.xlsx"),
        *("教办发〔2022〕15号.pdf", "", ".docx", "会议记录1"),
    ],
)
def test_names_without_a_date(name: str) -> None:
    assert date_of_file_name(name) is None


def test_time_of_a_photo_is_kept() -> None:
    found = date_of_file_name("微信图片_20230405153012.jpg")
    assert found is not None
    assert (found.clock, found.granularity) == ("15:30", Granularity.DAY)
