"""A document cut into records: each the part that speaks of one occasion.

Register tables give one record a row; header-field groups (时间/地点/主持人) one record a group,
also in books of many minutes; files of several articles one a headline; long texts one a
section; everything else is one record.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.document import Document
from matchers.account_lists import find_account_lists
from matchers.annotation import DocumentKind, EvidenceKind
from matchers.body_lines import Line, body_lines, regions_of
from matchers.dated_entries import entry_day
from matchers.document_kind import KindVerdict
from matchers.field_labels import label_count
from matchers.fields import parse_fields
from matchers.month_calendars import cut_month
from matchers.normalize import normalize
from matchers.record import FieldName, Record, RecordKind
from matchers.record_books import cut_book
from matchers.record_dated import cut_dated
from matchers.record_sections import cut_articles, cut_sections, publication
from matchers.record_tables import cut_matrices, cut_registers
from matchers.register_matrix import find_matrices
from matchers.register_tables import find_registers

# In these papers a table's rows are no occasions and 时间/地点 no meeting's header.
BESIDE = "登记表旁的文字"
_MAX_CAPTION = 40
_A_LIST = 3
_INDEX = re.compile(r"目录|清单")  # its cells date papers and steps, not happenings
_TERSE = 60
_NUMBER = re.compile(r"\s*(?:[①-⑳㈠-㈩⑴-⒇]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[、.])")
_WHOLE_ONLY = (DocumentKind.SIGNIN, DocumentKind.FORM, DocumentKind.PHOTO)


def cut(document: Document, verdict: KindVerdict) -> tuple[Record, ...]:
    """Cut a document into records, in the order in which they begin.

    Regions lie inside their blocks and no two overlap. Headers, footers, comments and deleted
    text belong to no record; neither do the header rows of registers.
    """
    lines = body_lines(document)
    if not lines:
        return ()
    if verdict.kind in _WHOLE_ONLY:
        return (_whole(document, verdict, lines),)
    matrices = find_matrices(lines) if verdict.kind is DocumentKind.REGISTER else ()
    if _INDEX.search(verdict.title):
        matrices = tuple(matrix for matrix in matrices if matrix.told)
    in_tables = {line.block for matrix in matrices for line in matrix.lines}
    free = tuple(line for line in lines if line.block not in in_tables)
    tables = () if _is_no_account(verdict) else find_registers(free)
    in_tables |= {line.block for table in tables for line in table.lines}
    rest = tuple(line for line in lines if line.block not in in_tables)
    lists = find_account_lists(rest, normalize(verdict.title))
    listed = {line for table in lists for line in table.lines}
    rest = tuple(line for line in rest if line not in listed)
    matrices += lists
    records = cut_registers(document, tables, rest, verdict.title_region)
    records += cut_matrices(document, matrices, rest, verdict.title_region)
    tabled = verdict.kind is DocumentKind.REGISTER and any(line.is_row for line in lines)
    if not records or not all(_is_caption(line) for line in rest):
        text = _cut_text(document, verdict, rest)
        records += [replace(r, reasons=(*r.reasons, BESIDE)) for r in text] if tabled else text
    records.sort(key=lambda record: (record.regions[0].block, record.regions[0].start))
    return tuple(replace(record, index=number) for number, record in enumerate(records))


def _is_caption(line: Line) -> bool:
    """Say whether a line beside registers only names or signs them, and is no form's time."""
    if line.is_row and FieldName.TIME in label_count((line,))[0]:
        return False
    return len(line.stripped) <= _MAX_CAPTION and "。" not in line.text


def _is_no_account(verdict: KindVerdict) -> bool:
    """Say whether the paper tells of no occasions: rules, rosters, requests.

    A roster's 入党时间 or a scoring table's 时间 column makes no register of it.
    """
    if verdict.kind is DocumentKind.POLICY:
        return True
    return verdict.kind is DocumentKind.OTHER and verdict.evidence_kind is EvidenceKind.OTHER


def _cut_text(document: Document, verdict: KindVerdict, lines: tuple[Line, ...]) -> list[Record]:
    if not lines:
        return []
    if months := cut_month(document, verdict, lines):
        return months
    if verdict.kind is DocumentKind.NEWS:
        if (
            len(listed := cut_dated(document, verdict, lines)) >= _A_LIST
            and _is_terse(lines)
            and (_is_numbered(lines) or not _is_prose(lines))
        ):
            return listed
        return cut_articles(document, verdict, lines)
    if not _is_no_account(verdict) and (book := cut_book(document, verdict, lines)):
        return book
    return cut_sections(document, verdict, lines) or [_whole(document, verdict, lines)]


def _is_terse(lines: tuple[Line, ...]) -> bool:
    """Say whether a text is a list of short entries rather than an article."""
    return sum(len(line.stripped) for line in lines) <= _TERSE * len(lines)


def _is_prose(lines: tuple[Line, ...]) -> bool:
    """Say whether most lines are whole sentences: each speaks for itself, and is no row."""
    return sum(line.stripped.endswith(("。", "！", "!")) for line in lines) * 2 > len(lines)


def _is_numbered(lines: tuple[Line, ...]) -> bool:
    """Say whether most lines are numbered, a day and a blank first: ㈡ 4月17日 三人。

    A day that a comma or a verb follows begins a sentence of news.
    """
    return sum(_is_entry(line) for line in lines) * 2 > len(lines)


def _is_entry(line: Line) -> bool:
    day = entry_day(line) if _NUMBER.match(line.text) else None
    return day is not None and line.text[day.end - line.start :][:1].isspace()


def _whole(document: Document, verdict: KindVerdict, lines: tuple[Line, ...]) -> Record:
    return Record(
        index=0,
        kind=RecordKind.WHOLE,
        title=verdict.title_region,
        headings=(),
        fields=(*parse_fields(document, lines), *publication(document, verdict, lines)),
        regions=regions_of(lines),
        reasons=("全文作为一条",),
    )
