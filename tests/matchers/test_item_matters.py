"""Items of a committee's minutes told in free words: dealt with there, or only named."""

from __future__ import annotations

import pytest

from matchers.annotate import annotate
from matchers.annotation import Status
from matchers.context import SubmissionContext
from tests.matchers.made_documents import made

_BOOK = """# {name}
时间：2022年6月8日下午
地点：三楼会议室
出席：五名委员
主持：王建军　记录：李梅
{item}
"""

_DEALT_WITH = [
    ("ideology_review", "1.李梅说了第二季度师生思想动态：家长群有议论。委员分析后认为总体可控。"),
    ("ideology_review", "先说舆情。网上涉校帖子六条，委员逐条说明，毕业季的隐患由专人盯。"),
    ("ideology_review", "一、看本季度的舆论和思想动向。大家判断，风险在评优前后。"),
    (
        "integrity_review",
        "1.李梅汇报上半年廉政情况。集体研究认为采购先办后补风险较大，月底前清零。",
    ),
    ("integrity_review", "二、把采购流程逐段过一遍，找可能出问题的缝，要求两人签字。"),
    ("party_building_study", "①总结全年党建，查找扣分点。②春节值班。"),
    ("party_building_study", "一、今天只议党建，大家摆了三条不足，定下四件事。"),
]

_NOT_DEALT_WITH = [
    ("ideology_review", "1.传达区里意识形态工作会议精神，要求排查风险。"),
    ("ideology_review", "1.下周召开专题会分析师生思想动态和风险。"),
    ("ideology_review", "1.暑假值班。家长群通知由班主任发。"),
    ("ideology_review", "1.学习意识形态文件，观看短片，谈了风险。"),
    ("ideology_review", "四、意识形态。家长群议论收费，已答复，分析会放在月底。"),
    ("integrity_review", "1.食堂食品安全风险较大，采购台账要补齐。"),
    ("integrity_review", "1.讨论基建维修预算三万元，同意。"),
    ("party_building_study", "1.讨论党建展板内容，同意制作四块。"),
    ("party_building_study", "1.研究党建经费使用，提出明细。"),
]


def _held(item: str, name: str) -> dict[str, str]:
    document = made(_BOOK.format(name=name, item=item), path="记录.docx")
    return {
        event_type: occurrence.date.begin.isoformat()
        for occurrence in annotate(document, SubmissionContext()).occurrences
        if occurrence.status is Status.HELD and occurrence.date is not None
        for event_type in occurrence.types
    }


@pytest.mark.parametrize(("event_type", "item"), _DEALT_WITH)
def test_a_committee_dealt_with_it_on_its_own_day_though_unnamed(
    event_type: str, item: str
) -> None:
    assert _held(item, "支部委员会会议记录").get(event_type) == "2022-06-08"


@pytest.mark.parametrize(("event_type", "item"), _NOT_DEALT_WITH)
def test_what_was_passed_on_postponed_or_bought_is_no_such_item(event_type: str, item: str) -> None:
    assert event_type not in _held(item, "支部委员会会议记录")


@pytest.mark.parametrize(("event_type", "item"), _DEALT_WITH[:2])
def test_other_meetings_do_not_deal_with_it_for_the_committee(event_type: str, item: str) -> None:
    assert event_type not in _held(item, "家长委员会会议记录")


@pytest.mark.parametrize(
    ("event_type", "item"),
    [("party_lecture", "3.七一党课题目。"), ("civics_class", "“开学第一课”由书记讲；教师节表彰。")],
)
def test_a_lecture_arranged_by_the_committee_was_not_given_there(
    event_type: str, item: str
) -> None:
    assert event_type not in _held(item, "支部委员会会议记录")
