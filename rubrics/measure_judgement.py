"""The measure `judgement`: nothing is decided, the passages a person needs are put together."""

from __future__ import annotations

from decimal import Decimal

from matchers.annotation import Event
from rubrics.finding import DecidedBy
from rubrics.interval import ONE, ZERO, Interval
from rubrics.measure_documents import present_types
from rubrics.measured import Measured, Setting, unique
from rubrics.measures import Judgement, Stream
from rubrics.selecting import select
from rubrics.wording import listed, number

_PASSAGES = 6


def measure_judgement(measure: Judgement, setting: Setting) -> Measured:
    """Gather events, papers and passages that bear on what a person must judge."""
    held = []
    if measure.events:
        stream = Stream(types=measure.events, dedupe="none")
        held = [c.event for c in select(stream, setting.evidence, setting.period).certain]
    papers = present_types(measure.documents, setting)
    topics = (*measure.topics, *setting.words)
    found = setting.passages.find(topics, _PASSAGES) if setting.passages and topics else ()
    shown = (c for event in held for c in event.citations_for(measure.events)[:1])
    citations = unique((*shown, *found))
    parts = [
        f"相关活动 {len(held)} 次" if held else "",
        f"材料 {listed(papers, 3)}" if papers else "",
    ]
    parts.append(_attendance(held) if measure.attendance else "")
    parts.append(f"相关段落 {len(found)} 处" if found else "")
    sentence = "，".join(part for part in parts if part) or "没有找到相关材料"
    return Measured(
        lacking=Interval(ZERO, ONE),
        value=Interval(ZERO, ONE),
        decided_by=DecidedBy.JUDGEMENT,
        sentence=f"{measure.ask or '由人评定'}（{sentence}）",
        present=bool(held or papers or found),
        events=tuple(event.id for event in held),
        documents=papers,
        citations=citations,
        human=True,
    )


def _attendance(held: list[Event]) -> str:
    """Add up 应到 and 实到 over the events that state both."""
    stated = [
        (event.attributes.expected, event.attributes.present)
        for event in held
        if event.attributes.expected and event.attributes.present is not None
    ]
    expected = sum(should for should, _ in stated if should)
    present = sum(came for _, came in stated if came is not None)
    if not expected:
        return "没有读到应到、实到人数"
    rate = number((Decimal(100 * (expected - present)) / expected).quantize(Decimal("0.1")))
    return (
        f"{len(stated)} 次有考勤的活动应到合计 {expected} 人次、实到 {present} 人次，缺席率 {rate}%"
    )
