"""Running text as records: articles of a news file, sections of a long text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import BlockKind, Document
from matchers.annotation import DocumentKind
from matchers.body_lines import Line, regions_of
from matchers.document_kind import KindVerdict
from matchers.fields import parse_fields
from matchers.record import Field, FieldName, Record, RecordKind, Region

_LONG = 400
_MAX_HEADING = 40
_LEVEL_ONE = re.compile(r"^[一二三四五六七八九十]{1,3}[、.]")
_LEVEL_TWO = re.compile(r"^\([一二三四五六七八九十]{1,3}\)")
_SENTENCE_END = re.compile(r"[。;；!！?？,，:：、]$")
_DATELINE = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|近日|日前|\d{4}[-./]\d{1,2}[-./]\d{1,2}")
_PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|发表时间|更新时间|发稿时间|日期|时间)?\s{0,3}:?\s{0,3}"
    r"(\d{4}\s{0,2}[-/.年]\s{0,2}\d{1,2}\s{0,2}[-/.月]\s{0,2}\d{1,2}日?)(?:\s{1,4}\d{1,2}:\d{2}(?::\d{2})?)?"
)
_CREDIT = re.compile(r"来源|发布|发表|发稿|浏览|点击|作者|阅读|整理|编辑|上传|更新|转载")
_CREDITS = re.compile(r"[\s\d:：()（）|/-]")
_SOURCE_CHARS = 12
_TELLS = re.compile(r"[,，。;；]|召开|举行|开展|会|活动|党课|下午|上午|时间|室|参加|组织|学习")
_EVENT_TIME = re.compile(r"(?:会议|活动|学习|开会|授课|召开|检查|党课)?(?:时间|日期)\s{0,3}[:：]")
# 日期：2022-03-15, 时间：2022-03-15 10:12:07: a page's stamp, not a line of minutes.
_STAMP = re.compile(
    r"(?:日期|时间(?=.{0,16}\d:\d\d:\d\d))\s{0,3}[:：]\s{0,3}\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s|$)"
)
_LONE_DAY = re.compile(r"[\d\s年月日号./-]{6,16}")
_LOOK_AT = 200
_LEAD_CHARS = 90


def cut_articles(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> list[Record]:
    """Give one record for each article; a file with one headline is one article."""
    heads = [
        number
        for number in range(len(lines) - 1)
        if _is_headline(lines[number]) and _begins_article(lines, number)
    ]
    if len(heads) < 2:
        return [_article(document, lines, verdict.title_region, verdict)]
    records: list[Record] = []
    if heads[0] > 0 and (front := regions_of(lines[: heads[0]])):
        records.append(Record(0, RecordKind.SECTION, None, (), (), front, ("报道之前的文字",)))
    for number, head in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(lines)
        records.append(_article(document, lines[head:end], lines[head].region, verdict))
    return records


def _article(
    document: Document, lines: Sequence[Line], title: Region | None, verdict: KindVerdict
) -> Record:
    above = verdict.title_region
    headings = (above,) if above is not None and above != title else ()
    published = publication(document, verdict, lines)
    days = [field.region for field in published]
    read = parse_fields(document, lines)
    fields = (*(field for field in read if not any(_holds(field, day) for day in days)), *published)
    return Record(0, RecordKind.NEWS, title, headings, fields, regions_of(lines), ("一篇报道",))


def _holds(field: Field, day: Region) -> bool:
    """Say whether a field read as the event's time is only the line of publication."""
    place = field.region
    return (
        field.name is FieldName.TIME
        and place.block == day.block
        and place.start <= day.start < place.end
    )


def _is_headline(line: Line) -> bool:
    text = line.stripped
    if line.kind is BlockKind.HEADING:
        return True
    return (
        not line.is_row
        and 6 <= len(text) <= _MAX_HEADING
        and not _SENTENCE_END.search(text)
        and not _LEVEL_ONE.match(text)
        and ":" not in text
    )


def _begins_article(lines: Sequence[Line], head: int) -> bool:
    """Say whether a dated paragraph follows a headline, at most a date line between."""
    for line in lines[head + 1 : head + 3]:
        text = line.stripped
        if len(text) > _MAX_HEADING:
            return bool(_DATELINE.search(text[:_LEAD_CHARS]))
        if not _PUBLISHED.search(text):
            return False
    return False


