"""One sentence an item: what is missing and what would close it, from paper that exists."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.conditions import Fact
from rubrics.fact_names import ask
from rubrics.finding import FindingStatus
from rubrics.judge_rule import RuleOutcome
from rubrics.lacks import Lack, Sort
from rubrics.measured import unique
from rubrics.measures import Findings, Judgement, Level
from rubrics.remedy_lacks import lacks_said
from rubrics.rubric import Item
from rubrics.wording import listed

_DONE = (FindingStatus.MET, FindingStatus.NOT_APPLICABLE)
_MOST = 4  # things named in one list
_NONE = "有无"


def remedy(item: Item, outcomes: Sequence[RuleOutcome], facts: Sequence[Fact]) -> str | None:
    """Say what would close an item's lost or open points; None when nothing is open."""
    waiting = [outcome for outcome in outcomes if outcome.finding.status not in _DONE]
    if not waiting:
        return None
    special = unique(outcome.rule.remedy.rstrip("。") for outcome in waiting)
    plain = [outcome for outcome in waiting if not outcome.rule.remedy]
    asked = [outcome for outcome in plain if _hangs(outcome)]
    sure = [outcome for outcome in plain if outcome not in asked]
    parts = [item.remedy.rstrip("。"), *special, _facts(plain, facts)]
    parts += [*lacks_said(_lacks(sure)), _doubts(sure), _people(sure), _batch(plain)]
    said = "；".join(part for part in parts if part)
    return f"{said or _more(waiting)}。"


def _more(outcomes: Sequence[RuleOutcome]) -> str:
    """Speak of points that only a better result would bring, such as a higher level."""
    if all(isinstance(m, Level) for outcome in outcomes for m in outcome.rule.measures):
        reached = listed(unique(outcome.seen.sentence for outcome in outcomes), 2)
        return f"{reached}；有更高级别的认定文件或证书，请放进来，没有的不必补做"
    names = listed(unique(f"“{_short(outcome.rule.text)}”" for outcome in outcomes), 2)
    return f"{names}没有得满分：另有更高级别或更多的现成材料，请放进来，没有的不必补做"


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"


def _facts(outcomes: Sequence[RuleOutcome], facts: Sequence[Fact]) -> str:
    """Ask for the facts that would decide something, unless a person has to judge anyway."""
    needs = unique(
        name
        for outcome in outcomes
        if not outcome.seen.human or _hangs(outcome)
        for name in _asked_first(outcome)
    )
    if not needs:
        return ""
    return f"先说明{listed(tuple(ask(name, facts) for name in needs), _MOST)}"


def _asked_first(outcome: RuleOutcome) -> tuple[str, ...]:
    """Give what is to be known: whether the rule applies, and only then all else."""
    needs = outcome.finding.needs
    conditions = {condition.fact for condition in outcome.rule.when}
    return tuple(name for name in needs if name in conditions) or needs


def _hangs(outcome: RuleOutcome) -> bool:
    """Say whether nobody knows yet if a rule applies: nothing is asked for before that is said."""
    conditions = {condition.fact for condition in outcome.rule.when}
    return not conditions.isdisjoint(outcome.finding.needs)


def _lacks(outcomes: Sequence[RuleOutcome]) -> tuple[Lack, ...]:
    return unique(
        one
        for outcome in outcomes
        if not outcome.seen.human
        for one in outcome.seen.lacks
        if not one.unsure
    )


def _doubts(outcomes: Sequence[RuleOutcome]) -> str:
    """Name what only needs looking up in papers that are there, and is not named as lacking."""
    named = tuple(one.name for one in _lacks(outcomes) if one.sort is not Sort.OCCASION)
    doubts = unique(
        outcome.seen.doubts[0]
        for outcome in outcomes
        if outcome.seen.doubts
        and not any(name in outcome.seen.doubts[0] for name in named)
        and not outcome.seen.human
        and not outcome.seen.awaits
        and not outcome.finding.needs
        and outcome.finding.status is FindingStatus.NEEDS_REVIEW
    )
    return f"请对照原始材料核对：{listed(doubts, 2)}" if doubts else ""


def _batch(outcomes: Sequence[RuleOutcome]) -> str:
    """Name what only the other schools can decide; nothing is asked of this one."""
    awaits = unique(name for outcome in outcomes for name in outcome.seen.awaits)
    return f"与同批学校一起核查后才有{listed(awaits, 3)}" if awaits else ""


def _people(outcomes: Sequence[RuleOutcome]) -> str:
    """Say what a person has to answer, and where to look or who writes the number down."""
    judged = [outcome for outcome in outcomes if outcome.seen.human]
    found = [o for o in judged if all(isinstance(m, Findings) for m in o.rule.measures)]
    asked = [outcome for outcome in judged if outcome not in found]
    parts = []
    if found:
        how = f"查到几{_unit(found)}就写几，没有写 0（也可直接填核定得分）"
        parts.append(f"由检查人核定：{_listed(found)}，{how}")
    if asked:
        cited = any(outcome.finding.citations for outcome in asked)
        none = all(_asked(outcome).startswith(_NONE) for outcome in asked)
        look = "请先看所列出处" if cited else "请出示能说明情况的现有材料"
        look = f"没有的说明即可，不必另写；有的{look}" if none else look
        parts.append(f"由人评定：{_listed(asked)}，{look}")
    return "；".join(parts)


def _listed(outcomes: Sequence[RuleOutcome]) -> str:
    return listed(tuple(f"{o.rule.id} {_asked(o)}".rstrip() for o in outcomes), _MOST)


def _asked(outcome: RuleOutcome) -> str:
    """Give the question a person answers for a rule."""
    for measure in outcome.rule.measures:
        if isinstance(measure, Judgement) and measure.ask:
            return measure.ask
        if isinstance(measure, Findings):
            return measure.title
        if isinstance(measure, Level):
            return f"{measure.title}如何计分"
    return "本校是否适用、如何计分" if outcome.rule.when else ""


def _unit(outcomes: Sequence[RuleOutcome]) -> str:
    units = (m.unit for o in outcomes for m in o.rule.measures if isinstance(m, Findings))
    return next(units, "人次")
