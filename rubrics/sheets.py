"""The sheets a bureau wants beside the scores: survey and grading, and rectification.

Data only; a report lays them out. A field nobody can know from the material stays empty, with
a word on who fills it in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Citation
from matchers.annotation import Status
from matchers.period import Period
from matchers.profile import OrganizationForm, Profile
from rubrics.evidence import Evidence
from rubrics.finding import Finding, FindingStatus, Scorecard
from rubrics.measured import unique
from rubrics.rubric import Rubric
from rubrics.selfscore import SelfScores
from rubrics.vocabulary import Vocabulary, load_vocabulary
from rubrics.wording import listed, number

_ACTIVITIES = (
    "members_meeting",
    "committee_meeting",
    "group_meeting",
    "party_lecture",
    "theme_party_day",
    "organizational_life",
    "member_appraisal",
    "volunteer_service",
)
_FORMS = {
    OrganizationForm.BRANCH: "党支部",
    OrganizationForm.GENERAL_BRANCH: "党总支",
    OrganizationForm.COMMITTEE: "党委",
}
_OPEN = (FindingStatus.UNMET, FindingStatus.PARTIAL)
_BY_BUREAU = "（由上级党组织填写）"
_BY_SCHOOL = "（材料中没有，由学校填写）"


@dataclass(frozen=True, slots=True)
class SheetField:
    """One field: its printed label, what goes in, and where that was read.

    `open` says that a person has to fill it in; `value` then says who.
    """

    label: str
    value: str
    citations: tuple[Citation, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its title and its fields in the printed order."""

    title: str
    fields: tuple[SheetField, ...]


def sheets(
    rubric: Rubric,
    card: Scorecard,
    evidence: Evidence,
    profile: Profile,
    period: Period,
    scores: SelfScores | None = None,
) -> tuple[Sheet, ...]:
    """Fill in the sheets that a rubric asks for (`form.sheets`), in the form's order.

    Args:
        rubric: the form.
        card: what was found for it.
        evidence: the submission; papers, numbers and events are read off it.
        profile: what the school declares about itself.
        period: the stretch that was assessed; events outside it are not listed.
        scores: the school's own filled form, if there is one.
    """
    makers = {
        "grading": lambda: _grading(rubric, card, evidence, profile, period, scores),
        "rectification": lambda: _rectification(card),
    }
    return tuple(makers[name]() for name in rubric.form.sheets)


def _grading(
    rubric: Rubric,
    card: Scorecard,
    evidence: Evidence,
    profile: Profile,
    period: Period,
    scores: SelfScores | None,
) -> Sheet:
    """教育系统基层党组织（党支部）调查摸底与分类定级表."""
    names = load_vocabulary()
    organization = _FORMS[profile.organization] if profile.organization else None
    members = f"{profile.members} 人" if profile.members is not None else None
    fields = (
        _told("党支部名称", profile.name and f"{profile.name}{organization or ''}"),
        _told("关系隶属", None),
        _told("成立时间", None),
        _told("党员总数", members),
        _told("书记姓名", profile.secretary),
        _told("书记行政职务", _post(profile)),
        _told("书记移动电话、电子信箱", None),
        _told("支委会成员情况", listed(profile.leaders, 20) if profile.leaders else None),
        _policies(evidence, names),
        _wanted(card, names),
        _numbers(evidence, "经费场所保障情况及存在的主要问题", ("party_budget",)),
        _told("发展思路", None),
        _activities(evidence, period, names),
        _told("思想作风建设情况及存在的主要问题", None),
        _told("作用发挥情况及存在的主要问题", None),
        _told("党费收缴基本情况", None),
        _numbers(evidence, "上年度应缴数", ("dues_due",)),
        _numbers(evidence, "上年度实缴数", ("dues_paid",)),
        _own_result(rubric, card, scores),
        SheetField("分类定级结果及主要理由", _BY_BUREAU, open=True),
    )
    return Sheet("教育系统基层党组织（党支部）调查摸底与分类定级表", fields)


def _told(label: str, value: str | None) -> SheetField:
    return SheetField(label, value) if value else SheetField(label, _BY_SCHOOL, open=True)


def _post(profile: Profile) -> str | None:
    """Say whether the secretary is the head of the school as well."""
    if profile.secretary and profile.secretary == profile.principal:
        return "校长"
    return None


