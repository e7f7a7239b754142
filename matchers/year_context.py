"""Where a missing year comes from: heading, signature, document number, path, period.

The order is the dossier's (4.4); every hint keeps its source, so that an inferred year can
say where it is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from extractors.document import Block, BlockKind, Document
from matchers.annotation import DocumentKind, Granularity
from matchers.context import SubmissionContext
from matchers.date_expression import DateContext, DateExpression, DateRole, YearHint
from matchers.dates import date_of_file_name, scan_dates
from matchers.document_years import school_year_named
from matchers.month_calendars import MONTH_ENTRY, title_month
from matchers.normalize import normalize
from matchers.period import Period
from matchers.period_use import PeriodUse
from matchers.record import DATED_ENTRY, FieldName, Record, Region
from matchers.record_tables import TOLD

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!级)(度)?")
_BARE_YEAR = re.compile(r"[(（]((?:19|20)\d\d)[)）]")
_NUMBER = re.compile(r"[〔\[【(﹝]((?:19|20)\d\d)[〕\]】)﹞]\s*(?:第)?\d+\s*号")
_PUBLISHED = re.compile(
    r"(?:发布|发稿|发表|更新|编辑|上传|推送)(?:时间|日期|于)?\s*[:：]?|^日期[:：]"
)
_PUBLISHED_LINE = re.compile(
    r"(?:发布|发稿|发表|更新)(?:时间|日期)?[:：]?\s*((?:19|20)\d\d)[-年./]"
)
_FORM_YEAR = re.compile(
    r"(?:(?:填表|填报|统计|登记)(?:年度|年份|时间|日期)|(?:^|[\s,;(])(?:所属|考核|工作)?(?:年度|年份))"
    r"[:：]?\s*((?:19|20)\d\d)(?![\d-])"
)
# The last row of a form: 填表人：宣传委员 2023年9月18日
_FILLED_IN = re.compile(
    r"(?:填表|填报|制表|登记|审核|汇总|核对)[人者]?[^\n]{0,40}?(?<!\d)((?:19|20)\d\d)\s*[年.-]\s*\d{1,2}\s*[月.-]"
)
_ANY_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d")
# A closing word on where a page is from: 拍摄：甲，2021年。 / 2023年用 / 以上摘自2022年记录本
_SOURCE_YEAR = re.compile(
    r"(?:拍摄|摄于|来自|摘自|抄自)[^。;]{0,10}?((?:19|20)\d\d)年|((?:19|20)\d\d)年(?:用|的表|的本子|的册子)"
)
# The same in brackets behind the last sentence: (2022年), (2022年6月), (2022)
_CLOSING_YEAR = re.compile(r"(?:^|[。!！?？”\s])\(((?:19|20)\d\d)(?:年(?:\d{1,2}月)?)?\)\s*$")
_TEXT = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.MAIL_BODY)
_SIGNED_BLOCKS = 4
_SIGNED_BY = re.compile(
    r"[\u4e00-\u9fff()]{2,24}(?:委员会|支部|总支|党委|学校|小学|中学|幼儿园|学院|办公室)[\s(盖章)]{0,8}"
)
_HEADING_CHARS = 30
_MONTH = re.compile(r"(\d{1,2})\s*月")
_OF_A_MEETING = " (for the year)"  # behind the source of a year that a meeting is for
_NEIGHBOURS, _HALF_YEAR = 12, 6
# These are signed after what they tell of; a notice or plan is signed before.
_SIGNED_AFTER = (
    DocumentKind.NEWS,
    DocumentKind.MINUTES,
    DocumentKind.SUMMARY,
    DocumentKind.REPORT,
)
# What these speak of comes after the day they are dated: that day is no bound for their dates.
_SIGNED_BEFORE = (DocumentKind.PLAN, DocumentKind.NOTICE, DocumentKind.POLICY)
_REVIEWS = (DocumentKind.SUMMARY, DocumentKind.REPORT)
_ANNUAL_MEETING = re.compile(r"生活会|评议|测评")
_PUBLISHING = (DocumentKind.NEWS, DocumentKind.OTHER, DocumentKind.PHOTO)


def date_context(
    document: Document,
    kind: DocumentKind,
    title: str,
    record: Record,
    context: SubmissionContext,
) -> DateContext:
    """Give what is known of the year for one record of a document."""
    published, source = _published(document, kind, record)
    told_of = _year_told_of(title) if kind in _REVIEWS else ()
    hints = (*told_of, *_hints(document, title, record, context))
    return DateContext(
        published=published,
        published_source=source,
        year_hints=hints,
        semesters=context.profile.semesters,
        month=_month_above(document, title, record, kind),
    )


def _month_above(document: Document, title: str, record: Record, kind: DocumentKind) -> int | None:
    """Give the month that heads a line or cell with a mere day, else the title's, or None.

    A summary's title names the month of all its days (十月工作小结).
    """
    if MONTH_ENTRY not in record.reasons:
        return title_month(title) if kind is DocumentKind.SUMMARY else None
    above = [_text(document, region) for region in reversed(record.headings)]
    return next((month for text in (*above, title) if (month := title_month(text))), None)


def _year_told_of(title: str) -> tuple[YearHint, ...]:
    """Give the year that a review's title names: 2023年度工作总结 tells of 2023."""
    if _ANNUAL_MEETING.search(title):
        return ()  # that for 2023年度 is held in the spring after it
    years = list(_years_in(normalize(title), "heading", for_year=True))
    return tuple(YearHint(hint.year, "heading") for hint in years[:1])


