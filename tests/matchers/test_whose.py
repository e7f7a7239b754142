"""Whose event a sentence, a document, a submission speaks of."""

from __future__ import annotations

import pytest

from extractors.document import Block, BlockKind, Document, FileStatus
from matchers.organisations import foreign_organiser, names_another_school, unit
from matchers.own_name import infer_own_name
from matchers.school_names import is_own
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
        ("4月15日，区委教育工委研究意识形态工作", "研究意识形态"),
        ("区委教育工委理论学习中心组举行今年第3次集体学习", "理论学习中心组"),
        ("3月31日，县教体局党委书记主持召开中心组学习会", "中心组学习会"),
        ("云溪区纪委专题研究党风廉政建设", "研究党风廉政"),
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
        ("5月6日，区教育局党委书记来校讲党课", "讲党课"),
        ("区委教育工委委员给我校党员上党课", "上党课"),
        ("学习区教育局会议精神，研究意识形态工作", "研究意识形态"),
        ("校纪委召开警示教育会", "警示教育会"),
        ("按要求向区委教育工委报送意识形态工作报告", "意识形态工作报告"),
        ("县教体局党委要求研究意识形态工作", "研究意识形态"),
    ],
)
def test_the_own_event_stays_the_own(text: str, word: str) -> None:
    assert foreign_organiser(text, 0, _term(text, word), OWN) is None


SHORT = ("江城市育才路小学",)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2023年8月18日,阳信职专党总支书记在实训车间为党员上党课", "上党课"),
        ("2023年8月18日,实验二小党支部全体党员开展主题党日活动", "主题党日"),
        ("2023年5月8日,明德中学党总支召开党员大会", "党员大会"),
        ("8月8日(周二)上午,县一中党委召开民主生活会", "民主生活会"),
        ("师大附小党支部开展主题党日活动", "主题党日"),
        ("9月1日,机关二幼支部召开支委会", "支委会"),
        ("城关镇中心校党支部召开党员大会", "党员大会"),
        ("2023年5月16日,陈国平书记到江城二小为该校党员上党课", "上党课"),
        ("书记应邀到明德中学给该校教职工讲党课", "讲党课"),
        ("6月2日,和平小学党支部召开党员大会", "党员大会"),
    ],
)
def test_another_school_is_known_by_its_short_name_too(text: str, word: str) -> None:
    assert foreign_organiser(text, 0, _term(text, word), SHORT)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2023年5月16日,育才小学党支部召开党员大会", "党员大会"),
        ("2023年5月16日,江城育才小学党支部召开党员大会", "党员大会"),
        ("2023年5月16日,党员到江城二小与该校党员一起过主题党日", "主题党日"),
        ("5月16日,陈国平书记为全体党员上党课", "上党课"),
        ("5月16日,实验二小书记李明来我校为党员上党课", "上党课"),
        ("5月16日,明德中学校长应邀为党员上党课", "上党课"),
        ("2023年5月16日,学习党的十八届三中全会精神并召开党员大会", "党员大会"),
        ("5月16日,一小时的党员大会", "党员大会"),
        ("5月19日,总支书记带队对小学部意识形态阵地作督查", "督查"),
        ("5月16日,我校初中党支部召开党员大会", "党员大会"),
        ("2023年5月16日,党支部赴实验二小参观,听该校书记上党课", "上党课"),
    ],
)
def test_the_own_short_name_or_a_visit_is_not_another_school(text: str, word: str) -> None:
    assert foreign_organiser(text, 0, _term(text, word), SHORT) is None


@pytest.mark.parametrize(
    ("name", "own", "same"),
    [
        ("阳信职专", "阳信县职业中等专业学校", True),
        ("县职专", "阳信县职业中等专业学校", True),
        ("市一中", "江城市第一中学", True),
        ("江城二小", "第二小学", True),
        ("实验二小", "江城市实验第二小学", True),
        ("江城市第一中学", "江城一中", True),
        ("滨海职专", "阳信县职业中等专业学校", False),
        ("江城三中", "江城市第一中学", False),
        ("江城小学", "江城市育才路小学", False),
        ("实验二小", "江城市实验第一小学", False),
        ("江城二小", "江城市第二中学", False),
        ("江城一小", "江城一中", False),
    ],
)
def test_a_short_name_is_held_against_the_whole_one(name: str, own: str, same: bool) -> None:
    assert is_own(name, (own,)) is same


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("阳信县职业中专:党课进车间", True),
        ("实验二小党支部开展主题党日", True),
        ("育才小学党支部开展主题党日", False),
        ("学习贯彻党的二十届二中全会精神", False),
    ],
)
def test_a_title_names_another_school_by_its_short_name(title: str, other: bool) -> None:
    assert (names_another_school(title, SHORT) is not None) is other


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("高一年级党支部", "高一年级支部"),
        ("育英中学行政党支部", "行政支部"),
        ("离退休支部召开支部大会", "离退休支部"),
        ("文科党小组学习", "文科小组"),
        ("退休党员所在的支部", None),
        ("教师党支部书记上党课", None),
        ("学校党支部", None),
        ("育英小学支部委员会", None),
    ],
)
def test_a_branch_called_after_its_members_is_a_unit(text: str, name: str | None) -> None:
    assert unit(text) == name
