"""Head-counts that do not add up, and lists of names that are longer or shorter than they."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.document import Citation, Document
from matchers.annotation import Flag, Occurrence, Status
from matchers.people import names
from matchers.record import FieldName, Record

_AWAY = re.compile(r"请假|缺席|未到|病假|事假|产假|公出|外出|出差|因故|隔离")
_OPEN_LIST = re.compile(r"等|全体|各|其他|及|\d")
_SEPARATORS = re.compile(r"[、,，;；\s]+")
_SMALL = 30  # longer meetings seldom list everybody


def _cited(document: Document, record: Record) -> tuple[Citation, ...]:
    """Cite the lines that give the head-counts, each once."""
    lines: dict[Citation, None] = {}
    for field in record.fields:
        if field.name not in (FieldName.EXPECTED, FieldName.PRESENT, FieldName.ABSENT):
            continue
        text = document.blocks[field.region.block].text
        start = text.rfind("\n", 0, field.region.start) + 1
        end = text.find("\n", field.region.end)
        lines[document.cite(field.region.block, start, len(text) if end < 0 else end)] = None
    return tuple(lines)


def _explains(document: Document, record: Record) -> bool:
    """Say whether the record says anywhere who was away or why."""
    if record.field(FieldName.ABSENT) is not None:
        return True
    texts = (document.blocks[r.block].text[r.start : r.end] for r in record.regions)
    return any(_AWAY.search(text) for text in texts)


def _absent(record: Record, names: Sequence[str]) -> int:
    """Count who was absent: the names, or the number that the field gives."""
    field = record.field(FieldName.ABSENT)
    number = re.search(r"(\d{1,3})\s*[人名]", field.value) if field else None
    return int(number.group(1)) if number else len(names)


def check_attendance(
    document: Document, record: Record, occurrences: Sequence[Occurrence]
) -> Iterator[Flag]:
    """Flag head-counts of a held meeting that do not add up.

    Guests (列席) may have been counted on either side; what fits with them fits.
    """
    held = [o for o in occurrences if o.status is Status.HELD]
    if not held:
        return
    expected, present = held[0].attributes.expected, held[0].attributes.present
    if expected is None or present is None:
        return
    cited = _cited(document, record)
    absent = _absent(record, held[0].attributes.absent)
    guests = len(_names(record, FieldName.NON_VOTING))
    if present > expected + guests:
        message = f"实到 {present} 人多于应到 {expected} 人，请核对（列席人员是否计入）。"
        yield Flag("attendance_mismatch", "medium", message, cited)
    elif absent and not 0 <= expected - present - absent + guests <= guests:
        message = f"应到 {expected} 人、实到 {present} 人，缺席却写了 {absent} 人，请核对。"
        yield Flag("attendance_mismatch", "low", message, cited)
    elif not absent and present < expected and not _explains(document, record):
        message = f"应到 {expected} 人、实到 {present} 人，没有写明缺席人员及原因，请核对。"
        yield Flag("absence_unexplained", "low", message, cited)


def check_names(
    document: Document, record: Record, occurrences: Sequence[Occurrence]
) -> Iterator[Flag]:
    """Flag a closed list of names that no reading brings to the number present.

    Chair and recorder may be left out of the list, guests may be counted or not.
    """
    held = [o for o in occurrences if o.status is Status.HELD]
    present = held[0].attributes.present if held else None
    listed = _names(record, FieldName.ATTENDEES)
    if present is None or present > _SMALL or not listed or not _closed(record, len(listed)):
        return
    running = {*_names(record, FieldName.HOST), *_names(record, FieldName.RECORDER)}
    guests = {*_names(record, FieldName.NON_VOTING)} - {*listed}
    most = len({*listed} | running | guests)
    fewest = len(listed) - len({*_names(record, FieldName.NON_VOTING)} & {*listed})
    if not fewest <= present <= most:
        message = f"实到 {present} 人，参加人员名单里有 {len(listed)} 个名字，请核对。"
        yield Flag("names_mismatch", "low", message, _cited(document, record))


def _names(record: Record, name: FieldName) -> tuple[str, ...]:
    found = (p for f in record.fields if f.name is name for p, _, _ in names(f.value))
    return tuple(dict.fromkeys(found))


def _closed(record: Record, count: int) -> bool:
    """Say whether the list gives names and nothing else, so that it can be counted."""
    values = [f.value for f in record.fields if f.name is FieldName.ATTENDEES]
    if any(_OPEN_LIST.search(value) for value in values):
        return False
    return sum(len(_SEPARATORS.split(value.strip("。 "))) for value in values) == count