def publication(
    document: Document, verdict: KindVerdict, lines: Sequence[Line]
) -> tuple[Field, ...]:
    """Give the date lines of a news item as PUBLISHED fields.

    They stand under the headline (2022-03-15 10:12 来源：…) or alone at the very end. Of other
    papers only a line under the title is one: the day at their end is that of the signature.
    """
    if verdict.kind is not DocumentKind.NEWS:
        under = (_credit_date(document, line, news=False) for line in lines[1:4])
        return tuple(field for field in under if field)[:1]
    found = [field for line in lines[1:6] if (field := _credit_date(document, line))]
    for line in lines[-2:]:
        if line not in lines[:6] and _LONE_DAY.fullmatch(line.stripped):
            found += [field for field in (_credit_date(document, line),) if field]
    return tuple(found)


def _credit_date(document: Document, line: Line, news: bool = True) -> Field | None:
    """Give the date of a line that says when a text was published and by whom."""
    text = line.stripped
    found = _PUBLISHED.search(line.text[:_LOOK_AT])
    if found is None or len(text) > _MAX_HEADING or line.is_row:
        return None
    stamped = news and bool(_STAMP.match(text))
    if news and _EVENT_TIME.match(text) and not stamped and not _CREDIT.search(text):
        return None
    rest = _CREDITS.sub("", text.replace(found.group(0).strip(), ""))
    if (
        found.group(0).strip() != text
        and not _CREDIT.search(text)
        and not stamped
        and not (news and _is_source(rest))
    ):
        return None
    start, end = line.start + found.start(1), line.start + found.end(1)
    value = document.blocks[line.block].text[start:end]
    return Field(FieldName.PUBLISHED, "发布时间", value, Region(line.block, start, end))


def _is_source(rest: str) -> bool:
    """Say whether what is left of a date line can only be who published it."""
    return len(rest) <= _SOURCE_CHARS and not _TELLS.search(rest)


def cut_sections(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> list[Record]:
    """Give one record for each section of a long text; empty when it is short or has none."""
    if sum(len(line.text) for line in lines) < _LONG:
        return []
    levels = [_level(line, verdict) for line in lines]
    heads = [number for number, level in enumerate(levels) if level is not None]
    if len(heads) < 2:
        return []
    records: list[Record] = []
    if heads[0] > 0:
        records.append(_section(document, lines[: heads[0]], verdict.title_region, ()))
    open_heads: list[tuple[int, Region]] = []
    for number, head in enumerate(heads):
        level = levels[head] or 0
        end = heads[number + 1] if number + 1 < len(heads) else len(lines)
        open_heads = [pair for pair in open_heads if pair[0] < level]
        above = tuple(region for _, region in open_heads)
        if verdict.title_region is not None:
            above = (verdict.title_region, *above)
        own = _heading_region(lines[head])
        records.append(_section(document, lines[head:end], own, above))
        open_heads.append((level, own))
    return records


def _heading_region(line: Line) -> Region:
    """Give a heading's words: the line, or its first sentence when the text runs on."""
    region = line.region
    stop = line.text.find("。")
    if stop > 0 and line.start + stop < region.end and len(line.stripped) > _MAX_HEADING:
        return Region(region.block, region.start, line.start + stop)
    return region


def _section(
    document: Document, lines: Sequence[Line], title: Region | None, above: tuple[Region, ...]
) -> Record:
    headings = tuple(region for region in above if region != title)
    fields = parse_fields(document, lines)
    return Record(0, RecordKind.SECTION, title, headings, fields, regions_of(lines), ("一个部分",))


def _level(line: Line, verdict: KindVerdict) -> int | None:
    """Give how deep a heading is, or None for body text."""
    if line.is_row or line.region == verdict.title_region:
        return None
    if line.kind is BlockKind.HEADING:
        return line.level or 1
    text = line.label + line.stripped if line.label else line.stripped
    if _LEVEL_ONE.match(text):
        return 11
    if _LEVEL_TWO.match(text):
        return 12
    return None
