"""Which stretches were counted, told where a school that reckons otherwise would differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from matchers.period import Period, parts
from rubrics.filling import Demand, Filling, fill
from rubrics.measured import Setting
from rubrics.measures import Per, Stream
from rubrics.selecting import Candidate, Selection
from rubrics.windows import Windows, own_parts
from rubrics.wording import labels

_NEAR = 10  # days behind a stretch in which a person may want to count an event for it
_NAMES = {Per.QUARTER: "季度", Per.HALF_YEAR: "半年"}


def window_notes(
    stream: Stream, setting: Setting, cut: Windows, selection: Selection, filling: Filling
) -> list[str]:
    """Say in Chinese what stretches were looked at, where that is no matter of course."""
    notes = []
    if own_parts(cut.whole, stream.unit):
        notes.append(_own(stream, cut, selection, filling))
    if stream.unit is Per.SEMESTER and not setting.profile.semesters and filling.worst:
        days = "、".join(f"{slot.label}为 {slot.begin} 至 {slot.end}" for slot in cut.slots)
        notes.append(f"学校信息没有写学期起止，按通常的计：{days}")
    if filling.worst and not stream.carry:
        notes += _just_behind(stream, cut.slots, selection, filling)
    return notes


def _own(stream: Stream, cut: Windows, selection: Selection, filling: Filling) -> str:
    """Tell of a school year's own quarters or halves, and what the calendar's would give."""
    name = _NAMES[stream.unit]
    said = f"按学年分{name}计（{labels(cut.slots)}）"
    calendar = tuple(
        slot
        for slot in parts(cut.whole, stream.unit.value, ())
        if cut.whole.touches(slot.begin, slot.end)
    )
    demand = Demand(stream.each_need, stream.carry, stream.grace_days)
    other = fill(calendar, selection.certain, selection.doubtful, selection.late, demand)
    if other.worst == filling.worst:
        return said
    return (
        f"{said}，缺 {filling.worst} 次；若按自然{name}（{labels(calendar)}）安排，"
        f"则缺 {other.worst} 次，请核对本校按哪种"
    )


def _just_behind(
    stream: Stream, slots: Sequence[Period], selection: Selection, filling: Filling
) -> list[str]:
    """Point out events a few days behind a stretch that is short, and that can be spared."""
    notes = []
    for index, slot in enumerate(slots):
        if filling.counts[index] >= stream.each_need:
            continue
        spare = index + 1 >= len(slots) or filling.counts[index + 1] > stream.each_need
        near = next((one for one in selection.certain if spare and _near(slot, one)), None)
        if near is not None:
            notes.append(
                f"{near.event.id}（{near.begin}）在{slot.label}之后 "
                f"{(near.begin - slot.end).days} 天，没有算进{slot.label}，是否算由人定"
            )
    return notes


def _near(slot: Period, one: Candidate) -> bool:
    return slot.end < one.begin <= slot.end + timedelta(days=_NEAR)
