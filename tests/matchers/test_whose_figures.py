"""An authority's or another school's honours and numbers are never the school's own."""

from __future__ import annotations

import pytest

from extractors.document import Block, BlockKind, Document, FileStatus
from matchers.annotate import annotate
from matchers.annotation import Annotation
from matchers.context import SubmissionContext
from matchers.period import parse_period
from matchers.profile import Profile

OWN = "云汀区育英小学"


def _annotation(text: str, name: str | None = OWN, path: str = "材料/总结.docx") -> Annotation:
    lines = text.split("\n")
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, line) for i, line in enumerate(lines))
    document = Document(path, "0" * 64, "text/plain", len(text), FileStatus.READ, blocks=blocks)
    context = SubmissionContext("", Profile(name=name), parse_period("2022"))
    return annotate(document, context)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("育英小学2022年工作总结\n2022年，我校被评为市级文明校园。", True),
        ("2022年工作总结\n2022年被评为市级文明校园。\n育英小学\n2022年12月20日", True),
        ("2022年工作总结\n学校在实验小学举行的大会上被授予市级文明校园。", True),
        ("2022年工作总结\n我校与红旗小学同时被评为市级文明校园。", True),
        ("云汀区教育局2022年工作总结\n育英小学被评为市级文明校园。\n云汀区教育局", True),
        ("2022年工作总结\n2022年，红旗小学被评为市级文明校园。\n育英小学", False),
        ("云汀区教育局2022年工作总结\n2022年，红旗小学被评为市级文明校园。\n云汀区教育局", False),
        ("云汀区教育局2022年工作总结\n全年有3所学校被评为市级文明校园。\n云汀区教育局", False),
        (
            "关于公布2021年市级文明校园名单的通知\n经评选，现授予以下单位“市级文明校园”称号。\n"
            "1.红旗小学\n2.实验小学\n云汀区文明办\n2021年12月1日",
            False,
        ),
        (
            "关于公布2021年市级文明校园名单的通知\n经评选，现授予以下单位“市级文明校园”称号。\n"
            "1.红旗小学\n2.育英小学\n云汀区文明办\n2021年12月1日",
            True,
        ),
    ],
)
def test_an_honour_counts_for_whom_it_names(text: str, own: bool) -> None:
    found = _annotation(text).awards
    assert found and {award.own for award in found} == {own}


def test_whose_a_list_is_stays_open_while_nobody_said_the_schools_name() -> None:
    text = (
        "关于公布2021年市级文明校园名单的通知\n经评选，现授予以下单位“市级文明校园”称号。\n"
        + "".join(
            f"{n}.第{n}实验小学，该校多年坚持立德树人，校风良好，群众评价高。\n" for n in range(9)
        )
        + "学校申报、逐级推荐、专家评审、社会公示，程序规范。\n" * 5
        + "云汀区文明办\n2021年12月1日"
    )
    assert {award.own for award in _annotation(text, None).awards} == {None}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("2022年工作总结\n满意度测评，教师、学生、家长满意率为98.6%。", True),
        ("2022年工作总结\n满意度测评，我校满意率为98.6%，居全区前列。", True),
        ("2022年工作总结\n满意度测评，在全区测评中满意率为98.6%。", True),
        ("2022年工作总结\n据测评，全区群众满意率为98.6%。", False),
        ("云汀区教育局2022年工作总结\n据测评，满意率达98.6%。\n云汀区教育局", False),
        ("云汀区教育局2022年情况通报\n育英小学满意率为98.6%。\n云汀区教育局", True),
        ("2022年工作总结\n据测评，红旗小学满意率为98.6%。\n育英小学", False),
    ],
)
def test_a_number_counts_for_whom_it_names(text: str, own: bool) -> None:
    found = [one for one in _annotation(text).quantities if one.type == "satisfaction_rate"]
    assert found and {one.own for one in found} == {own}
