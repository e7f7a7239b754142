"""What a file's path says when its content cannot: type words and dates of names and folders.

Photographs, scans that were not recognised and damaged files keep their name:
“6.抓规范管理责任/党课/20220315党课照片.jpg” is a lead, never proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from extractors.document import Citation, Document, FileStatus
from extractors.format_names import ARCHIVES, MEDIA_TYPES
from matchers.annotation import (
    Attributes,
    DocumentKind,
    EventDate,
    EvidenceKind,
    Granularity,
    Occurrence,
    Status,
)
from matchers.context import SubmissionContext
from matchers.date_expression import DateExpression, DateRole
from matchers.dates import date_of_file_name, scan_dates
from matchers.normalize import normalize
from matchers.period import month
from matchers.terms import Strength, TermMatcher

_ARCHIVES = frozenset(MEDIA_TYPES[form] for form in ARCHIVES)
_CAPTION = 200
CAPTION = 60  # a picture with more text than this is a scanned paper with words of its own
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|heic|bmp)\b", re.IGNORECASE | re.ASCII)
_A_LIST = 2
_SEEN = {Granularity.DAY, Granularity.MONTH}
_SCANNED = re.compile(
    r"扫描|扫一扫|scan|打印|复印|归档|上报|报送|整理|截图|截屏|screenshot", re.IGNORECASE
)
_SOURCES = {
    "camera": "拍摄时间（EXIF）",
    "file name": "文件名",
    "words in the picture": "图中文字",
    "head of the sheet": "表头的时间",
    "date: from the folder": "文件夹名",
}
_PAPERS = {
    DocumentKind.PHOTO: (EvidenceKind.PHOTO, "照片"),
    DocumentKind.SIGNIN: (EvidenceKind.SIGNIN, "签到表"),
}
_YEAR_FROM = "year: from the folder or the period"


def occurrence_from_path(
    document: Document,
    kind: DocumentKind,
    context: SubmissionContext,
    matcher: TermMatcher,
    days: Iterable[date] = (),
) -> Occurrence | None:
    """Give the occurrence that a picture's banner, a name, folder or EXIF time point to, or None.

    It is UNCLEAR: it can join an event that other files prove, or show where a picture or an
    unreadable file may hold one. Only a banner read from the picture can be cited. `days` are those
    of the heads of a sheet's records.
    """
    if _is_opened_archive(document):
        return None  # its members speak for themselves
    banner = _banner(document, matcher)
    types, source = (banner[0], "横幅等图中文字") if banner else _types(document.path, matcher)
    if not types:
        return None
    evidence, what = _PAPERS.get(kind, (EvidenceKind.OTHER, "未能读取文字的文件"))
    when = next(iter((*head_day(days), *dates_of_path(document, context))), None)
    dated = f"，日期取自{source_of(when)}" if when else ""
    return Occurrence(
        file=document.path,
        record=0,
        types=types,
        title=PurePosixPath(document.path).stem,
        status=Status.UNCLEAR,
        date=when,
        for_year=None,
        attributes=Attributes(),
        evidence_kind=evidence,
        confidence=0.4,
        citations=(banner[1],) if banner else (),
        trace=(f"{what}，活动类型取自{source}{dated}，不能单独证明活动已开展",),
    )


def _is_opened_archive(document: Document) -> bool:
    return document.status is FileStatus.READ and document.media_type in _ARCHIVES


def has_text(document: Document, kind: DocumentKind) -> bool:
    """Say whether a file has a text to judge; the words in a photograph are only a caption."""
    if document.status not in (FileStatus.READ, FileStatus.OCR) or document.chars == 0:
        return False
    if kind is not DocumentKind.PHOTO or document.chars > _CAPTION:
        return True
    if document.media_type.startswith("image/"):
        return False
    names = sum(len(_PICTURE_NAME.findall(block.text)) for block in document.blocks)
    return names >= _A_LIST  # a list of pictures with what they show


def _banner(document: Document, matcher: TermMatcher) -> tuple[tuple[str, ...], Citation] | None:
    """Give the types that the words in a picture name, with the line that names them."""
    for block in document.blocks:
        hits = matcher.find(normalize(block.text)).hits
        names = [h for h in hits if h.strength is Strength.NAME]
        if names:
            types = tuple(sorted({h.type for h in names}))
            return types, document.cite(block.index, 0, len(block.text))
    return None


def _types(path: str, matcher: TermMatcher) -> tuple[tuple[str, ...], str]:
    *folders, name = path.split("/")
    for part, source in [
        (PurePosixPath(name).stem, "文件名"),
        *((f, "文件夹名") for f in reversed(folders)),
    ]:
        hits = matcher.find(normalize(part)).hits
        if found := tuple(sorted({h.type for h in hits if h.strength is Strength.NAME})):
            return found, source
    return (), ""


def dates_of_path(document: Document, context: SubmissionContext) -> tuple[EventDate, ...]:
    """Give the dates of a file's name, camera and nearest dated folder, the surest first.

    The day in the name of a scan (扫描件20220415) is the day of scanning and dates nothing.
    """
    *folders, name = document.path.split("/")
    found: list[EventDate | None] = []
    if not _SCANNED.search(name):
        found.append(_named(date_of_file_name(name), "file name", folders, context))
    if taken := dict(document.properties).get("exif_time"):
        day = date.fromisoformat(taken[:10])
        why = ("date: from the camera's clock",)
        found.append(EventDate(day, day, Granularity.DAY, taken[:10], why))
    found.append(_shown_day(document, folders, context))
    for number in range(len(folders) - 1, -1, -1):
        if _SCANNED.search(folders[number]):
            continue
        outer = _named(date_of_file_name(folders[number]), "folder", folders[:number], context)
        if outer is not None:
            found.append(outer)
            break
    return tuple(when for when in found if when is not None)


def _shown_day(
    document: Document, folders: list[str], context: SubmissionContext
) -> EventDate | None:
    """Give the one day that a picture's watermark or caption has."""
    if not document.media_type.startswith("image/") or document.chars > CAPTION:
        return None
    text = normalize("\n".join(block.text for block in document.blocks))
    days = {
        (e.year, e.month, e.day): e
        for e in scan_dates(text)
        if e.role is DateRole.EVENT and e.granularity is Granularity.DAY
    }
    if len(days) != 1:
        return None
    return _named(next(iter(days.values())), "words in the picture", folders, context)


