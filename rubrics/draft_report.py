"""What was understood of a form, for the person who goes on editing the draft."""

from __future__ import annotations

from rubrics.draft import Draft
from rubrics.wording import number

_SHOWN = 60  # characters of a clause


def draft_report(draft: Draft) -> str:
    """Write how each clause was read, what is for a person, and what does not add up."""
    rubric = draft.rubric
    counted = sum(line.counted for line in draft.lines)
    points = f"，合计 {number(rubric.max)} 分" if rubric.max is not None else "，不计分"
    lines = [
        f"读到 {len(rubric.items)} 条指标、{len(draft.lines)} 条规则{points}。",
        f"其中 {counted} 条可从材料计数，{len(draft.lines) - counted} 条由人评定。",
    ]
    if draft.problems:
        lines += ["", "请先核对："] + [f"  {problem}" for problem in draft.problems]
    lines += ["", "各条款读法："]
    for line in draft.lines:
        clause = line.clause if len(line.clause) <= _SHOWN else f"{line.clause[: _SHOWN - 1]}…"
        lines.append(f"  {line.rule}  {line.reading}：{clause}")
    return "\n".join(lines) + "\n"
