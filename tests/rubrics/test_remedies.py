"""A remedy names the existing paper that would show what is lacking, and never asks for new."""

from __future__ import annotations

from typing import Any

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, Expected
from rubrics.judge import assess
from rubrics.load import known_rubrics, load_rubric

YANGZHOU = load_rubric("yangzhou-2022")
HELD = {"days": {"members_meeting": ["2022-03-01"]}}  # something was handed in


def _remedy(item: str, profile: dict[str, Any] | None = None, **case: Any) -> str:
    made = Case.model_validate({"name": "", "rule": "1.1", "expect": Expected(), **(case or HELD)})
    told = Profile.model_validate(profile or {})
    card = assess(YANGZHOU, build_evidence(made), told, parse_period("2022"))
    return next(one.remedy or "" for one in card.findings if one.item == item)


@pytest.mark.parametrize(
    ("item", "profile", "says", "not_says"),
    [
        ("20", {}, "公开栏照片、公示稿或网页截图", "签到"),
        ("3", {"organization": "committee"}, "考评表、通报或会议记录", "签到"),
        ("7", {}, "述职材料、测评表", "签到"),
        (
            "28",
            {},
            "未见党员教师志愿服务队名单：已有的请放进来，不必另写",
            "缺党员教师志愿服务队名单",
        ),
        ("16", {}, "未见与社区结对共建", "缺与社区结对共建"),
        ("23", {}, "文明校园称号（市级以上）：有文件、证书或牌匾照片", "年度材料"),
        ("24", {}, "申报或认定", "不必另写"),
        ("1", {"ownership": "public"}, "已有的请放进来，不必另写", "年度材料"),
        ("1", {}, "学校章程（民办学校）", "年度材料"),
        ("29", {"leaders": ["张三"], "middle_managers": ["李四"]}, "没有签的不必补签", "没有开展"),
        ("17", {}, "没有的说明即可，不必另写", "补做"),
        ("14", {}, "也可直接填核定得分", "补做"),
    ],
)
def test_what_is_asked_for_fits_what_is_lacking(
    item: str, profile: dict[str, Any], says: str, not_says: str
) -> None:
    remedy = _remedy(item, profile)
    assert says in remedy, remedy
    assert not_says not in remedy, remedy


@pytest.mark.parametrize("item", ["10", "15"])
def test_nothing_is_asked_for_before_it_is_known_to_be_due(item: str) -> None:
    remedy = _remedy(item)
    assert remedy.startswith("先说明")
    assert "未见" not in remedy and "缺" not in remedy and "由人评定" not in remedy


def test_whether_it_applies_is_asked_before_how_many() -> None:
    rubric = load_rubric("shandong-basic")
    case = Case.model_validate({"name": "", "rule": "1.1", "expect": Expected(), **HELD})
    card = assess(rubric, build_evidence(case), Profile(), parse_period("2022"))
    remedies = {finding.item: finding.remedy or "" for finding in card.findings}
    assert "secretary_is_principal" in remedies["2.1"]
    assert "deputy_secretaries" not in remedies["2.1"]
    assert "缺团代会" not in remedies["5.1"] and "是否应召开团代会" in remedies["5.1"]


def test_once_it_is_due_its_papers_are_named() -> None:
    remedy = _remedy("10", {"declares": {"election_due": True}})
    assert "缺换届选举 1 次" in remedy and "选举的会议记录、结果报告或批复" in remedy


def test_a_number_the_school_is_asked_for_is_no_paper() -> None:
    remedy = _remedy("21")
    assert "先说明有多少名正式党员" in remedy
    assert "未见正式党员人数" not in remedy and "、正式党员人数" not in remedy
    assert "没有读到党建经费预算" in remedy


def test_a_meeting_that_only_lacks_papers_is_not_called_missing() -> None:
    events = [{"types": ["organizational_life"], "on": "2022-12-20", "evidence": ["minutes"]}]
    remedy = _remedy("4", events=events)
    assert "未见组织生活会的会案和照片" in remedy
    assert "缺组织生活会（" not in remedy


def test_what_was_not_said_is_told_apart_from_what_was_not_held() -> None:
    events = [
        {"types": ["central_group_discussion"], "on": f"2022-0{n}-05", "speakers": ["张三"]}
        for n in range(1, 7)
    ]
    remedy = _remedy("5", {"central_group": ["张三", "李四"]}, events=events)
    assert "缺李四的发言记录：当时发过言的" in remedy


@pytest.mark.parametrize("name", known_rubrics())
def test_no_remedy_asks_for_new_paper(name: str) -> None:
    rubric = load_rubric(name)
    case = Case.model_validate({"name": "", "rule": "1.1", "expect": Expected(), **HELD})
    card = assess(rubric, build_evidence(case), Profile(), parse_period("2022"))
    for finding in card.findings:
        remedy = finding.remedy or ""
        assert "补写" not in remedy and "写明年度" not in remedy and "补齐" not in remedy
        for mark in ("未见", "没有读到"):
            if mark in remedy:
                assert "不必" in remedy, remedy
