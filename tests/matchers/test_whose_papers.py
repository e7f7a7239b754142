"""A paper of an authority or another school is none of the school's own."""

from __future__ import annotations

import pytest

from matchers.annotation import DocumentEvidence, DocumentKind
from matchers.documents import find_documents
from tests.matchers.documents_made import make_document

OWN = ("青禾市云汀区育才路小学", "育才路小学")
PLAN_BODY = [
    "一、总体要求",
    "加强党的建设，落实“三会一课”。",
    "二、重点工作",
    "每季度召开党员大会。",
]
RULES_BODY = [
    "第一条 为规范议事程序，制定本规则。",
    "第二条 会议由书记主持，半数以上到会方可召开。",
]


def _found(
    lines: list[str],
    own: tuple[str, ...] = OWN,
    kind: DocumentKind = DocumentKind.PLAN,
    path: str = "材料.docx",
) -> DocumentEvidence:
    document = make_document(lines, path=path)
    found = find_documents(
        document, kind=kind, title=lines[0], template=False, years=(2022,), own_names=own
    )
    assert found, lines
    return found[0]


THEIRS = [
    ["云汀区教育局2022年党建工作计划", *PLAN_BODY],
    ["中共云汀区教育局委员会2022年党建工作要点", *PLAN_BODY],
    ["2022年党建工作计划", *PLAN_BODY, "云汀区教育局", "2022年3月2日"],
    ["2022年党建工作计划", *PLAN_BODY, "中共云汀区教育局党委（盖章）", "2022年3月2日"],
    ["中共青石镇委员会", "2022年党建工作计划", *PLAN_BODY],
    ["2022年党建工作要点", *PLAN_BODY, "青石镇党委", "2022年2月20日"],
    ["2022年党建工作计划", *PLAN_BODY, "中共青禾市委教育工委", "2022年2月20日"],
    ["红旗小学2022年党建工作计划", *PLAN_BODY],
    ["2022年党建工作计划", *PLAN_BODY, "红旗小学党支部", "2022年3月1日"],
    ["2022年党建工作计划", *PLAN_BODY, "云汀区人民政府教育督导室", "2022年3月1日"],
]
OURS = [
    ["2022年党建工作计划", *PLAN_BODY],
    ["2022年党建工作计划", *PLAN_BODY, "党支部", "2022年3月1日"],
    ["育才路小学2022年党建工作计划", *PLAN_BODY],
    ["2022年党建工作计划", *PLAN_BODY, "中共青禾市云汀区育才路小学支部委员会", "2022年3月1日"],
    # passed on by the school, or under the bureau's head
    ["育才路小学转发云汀区教育局2022年党建工作计划", *PLAN_BODY],
    ["中共云汀区教育局委员会", "育才路小学支部2022年党建工作计划", *PLAN_BODY],
    # a joint paper; one with the school's seal
    ["2022年党建工作计划", *PLAN_BODY, "云汀区教育局", "育才路小学（盖章）", "2022年3月1日"],
    # the authority is addressed or spoken of, it does not speak
    ["云汀区教育局：", "2022年党建工作计划", *PLAN_BODY, "2022年3月1日"],
    [
        "2022年党建工作计划",
        "根据云汀区教育局2022年工作要点，结合我校实际，制定本计划。",
        *PLAN_BODY,
    ],
    ["贯彻云汀区教育局党委要求2022年党建工作计划", *PLAN_BODY],
    ["2022年党建工作计划", *PLAN_BODY, "报送：云汀区教育局"],
    # joint with another school
    ["育才路小学与红旗小学2022年党建工作计划", *PLAN_BODY],
    ["2022年党建工作计划", "与红旗小学结对共建。", *PLAN_BODY],
]


@pytest.mark.parametrize("lines", THEIRS, ids=lambda lines: f"{lines[0]}-{lines[-2]}")
def test_anothers_paper_is_not_the_schools(lines: list[str]) -> None:
    found = _found(lines)
    assert found.own is False
    assert "本校" in found.whose


@pytest.mark.parametrize("lines", OURS, ids=lambda lines: f"{lines[0]}-{lines[-2]}")
def test_the_schools_own_paper_stays_its_own(lines: list[str]) -> None:
    found = _found(lines)
    assert (found.own, found.whose) == (True, "")


def test_rules_of_another_body_are_none_of_the_schools() -> None:
    lines = ["党组织会议议事规则", *RULES_BODY, "中共青石镇委员会", "2021年5月6日"]
    assert _found(lines, kind=DocumentKind.POLICY).own is False


def test_a_file_that_is_named_after_the_school_is_its_own() -> None:
    lines = ["2022年党建工作计划", *PLAN_BODY, "云汀区教育局监制"]
    assert _found(lines, path="育才路小学党建工作计划.docx").own is True


def test_without_a_known_name_an_authoritys_paper_is_asked_about() -> None:
    found = _found(THEIRS[2], own=())
    assert found.own is None
    assert "云汀区教育局" in found.whose
    assert _found(THEIRS[7], own=()).own is True  # which school is meant nobody can say


REPLY = [
    "关于同意育才路小学党支部换届的批复",
    "同意召开党员大会进行换届选举。",
    "中共云汀区教育局委员会",
    "2022年3月1日",
]
DUTY = [
    "2022年党风廉政建设责任书",
    "责任单位应当履行主体责任。",
    "云汀区教育局党委",
    "2022年3月1日",
]


@pytest.mark.parametrize(
    ("lines", "kind"), [(REPLY, DocumentKind.OTHER), (DUTY, DocumentKind.OTHER)]
)
def test_what_comes_from_above_by_its_nature_is_taken(lines: list[str], kind: DocumentKind) -> None:
    assert _found(lines, kind=kind).own is True