def _hints(
    document: Document, title: str, record: Record, context: SubmissionContext
) -> Iterator[YearHint]:
    headings = [_text(document, region) for region in (record.title, *reversed(record.headings))]
    headings.append(normalize(title))
    entry = DATED_ENTRY in record.reasons
    opening = [b.text for b in document.blocks[:3] if len(b.text) <= _HEADING_CHARS]
    headings += [normalize(text) for text in opening if not (entry and _full_day(text))]
    for text in headings:
        yield from _years_in(text, "heading")
    if published := record.field(FieldName.PUBLISHED):
        yield from _years_in(normalize(published.value), "publication date")
    if line := _PUBLISHED_LINE.search(_opening(document)):
        yield YearHint(int(line.group(1)), "publication date")
    if time := record.field(FieldName.TIME):
        yield from _years_in(normalize(time.value), "header field")
    if signed := signature_day(document):
        yield YearHint(signed.year, "signature date")
    for block in document.blocks[:6]:
        if found := _NUMBER.search(block.text):
            yield YearHint(int(found.group(1)), "document number")
    for block in (*document.blocks[:3], *document.blocks[-3:]):
        if found := _FORM_YEAR.search(normalize(block.text)):
            yield YearHint(int(found.group(1)), "signature date")
    for block in document.blocks[-3:]:
        if found := _FILLED_IN.search(normalize(block.text)):
            yield YearHint(int(found.group(1)), "signature date")
    if TOLD in record.reasons:
        yield from _of_its_row(document, record)
    for block in document.blocks[-2:]:
        if found := _SOURCE_YEAR.search(normalize(block.text)):
            yield YearHint(int(found.group(1) or found.group(2)), "closing line")
    if document.blocks and (found := _CLOSING_YEAR.search(normalize(document.blocks[-1].text))):
        yield YearHint(int(found.group(1)), "closing line")
    yield from path_years(document.path)
    if entry:
        yield from _of_neighbours(document, record)
    if taken := dict(document.properties).get("exif_time"):
        yield YearHint(int(taken[:4]), "exif")
    if context.period is not None:
        yield from _year_of_period(context.period)
    for text in headings:
        yield from _years_in(text, "heading", for_year=True)


def _of_its_row(document: Document, record: Record) -> Iterator[YearHint]:
    """Give the year of the other days of a row (计划完成 2023-09-30), where they agree."""
    row = normalize(document.blocks[record.regions[0].block].text)
    years = {int(found) for found in _ANY_DAY.findall(row)}
    if len(years) == 1:
        yield YearHint(years.pop(), "neighbouring records")


def _year_of_period(period: Period) -> Iterator[YearHint]:
    """Give the year of a period; one that lies in a single school year gives that."""
    years = period.years()
    if len(years) == 1:
        yield YearHint(years[0], "period")
    elif period.is_in_school_year():
        yield YearHint(years[0], "period", school=True)


def period_use(
    hints: Iterable[YearHint], dates: Iterable[DateExpression], claims: bool
) -> PeriodUse:
    """Give what one record would ask a period for, from its year hints and its dates as read.

    `claims` says that it tells of numbers of events without a day, which are of its year.
    """
    yearless = [date for date in dates if not date.explicit_year]
    years = {date.year for date in yearless if date.year is not None}
    years |= {day.year for date in yearless for day in (date.begin, date.finish) if day}
    # The period stands before nothing but the year that a meeting is for.
    best = all(hint.source.endswith(_OF_A_MEETING) for hint in hints)
    return PeriodUse(best and (claims or bool(yearless)), tuple(sorted(years)))


