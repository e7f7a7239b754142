"""Books, registers and minutes as clerks keep them: marks before days, parted columns, talk.

Each case has its near miss beside it: what looks alike and must not count.
"""

from __future__ import annotations

import pytest

from matchers.annotate import annotate
from matchers.annotation import Status
from matchers.body_lines import body_lines
from matchers.context import SubmissionContext
from matchers.dated_entries import entry_day
from matchers.merge import merge
from tests.matchers.documents_made import make_document


def _held(lines: list[str], path: str = "材料.docx") -> set[tuple[str, str]]:
    events = merge([annotate(make_document(lines, path), SubmissionContext())]).events
    return {
        (event_type, event.date.begin.isoformat())
        for event in events
        if event.status is Status.HELD and event.date is not None
        for event_type in event.types
    }


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("■ 9/5 周二　会客室　五人", "9/5 周二"),
        ("㈡ 4月17日 三人。审查材料", "4月17日"),
        ("①1月12日走访退休党员四户", "1月12日"),
        ("第3页　2023.3.24　学两会精神", "2023.3.24"),
        ("其二　十一月二十九日午休　6人", "十一月二十九日"),
        ("22.9.8　音乐教室　8人", "22.9.8"),
        ("3/17 放学后　图书室", "3/17"),
        ("5.12（周五） 全体到会", "5.12（周五）"),
        ("3.14 圆周率的故事", None),
        ("1.2 工作目标和任务", None),
        ("1/2的党员参加了活动", None),
        ("22.11. 接龙学习网课", None),
        ("2.5.1 版本更新说明", None),
    ],
)
def test_an_entry_begins_with_its_day(line: str, day: str | None) -> None:
    document = make_document([line])
    region = entry_day(body_lines(document)[0])
    found = None if region is None else line[region.start : region.end].strip()
    assert found == day


def test_marked_entries_of_a_book_are_meetings_of_a_school_year() -> None:
    lines = [
        "# 支部委员会记录",
        "2023年秋—2024年春",
        "■ 10/9 周一　会客室　五人",
        "商量书记课的题目；定重阳节探访名单。",
        "■ 12/4 周一　会客室　五人",
        "定述职的办法。",
        "■ 1/8 周一　会客室　四人",
        "定寒假走访名单。",
    ]
    wanted = {("committee_meeting", f"20{day}") for day in ("23-10-09", "23-12-04", "24-01-08")}
    assert _held(lines) == wanted


@pytest.mark.parametrize("heads", ["月\t日", "月份\t日子"])
def test_month_and_day_in_two_columns(heads: str) -> None:
    lines = [
        "2023年主题党日一览",
        f"{heads}\t内容\t人数",
        "2\t\t未开展\t",
        "3\t3\t给留守孩子理发\t12",
        "5\t26\t党员进班讲故事\t13",
        "7\t\t暑期分散进行\t",
        "10\t23\t陪老党员过节\t11",
    ]
    days = {day for event_type, day in _held(lines) if event_type == "theme_party_day"}
    assert days == {"2023-03-03", "2023-05-26", "2023-10-23"}


def test_a_month_merged_downwards_holds_for_the_days_below_it() -> None:
    lines = [
        "2022年下半年组织生活登记",
        "月份\t日期\t形式\t内容\t到会",
        "9月\t2日\t党员大会\t新学期计划\t14",
        "\t23日\t主题党日\t参观农耕馆\t13",
        "10月\t28日\t党课\t三个务必\t15",
        "\t下旬\t主题党日\t学报告\t",
    ]
    assert _held(lines) == {
        ("members_meeting", "2022-09-02"),
        ("theme_party_day", "2022-09-23"),
        ("party_lecture", "2022-10-28"),
    }


def test_the_committee_under_the_kind_of_meeting_is_its_meeting() -> None:
    lines = [
        "会议导出",
        "序号\t会议类型\t开始时间\t主题\t应到\t实到",
        "1\t支部委员会\t20240108\t年度材料\t5\t5",
        "2\t党员大会\t20240315\t一季度大会\t41\t37",
        "3\t其他\t20240320\t支部委员会组织植树\t41\t37",
    ]
    wanted = {("committee_meeting", "2024-01-08"), ("members_meeting", "2024-03-15")}
    assert {found for found in _held(lines) if found[0] in {w[0] for w in wanted}} == wanted


_HEAD = ["# 支部委员会会议记录", "时间：2022年10月31日下午2:00", "地点：会议室", "主持人：钱思"]


@pytest.mark.parametrize(
    "said",
    [
        "钱思介绍说，党费使用的公示检查之后没有回头看，建议每次留出15分钟听取意见。",
        "蒋沛路：党费使用的公示检查之后没有回头看，要有人盯。",
        "交流体会：党费使用的公示要更细。",
        "施雅领学有关篇目，并联系党费使用的公示作了说明。",
    ],
)
def test_what_is_talked_of_is_no_act_of_the_meeting(said: str) -> None:
    assert _held([*_HEAD, said]) == {("committee_meeting", "2022-10-31")}


@pytest.mark.parametrize("done", ["组织委员公示了上半年党费收缴情况。", "会后公布了党费账目。"])
def test_what_was_done_there_still_counts(done: str) -> None:
    assert ("affairs_disclosure", "2022-10-31") in _held([*_HEAD, done])


@pytest.mark.parametrize(
    "topic", ["（2）审教代会议程。", "议题二：述职会的评委名单。", "2、教代会的票箱。"]
)
def test_what_belongs_to_a_meeting_is_not_the_meeting(topic: str) -> None:
    assert _held([*_HEAD, topic]) == {("committee_meeting", "2022-10-31")}


def test_a_lecture_late_in_the_month_is_not_held_at_the_meeting_that_plans_it() -> None:
    lines = ["# 支委会记录", "时间：2023年3月2日", "地点：书记室", "书记3月底给全体党员上党课。"]
    assert _held(lines) == {("committee_meeting", "2023-03-02")}


def test_a_register_of_talks_before_a_meeting_is_not_that_meeting() -> None:
    lines = [
        "会前谈心谈话登记（民主生活会）",
        "时间\t甲方\t乙方\t要点",
        "2023年1月9日\t周启明\t覃丽华\t分工",
        "2023年1月10日\t覃丽华\t韦晓玲\t大会质量",
    ]
    assert {event_type for event_type, _ in _held(lines)} == {"heart_talk"}


def test_a_text_message_calls_a_meeting_off() -> None:
    assert _held(["因台风登陆，2023年8月30日的支部党员大会不开了，老师们先护校。"]) == set()


def test_what_one_cannot_do_without_is_not_called_off() -> None:
    held = _held(["2023年8月30日召开支部党员大会，大家说学校的发展离不开了不起的老党员。"])
    assert {event_type for event_type, _ in held} == {"members_meeting"}
