"""What sort of paper a document is: told from title, form, words and names, never guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import BlockKind
from matchers.annotation import DocumentKind, EvidenceKind
from matchers.document_kind import classify
from tests.matchers.made_documents import made, made_pages

_HERE = Path(__file__).parent
_GOLD = _HERE.parents[2] / "shared" / "gold" / "pages.jsonl"
_PASSAGES = sorted((_HERE.parents[1] / "corpora" / "passages").glob("*.jsonl"))
_CASES = [
    json.loads(line) for line in (_HERE / "data" / "kinds.jsonl").read_text("utf-8").splitlines()
]
# What a paper of each kind can say of an event: ahead of it, of it, or looking back.
_GROUP = {
    "plan": "ahead",
    "notice": "ahead",
    "policy": "ahead",
    "form": "ahead",
    "rubric": "ahead",
    "minutes": "held",
    "news": "held",
    "register": "held",
    "signin": "held",
    "photo": "held",
    "summary": "back",
    "report": "back",
    "other": "other",
}


@pytest.mark.parametrize("case", _CASES, ids=[case["id"] for case in _CASES])
def test_short_papers_are_told_apart(case: dict[str, Any]) -> None:
    verdict = classify(made(case["text"], case["path"], case.get("media", "text/plain")))
    assert verdict.kind.value in [case["kind"], *case.get("alt", [])], verdict.reasons
    assert verdict.kind.value not in case.get("not", [])
    assert verdict.template is case.get("template", False)
    if "evidence" in case:
        assert verdict.evidence_kind.value == case["evidence"]
    assert verdict.reasons and all(verdict.reasons)


@pytest.mark.skipif(not _GOLD.exists(), reason="the hand-labelled pages are not here")
def test_hand_labelled_pages_are_told_apart() -> None:
    right = 0
    pages = [json.loads(line) for line in _GOLD.read_text("utf-8").splitlines()]
    for page in pages:
        kind = classify(made_pages(page["title"], page["text"], page["id"] + ".html")).kind.value
        right += kind == page["kind"] or (page["kind"] == "rubric" and kind in ("other", "policy"))
    assert right / len(pages) >= 0.97


@pytest.mark.skipif(not _PASSAGES, reason="the passages are not here")
def test_passages_fall_on_the_right_side_of_held() -> None:
    """A plan read as a report of what happened would be counted; this measures just that."""
    right = total = 0
    for path in _PASSAGES:
        for line in path.read_text("utf-8").splitlines():
            page = json.loads(line)
            if page["kind"] == "other":
                continue
            kind = classify(made_pages(page["title"], page["text"], page["path"] or "a.txt")).kind
            total += 1
            right += _GROUP[kind.value] == _GROUP[page["kind"]]
    assert right / total >= 0.87


def test_title_region_is_the_title_as_written() -> None:
    document = made(
        "# 支部党员大会会议记录（3月）\n时间：2022年3月10日\n地点：会议室\n主持人：王明"
    )
    verdict = classify(document)
    assert verdict.title == "支部党员大会会议记录（3月）"
    region = verdict.title_region
    assert region is not None
    assert document.blocks[region.block].text[region.start : region.end] == verdict.title


def test_a_title_over_two_lines_is_read_together() -> None:
    assert classify(made("育英小学党支部\n2022年工作要点\n一、学习。")).title == (
        "育英小学党支部2022年工作要点"
    )
    notice = classify(made("关于召开2022年度组织生活会\n的通知\n各党小组：\n请准时参加。"))
    assert notice.title == "关于召开2022年度组织生活会的通知"
    assert notice.kind is DocumentKind.NOTICE


def test_without_a_title_the_file_name_is_the_title() -> None:
    verdict = classify(made("这是一段没有标题的话。", "党课/3月党课记录.docx"))
    assert (verdict.title, verdict.title_region) == ("3月党课记录", None)
    assert verdict.kind is DocumentKind.MINUTES


def test_the_title_outweighs_the_file_name() -> None:
    verdict = classify(made("# 关于召开党员大会的通知\n请准时参加。", "会议记录/会议记录.docx"))
    assert verdict.kind is DocumentKind.NOTICE


def test_an_image_is_a_photo_until_its_text_says_otherwise() -> None:
    assert classify(made("", "照片/会场.jpg", "image/jpeg")).kind is DocumentKind.PHOTO
    banner = made("育英小学党支部主题党日活动", "IMG_1.jpg", "image/jpeg")
    assert classify(banner).kind is DocumentKind.PHOTO
    scan = made(
        "支部党员大会会议记录\n时间：2022年3月10日\n地点：会议室\n主持人：王明\n记录人：李华",
        "扫描1.jpg",
        "image/jpeg",
    )
    assert classify(scan).kind is DocumentKind.MINUTES


def test_headers_comments_and_deleted_text_do_not_speak() -> None:
    document = made("# 主题党日活动\n3月5日，学校党支部开展了主题党日活动，会上大家学习了文件。")
    kinds = (BlockKind.HEADER, BlockKind.COMMENT, BlockKind.DELETED)
    extra = tuple(
        replace(document.blocks[1], index=2 + number, kind=kind, text="特此通知，请准时参加，范文")
        for number, kind in enumerate(kinds)
    )
    verdict = classify(replace(document, blocks=document.blocks + extra))
    assert verdict.kind is DocumentKind.NEWS
    assert not verdict.template


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("# 育英小学党支部会议记录\n学习。", "育英小学党支部"),
        ("# 关于同意育英小学党支部换届选举的批复\n同意。", "育英小学党支部"),
        ("# 会议记录\n学习文件。\n育英小学党支部\n2022年3月10日", "育英小学党支部"),
        ("# 我校党支部会议\n学习。", None),
        ("# 2022年度党支部工作总结\n学习。", None),
        ("# 会议记录\n大家讨论了《科学家精神与小学教育》一文。", None),
    ],
)
def test_the_issuing_organisation_is_named_only_where_written(
    text: str, organisation: str | None
) -> None:
    assert classify(made(text)).own_hint == organisation


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("# 会议记录（范文）\n时间：3月1日", True),
        ("# 会议记录\n时间：20XX年3月1日\n地点：会议室", True),
        ("# 会议记录\n时间：×月×日\n地点：会议室", True),
        ("# 会议记录\n××小学党支部，××镇××学校", True),
        ("# 会议记录\n时间：2022年3月1日\n地点：会议室\n主持：李××", False),
        ("# 会议记录\n时间：2022年3月1日\n□优秀 □合格", False),
        ("# 讨论\n时间：    年  月  日\n地点：\n主持人：\n记录人：\n内容：", True),
        ("# 会议\n时间：2022年3月1日\n地点：三楼\n主持人：王明\n记录人：\n内容：学习", False),
    ],
)
def test_model_texts_and_unfilled_forms_are_marked(text: str, template: bool) -> None:
    assert classify(made(text)).template is template


def test_a_lecture_script_and_an_agenda_are_no_minutes() -> None:
    script = classify(made("# 党课讲稿\n同志们：\n今天我给大家上一堂党课。谢谢大家！"))
    assert (script.kind, script.evidence_kind) == (DocumentKind.OTHER, EvidenceKind.SCRIPT)
    agenda = classify(made("# 党员大会议程\n时间：3月1日\n主持人：王明\n一、奏国歌"))
    assert (agenda.kind, agenda.evidence_kind) == (DocumentKind.PLAN, EvidenceKind.AGENDA)


_PIECES = st.lists(
    st.sampled_from(
        [
            "# 会议记录",
            "时间：2022年3月1日",
            "| 时间 | 地点 | 内容 |",
            "| 3月1日 | 会议室 | 学习 |",
            "特此通知",
            "3月5日，学校召开了会议。",
            "20XX年",
            "：：，。",
            "（（（）））",
            "𠮷é😀",
            "一、总则",
        ]
    )
    | st.text(max_size=30).map(lambda text: text.replace("\n", "")),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(pieces=_PIECES, path=st.text(alphabet="a/.党课记录通知1 ", max_size=12))
def test_any_text_gets_one_verdict_with_a_true_title(pieces: list[str], path: str) -> None:
    document = made("\n".join(pieces), path)
    verdict = classify(document)
    assert verdict == classify(document)
    region = verdict.title_region
    if region is not None:
        text = document.blocks[region.block].text
        assert 0 <= region.start < region.end <= len(text)
        assert verdict.title.endswith(text[region.start : region.end].strip())