def _of_neighbours(document: Document, record: Record) -> Iterator[YearHint]:
    """Give the year of the nearest dated line before an entry of a book, else behind it.

    Entries follow one another: a month far below that of the line before is of the next year.
    """
    first, last = record.regions[0].block, record.regions[-1].block
    blocks = document.blocks
    before = reversed(blocks[max(0, first - _NEIGHBOURS) : first])
    found = next((day for b in before if (day := _full_day(b.text))), None)
    if found is not None:
        time = record.field(FieldName.TIME)
        month = _MONTH.search(normalize(time.value)) if time else None
        turned = month is not None and int(month.group(1)) < found.month - _HALF_YEAR
        yield YearHint(found.year + turned, "neighbouring records")
        return
    behind = blocks[last + 1 : last + 1 + _NEIGHBOURS]
    if found := next((day for b in behind if (day := _full_day(b.text))), None):
        yield YearHint(found.year, "neighbouring records")


def _text(document: Document, region: Region | None) -> str:
    if region is None:
        return ""
    return normalize(document.blocks[region.block].text[region.start : region.end])


def _opening(document: Document) -> str:
    return "\n".join(normalize(block.text) for block in document.blocks[:4])


def _years_in(text: str, source: str, for_year: bool = False) -> Iterator[YearHint]:
    """Give the years of a text; 2022年度 is only what a meeting is for, and asked for apart."""
    if (first := school_year_named(text, of_term=True)) is not None:
        if not for_year:
            yield YearHint(first, source, school=True)
        return
    if bare := _BARE_YEAR.search(text):
        yield YearHint(int(bare.group(1)), source)
    for match in _YEAR.finditer(text):
        if (match.group(2) is not None) is for_year:
            said = f"{source}{_OF_A_MEETING}" if for_year else source
            yield YearHint(int(match.group(1)), said)


def path_years(path: str) -> Iterator[YearHint]:
    """Give the years that a path names, the file's own name first, then its folders."""
    *folders, name = path.split("/")
    for part, source in [(name, "file name"), *((f, "folder") for f in reversed(folders))]:
        if (first := school_year_named(part)) is not None:
            yield YearHint(first, source, school=True)
            continue
        expression = date_of_file_name(part)
        if expression is not None and expression.year is not None:
            yield YearHint(expression.year, source)


def _published(document: Document, kind: DocumentKind, record: Record) -> tuple[date | None, str]:
    """Find the day a news item was published, or a record was signed."""
    field = record.field(FieldName.PUBLISHED)
    if field and kind not in _SIGNED_BEFORE and (day := _full_day(field.value)):
        return day, "publication date"
    if kind in _PUBLISHING and (day := _publication_line(document)):
        return day, "publication date"
    if kind in _SIGNED_AFTER and (day := signature_day(document)):
        return day, "signature date"
    return None, "publication date"


def _publication_line(document: Document) -> date | None:
    for block in (*document.blocks[:4], *document.blocks[-4:]):
        if _PUBLISHED.search(block.text) and (day := _full_day(block.text)):
            return day
    return None


def written_day(document: Document, kind: DocumentKind) -> date | None:
    """Give the day a document itself says it was published or signed on, or None."""
    published = _publication_line(document) if kind in _PUBLISHING else None
    return published or signature_day(document)


def signature_day(document: Document) -> date | None:
    """Give the date that stands alone near the end (落款), or None."""
    body = [b for b in document.blocks if b.kind in _TEXT]
    for block in reversed(body[-_SIGNED_BLOCKS:]):
        if len(block.text.strip()) <= 40 and (day := _lone_day(block)):
            return day
    return None


def _lone_day(block: Block) -> date | None:
    text = normalize(block.text).strip()
    for expression in scan_dates(text):
        rest = text.replace(expression.text, "").strip()
        if (len(rest) <= 8 or _SIGNED_BY.fullmatch(rest)) and _is_full(expression):
            return expression.begin
    return None


def _full_day(text: str) -> date | None:
    for expression in scan_dates(normalize(text)):
        if _is_full(expression):
            return expression.begin
    return None


def _is_full(expression: DateExpression) -> bool:
    return (
        expression.explicit_year
        and expression.granularity is Granularity.DAY
        and expression.begin is not None
        and expression.problem is None
        and expression.role in (DateRole.EVENT, DateRole.DEADLINE)
    )
