"""Whose event a sentence, a document, a submission speaks of."""

from __future__ import annotations

import pytest

from extractors.document import Block, BlockKind, Document, FileStatus
from matchers.organisations import foreign_organiser, names_another_school, unit
from matchers.own_name import infer_own_name
from matchers.sentences import Span

OWN = ("云溪区育英路小学", "育英路小学")


def _term(text: str, word: str) -> Span:
    start = text.index(word)
    return Span(start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("区教育局召开全面从严治党工作会议", "全面从严治党工作会议"),
        ("松林小学党支部开展主题党日活动", "主题党日"),
        ("全市44所学校开展了主题党日活动", "主题党日"),
        ("区教育局督查组到学校督查意识形态工作", "意识形态"),
    ],
)
def test_another_body_is_recognised(text: str, word: str) -> None:
    assert foreign_organiser(text, 0, _term(text, word), OWN)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("育英路小学党支部开展主题党日活动", "主题党日"),
        ("我校党支部开展主题党日活动", "主题党日"),
        ("按照区教育局的部署，学校召开组织生活会", "组织生活会"),
        ("在区教育局党委的指导下，支部召开组织生活会", "组织生活会"),
        ("党支部赴松林小学开展联合主题党日", "主题党日"),
    ],
)
def test_the_own_event_stays_the_own(text: str, word: str) -> None:
    assert foreign_organiser(text, 0, _term(text, word), OWN) is None


def test_without_known_names_no_school_is_another() -> None:
    text = "松林小学党支部开展主题党日活动"
    assert foreign_organiser(text, 0, _term(text, "主题党日"), ()) is None


def test_a_heading_that_names_another_school_is_seen() -> None:
    assert names_another_school("松林小学召开党员大会", OWN) == "松林小学"
    assert names_another_school("育英路小学召开党员大会", OWN) is None
    assert names_another_school("我校召开党员大会", OWN) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("第一党支部", "一支部"),
        ("第二党小组会议记录", "二小组"),
        ("第3党小组", "3小组"),
        ("二支部", "二支部"),
        ("中共育英路小学支部", None),
        ("23人支部大会", None),
    ],
)
def test_branches_and_groups_are_told_apart(text: str, wanted: str | None) -> None:
    assert unit(text) == wanted


def _document(path: str, heading: str) -> Document:
    block = Block(0, BlockKind.HEADING, heading, level=1)
    return Document(path, "0" * 64, "text/plain", 1, FileStatus.READ, blocks=(block,))


def test_the_school_that_most_papers_name_is_the_own() -> None:
    own = [_document(f"{n}", "育英路小学党支部会议记录") for n in range(4)]
    other = [_document("x", "城东实验小学：党建引领促发展")]
    assert infer_own_name([*own, *other]) == "育英路小学"


def test_too_few_or_divided_papers_tell_nothing() -> None:
    assert infer_own_name([_document("1", "育英路小学计划")]) is None
    mixed = [
        _document(f"{n}", f"{name}小学计划")
        for n, name in enumerate(["甲乙", "丙丁", "戊己", "庚辛"])
    ]
    assert infer_own_name(mixed) is None
