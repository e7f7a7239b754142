"""Minutes: header-field groups in paragraphs or forms, one or many in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.document import BlockKind, Document
from matchers.body_lines import Line, regions_of
from matchers.document_kind import KindVerdict
from matchers.field_labels import label_count
from matchers.fields import parse_fields
from matchers.record import Field, FieldName, Record, RecordKind, Region
from matchers.record_dated import cut_dated
from matchers.record_narratives import narrates, told_before, told_behind
from matchers.record_sections import cut_sections

FRONT = "第一份记录之前的文字"
_GROUP = frozenset(
    {
        FieldName.TIME,
        FieldName.PLACE,
        FieldName.HOST,
        FieldName.RECORDER,
        FieldName.ATTENDEES,
        FieldName.EXPECTED,
        FieldName.PRESENT,
        FieldName.ABSENT,
        FieldName.NON_VOTING,
        FieldName.TOPIC,
        FieldName.CONTENT,
        FieldName.LECTURER,
        FieldName.EVENT_TYPE,
        FieldName.ORGANISATION,
        FieldName.TITLE,
        FieldName.SESSION,
        FieldName.AUDIENCE,
    }
)
_MANY = (FieldName.ABSENT, FieldName.ATTENDEES, FieldName.NON_VOTING, FieldName.SPEAKERS)
_SHORT_FRONT = 60  # a school's name and the like above the first record belong to it
_REACH = 14  # lines after the time label that belong to the same header
_BACK = 8  # lines before it
_MAX_TITLE = 40
_TITLE_END = re.compile(r"[。;；!！?？,，:：]$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.)])"
)
_MEETING_TITLE = re.compile(
    r"记录|会议|大会|[委组]会|党课|党日|学习|活动|研判|纪要|决议|次$|^第[一二三四五六七八九十\d]{1,3}次|课$|生活会|谈话|检查|督查"
)


_SECTION = re.compile(
    rf"{_NUMBERED.pattern}\s?(?P<name>[\u4e00-\u9fff“”]{{0,12}}(?:[委组]会|大会|会议|党课|党日|生活会|学习))"
    r"(?:活动)?(?:情况)?(?:记录|登记)?(?:\([^()]*\))?"
)
_DEALS = re.compile(
    r"研究|讨论|通报|传达|布置|部署|安排|召开|审议|听取|学习|筹备|准备|关于|参加|开好"
)
_COUNT_TITLE = re.compile(
    r"[(第]?(?:\d{4}年)?[一二三四五六七八九十\d]{1,4}(?:[)次份期篇页]|月份?|、)*"
    r"(?:会议|活动|学习)?(?:记录)?"
)
_COVER = re.compile(r"手册|[记登]\w{0,2}簿|记录本|工作本|台账|汇编|纪实")


@dataclass(frozen=True, slots=True)
class _Start:
    """A header group: its first line (labels), the title line above it, and its fields.

    `section` is the line that names the records of which this one is the second or a later.
    """

    first: int
    title: int | None
    names: frozenset[FieldName]
    label: str
    section: int | None = None


def cut_book(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> list[Record]:
    """Give one record for each header group or dated entry; empty when the text has none.

    What stands before the first group (a cover, printed rules) is a record of its own.
    """
    names = [frozenset(label_count((line,))[0]) for line in lines]
    starts = _starts(document, lines, names)
    if not starts:
        return cut_dated(document, verdict, lines)
    begins = [start.first if start.title is None else start.title for start in starts]
    records: list[Record] = []
    front = lines[: begins[0]]
    if told := told_before(document, verdict, front):
        records += told
    elif not any(_tells(line) for line in front) and _size(front) < _SHORT_FRONT:
        begins[0] = 0
    else:
        titled = starts[0].title is not None
        records += cut_sections(document, verdict, front) or [_front(verdict, front, titled)]
    first = lines[starts[0].title].region if starts[0].title is not None else None
    for number, start in enumerate(starts):
        end = begins[number + 1] if number + 1 < len(begins) else len(lines)
        begin = begins[number]
        above = _above(verdict, lines, start, begin, first)
        own, behind = told_behind(document, verdict, lines[begin:end], above)
        records.append(_minutes(document, lines[begin : begin + own], _title(lines, start), above))
        records += behind
    filled = [
        record for record in records if record.fields or record.kind is not RecordKind.MINUTES
    ]
    return filled or records  # a booklet's empty pages tell nothing


def _size(lines: Sequence[Line]) -> int:
    return sum(len(line.stripped) for line in lines)


def _tells(line: Line) -> bool:
    """Say whether a line before the first record says something of its own (a plan's item)."""
    return line.stripped.endswith(("。", ";")) and not line.is_row


def _front(verdict: KindVerdict, lines: Sequence[Line], titled: bool) -> Record:
    """Make a record of what stands above the first minutes.

    The document's title names it only where those have a title of their own (`titled`).
    """
    own = lines if titled else [line for line in lines if line.region != verdict.title_region]
    title = verdict.title_region if titled else None
    return Record(0, RecordKind.SECTION, title, (), (), regions_of(own or lines), (FRONT,))


def _title(lines: Sequence[Line], start: _Start) -> Region | None:
    return lines[start.title].region if start.title is not None else None


def _above(
    verdict: KindVerdict, lines: Sequence[Line], start: _Start, begin: int, shared: Region | None
) -> tuple[Region, ...]:
    """Give the headings over a record: the document's title, its section's.

    The first record's own title (`shared`) is no heading of the others, though it may look like
    the document's.
    """
    title, first = verdict.title_region, lines[begin].region
    in_front = title is not None and (title.block, title.start) < (first.block, first.start)
    headings: list[Region] = []
    if title is not None and in_front and title != shared:
        headings.append(title)
    if start.section is not None and lines[start.section].region not in headings:
        headings.append(lines[start.section].region)
    return tuple(headings)


def _minutes(
    document: Document, own: Sequence[Line], title: Region | None, headings: tuple[Region, ...]
) -> Record:
    fields = _chosen(parse_fields(document, own))
    why = f"有会议记录的栏目：{'、'.join(dict.fromkeys(f.label for f in fields[:6]))}"
    return Record(0, RecordKind.MINUTES, title, headings, fields, regions_of(own), (why,))


def _chosen(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Keep the first field of each name (all of those that list people)."""
    seen: set[FieldName] = set()
    chosen: list[Field] = []
    for field in fields:
        if field.name not in seen or field.name in _MANY:
            chosen.append(field)
        seen.add(field.name)
    return tuple(chosen)


def _starts(
    document: Document, lines: Sequence[Line], names: Sequence[frozenset[FieldName]]
) -> list[_Start]:
    starts: list[_Start] = []
    for place, own in enumerate(names):
        if FieldName.TIME not in own or _within_content(document, lines[place], own):
            continue
        start = _group(document, lines, names, place, starts)
        if start is not None:
            starts.append(start)
    return starts


def _group(
    document: Document,
    lines: Sequence[Line],
    names: Sequence[frozenset[FieldName]],
    place: int,
    starts: Sequence[_Start],
) -> _Start | None:
    """Judge whether the time label at a line begins (or is in) a new header group."""
    floor = starts[-1].first + 1 if starts else 0
    first = place
    while first > floor and place - first < _BACK and names[first - 1] & _GROUP:
        if FieldName.CONTENT in names[first - 1] or FieldName.RESOLUTION in names[first - 1]:
            break
        if FieldName.RECORDER in names[first - 1] and starts:
            break
        if narrates(lines[first - 1]):
            break
        first -= 1
    around: set[FieldName] = set()
    for number in range(first, min(place + _REACH, len(lines))):
        if number > place and FieldName.TIME in names[number]:
            break
        around |= names[number] & _GROUP
    label = _time_label(document, lines[place])
    title = _title_above(lines, names, first, floor)
    if starts and not any(_again(start, around, label, title) for start in starts):
        return None
    if len(around) < 2:
        return None
    named = title is not None and not _counts_only(lines[title])
    section = _section_of(starts, lines) if not named else None
    return _Start(first, title, frozenset(around), label, section)


def _section_of(starts: Sequence[_Start], lines: Sequence[Line]) -> int | None:
    """Give the title line of the nearest earlier record that has one of its own."""
    titles = (start.title for start in reversed(starts) if start.title is not None)
    return next((title for title in titles if not _counts_only(lines[title])), None)


def _counts_only(line: Line) -> bool:
    """Say whether a title only counts the records of its section: (二), 第三次, 5月."""
    return _COUNT_TITLE.fullmatch(line.stripped) is not None


def _within_content(document: Document, line: Line, names: frozenset[FieldName]) -> bool:
    """Say whether a row's time only stands inside what its long cell tells (活动时间：4月6日)."""
    told = line.is_row and bool(names & {FieldName.CONTENT, FieldName.RESOLUTION})
    return told and not _time_label(document, line)


def _time_label(document: Document, line: Line) -> str:
    """Give the label of a line's time; a count of meetings (第2次) in its place is none."""
    found = [f for f in parse_fields(document, (line,)) if f.name is FieldName.TIME]
    label = found[0].label if found else ""
    return "" if _COUNT_TITLE.fullmatch(label) else label


def _again(
    first: _Start,
    names: set[FieldName],
    label: str,
    title: int | None,
) -> bool:
    """Say whether a later group is a new record and not a time in the first one's text."""
    shared = len(names & first.names)
    if first.title is not None and title is not None:
        return shared >= 2
    same_label = not label or not first.label or label == first.label
    return shared >= max(2, (len(first.names) + 1) // 2) and same_label


def _is_section(text: str) -> bool:
    """Say whether a numbered line is a section's name (一、党员大会记录) and no item dealt with."""
    found = _SECTION.fullmatch(text)
    return found is not None and not _DEALS.match(found["name"])


def _title_above(
    lines: Sequence[Line], names: Sequence[frozenset[FieldName]], first: int, floor: int
) -> int | None:
    """Give the line above a group that names the meeting, or None."""
    best: int | None = None
    for place in range(first - 1, max(first - 4, floor - 1), -1):
        line = lines[place]
        text = line.stripped
        filled = sum(1 for cell in line.cells if line.cell_text(cell).strip())
        if names[place] or len(text) > _MAX_TITLE or (line.is_row and filled != 1):
            break
        heading = line.kind is BlockKind.HEADING
        if best is not None and (_COVER.search(text) or lines[best].block - line.block > 1):
            break  # a cover; or a heading whose own table stood between (and is read already)
        if _TITLE_END.search(text) or (_NUMBERED.match(text) and not heading | _is_section(text)):
            break
        if heading or _MEETING_TITLE.search(text):
            best = place
        elif best is not None:
            break
    return best
