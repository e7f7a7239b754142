"""Photographs, sign-in sheets and 附件 without an event's name: whose they are, and why."""

from __future__ import annotations

from itertools import permutations

import pytest

from extractors.document import Block, BlockKind, Document, FileStatus
from matchers.annotate import annotate
from matchers.annotation import Annotation, Event, Status
from matchers.context import SubmissionContext
from matchers.merge import Merged, merge
from matchers.period import calendar_year, school_year
from tests.matchers.made_documents import made

YEAR = SubmissionContext(period=calendar_year(2022))


def minutes(path: str, day: str, title: str = "党课记录", unit: str = "") -> Document:
    text = (
        f"# {title}\n时间：2022年{day}下午3点\n地点：会议室\n主持人：王强\n{unit}"
        "参加人员：全体党员\n内容：学习党章，书记讲话。"
    )
    return made(text, path)


def photo(path: str, taken: str = "", words: str = "") -> Document:
    blocks = (Block(0, BlockKind.PARAGRAPH, words),) if words else ()
    properties = (("exif_time", f"{taken}T14:30:00"),) if taken else ()
    return Document(
        path,
        "0" * 64,
        "image/jpeg",
        9,
        FileStatus.OCR if words else FileStatus.EMPTY,
        blocks=blocks,
        properties=properties,
    )


def merged(*documents: Document, context: SubmissionContext = YEAR) -> Merged:
    return merge(annotate(document, context) for document in documents)


def only_held(found: Merged) -> Event:
    (event,) = [e for e in found.events if e.status is Status.HELD]
    return event


LECTURE = minutes("党员教育/3月15日活动/记录.docx", "3月15日")
SHEET = (
    "# 签到表\n| 序号 | 姓名 | 签名 |\n| 1 | 王强 | 王强 |\n"
    "| 2 | 李敏 | 李敏 |\n| 3 | 陈刚 | 陈刚 |"
)

JOINED = {
    "camera, no event of its own in the folder": (photo("照片/IMG_0001.jpg", "2022-03-15"), "EXIF"),
    "camera and folder": (photo("党员教育/3月15日活动/IMG_1.jpg", "2022-03-15"), "EXIF"),
    "folder, no day": (photo("党员教育/3月15日活动/DSC1.jpg"), "文件夹"),
    "folder that sorts photographs": (
        photo("党员教育/3月15日活动/现场照片/mmexport1.jpg"),
        "文件夹",
    ),
    "dated folder": (photo("照片/2022年3月15日/a.jpg"), "文件夹名"),
    "dated folder at the top": (photo("3月15日/a.jpg"), "文件夹名"),
    "day in the name": (photo("照片/微信图片_20220315160101.jpg"), "文件名"),
    "month and day in the name": (photo("照片/3.15合影.jpg"), "文件名"),
    "watermark": (photo("照片/a.jpg", words="2022年3月15日 14:30 会议室"), "图中文字"),
    "sheet, no day": (made(SHEET, "党员教育/3月15日活动/签到表.docx"), "文件夹"),
    "sheet with a day": (
        made("# 签到表\n时间：2022年3月15日\n" + SHEET[6:], "签到/1.docx"),
        "表头",
    ),
    "photographed sheet": (photo("党员教育/3月15日活动/签到.jpg"), "文件夹"),
    "attachment": (
        made("阅读材料\n一是加强学习，二是联系实际。", "党员教育/3月15日活动/附件1.docx"),
        "文件夹",
    ),
}


@pytest.mark.parametrize("name", JOINED)
def test_a_paper_without_a_name_joins_the_only_event_it_can_be_of(name: str) -> None:
    paper, reason = JOINED[name]
    event = only_held(found := merged(LECTURE, paper))
    assert paper.path in event.files
    assert any(r.startswith(f"{paper.path}：") and reason in r for r in event.reasons)
    assert len(found.events) == 1
    assert not found.left_alone
    assert event.confidence == only_held(merged(LECTURE)).confidence  # it proves nothing


OTHER = minutes("党员教育/支部/记录.docx", "3月15日", "支部党员大会会议记录")
LATER = minutes("党员教育/3月20日活动/记录.docx", "3月20日", "主题党日活动记录")
SECOND = minutes("第二党支部/记录.docx", "3月15日", "党课记录", "组织单位：第二党支部\n")

