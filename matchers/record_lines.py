"""The lines of a record that tell when it was and who was there, as passages to be shown."""

from __future__ import annotations

from extractors.document import Citation, Document
from matchers.record import Field, FieldName, Record, RecordKind

_SHOWN = (
    FieldName.TIME,
    FieldName.PLACE,
    FieldName.HOST,
    FieldName.LECTURER,
    FieldName.EXPECTED,
    FieldName.PRESENT,
    FieldName.ATTENDEES,
)
_LABEL_NEAR = 14  # characters between a label and its value: a colon, blanks, a cell's border
_LONGEST = 160


def time_and_people(document: Document, record: Record) -> tuple[Citation, ...]:
    """Cite a record's lines of time, place and people with their labels, in reading order.

    Neighbours of one block, and the cells of a register's row, are one passage; a long list of
    names is cut.
    """
    near = _LONGEST if record.kind is RecordKind.REGISTER_ROW else _LABEL_NEAR
    spans: list[tuple[int, int, int]] = []
    for name in _SHOWN:
        field = record.field(name)
        if field is not None and field.region.start < field.region.end:
            block = field.region.block
            spans.append((block, _begin(document, field), field.region.end))
    joined: list[tuple[int, int, int]] = []
    for block, start, end in sorted(spans):
        if joined and joined[-1][0] == block and start <= joined[-1][2] + near:
            joined[-1] = (block, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((block, start, end))
    return tuple(
        document.cite(block, start, min(end, start + _LONGEST)) for block, start, end in joined
    )


def _begin(document: Document, field: Field) -> int:
    """Give where the label stands if it is right before the value, else where the value begins."""
    start = field.region.start
    before = document.blocks[field.region.block].text[:start]
    at = before.rfind(field.label) if field.label else -1
    if at < 0 or start - at - len(field.label) > _LABEL_NEAR:
        return start
    return at
