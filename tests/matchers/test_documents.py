"""Papers as evidence: the title must be the paper's name; speaking of one is not being one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers.annotation import DocumentEvidence, DocumentKind
from matchers.checked_yaml import CheckedYamlError
from matchers.document_kind import classify
from matchers.document_lexicon import load_document_lexicon
from matchers.document_years import name_years, title_years
from matchers.documents import find_documents
from matchers.signatures import find_signatures
from matchers.squeezed import squeeze
from tests.matchers.documents_made import make_document

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data/documents.jsonl").read_text("utf-8").splitlines()
]


def find(case: dict[str, Any], lexicon: Path | None = None) -> tuple[DocumentEvidence, ...]:
    return find_documents(
        make_document(case["lines"], case.get("path", "材料.docx")),
        kind=DocumentKind(case["kind"]),
        title=case.get("title", ""),
        template=case.get("template", False),
        years=tuple(case.get("hints", ())),
        lexicon=lexicon,
    )


def named(case: dict[str, Any]) -> str:
    return f"{case['path']}-{case['lines'][0][:16]}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_titles_and_near_misses(case: dict[str, Any]) -> None:
    found = find(case)
    assert sorted({t for e in found for t in e.types}) == sorted(case["types"])
    if "years" in case:
        assert sorted({year for e in found for year in e.years}) == case["years"]
    if "signed" in case:
        assert any(e.signed for e in found) is case["signed"]
    if "signed_each" in case:
        assert [e.signed for e in found] == case["signed_each"]
    if "draft" in case:
        assert all(e.draft_or_template for e in found) is case["draft"]
    if "issued" in case:
        assert [str(e.issued.begin) for e in found if e.issued] == [case["issued"]]
    if "issuer" in case:
        assert [e.issuer for e in found] == [case["issuer"]]
    if "clauses" in case:
        assert sorted({c for e in found for c in e.clauses}) == sorted(case["clauses"])


@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_quote_stands_at_its_place(case: dict[str, Any]) -> None:
    document = make_document(case["lines"], case["path"])
    for evidence in find(case):
        assert evidence.citations
        assert evidence.reasons
        for cited in evidence.citations:
            assert document.blocks[cited.block].text[cited.start : cited.end] == cited.quote


def test_the_labels_hold_with_the_kind_the_classifier_finds() -> None:
    wrong = []
    for case in CASES:
        document = make_document(case["lines"], case["path"])
        verdict = classify(document)
        found = find_documents(
            document,
            kind=verdict.kind,
            title=verdict.title,
            template=verdict.template,
            years=(),
        )
        if sorted({t for e in found for t in e.types}) != sorted(case["types"]):
            wrong.append(named(case))
    assert len(wrong) <= len(CASES) * 0.05, wrong


def test_the_labelled_set_is_large_and_has_as_many_traps_as_it_needs() -> None:
    assert len(CASES) >= 155
    assert sum(not case["types"] for case in CASES) >= 44


def test_every_type_of_the_table_is_in_the_lexicon_and_ids_are_unique() -> None:
    ids = [entry.id for entry in load_document_lexicon().documents]
    assert len(ids) == len(set(ids))
    assert {t for case in CASES for t in case["types"]} <= set(ids)


def test_every_entry_is_found_by_each_of_its_own_plain_names() -> None:
    lost = []
    for entry in load_document_lexicon().documents:
        kind = (entry.kinds or (DocumentKind.OTHER,))[0].value
        for name in entry.names:
            if "*" in name or "<" in name:
                continue
            body = "。".join(words.split("|")[0] for words in entry.requires) or "正文。"
            case = {"kind": kind, "path": "a.docx", "lines": [name, body + "说明。"]}
            if entry.id not in {t for e in find(case) for t in e.types}:
                lost.append((entry.id, name))
    assert lost == []


def test_the_year_of_a_folder_is_used_last_and_said_to_be_weak() -> None:
    case = {"kind": "policy", "path": "党费收缴制度.docx", "lines": ["党费收缴制度", "按月。"]}
    [weak] = find({**case, "hints": [2022]})
    assert weak.years == (2022,)
    assert any("仅据" in reason for reason in weak.reasons)
    [dated] = find(
        {**case, "hints": [2022], "lines": [*case["lines"], "育英小学党支部", "2019年3月1日"]}
    )
    assert dated.years == (2019,)
    assert dated.issuer == "育英小学党支部"
    assert dated.issued is not None
    assert dated.issued.begin.isoformat() == "2019-03-01"


SIGNED = [
    ("责任人（签字）：张三", True),
    ("责任人签字：张三 2022年3月8日", True),
    ("签字：2022年3月8日", True),
    ("签名：李 四", True),
    ("张三（签名）", True),
    ("甲方（盖章）：育英小学党支部", True),
    ("签字\t张三", True),
    ("签字：____", False),
    ("签字：＿＿＿＿  日期：＿＿＿", False),
    ("签字：        年   月   日", False),
    ("书记签字：      校长签字：", False),
    ("请各班子成员签字后交回", False),
    ("领导签字栏", False),
    ("签字\t\t日期\t", False),
    ("负责人：", False),
    ("（盖章）", False),
    ("参加人员签名附后", False),
]


@pytest.mark.parametrize(("text", "signed"), SIGNED)
def test_a_signature_needs_a_name_or_a_day(text: str, signed: bool) -> None:
    document = make_document([text])
    assert bool(find_signatures(document, document.blocks)) is signed


YEARS = [
    ("2022年度党建工作计划", (2022,)),
    ("2021-2022学年党建计划", (2021, 2022)),
    ("2021—2022学年第二学期计划", (2022,)),
    ("二〇二二年工作要点", (2022,)),
    ("“十四五”发展规划（2021-2025年）", (2021, 2022, 2023, 2024, 2025)),
    ("常天教委〔2012〕6号", ()),
    ("2022级新生", ()),
    ("五年级计划", ()),
]


@pytest.mark.parametrize(("title", "years"), YEARS)
def test_years_of_titles(title: str, years: tuple[int, ...]) -> None:
    assert title_years(title) == years


def test_a_date_in_a_file_name_gives_its_year() -> None:
    assert name_years("20220310党建计划") == (2022,)


def test_a_bureau_extends_a_type_and_adds_its_own(tmp_path: Path) -> None:
    own = tmp_path / "材料.yaml"
    own.write_text(
        "documents:\n"
        "  - {id: dues_policy, names: [党员会费管理公约]}\n"
        "  - {id: red_map, title: 红色地图, names: [红色地图手册]}\n",
        encoding="utf-8",
    )
    for title, wanted in [("党员会费管理公约", "dues_policy"), ("红色地图手册", "red_map")]:
        case = {"kind": "other", "path": "a.docx", "lines": [title, "正文。"]}
        assert [t for e in find(case, own) for t in e.types] == [wanted]
    case = {"kind": "policy", "path": "a.docx", "lines": ["党费收缴管理制度", "正文。"]}
    assert [t for e in find(case, own) for t in e.types] == ["dues_policy"]


def test_mistakes_in_a_bureaus_file_are_named(tmp_path: Path) -> None:
    own = tmp_path / "材料.yaml"
    own.write_text("documents:\n  - {id: 红色, nmaes: [x], kinds: [polcy]}\n", encoding="utf-8")
    with pytest.raises(CheckedYamlError) as caught:
        load_document_lexicon(own)
    assert len(caught.value.mistakes) == 3


VERBS = ["制定了", "学习", "审议通过", "严格落实", "报送", "检查"]
PAPERS = {
    "党费收缴管理制度": "dues_policy",
    "党组织会议议事规则": "party_rules_of_procedure",
    "党风廉政建设责任书": "duty_agreement",
    "党建工作计划": "party_building_plan",
}


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(VERBS),
    st.sampled_from(sorted(PAPERS)),
    st.sampled_from(["的通知", "情况汇报", "的报道"]),
)
def test_what_is_done_with_a_paper_is_never_the_paper(verb: str, paper: str, tail: str) -> None:
    case = {"kind": "other", "path": "材料.docx", "lines": [f"{verb}{paper}{tail}", "正文。"]}
    assert PAPERS[paper] not in {t for evidence in find(case) for t in evidence.types}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=8), st.sampled_from(list(DocumentKind)))
def test_any_text_gives_exact_quotes_and_the_same_answer_twice(
    lines: list[str], kind: DocumentKind
) -> None:
    path = "党费收缴登记表.docx"
    case = {"kind": kind.value, "path": path, "lines": lines}
    document = make_document(lines, path)
    found = find(case)
    assert found == find(case)
    for cited in (cited for evidence in found for cited in evidence.citations):
        assert document.blocks[cited.block].text[cited.start : cited.end] == cited.quote


@given(st.text(max_size=60))
def test_squeezed_spans_walk_back_to_the_characters(text: str) -> None:
    found = squeeze(text)
    for at in range(len(found.text)):
        start, end = found.span(at, at + 1)
        assert end == start + 1


HOSTILE = [
    "签" * 9000 + " " * 9000 + "签字" + " " * 20_000,
    "党建" * 20_000 + "计划",
    "党费" + " " * 20_000 + "1",
    "." * 20_000 + "制度",
    "(" * 5000 + "制度" + ")" * 5000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_long_hostile_lines_are_read_to_their_end(text: str) -> None:
    case = {"kind": "other", "path": "党费" * 100 + ".docx", "lines": ["标题", text], "title": text}
    assert isinstance(find(case), tuple)
