"""Record books without labels: entries that each begin with their day, and lone minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.document import Document
from matchers.annotation import DocumentKind, EvidenceKind
from matchers.body_lines import Line, regions_of
from matchers.dated_entries import begins_entry, entry_day, entry_month, entry_name
from matchers.document_kind import KindVerdict
from matchers.entry_forms import Head, form_heads, split_listed
from matchers.entry_runs import entry_heads, is_run
from matchers.fields import parse_fields
from matchers.normalize import normalize
from matchers.record import DATED_ENTRY, Field, FieldName, Record, RecordKind, Region

RULED_ENTRY = "横线之间的一条"
FORMED_ENTRY = "按同一写法起头的一条"
_SHORT_FRONT = 60
_NAME_CHARS = 24
_BEHIND = 4
_LINES_EACH = 3
_BOOKS = (DocumentKind.MINUTES, DocumentKind.REGISTER, DocumentKind.NEWS)
_WORDS = re.compile(r"[\u4e00-\u9fff\w]")
_INTENDED = re.compile(r"原定|拟|计划|预定|暂定")


def cut_dated(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> list[Record]:
    """Give one record for each entry that begins with a day, in books of minutes and registers.

    Minutes without labels and with fewer than two such entries are one record; other papers
    give none.
    """
    if verdict.kind not in _BOOKS:
        return []
    if verdict.kind is not DocumentKind.NEWS:
        lines = split_listed(lines)
    days = entry_heads(lines)
    heads = list(days)
    named = [number for number in heads if number > 0 and _is_name(lines[number - 1], verdict)]
    if len(named) > 1 and len(named) * 2 >= len(heads):
        return _named_entries(document, verdict, lines, named)
    ruled = [number for number in heads if number > 0 and _is_rule(lines[number - 1])]
    if len(ruled) > 1 and len(ruled) * 2 >= len(heads):
        return _ruled_entries(document, verdict, lines, sorted({heads[0], *ruled}))
    body = sum(1 for line in lines if line.region != verdict.title_region)
    many = len(heads) * _LINES_EACH >= body or (_is_minutes(verdict) and is_run(lines, heads, days))
    if len(heads) < 2 or not many:
        if formed := _forms(verdict, lines):
            return _formed_entries(document, verdict, lines, formed)
        return [_lone(document, verdict, lines)] if _is_minutes(verdict) else []
    records = _front(document, verdict, lines[: heads[0]])
    for head, end in pairwise([*heads, len(lines)]):
        entry = dated_entry(document, verdict, lines[head:end], day=days[head])
        long = _is_minutes(verdict) and end - head > 1
        records.append(replace(entry, kind=RecordKind.MINUTES) if long else entry)
    return records


def _forms(verdict: KindVerdict, lines: Sequence[Line]) -> tuple[Head, ...]:
    """Give the heads that share a form, in books of minutes and registers."""
    if verdict.kind is DocumentKind.NEWS:
        return ()
    return form_heads(lines, verdict.title_region)


def _formed_entries(
    document: Document, verdict: KindVerdict, lines: Sequence[Line], heads: Sequence[Head]
) -> list[Record]:
    """Give one record for each entry of a book whose heads share a form."""
    named = [head.line > 0 and _is_name(lines[head.line - 1], verdict) for head in heads]
    begins = [head.line - name for head, name in zip(heads, named, strict=True)]
    if sum(named) * 2 <= len(heads):
        begins = [head.line for head in heads]
    ends = [*begins[1:], len(lines)]
    return [
        _formed_entry(document, verdict, lines[begin:end], head)
        for begin, end, head in zip(begins, ends, heads, strict=True)
    ]


def _formed_entry(
    document: Document, verdict: KindVerdict, own: Sequence[Line], head: Head
) -> Record:
    """Make a record of an entry: its day is its time, the name beside the day its title."""
    fields = [_field(document, FieldName.TIME, head.day)]
    named = head.name or (own[0].region if head.day.block != own[0].block else None)
    if named is not None:
        fields.append(_field(document, FieldName.TITLE, named))
    labelled = tuple(f for f in parse_fields(document, own) if f.name is not FieldName.TIME)
    return Record(
        0,
        RecordKind.MINUTES,
        None,
        _under_title(verdict),
        (*fields, *labelled),
        regions_of(own),
        (FORMED_ENTRY,),
    )


def _under_title(verdict: KindVerdict) -> tuple[Region, ...]:
    """Give the paper's title as the only heading of its entries."""
    return (verdict.title_region,) if verdict.title_region is not None else ()


