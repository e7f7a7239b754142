"""Record books without labels: entries that each begin with their day, and lone minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Document
from matchers.annotation import DocumentKind, EvidenceKind
from matchers.body_lines import Line, regions_of
from matchers.document_kind import KindVerdict
from matchers.fields import parse_fields
from matchers.record import Field, FieldName, Record, RecordKind, Region

_HAN = "一二三四五六七八九十"
_ENTRY = re.compile(
    rf"\s{{0,20}}(?:第[{_HAN}\d]{{1,3}}次[\s:、,]{{0,4}}|\(?\d{{1,2}}[).、]\s{{0,4}}|[·*•-]\s{{0,4}})?(?:原定于?|拟于|计划于?|预定|暂定)?"
    rf"((?:(?:\d{{4}}|[{_HAN}〇]{{4}})\s{{0,2}}[年./-]\s{{0,2}})?"
    rf"(?:\d{{1,2}}|[{_HAN}]{{1,2}})\s{{0,2}}[月./-]\s{{0,2}}(?:\d{{1,2}}|[{_HAN}廿]{{1,3}})\s?[日号]?)"
    r"(?=\D|$)"
)
_DAY = re.compile(r"[日号]$|^\d{4}")
_SHORT_FRONT = 60
_LEAST_TEXT = 4  # a day alone is a signature's date
_INTENDED = re.compile(r"原定|拟|计划|预定|暂定")


def cut_dated(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> list[Record]:
    """Give one record for each entry that begins with a day, in books of minutes and registers.

    Minutes without labels and with fewer than two such entries are one record; other papers
    give none.
    """
    if verdict.kind not in (DocumentKind.MINUTES, DocumentKind.REGISTER):
        return []
    heads = [n for n, line in enumerate(lines) if not line.is_row and _day(line) is not None]
    body = sum(1 for line in lines if line.region != verdict.title_region)
    if len(heads) < 2 or len(heads) * 2 < body:
        return [_lone(document, verdict, lines)] if _is_minutes(verdict) else []
    records: list[Record] = []
    if sum(len(line.stripped) for line in lines[: heads[0]]) > _SHORT_FRONT:
        records.append(_front(document, verdict, lines[: heads[0]]))
    for number, head in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(lines)
        records.append(_entry(document, verdict, lines[head:end]))
    return records


def _front(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> Record:
    fields = parse_fields(document, lines)
    reasons = ("第一条之前的文字",)
    title = verdict.title_region
    return Record(0, RecordKind.SECTION, title, (), fields, regions_of(lines), reasons)


def _is_minutes(verdict: KindVerdict) -> bool:
    return verdict.evidence_kind is EvidenceKind.MINUTES


def _day(line: Line) -> Region | None:
    """Give where the day stands with which a line begins."""
    found = _ENTRY.match(line.text)
    if found is None or not _DAY.search(found.group(1).strip()):
        return None
    rest = line.text[found.end() :].strip()
    if len(rest) < _LEAST_TEXT or rest.startswith(("前", "之前", "至", "-", "~")):
        return None
    return Region(line.block, line.start + found.start(1), line.start + found.end(1))


def _entry(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> Record:
    day = _day(lines[0])
    fields = parse_fields(document, lines)
    if day is not None and not _INTENDED.search(lines[0].text):
        value = document.blocks[day.block].text[day.start : day.end].rstrip()
        region = Region(day.block, day.start, day.start + len(value))
        fields = (Field(FieldName.TIME, "", value, region), *fields)
    above = (verdict.title_region,) if verdict.title_region is not None else ()
    return Record(
        0, RecordKind.REGISTER_ROW, None, above, fields, regions_of(lines), ("以日期开头的一条",)
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
