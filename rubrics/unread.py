"""Unread files that bear on a rule: only these keep its count open.

A file whose text is unknown can hold anything. Taking that literally would leave every count
open in every real folder, so an unread file widens a count only when its path names what the
rule is about. A picture widens it only if it also names a record (记录, 签到, 扫描…): a photo
of a meeting proves no further meeting. Where not one file gave its text, nothing at all is known,
and every unread file bears on every rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from extractors.document import FileStatus
from matchers.normalize import normalize
from rubrics.evidence import Evidence
from rubrics.gaps import Shapes

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".heic", ".tif", ".tiff"})
_RECORD_WORDS = ("记录", "纪要", "扫描", "签到", "台账", "登记", "会议材料", "讲稿", "报告")


def nothing_read(evidence: Evidence) -> bool:
    """Say whether files were handed in and not one of them gave its text."""
    read = (FileStatus.READ, FileStatus.OCR)
    texts = any(document.status in read for document in evidence.documents)
    return bool(evidence.documents) and not texts


def unread_bearing(
    evidence: Evidence, words: Iterable[str], shapes: Shapes | None = None
) -> tuple[str, ...]:
    """List the unread files that may hold what a rule with these words asks for, sorted."""
    if nothing_read(evidence):
        return tuple(sorted(set(evidence.unread)))
    return bearing(evidence.unread, words, shapes)


def bearing(
    unread: Iterable[str], words: Iterable[str], shapes: Shapes | None = None
) -> tuple[str, ...]:
    """List the unread files whose path holds one of the words, sorted.

    `shapes` are names with placeholders; such a name must stand in the file's own name.
    """
    wanted = tuple(dict.fromkeys(normalize(word) for word in words if len(word) > 1))
    return tuple(sorted({path for path in unread if _bears(path, wanted, shapes)}))


def is_picture(path: str) -> bool:
    """Say whether a path names a picture."""
    return PurePosixPath(path).suffix.lower() in _PICTURES


def _bears(path: str, words: tuple[str, ...], shapes: Shapes | None) -> bool:
    pure = PurePosixPath(path)
    name = normalize(path)
    if is_picture(path):
        nearest = normalize("/".join(pure.parts[-2:]))
        if not any(word in nearest for word in _RECORD_WORDS):
            return False
    stem = normalize(pure.stem)
    return any(word in name for word in words) or (shapes is not None and shapes.stand_in(stem))
