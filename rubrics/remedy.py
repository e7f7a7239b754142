"""One sentence an item: what is missing and what would close it, from paper that exists."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.conditions import Fact
from rubrics.finding import DecidedBy, FindingStatus
from rubrics.judge_rule import RuleOutcome
from rubrics.measured import unique
from rubrics.rubric import Item
from rubrics.wording import listed

_DONE = (FindingStatus.MET, FindingStatus.NOT_APPLICABLE)
_MOST = 4  # things named in one list


def remedy(item: Item, outcomes: Sequence[RuleOutcome], facts: Sequence[Fact]) -> str | None:
    """Say what would close an item's lost or open points; None when nothing is open."""
    waiting = [outcome for outcome in outcomes if outcome.finding.status not in _DONE]
    if not waiting:
        return None
    special = unique(outcome.rule.remedy.rstrip("。") for outcome in waiting)
    plain = [outcome for outcome in waiting if not outcome.rule.remedy]
    parts = [item.remedy.rstrip("。"), *special, _facts(plain, facts), _records(plain)]
    parts += [_papers(plain), _doubts(plain), _people(plain)]
    said = "；".join(part for part in parts if part)
    return f"{said or _more(waiting)}。"


def _more(outcomes: Sequence[RuleOutcome]) -> str:
    """Speak of points that only a better result would bring, such as a higher level."""
    names = listed(unique(f"“{_short(outcome.rule.text)}”" for outcome in outcomes), 2)
    return f"{names}没有得满分：另有更高级别或更多的现成材料，请放进来，没有的不必补做"


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"


def _facts(outcomes: Sequence[RuleOutcome], facts: Sequence[Fact]) -> str:
    """Ask for the facts that would decide something, unless a person has to judge anyway."""
    needs = unique(
        name for outcome in outcomes if not outcome.seen.human for name in outcome.finding.needs
    )
    if not needs:
        return ""
    questions = {fact.name: fact.question.rstrip("？") for fact in facts}
    shown = tuple(f"{questions.get(name, name)}（写作 {name}）" for name in needs)
    return f"先在学校信息中写明：{listed(shown, _MOST)}"


def _records(outcomes: Sequence[RuleOutcome]) -> str:
    gaps = _gaps(outcomes, counted=True)
    if not gaps:
        return ""
    done = "当时已经开展的，把原有的记录、签到、照片或报道放进来即可，没有开展的不必补做材料"
    return f"缺{listed(gaps, _MOST)}的记录：{done}"


def _papers(outcomes: Sequence[RuleOutcome]) -> str:
    gaps = _gaps(outcomes, counted=False)
    return f"未见{listed(gaps, _MOST)}：已有的请放进来并写明年度，不必另写" if gaps else ""


def _gaps(outcomes: Sequence[RuleOutcome], *, counted: bool) -> tuple[str, ...]:
    return unique(
        gap
        for outcome in outcomes
        if not outcome.seen.human and (outcome.finding.decided_by is DecidedBy.COUNT) is counted
        for gap in outcome.seen.gaps
    )


def _doubts(outcomes: Sequence[RuleOutcome]) -> str:
    """Name what only needs looking up in papers that are there."""
    doubts = unique(
        outcome.seen.doubts[0]
        for outcome in outcomes
        if outcome.seen.doubts
        and not outcome.seen.human
        and not outcome.finding.needs
        and outcome.finding.status is FindingStatus.NEEDS_REVIEW
    )
    return f"请对照原始材料核对：{listed(doubts, 2)}" if doubts else ""


def _people(outcomes: Sequence[RuleOutcome]) -> str:
    judged = [outcome for outcome in outcomes if outcome.seen.human]
    if not judged:
        return ""
    ids = listed(tuple(outcome.rule.id for outcome in judged), _MOST)
    cited = any(outcome.finding.citations for outcome in judged)
    look = "请先看所列出处" if cited else "请出示能说明情况的现有材料"
    return f"{ids} 由人评定，{look}"