LEFT_ALONE = {
    "two events that day": ((LECTURE, OTHER), photo("照片/IMG_1.jpg", "2022-03-15"), "2项"),
    "two events in the folder": (
        (minutes("A/1.docx", "3月15日"), minutes("A/2.docx", "4月6日")),
        photo("A/IMG_1.jpg"),
        "2项",
    ),
    "one beside and one below": (
        (minutes("A/1.docx", "3月15日"), minutes("A/B/2.docx", "4月6日")),
        photo("A/IMG_1.jpg"),
        "2项",
    ),
    "only below": ((minutes("A/B/2.docx", "4月6日"),), photo("A/IMG_1.jpg"), "没有已开展"),
    "another branch's folder": ((SECOND,), photo("第一党支部/1.jpg", "2022-03-15"), "没有"),
    "day of scanning": ((LECTURE,), photo("扫描/扫描件_20220315.jpg"), "没有已开展"),
    "camera against the folder's day": (
        (LECTURE, LATER),
        photo("党员教育/3月15日活动/1.jpg", "2022-03-20"),
        "不一致",
    ),
    "another event's day beside an event": (
        (minutes("A/记录.docx", "3月15日"), LATER),
        photo("A/1.jpg", "2022-03-20"),
        "不符",
    ),
    "another month's name": (
        (minutes("A/记录.docx", "3月15日"),),
        photo("A/5月活动.jpg"),
        "不符",
    ),
    "at the top": ((minutes("记录.docx", "3月15日"),), photo("1.jpg"), "没有"),
    "no event that day": ((LECTURE,), photo("照片/1.jpg", "2022-03-16"), "当天没有"),
    "a notice is nothing held": (
        (
            made(
                "# 关于开展党课的通知\n各党小组：定于2022年3月15日开展党课，请准时参加。",
                "A/通知.docx",
            ),
        ),
        photo("A/1.jpg", "2022-03-15"),
        "当天没有",
    ),
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_is_not_sure_is_left_alone_and_said(name: str) -> None:
    others, paper, why = LEFT_ALONE[name]
    found = merged(*others, paper)
    assert all(paper.path not in e.files for e in found.events)
    (left,) = found.left_alone
    assert left.file == paper.path
    assert why in left.why


@pytest.mark.parametrize(
    "paper",
    [
        photo("党员教育/3月15日活动/荣誉证书.jpg"),
        photo("党员教育/3月15日活动/公示照片/1.jpg"),
        photo("党员教育/3月15日活动/1.jpg", words="育英小学教职工考勤管理制度第一条" * 6),
        made(
            "# 签到表\n| 序号 | 姓名 | 签名 |\n| 1 |  |  |\n| 2 |  |  |",
            "党员教育/3月15日活动/签到表.docx",
        ),
        made("食堂采购清单", "党员教育/3月15日活动/清单.docx"),
    ],
    ids=lambda paper: paper.path,
)
def test_other_pictures_blank_sheets_and_any_papers_belong_to_nothing(paper: Document) -> None:
    found = merged(LECTURE, paper)
    assert not found.left_alone
    assert all(paper.path not in event.files for event in found.events)


def test_a_day_without_a_year_is_sought_in_the_whole_school_year() -> None:
    context = SubmissionContext(period=school_year(2021))
    event = only_held(merged(LECTURE, photo("照片/3月15日/1.jpg"), context=context))
    assert "照片/3月15日/1.jpg" in event.files


def test_two_branches_on_one_day_are_told_apart_by_the_photographs_folder() -> None:
    first = minutes("第一党支部/记录.docx", "3月15日", "党课记录", "组织单位：第一党支部\n")
    found = merged(first, SECOND, photo("第一党支部/照片/1.jpg", "2022-03-15"))
    (event,) = [e for e in found.events if "第一党支部/照片/1.jpg" in e.files]
    assert "第一党支部/记录.docx" in event.files


def test_the_order_of_files_changes_nothing() -> None:
    papers = [
        LECTURE,
        OTHER,
        photo("照片/1.jpg", "2022-03-15"),
        photo("党员教育/3月15日活动/2.jpg"),
    ]
    annotations = [annotate(paper, YEAR) for paper in papers]
    results = {merge(order) for order in permutations(annotations)}
    assert len(results) == 1


NAMED = {
    "file name": (photo("照片/20220315党课.jpg"), "活动类型取自文件名，日期取自文件名"),
    "folder": (
        photo("党课/IMG.jpg", "2022-03-15"),
        "活动类型取自文件夹名，日期取自拍摄时间（EXIF）",
    ),
    "dated folder": (photo("3月15日党课/IMG.jpg"), "活动类型取自文件夹名，日期取自文件夹名"),
    "banner": (
        photo("照片/IMG.jpg", "2022-03-15", "育英小学党支部专题党课"),
        "活动类型取自横幅等图中文字，日期取自拍摄时间（EXIF）",
    ),
}


NAMED["sheet"] = (
    made(SHEET, "签到/3月15日党课签到表.docx"),
    "签到表，活动类型取自文件名，日期取自文件名",
)


@pytest.mark.parametrize("name", NAMED)
def test_a_picture_that_names_its_event_joins_by_type_and_day(name: str) -> None:
    paper, reason = NAMED[name]
    event = next(e for e in merged(LECTURE, OTHER, paper).events if "party_lecture" in e.types)
    assert paper.path in event.files
    assert any(reason in r for r in event.reasons)
    assert {"photo", "signin"} & {*event.evidence_kinds}


def test_a_day_of_scanning_dates_no_picture_that_names_its_event() -> None:
    april = minutes("b/记录.docx", "4月15日")
    lead: Annotation = annotate(photo("党课扫描件20220415.jpg"), YEAR)
    assert lead.occurrences[0].date is None
    found = merged(april, photo("党课扫描件20220415.jpg"))
    assert all(e.files == ("b/记录.docx",) for e in found.events if e.status is Status.HELD)


def test_a_caption_under_a_picture_tells_of_its_event_and_day() -> None:
    told = photo("照片/IMG.jpg", words="图为3月15日党课现场")
    event = only_held(merged(LECTURE, told))
    assert "照片/IMG.jpg" in event.files
    assert any("日期取自图中文字" in reason for reason in event.reasons)
    assert any(cited.quote == "图为3月15日党课现场" for cited in event.citations)
    assert annotate(photo("照片/IMG.jpg"), YEAR).occurrences == ()
