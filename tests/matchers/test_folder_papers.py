"""Papers as they lie in a school's folder: what their form alone tells, beside near misses."""

from __future__ import annotations

import pytest

from benchmarks.accuracy_events import find_in_page, page_document
from matchers.annotation import DocumentKind, Status
from matchers.document_kind import classify
from matchers.record import FieldName
from matchers.records import cut
from matchers.school_names import is_own


def held(title: str, text: str, published: str = "", path: str = "") -> set[tuple[str, str]]:
    """Give type and day of everything held that one paper shows."""
    page = {
        "id": "f",
        "kind": "x",
        "title": title,
        "text": text,
        "published": published,
        "path": path or f"{title or '材料'}.txt",
    }
    _, events = find_in_page(page)
    return {
        (event_type, event.date.begin.isoformat() if event.date else "")
        for event in events
        if event.status is Status.HELD
        for event_type in event.types
    }


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("党 务 公 开", "公开日期：2023年5月25日\n公开事项：二季度党费收支；"),
        ("党务公开（2023年第二期）", "公开时间：5月25日\n内容：2023年党费收支情况\n张贴：公开栏"),
        ("党务公开栏（第2期）  2023年5月25日张贴", "· 党费收支\n· 优秀党员名单"),
        ("公示", "拟表彰优秀共产党员3名。公示期2023年5月25日起三天。\n松林小学党总支"),
    ],
)
def test_a_board_is_public_on_the_day_it_names(title: str, text: str) -> None:
    assert held(title, f"{title}\n{text}") == {("affairs_disclosure", "2023-05-25")}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("校务公开", "公开日期：2023年5月25日\n公开事项：食堂收支"),
        ("公示", "经学校党总支研究，拟推荐张老师（中共党员）评职称。公示期2023年5月25日起三天。"),
    ],
)
def test_a_board_of_the_school_is_not_the_partys(title: str, text: str) -> None:
    assert held(title, f"{title}\n{text}") == set()


_REPORTS = "时间：2023年12月27日\n地点：礼堂\n主持：李梅\n"


@pytest.mark.parametrize(
    "told", ["随后“三测评”，测班子、测书记，发69份收67份。", "接着三测评，收回测评表67份。"]
)
def test_ballots_taken_in_show_an_appraisal(told: str) -> None:
    text = f"支部书记述职会记录\n{_REPORTS}书记述职二十分钟。{told}"
    assert ("three_appraisals", "2023-12-27") in held("支部书记述职会记录", text)


def test_an_appraisal_that_is_only_named_is_none() -> None:
    text = f"支部书记述职会记录\n{_REPORTS}书记述职二十分钟，谈到三测评的意义。"
    assert "three_appraisals" not in {kind for kind, _ in held("支部书记述职会记录", text)}


@pytest.mark.parametrize("item", ["审教代会议程", "议题二：教代会的票箱"])
def test_what_belongs_to_a_meeting_is_not_the_meeting(item: str) -> None:
    text = f"支委会会议记录\n时间：2023年3月22日\n地点：书记室\n主持：李梅\n{item}。"
    assert held("支委会会议记录", text) == {("committee_meeting", "2023-03-22")}


def test_a_meeting_that_is_off_is_not_held() -> None:
    assert held("", "短信：因台风，2023年8月30日的开学党员大会不开了，恢复时间等通知。") == set()
    assert ("members_meeting", "2023-08-30") in held(
        "党建动态", "8月30日，学校党支部开了党员大会，全体党员参加。", "2023-08-31"
    )


def test_the_leagues_branch_is_not_the_partys_though_a_groups_name_may_hold_its_characters() -> (
    None
):
    told = "召开专题组织生活会，谈青年担当。"
    league = held(
        "教工团支部组织生活会", f"教工团支部组织生活会\n2023年5月6日，教工团支部11名团员{told}"
    )
    assert league == set()
    title = "松林教育集团支部换届选举党员大会记录"
    text = f"{title}\n时间：2023年4月24日\n应到党员22名，实到22名。\n当选：李梅22票、王军21票。"
    assert ("branch_election", "2023-04-24") in held(title, text)


_LEDGER = "中心组学习台账\n日期\t内容\t领学\t研讨\n"


def test_a_column_of_speakers_shows_a_discussion() -> None:
    rows = "2023年9月11日\t读本\t李梅\t—\n2023年10月16日\t文化思想\t王军\t李梅、王军、赵燕\n"
    rows += "2023年11月13日\t条例\t王军\t五人轮流\n2023年12月4日\t条例\t王军\t无\n"
    days = {day for kind, day in held("", _LEDGER + rows) if kind == "central_group_discussion"}
    assert days == {"2023-10-16", "2023-11-13"}


def test_a_row_whose_talk_came_to_nothing_is_not_held() -> None:
    rows = "2023年2月23日\t李梅\t王军\t三条意见\n2023年2月26日\t李梅\t赵燕\t（进修，未谈成）\n"
    text = f"谈心谈话一览表\n日期\t谈话人\t谈话对象\t内容\n{rows}"
    assert held("", text) == {("heart_talk", "2023-02-23")}


def test_entries_between_rules_are_records_of_their_own_however_long() -> None:
    days = ["1月4日", "2月15日", "3月22日"]
    told = "周、覃、韦到会。\n石磊记\n商量寒假安全。\n要求各处室落实。"
    entries = "\n——————\n".join(f"{day}　下午　书记室\n{told}" for day in days)
    title = "总支会议记录簿"
    page = {"id": "f", "title": title, "text": f"{title}\n{entries}", "published": ""}
    document = page_document({**page, "path": f"{title}.txt"})
    records = cut(document, classify(document, None))
    times = [f.value for record in records for f in record.fields if f.name is FieldName.TIME]
    assert times == days
    found = held(title, f"{title}\n（2023年启用）\n{entries}")
    assert {kind for kind, _ in found} == {"committee_meeting"}
    assert len(found) == 3


def test_the_day_before_a_named_day_is_not_counted_from_another_date() -> None:
    text = "8日，国际反腐败日前一天，我支部组织党员观看警示片。"
    assert held("不做温水青蛙", text, "2023-12-12") == {("integrity_education", "2023-12-08")}


def test_a_report_that_counts_back_from_its_own_day_is_no_minutes() -> None:
    title = "李梅书记给全体党员讲了堂党课"
    text = f"{title}\n2023-10-19 10:02\n昨晚六点，多功能室，李梅书记讲了七十分钟。22名党员静听。"
    page = {"id": "f", "kind": "x", "title": title, "text": text, "published": "", "path": "a.mht"}
    annotation, _ = find_in_page(page)
    assert annotation.kind is DocumentKind.NEWS
    assert held(title, text) == {("party_lecture", "2023-10-18")}


@pytest.mark.parametrize(
    ("name", "own", "same"),
    [
        ("沙溪乡九年一贯制学校", "沙溪学校", True),
        ("松林县沙溪中心学校", "沙溪学校", True),
        ("沙溪小学", "沙溪学校", False),
        ("北溪乡九年一贯制学校", "沙溪学校", False),
    ],
)
def test_schools_of_all_years_are_known_by_their_place(name: str, own: str, same: bool) -> None:
    assert is_own(name, (own,)) is same
