"""The lines of time and people stand beside an event's passages, each at its place in the file."""

from __future__ import annotations

import pytest

from extractors.document import Document
from matchers.annotate import annotate
from matchers.annotation import Occurrence, Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from matchers.period import parse_period
from matchers.profile import Profile
from tests.matchers.documents_made import make_document

MINUTES = [
    "支部党员大会会议记录",
    "时间：2022年3月15日下午3:30",
    "地点：三楼会议室",
    "主持人：李芳",
    "参加人员：全体党员，应到12人，实到11人",
    "议题：讨论预备党员转正",
    "会议听取了支委会的审查意见。",
]
FORM = [
    "支部党员大会会议记录",
    "时间\t2022年3月15日\t地点\t三楼会议室",
    "主持人\t李芳\t记录人\t王梅",
    "内容\t讨论预备党员转正，全体党员一致同意。",
]
CONTEXT = SubmissionContext(
    name="育英小学", profile=Profile(name="育英小学"), period=parse_period("2022")
)
PLAN = ["2022年党建工作计划", "3月15日召开支部党员大会，主持人：李芳。"]


def _held(document: Document) -> list[Occurrence]:
    found = annotate(document, CONTEXT).occurrences
    return [one for one in found if one.status is Status.HELD]


@pytest.mark.parametrize("lines", [MINUTES, FORM], ids=["lines", "form"])
def test_minutes_cite_their_lines_of_time_and_people(lines: list[str]) -> None:
    document = make_document(lines)
    [held] = _held(document)
    said = "".join(line.quote for line in held.lines)
    assert "2022年3月15日" in said and "主持人" in said and "李芳" in said
    for line in held.lines:
        assert document.blocks[line.block].text[line.start : line.end] == line.quote


def test_what_is_only_planned_has_none() -> None:
    found = annotate(make_document(PLAN), CONTEXT).occurrences
    assert all(not one.lines for one in found)


def test_a_long_list_of_names_is_cut() -> None:
    names = "、".join(f"王小{chr(0x4E00 + n)}" for n in range(120))
    [held] = _held(make_document([*MINUTES[:4], f"参加人员：{names}", *MINUTES[5:]]))
    assert max(len(line.quote) for line in held.lines) <= 160


def test_a_rule_shows_the_passage_and_the_lines_of_the_same_files() -> None:
    papers = [make_document(MINUTES), make_document(MINUTES, path="另一份.docx")]
    [event] = merge([annotate(paper, CONTEXT) for paper in papers]).events
    shown = event.shown_for(("members_meeting",), 1)
    assert len({citation.file for citation in shown}) == 1
    assert any("李芳" in citation.quote for citation in shown)
    assert set(shown) <= set(event.passages)
