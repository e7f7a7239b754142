"""One sentence an item: what is missing and what would close it, from paper that exists."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.finding import DecidedBy, FindingStatus
from rubrics.judge_rule import RuleOutcome
from rubrics.rubric import Item
from rubrics.wording import listed

_DONE = (FindingStatus.MET, FindingStatus.NOT_APPLICABLE)
_MOST = 3  # rules spoken of in one sentence


def remedy(item: Item, outcomes: Sequence[RuleOutcome]) -> str | None:
    """Say what would close an item's lost or open points; None when nothing is open."""
    open_rules = [outcome for outcome in outcomes if outcome.finding.status not in _DONE]
    if not open_rules:
        return None
    parts = list(dict.fromkeys(part for one in open_rules if (part := _advice(one))))
    if item.remedy:
        parts.insert(0, item.remedy.rstrip("。"))
    more = f"；另有 {len(parts) - _MOST} 项见各条说明" if len(parts) > _MOST else ""
    return "；".join(parts[:_MOST]) + more + "。"


def _advice(outcome: RuleOutcome) -> str:
    rule, finding, seen = outcome.rule, outcome.finding, outcome.seen
    if rule.remedy:
        return rule.remedy.rstrip("。")
    if seen.needs:
        return f"先在学校信息中填写 {listed(seen.needs)}，再重新核查"
    if seen.human:
        shown = "先看所列出处" if finding.citations else "请出示能说明情况的现有材料"
        return f"{_short(rule.text)}由人评定，{shown}"
    if seen.missing:
        what = listed(seen.missing)
        if finding.decided_by is DecidedBy.COUNT:
            done = "如已开展，把当时的记录、签到、照片或报道放入文件夹即可；没有开展的不必补做材料"
            return f"缺 {what} 的记录，{done}"
        return f"缺 {what}，如已有请放入文件夹并写明年度，不必另写"
    if seen.doubts:
        return f"请核对：{seen.doubts[0]}"
    return f"请对照“{_short(rule.text)}”核对现有材料"


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