def _policies(evidence: Evidence, names: Vocabulary) -> SheetField:
    """List the rules the branch has, by the papers that were found."""
    found = [
        document
        for annotation in evidence.annotations
        if annotation.own
        for document in annotation.documents
        if not document.draft_or_template
        and document.own is not False
        and any(kind.endswith(("_policy", "_rules", "_of_procedure")) for kind in document.types)
    ]
    found.sort(key=lambda document: (document.types, document.file))
    titles = unique(names.titles(document.types) for document in found)
    cited = unique(cited for document in found for cited in document.citations[:1])
    if not titles:
        return SheetField("现有党内制度", _BY_SCHOOL, open=True)
    return SheetField("现有党内制度", listed(titles, 30), cited)


def _wanted(card: Scorecard, names: Vocabulary) -> SheetField:
    """List the rules that the form asks for and that were not found."""
    policies = {title for kind, title in names.documents.items() if kind.endswith("_policy")}
    missing = unique(
        name
        for finding in card.findings
        for rule in finding.rules
        for name in rule.missing
        if name in policies or name.endswith(("制度", "制", "机制"))
    )
    value = listed(missing, 30) if missing else "（核查中没有发现缺少的制度）"
    return SheetField("需要完善的制度", value)


def _numbers(evidence: Evidence, label: str, types: Sequence[str]) -> SheetField:
    found = [
        quantity
        for annotation in evidence.annotations
        for quantity in annotation.quantities
        if quantity.type in types
    ]
    found.sort(key=lambda q: (q.year or 0, q.citation.file, q.value))
    if not found:
        return SheetField(label, _BY_SCHOOL, open=True)
    shown = unique(f"{q.year or '年度不明'}：{q.value}{q.unit}" for q in found)
    return SheetField(label, listed(shown, 6), unique(q.citation for q in found))


def _activities(evidence: Evidence, period: Period, names: Vocabulary) -> SheetField:
    """Say how often each kind of activity was held in the period."""
    held = [
        event
        for event in evidence.events
        if event.status is Status.HELD
        and event.date is not None
        and period.covers(event.date.begin, event.date.end)
    ]
    counts = [(kind, sum(kind in event.types for event in held)) for kind in _ACTIVITIES]
    shown = tuple(f"{names.title(kind)} {times} 次" for kind, times in counts if times)
    if not shown:
        return SheetField("党员活动情况及存在的主要问题", _BY_SCHOOL, open=True)
    return SheetField("党员活动情况及存在的主要问题", f"{period.label}有记录的：{'、'.join(shown)}")


def _own_result(rubric: Rubric, card: Scorecard, scores: SelfScores | None) -> SheetField:
    """State the school's own total, corrected by nobody, beside what the evidence supports."""
    label = "自评结果（百分制）及理由"
    total = card.total
    support = ""
    if total.low is not None and total.high is not None:
        support = f"；按现有材料为 {number(total.low)}～{number(total.high)} 分"
    if scores is None or not scores.scores:
        return SheetField(label, f"（没有找到自评表{support}）", open=True)
    stated = scores.stated if scores.stated is not None else scores.computed
    differs = ""
    if stated != scores.computed:
        differs = f"（各条相加为 {number(scores.computed)} 分，请核对）"
    cited = unique(cited for flag in scores.flags for cited in flag.citations)
    most = f"／{number(rubric.max)}" if rubric.max is not None else ""
    return SheetField(label, f"{number(stated)}{most} 分{differs}{support}", cited)


def _rectification(card: Scorecard) -> Sheet:
    """教育系统基层党组织（党支部）整改表."""
    lost = [finding for finding in card.findings if finding.status in _OPEN]
    problems = tuple(f"{index}、{_problem(one)}" for index, one in enumerate(lost, 1))
    measures = tuple(f"{index}、{one.remedy or ''}" for index, one in enumerate(lost, 1))
    cited = unique(cited for one in lost for rule in one.rules for cited in rule.citations[:1])
    none_found = "（按现有材料没有发现失分项；待人评定的各条见评分表）"
    fields = (
        SheetField("存在的主要问题", "\n".join(problems) or none_found, cited),
        SheetField("主要整改措施", "\n".join(measures) or "（无）"),
        SheetField("完成整改时间", _BY_SCHOOL, open=True),
        SheetField("党支部定点联系人", _BY_BUREAU, open=True),
        SheetField("备注", ""),
    )
    return Sheet("教育系统基层党组织（党支部）整改表", fields)


def _problem(finding: Finding) -> str:
    points = ""
    if finding.max is not None and finding.high is not None and finding.high < finding.max:
        points = f"（失 {number(finding.max - finding.high)} 分）"
    missing = unique(name for rule in finding.rules for name in rule.lacking)
    lack = f"：缺 {listed(missing, 4)}" if missing else ""
    return f"第 {finding.item} 条 {finding.text}{lack}{points}"
