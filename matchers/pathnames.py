"""What a file's path says when its content cannot: type words and dates of names and folders.

Photographs, scans that were not recognised and damaged files keep their name:
“6.抓规范管理责任/党课/20220315党课照片.jpg” is a lead, never proof.
"""

from __future__ import annotations

import re
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
from matchers.date_expression import DateExpression
from matchers.dates import date_of_file_name
from matchers.normalize import normalize
from matchers.period import month
from matchers.terms import Strength, TermMatcher

_ARCHIVES = frozenset(MEDIA_TYPES[form] for form in ARCHIVES)
_CAPTION = 200
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|heic|bmp)\b", re.IGNORECASE | re.ASCII)
_A_LIST = 2
_SEEN = {Granularity.DAY, Granularity.MONTH}


def occurrence_from_path(
    document: Document, kind: DocumentKind, context: SubmissionContext, matcher: TermMatcher
) -> Occurrence | None:
    """Give the occurrence that a picture's banner, a name, folder or EXIF time point to, or None.

    It is UNCLEAR: it can join an event that other files prove, or show where a picture or an
    unreadable file may hold one. Only a banner read from the picture can be cited.
    """
    if _is_opened_archive(document):
        return None  # its members speak for themselves
    banner = _banner(document, matcher)
    types, source = (banner[0], "横幅等图中文字") if banner else _types(document.path, matcher)
    if not types:
        return None
    photo = kind is DocumentKind.PHOTO
    what = "照片" if photo else "未能读取文字的文件"
    return Occurrence(
        file=document.path,
        record=0,
        types=types,
        title=PurePosixPath(document.path).stem,
        status=Status.UNCLEAR,
        date=_date(document, context),
        for_year=None,
        attributes=Attributes(),
        evidence_kind=EvidenceKind.PHOTO if photo else EvidenceKind.OTHER,
        confidence=0.4,
        citations=(banner[1],) if banner else (),
        trace=(f"{what}，活动类型取自{source}，不能单独证明活动已开展",),
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


def _date(document: Document, context: SubmissionContext) -> EventDate | None:
    """Take the date of the name, else the camera's, else that of the nearest dated folder."""
    *folders, name = document.path.split("/")
    year = context.period.begin.year if context.period else None
    if own := _named(date_of_file_name(name), "file name", folders, year):
        return own
    taken = dict(document.properties).get("exif_time")
    if taken:
        day = date.fromisoformat(taken[:10])
        return EventDate(day, day, Granularity.DAY, taken[:10], ("date: from the camera's clock",))
    for number in range(len(folders) - 1, 0, -1):
        found = _named(date_of_file_name(folders[number]), "folder", folders[:number], year)
        if found:
            return found
    return None


def _named(
    expression: DateExpression | None, source: str, folders: list[str], year: int | None
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
            year = outer.year
            break
    if year is None:
        return None
    return _filled(expression, year, (*inferred, "year: from the folder or the period"))


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
