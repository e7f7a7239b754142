"""The measure `completeness`: what papers or statements the held events lack."""

from __future__ import annotations

from decimal import Decimal

from extractors.document import Citation
from matchers.annotation import Event, EvidenceKind
from rubrics.finding import DecidedBy, NotCounted
from rubrics.interval import Interval
from rubrics.lacks import Sort, lack
from rubrics.measured import Measured, Setting, unique
from rubrics.measures import Stream, Where
from rubrics.occasion_measures import Completeness, Piece
from rubrics.selecting import select
from rubrics.wording import day_text, listed

_RECORDS = frozenset({EvidenceKind.MINUTES, EvidenceKind.REGISTER, EvidenceKind.FORM})


def measure_completeness(measure: Completeness, setting: Setting) -> Measured:
    """Look at every held event; what a record that is there does not say is certainly lacking."""
    where = Where(except_topic=measure.except_topic)
    stream = Stream(types=measure.events, where=where)
    chosen = select(stream, setting.evidence, setting.period)
    events = [candidate.event for candidate in chosen.certain]
    grid = [[_has(piece, event) for event in events] for piece in measure.of]
    there, maybe, wanted = _counts(measure, grid, len(events))
    gaps = tuple(
        f"{piece.title}（{day_text(event)}）"
        for piece, row in zip(measure.of, grid, strict=True)
        for event, has in zip(events, row, strict=True)
        if has is not True
    )
    open_gaps = there < wanted
    return Measured(
        lacking=Interval(Decimal(wanted - maybe), Decimal(wanted - there)),
        value=Interval(Decimal(there), Decimal(maybe)),
        decided_by=DecidedBy.COUNT,
        sentence=_sentence(measure, events, wanted, there),
        present=there > 0,
        required=wanted,
        counted=there,
        possible=maybe,
        missing=gaps if open_gaps else (),
        lacks=lack(gaps, Sort.OCCASION, measure.events) if open_gaps else (),
        events=tuple(event.id for event in events),
        citations=_cited(events, measure.events),
        not_counted=tuple(
            NotCounted(candidate.event.id, f"待核：{candidate.doubt}")
            for candidate in chosen.doubtful
        ),
        doubts=("有的活动没有找到记录，说没说不能断定",) if maybe > there else (),
    )


def _counts(
    measure: Completeness, grid: list[list[bool | None]], events: int
) -> tuple[int, int, int]:
    """Give how many pieces are there, may be there, and are wanted."""
    if measure.across == "each":
        cells = [has for row in grid for has in row]
        there = sum(has is True for has in cells)
        return there, there + sum(has is None for has in cells), len(cells)
    wanted = len(measure.of)
    if not events:
        return 0, 0, wanted
    enough = all if measure.across == "all" else any
    there = sum(enough(has is True for has in row) for row in grid)
    return there, sum(enough(has is not False for has in row) for row in grid), wanted


def _has(piece: Piece, event: Event) -> bool | None:
    if piece.evidence is not None:
        return piece.evidence in event.evidence_kinds
    said = event.attributes
    values = {
        "topic": said.topic,
        "resolution": said.resolution,
        "host": said.host,
        "recorder": said.recorder,
        "place": said.place,
        "time": said.start_time,
        "attendance": said.present,
        "attendees": said.attendees,
        "absent": said.absent,
        "speakers": said.speakers,
        "lecturer": said.lecturer,
    }
    value = values[piece.says or "topic"]
    if value is not None and value != ():
        return True
    return False if _RECORDS & set(event.evidence_kinds) else None


def _sentence(measure: Completeness, events: list[Event], wanted: int, there: int) -> str:
    pieces = listed(tuple(piece.title for piece in measure.of))
    if not events:
        return f"{measure.title}：没有找到已开展的活动，无从核对{pieces}"
    return f"{measure.title}：{len(events)} 次活动，{pieces}应有 {wanted} 件，确认 {there} 件"


def _cited(events: list[Event], types: tuple[str, ...]) -> tuple[Citation, ...]:
    return unique(cited for event in events for cited in event.shown_for(types, 1))