def _field(document: Document, name: FieldName, region: Region) -> Field:
    value = document.blocks[region.block].text[region.start : region.end].rstrip()
    return Field(name, "", value, Region(region.block, region.start, region.start + len(value)))


def _is_name(line: Line, verdict: KindVerdict) -> bool:
    """Say whether a line only names an occasion: 支委会, 支部党员大会, 党课."""
    text = line.stripped
    if line.is_row or begins_entry(line) or re.search(r"[。；;，,：:！？]", text):
        return False
    if _is_rule(line):
        return False
    if line.region == verdict.title_region:
        return True
    same = _unnumbered(text) == _unnumbered(normalize(verdict.title))
    return 2 <= len(text) <= _NAME_CHARS or same


def _is_rule(line: Line) -> bool:
    """Say whether a line is only a rule drawn between two entries."""
    return not line.is_row and bool(line.stripped) and _WORDS.search(line.stripped) is None


def _ruled_entries(
    document: Document, verdict: KindVerdict, lines: Sequence[Line], heads: Sequence[int]
) -> list[Record]:
    """Give one record for each entry under a rule, however many lines it has."""
    records = _front(document, verdict, lines[: heads[0]])
    for head, end in pairwise([*heads, len(lines)]):
        own = [line for line in lines[head:end] if not _is_rule(line)]
        entry = dated_entry(document, verdict, own)
        records.append(replace(entry, kind=RecordKind.MINUTES, reasons=(RULED_ENTRY,)))
    return records


def _unnumbered(text: str) -> str:
    """Give a title without what counts it: …会议记录（2023年第二次）."""
    return re.sub(r"[\d一二三四五六七八九十年月第次()\s]", "", text)


def _named_entries(
    document: Document, verdict: KindVerdict, lines: Sequence[Line], heads: Sequence[int]
) -> list[Record]:
    """Give one record for each name line that a dated line follows."""
    starts = [head - 1 for head in heads]
    records = _front(document, verdict, lines[: starts[0]])
    for start, end in pairwise([*starts, len(lines)]):
        entry = dated_entry(document, verdict, lines[start + 1 : end])
        regions = regions_of(lines[start:end])
        records.append(
            replace(
                entry,
                kind=RecordKind.MINUTES,
                title=lines[start].region,
                regions=regions,
                reasons=("名称之下以日期开头的一条",),
            )
        )
    return records


def _front(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> list[Record]:
    """Give what stands before the first entry as a record of its own, unless it is short."""
    if sum(len(line.stripped) for line in lines) <= _SHORT_FRONT:
        return []
    fields = parse_fields(document, lines)
    reasons = ("第一条之前的文字",)
    title = verdict.title_region
    return [Record(0, RecordKind.SECTION, title, (), fields, regions_of(lines), reasons)]


def _is_minutes(verdict: KindVerdict) -> bool:
    return verdict.evidence_kind is EvidenceKind.MINUTES


def _around(line: Line, day: Region) -> str:
    """Give the words up to a day and just behind it: 原定4月14日, 4月14日（拟）."""
    return line.text[: day.end - line.start + _BEHIND]


def dated_entry(
    document: Document,
    verdict: KindVerdict,
    lines: Sequence[Line],
    above: tuple[Region, ...] | None = None,
    day: Region | None = None,
) -> Record:
    """Make a record of an entry that begins with its day; its headings default to the title."""
    day = day or entry_day(lines[0]) or entry_month(lines[0])
    fields = parse_fields(document, lines)
    if day is not None and not _INTENDED.search(_around(lines[0], day)):
        fields = (_field(document, FieldName.TIME, day), *fields)
    if (name := entry_name(lines[0])) is not None:
        fields = (*fields, _field(document, FieldName.TITLE, name))
    if above is None:
        above = _under_title(verdict)
    return Record(
        0, RecordKind.REGISTER_ROW, None, above, fields, regions_of(lines), (DATED_ENTRY,)
    )


def _lone(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> Record:
    return Record(
        0,
        RecordKind.MINUTES,
        verdict.title_region,
        (),
        parse_fields(document, lines),
        regions_of(lines),
        ("标题说明是记录",),
    )
