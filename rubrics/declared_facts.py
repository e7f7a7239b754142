"""What a school declares that no rule asks for: every such name is told, with those there are."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel

from matchers.profile import Profile
from rubrics.conditions import Fact
from rubrics.fact_names import fact_title
from rubrics.rubric import Rubric

_NAMES_FACT = ("fact", "declared", "since", "actual")
_NEAR = 0.8


def asked_facts(rubric: Rubric) -> tuple[str, ...]:
    """List the facts a rubric asks for under `declares`: those it names, and those rules use."""
    found = dict.fromkeys(fact.name for fact in rubric.facts)
    found |= dict.fromkeys(_used(rubric))
    return tuple(name for name in found if name not in Profile.model_fields)


def _used(part: object) -> Iterable[str]:
    if isinstance(part, BaseModel):
        for key in type(part).model_fields:
            value = getattr(part, key)
            if key in _NAMES_FACT and isinstance(value, str):
                yield value
            yield from _used(value)
    elif isinstance(part, tuple):
        for one in part:
            yield from _used(one)


def unasked_notes(
    declared: Iterable[str], rubric: Rubric, elsewhere: Callable[[], Iterable[str]]
) -> tuple[str, ...]:
    """Tell of declared facts that the rubric does not ask for, and which were meant.

    Those that the forms of `elsewhere` ask for are no slips: one file may serve several forms.
    """
    asked = asked_facts(rubric)
    said = sorted(declared)
    open_names = [name for name in asked if name not in said]
    notes: list[str] = []
    strangers: list[str] = []
    for name in said:
        if name in asked:
            continue
        close = difflib.get_close_matches(name, open_names, 1, _NEAR)
        if close:
            title = fact_title(close[0], rubric.facts)
            notes.append(
                f"学校信息 declares 里的“{name}”本表没有用到，是不是“{close[0]}”（{title}）？"
                "没有按它计算。"
            )
        else:
            strangers.append(name)
    unknown = [name for name in strangers if name not in set(elsewhere())] if strangers else []
    if unknown:
        told = "”“".join(unknown)
        notes.append(
            f"学校信息 declares 里的“{told}”本表没有用到，没有按它计算。"
            + _list(asked, rubric.facts)
        )
    return tuple(notes)


def _list(asked: Sequence[str], facts: Sequence[Fact]) -> str:
    if not asked:
        return "本表不用 declares 里的任何一项。"
    shown = "、".join(f"{name}（{fact_title(name, facts)}）" for name in asked)
    return f"本表用到的有：{shown}。"
