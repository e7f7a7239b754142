"""A submission's events as a readable list: by type, then by date, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.document import Block, Citation, Document
from matchers.annotation import Event, Status
from matchers.lexicon import EventLexicon
from pipeline.assessment import Reading
from pipeline.display_width import clipped, printable
from pipeline.reports import wording

_MATCHED = re.compile(r"“([^”]+)”（词条：([^）]+)）")
_QUOTE_WIDTH = 70
_REASON_WIDTH = 120
_MOST_REASONS = 3


def events_list(reading: Reading) -> str:
    """Give the list; an event of several types stands under each of them."""
    lines = [*_heading(reading), ""]
    places = _Places(reading.documents)
    for event_type, events in _by_type(reading):
        held = sum(e.status is Status.HELD and reading.in_period(e) for e in events)
        title = reading.lexicon.title(event_type)
        lines.append(f"■ {title}　已开展 {held} 场，其他 {len(events) - held} 条")
        for event in events:
            lines += _entry(event, places, reading.in_period(event), reading.lexicon)
        lines.append("")
    lines += _left_out(reading)
    return printable("\n".join(lines))


def _heading(reading: Reading) -> list[str]:
    lines = [reading.profile.name or reading.name]
    if reading.period is None:
        lines.append("考核时段：材料里没有带年份的内容，无法推断")
    else:
        why = f"（{reading.period.inferred}）" if reading.period.inferred else ""
        lines.append(f"考核时段：{reading.period.period.label}{why}")
    held = [event for event in reading.events if event.status is Status.HELD]
    inside = sum(reading.in_period(event) for event in held)
    outside = f"，时段之外另有 {len(held) - inside} 场" if len(held) > inside else ""
    flags = len(reading.flags) + len(reading.profile_flags)
    lines.append(
        f"文件 {len(reading.documents)} 个，其中没有读出内容的 {reading.without_text} 个；"
        f"时段内已开展 {inside} 场{outside}；计划、要求、自述等未计入的 "
        f"{len(reading.events) - len(held)} 条；疑点 {flags} 处"
    )
    return lines


def _by_type(reading: Reading) -> list[tuple[str, list[Event]]]:
    """Group events by type, in the lexicon's order; other types follow by name."""
    groups: dict[str, list[Event]] = {}
    for event in wording.by_date(reading.events):
        for event_type in event.types:
            groups.setdefault(event_type, []).append(event)
    order = {entry.id: number for number, entry in enumerate(reading.lexicon.events)}
    return sorted(groups.items(), key=lambda group: (order.get(group[0], len(order)), group[0]))


def _entry(event: Event, places: _Places, inside: bool, lexicon: EventLexicon) -> list[str]:
    held = event.status is Status.HELD
    status = wording.EVENT_STATUS[event.status] + ("" if inside else "（考核时段之外，不计入）")
    heading = f"{wording.when(event.date)}　{status}　{clipped(event.title, 60)}"
    lines = [f"  {'●' if held and inside else '○'} {event.id:<5}{heading}"]
    if not held and event.reasons:
        reason = event.reasons[0]
        for file in event.files:
            reason = reason.removeprefix(f"{file}：")
        lines.append(f"         未计入：{clipped(reason, _REASON_WIDTH)}")
    if held and (entries := _entries_of(event, lexicon)):
        lines.append(f"         词条：{entries}")
    if kinds := wording.subtypes(event, lexicon):
        lines.append(f"         种类、形式：{kinds}")
    if event.citations:
        first = event.citations[0]
        more = f"（共 {len(event.citations)} 处出处）" if len(event.citations) > 1 else ""
        lines.append(f"         {first.file} {places(first)}{more}")
        lines.append(f"         “{clipped(first.quote, _QUOTE_WIDTH)}”")
    return [*lines, *_rejected(event)]


def _rejected(event: Event) -> list[str]:
    """Say what was looked at beside an event and not taken: the first few reasons."""
    said = wording.reasons_not_taken(event.rejected)
    lines = [
        f"         看到未采用：{clipped(line, _REASON_WIDTH)}" for line in said[:_MOST_REASONS]
    ]
    more = len(said) - _MOST_REASONS
    return [*lines, f"         （另有 {more} 类，见 --json）"] if more > 0 else lines


def _left_out(reading: Reading) -> list[str]:
    """List the files that belong to no event, though something in them was looked at."""
    shown = {file for event in reading.events for file in event.files}
    left = [
        (annotation.file, said)
        for annotation in reading.annotations
        if annotation.file not in shown and (said := wording.set_aside(annotation))
    ]
    if not left:
        return []
    lines = [f"■ 看到但没有当作活动的　{len(left)} 个文件"]
    for file, said in left:
        lines.append(f"  ○ {file}")
        lines += [f"         {clipped(line, _REASON_WIDTH)}" for line in said[:_MOST_REASONS]]
    return [*lines, ""]


def _entries_of(event: Event, lexicon: EventLexicon) -> str:
    """Name the lexicon's words that made it this event, and which of them are the bureau's."""
    own = {word.replace("*", "…") for _, word in lexicon.own}
    found = dict.fromkeys(hit for reason in event.reasons for hit in _MATCHED.findall(reason))
    return "、".join(
        f"“{word}”→{title}{'（本地词库）' if word in own else ''}" for word, title in found
    )


class _Places:
    """Says where a citation stands, looking its block up."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._blocks = {document.path: document.blocks for document in documents}

    def __call__(self, citation: Citation) -> str:
        blocks: tuple[Block, ...] = self._blocks.get(citation.file, ())
        return wording.place(
            citation, blocks[citation.block] if citation.block < len(blocks) else None
        )
