"""Books without labels are cut by the form that the heads of their entries share."""

from __future__ import annotations

import pytest

from matchers.annotate import annotate
from matchers.annotation import Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from tests.matchers.documents_made import make_document

_DAYS = ("2022-01-07", "2022-02-18", "2022-04-15")
_MATTERS = ("研究慰问三户。", "讨论组织生活会准备，意见表下周二前收齐。", "学习两会精神。")


def _held(lines: list[str]) -> set[str]:
    paper = make_document(["2022年支委会会议记录", *lines], "支委会/2022.txt")
    events = merge([annotate(paper, SubmissionContext())]).events
    return {
        event.date.begin.isoformat()
        for event in events
        if event.status is Status.HELD and event.date and "committee_meeting" in event.types
    }


@pytest.mark.parametrize(
    "head",
    [
        "【{m}月{d}日】书记主持，5人。{c}",
        "一、{m}月{d}日支委会\n到会5人。{c}",
        "支委会（{m}月{d}日）\n到会5人，书记主持。\n{c}",
        "★{m}月{d}日\n到会5人。{c}",
        "{m}月{d}日\n地点：会议室\n参加：全体支委\n{c}",
        "支委会：{m}月{d}日，{c}",
    ],
)
def test_entries_of_one_form_are_records(head: str) -> None:
    lines = []
    for day, matter in zip(_DAYS, _MATTERS, strict=True):
        _, month, number = (int(part) for part in day.split("-"))
        lines += head.format(m=month, d=number, c=matter).split("\n")
    assert _held(lines) == set(_DAYS)


def test_days_that_are_dealt_with_begin_no_record() -> None:
    lines = [
        "时间：2022年1月7日",
        "主持：书记",
        "内容：定下本月安排",
        "【1月20日】走访老党员",
        "【1月25日】报计划",
    ]
    assert _held(lines) == {"2022-01-07"}
