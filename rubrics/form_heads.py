"""What the columns of a scoring table are for: by their headings, else by what stands in them.

Bureaus name their columns as they like (检查内容, 赋分办法, 党委评定). A heading is read by its
words; one that says nothing is told by its cells: scoring wording, numbers, or how often.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from rubrics.score_terms import plain_terms


class Role(StrEnum):
    """What a column of a scoring table is for."""

    GROUP = "group"
    DEMAND = "demand"
    CRITERIA = "criteria"
    POINTS = "points"
    TARGET = "target"
    LIMIT = "limit"
    MARK = "mark"
    SELF = "self"
    REVIEW = "review"
    NOTE = "note"
    ORDER = "order"


_HOW = r"(?:细则|标准|办法|依据|方法|说明|规则|细目)"
_SCORING = (
    r"(?:(?:[评计扣赋记减加打给积得]分|考[核评]|评[价估定]|操作|计算)"
    r"(?:及?[评计扣赋记减加打给]分)?)"
)
_ACT = (
    r"(?:考[核评]|检查|评[价估分定]|督[查导]|创建|建设|积分|年检|测评|验收|指标|目标|工作|任务|主要|具体|重点|"
    r"责任|规范|达标|三级|二级|基本|自查|核[查验]|自评|考察|党建)"
)
_HEADS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.ORDER, re.compile(r"序号|编号|序|No\.?")),
    (
        Role.NOTE,
        re.compile(
            r"备注|.{0,4}方式|.{0,4}佐证.{0,4}|.{0,4}材料.{0,4}|查看.{0,4}|责任(?:[人科].*|部门|单位|领导)|"
            r"(?:牵头|配合|完成|责任|考核)?(?:部门|单位|科室)|(?:查验|检查|查阅)(?:方法|途径|资料)|"
            r"(?:扣分|得分|加分)(?:原因|理由|情况|说明)|扣分|加分|存在问题|信息来源|数据来源|整改.{0,4}|"
            r"(?:认定|佐证|查证|印证)依据|证明|附件|说明"
        ),
    ),
    (Role.SELF, re.compile(r".{0,4}自[查评](?:得?分|评分|分值|打分|情况)?|自我评[分价](?:得分)?")),
    (
        Role.REVIEW,
        re.compile(
            r".{0,4}(?:检查|考[评核]|复[评核]|终评|核[查定]|上级|评[估审定议]|审[核定])(?:组|得|实)?(?:得?分|评分|打分)|"
            r".{0,4}(?:考评|终评|核查|复核|复评|审核|审定|评审|核定|评定)|实?得分|最后得分|评分"
        ),
    ),
    (
        Role.LIMIT,
        re.compile(r".{0,4}(?:上限|封顶|限额|最高分|最高限)(?:分值?|[（(]分[）)])?"),
    ),
    (Role.NOTE, re.compile(r"(?:[达落完检核执推验评]\S{0,3}|问题|工作)情况")),
    (
        Role.POINTS,
        re.compile(r".{0,4}(?:分值|满分|分数|标准分|权重|记分|分比|基[本础准]分|赋分|配分|总分)"),
    ),
    (
        Role.TARGET,
        re.compile(
            r".{0,4}(?:频次|频率|次数|周期|目标值|指标值|达标值|时间要求|完成时[间限])(?:要求)?"
        ),
    ),
    (
        Role.MARK,
        re.compile(
            r"[□☐√]?(?:(?:不|未|基本|部分|较|已)?(?:达标|合格|符合|完成|落实|做到)|是|否|有|无|是否.{0,4}|达标与否)"
            r"(?:[（(].{0,4}[）)]|[□☐√])?|(?:.{0,4}[核检自验评][查验价收估定])?结[果论]"
        ),
    ),
    (Role.CRITERIA, re.compile(rf"{_SCORING}{_HOW}(?:[及和与、]?{_SCORING}?{_HOW})?")),
)
_DEMAND = re.compile(
    rf"(?:{_ACT}(?:[及和与、/])?)*(?:内容|要求|要点|要素|事项|观测点|[考评]点|指标|指标项|清单|任务|标准|项目及标准)(?:[及和与、/](?:内容|要求|标准|目标|要点))?"
)
_ANY_DEMAND = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:内容|要求|要点|事项|标准|任务|条[件款]|情形|问题|做法)"
)  # a heading of a kind not listed: 标准化建设内容
_BONUS = re.compile(
    r"(?:(?:加减|附?加|扣|减|奖励|倒扣)分|负面|奖励)(?:项目?|事项|内容|情形|清单|类型|条目)(?:名称|内容)?"
)
_BOTH = re.compile(
    rf"(?:{_ACT})*(?:内容|要求|要点|事项|指标|标准|项目)[及和与、/（(]*(?:{_SCORING}{_HOW}|分值)[）)]?"
)  # 考核内容及计分办法: demand and scoring in one cell
_GROUP = re.compile(
    rf"责任主清单|[一二]级指标|(?:{_ACT})?(?:项目|类别|大类|分类|方面|模块|板块|维度|领域|目标|条目)|类|"
    r"指标|星级|指标类别"
)
_GRADE = re.compile(
    r"(?P<name>[A-DＡ-Ｄ](?:[级等档])?|优秀?|良好?|中等?|合格|基本合格|不合格|较?好|一般|较?差|"
    r"[一二三四]等|[一二三四]档)(?:[（(].{0,8}?[）)])?"
)
_IN_BRACKETS = re.compile(r"[（(【]\s*\d+(?:\.\d+)?\s*分\s*[）)】]")
_SCORED = re.compile(r"扣\s*\d|得\s*\d|不得分|得满分|酌情|综合给分|[*×xX]\s*满意率")
_OFTEN = re.compile(r"每.{0,5}[次个名]|[一\d]\s*次|\d\s*[%％]|≥|不少于")
_TITLE = 20  # characters of a heading
_NUMBER = re.compile(r"[+＋\-－—–±]?\d{1,3}(?:\.\d{1,2})?分?")


def squeezed(text: str) -> str:
    """Take out all white space: labels are often set one character a line."""
    return re.sub(r"\s+", "", text)


def role_of(label: str) -> Role | None:
    """Tell a column's role by its heading (without white space); None when it says nothing.

    Headings of demands and of groups are told apart by their place, see `column_roles`.
    """
    named = next((role for role, pattern in _HEADS if pattern.fullmatch(label)), None)
    if named is not None:
        return named
    if _DEMAND.fullmatch(label) or _BONUS.fullmatch(label) or _BOTH.fullmatch(label):
        return Role.DEMAND
    if _GROUP.fullmatch(label):
        return Role.GROUP
    return Role.DEMAND if _ANY_DEMAND.fullmatch(label) else None


def grade_columns(head: Mapping[int, str]) -> dict[int, str]:
    """Give the headings of columns that are grades (优、良、中、差), if there are three or more."""
    labels = {column: squeezed(text) for column, text in head.items()}
    found = {column: label for column, label in labels.items() if _GRADE.fullmatch(label)}
    return found if len(found) >= 3 else {}


def column_roles(
    head: Mapping[int, str], cells: Mapping[int, Sequence[str]]
) -> tuple[tuple[int, ...], dict[Role, int]]:
    """Give the group columns, outermost first, and the column of every other role.

    `head` holds the headings by column, `cells` the filled cells below each. The last column
    that names a subject holds the demands; those before it, and unknown ones there, are groups.
    """
    columns: dict[Role, int] = {}
    subjects: list[int] = []
    unknown: list[int] = []
    grades = grade_columns(head)
    for column, text in sorted(head.items()):
        label = squeezed(text)
        role = role_of(label)
        if role in (Role.DEMAND, Role.GROUP):
            subjects.append(column)
        elif column in grades:
            continue
        elif role is None:
            unknown += [column] if label else []
        else:
            columns.setdefault(role, column)
    _by_content(columns, subjects, unknown, cells)
    subjects += _fuller(subjects, unknown, cells)
    if subjects:
        columns[Role.DEMAND] = subjects.pop()
    _under_headings(columns, subjects, cells)
    before = [c for c in unknown if c < columns.get(Role.DEMAND, -1) and cells.get(c)]
    left = [column for column in unknown if column not in before]
    if left:
        columns.setdefault(Role.NOTE, left[0])
    columns.pop(Role.ORDER, None)
    return tuple(sorted((*subjects, *before))), columns


def _under_headings(
    columns: dict[Role, int], subjects: list[int], cells: Mapping[int, Sequence[str]]
) -> None:
    """Take short texts over several rows of scoring for headings: the scoring tells the demands."""
    demand, criteria = columns.get(Role.DEMAND), columns.get(Role.CRITERIA)
    if demand is None or criteria is None:
        return
    told, below = cells.get(demand, ()), cells.get(criteria, ())
    short = all(len(text) <= _TITLE and "。" not in text for text in told)
    if short and len(told) < 0.6 * len(below):
        subjects.append(demand)
        columns[Role.DEMAND] = columns.pop(Role.CRITERIA)


def _fuller(
    subjects: Sequence[int], unknown: list[int], cells: Mapping[int, Sequence[str]]
) -> list[int]:
    """Give an unknown column of demands: filled in every row, behind one that is not."""
    if not subjects:
        return []
    rows = max(map(len, cells.values()), default=0)
    fits = [c for c in unknown if c > subjects[-1] and len(cells.get(c, ())) >= 0.9 * rows]
    if not fits or len(cells.get(subjects[-1], ())) >= 0.8 * rows:
        return []
    unknown.remove(fits[0])
    return [fits[0]]


def _by_content(
    columns: dict[Role, int],
    subjects: list[int],
    unknown: list[int],
    cells: Mapping[int, Sequence[str]],
) -> None:
    """Give the roles that no heading has to the columns whose cells look like them."""
    tests = ((Role.CRITERIA, _scoring_share, unknown), (Role.POINTS, _number_share, unknown))
    for role, share, from_columns in tests:
        fits = [c for c in from_columns if share(cells.get(c, ())) >= 0.6]
        if role not in columns and fits:
            columns[role] = fits[0]
            unknown.remove(fits[0])
    last = max(subjects, default=-1)
    told = cells.get(last, ())
    before = max((len(cells.get(column, ())) for column in subjects if column != last), default=0)
    if Role.CRITERIA not in columns and before >= 0.8 * len(told) and _is_scoring(told):
        columns[Role.CRITERIA] = last
        subjects.remove(last)
    targets = [c for c in unknown if _share(cells.get(c, ()), _OFTEN) >= 0.6]
    if Role.TARGET not in columns and targets:
        columns[Role.TARGET] = targets[0]
        unknown.remove(targets[0])
    if not subjects and unknown and Role.CRITERIA in columns:
        left = [c for c in unknown if c < columns[Role.CRITERIA]] or unknown
        longest = max(left, key=lambda c: sum(map(len, cells.get(c, ()))))
        subjects.append(longest)
        unknown.remove(longest)


def _share(texts: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.search(text)) for text in texts) / len(texts) if texts else 0


def _scoring_share(texts: Sequence[str]) -> float:
    return _share([plain_terms(_IN_BRACKETS.sub("", text)) for text in texts], _SCORED)


def _is_scoring(texts: Sequence[str]) -> bool:
    return _scoring_share(texts) >= 0.6


def _number_share(texts: Sequence[str]) -> float:
    """Say how many cells hold nothing but points; a running number is none."""
    bare = [squeezed(text) for text in texts]
    if [text for text in bare if text.isdigit()][:3] == ["1", "2", "3"]:
        return 0
    return sum(bool(_NUMBER.fullmatch(text)) for text in bare) / len(bare) if bare else 0
