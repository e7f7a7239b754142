"""Papers that name no event and may still belong to one: photographs, sign-in sheets, 附件.

An `Enclosure` is no occurrence: it says only what the paper is, where it lies and, if it can be
known, of which day it is. `enclosure_joins` looks for the one event that it can belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from extractors.document import Document, FileStatus
from matchers.annotation import DocumentKind, Enclosure, EventDate, EvidenceKind
from matchers.context import SubmissionContext
from matchers.document_kind import KindVerdict
from matchers.normalize import normalize
from matchers.pathnames import CAPTION, dates_of_path, head_day, source_of

# Pictures that show no gathering, by their own name or that of their folder.
_OTHER_PICTURE = re.compile(
    r"证书|奖状|奖牌|荣誉|获奖|证件|寸照|截图|截屏|公示|公开栏|制度|票据|收据|发票|封面|目录|徽标|logo|头像|"
    r"校园|校门|风景|效果图|平面图|二维码",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"^附件")
_MAY_BE_ATTACHED = (DocumentKind.OTHER, DocumentKind.FORM, DocumentKind.REGISTER)
_SIGN_IN_NAME = re.compile(r"签到|签名(?:表|册)|到会登记")
_WHAT = {
    EvidenceKind.PHOTO: "照片",
    EvidenceKind.SIGNIN: "签到表",
    EvidenceKind.OTHER: "附件",
}


def enclosure_of(
    document: Document, verdict: KindVerdict, context: SubmissionContext, days: Iterable[date]
) -> Enclosure | None:
    """Give what a paper without an event is beside one, or None when it is no enclosure.

    Args:
        document: the paper; no event was found in it.
        verdict: what sort of paper it is.
        context: the submission, for years that names leave out.
        days: the days of its records' headers (时间：…).
    """
    kind = _evidence_kind(document, verdict)
    if kind is None or verdict.template:
        return None
    written = head_day(days) if kind is EvidenceKind.SIGNIN else ()
    found = [*written, *dates_of_path(document, context)]
    agreed, problem = _agreed(found)
    return Enclosure(document.path, kind, _WHAT[kind], agreed, problem)


def _evidence_kind(document: Document, verdict: KindVerdict) -> EvidenceKind | None:
    path = PurePosixPath(document.path)
    is_picture = document.media_type.startswith("image/")
    if verdict.kind is DocumentKind.SIGNIN or (is_picture and _SIGN_IN_NAME.search(path.stem)):
        return EvidenceKind.SIGNIN
    if verdict.kind is DocumentKind.PHOTO:
        bears_text = is_picture and document.chars > CAPTION
        other = _OTHER_PICTURE.search(path.stem) or _OTHER_PICTURE.search(path.parent.name)
        return None if bears_text or other else EvidenceKind.PHOTO
    read = document.status in (FileStatus.READ, FileStatus.OCR) and document.chars
    if read and verdict.kind in _MAY_BE_ATTACHED and _ATTACHED.match(normalize(path.stem)):
        return EvidenceKind.OTHER
    return None


def _agreed(found: list[EventDate]) -> tuple[EventDate | None, str]:
    """Give the most exact date, and in Chinese what speaks against it: sources that disagree."""
    if not found:
        return None, ""
    best = min(found, key=lambda when: (when.end - when.begin, found.index(when)))
    for other in found:
        if best.end < other.begin or other.end < best.begin:
            said = "、".join(f"{source_of(when)}是{_shown(when)}" for when in (best, other))
            return best, f"几处日期不一致（{said}）"
    return best, ""


def _shown(when: EventDate) -> str:
    return (
        when.begin.isoformat()
        if when.begin == when.end
        else f"{when.begin.isoformat()}至{when.end.isoformat()}"
    )