def head_day(days: Iterable[date]) -> Iterator[EventDate]:
    """Give the one day that the heads of a sheet's records have."""
    headers = set(days)
    if len(headers) == 1:
        day = headers.pop()
        why = ("date: from the head of the sheet",)
        yield EventDate(day, day, Granularity.DAY, day.isoformat(), why)


def source_of(when: EventDate) -> str:
    """Say in Chinese where the date of a picture or sheet is from."""
    words = " ".join(when.inferred)
    return next((said for sign, said in _SOURCES.items() if sign in words), "材料")


def _named(
    expression: DateExpression | None,
    source: str,
    folders: list[str],
    context: SubmissionContext,
) -> EventDate | None:
    if expression is None or expression.granularity not in _SEEN or expression.month is None:
        return None
    inferred = (f"date: from the {source}",)
    if expression.begin is not None and expression.finish is not None:
        return EventDate(
            expression.begin, expression.finish, expression.granularity, expression.text, inferred
        )
    for folder in reversed(folders):
        outer = date_of_file_name(folder)
        if outer is not None and outer.year is not None:
            return _filled(expression, outer.year, (*inferred, _YEAR_FROM))
    years = context.period.years() if context.period else ()
    filled = [_filled(expression, year, (*inferred, _YEAR_FROM)) for year in years]
    inside = [
        when
        for when in filled
        if when and context.period and context.period.touches(when.begin, when.end)
    ]
    return inside[0] if len(inside) == 1 else next(iter(filled), None)


def _filled(expression: DateExpression, year: int, inferred: tuple[str, ...]) -> EventDate | None:
    if expression.month is None:
        return None
    whole = month(year, expression.month)
    if expression.day is None:
        return EventDate(whole.begin, whole.end, Granularity.MONTH, expression.text, inferred)
    if expression.day > whole.end.day:
        return None
    day = date(year, expression.month, expression.day)
    return EventDate(day, day, Granularity.DAY, expression.text, inferred)
