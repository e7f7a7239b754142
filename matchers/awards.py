"""Honours a text speaks of: which, of what level and year, and whether really awarded.

争创 and 申报 are no award; a bare mention of an honour's name is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.document import Block, Citation, Document
from matchers.annotation import Award, AwardStatus, DocumentKind
from matchers.award_levels import LevelWord, level_words
from matchers.award_lexicon import AwardEntry, award_lexicon
from matchers.document_titles import file_title, visible
from matchers.document_years import name_years, title_years
from matchers.sentences import sentences
from matchers.squeezed import Squeezed, squeeze

_CERTIFICATE_CHARS = 320
_CERTIFICATE = re.compile(r"证书|奖状|奖牌|牌匾|特发此证|以资鼓励|荣誉")
_CERTIFICATE_KINDS = (DocumentKind.PHOTO, DocumentKind.OTHER, DocumentKind.FORM)
_SCORING = re.compile(r"得\d+(?:\.\d+)?分|加\d|扣\d|分值|评分标准|每项得|记\d+分")
_CALL = re.compile(r"关于.{0,20}(?:开展|做好|组织|申报|推荐|评选).{0,30}(?:的通知|的公告)$")
_LIST_TITLE = re.compile(r"(?:公布|表彰|命名|认定).{0,40}(?:通知|决定|公告|名单|结果|通报)")
_NEGATIVE = re.compile(r"未(?:能)?(?:获|被)|没有获|落选|尚未")
_NEAR_PLAN = 14  # a planning word this close before an award word undoes it (力争获评)
_BEFORE_NAME = 16
_MIN_SINGLE = 6  # the bare 获 counts only this near to the name
_QUOTE_CHARS = 120


def find_awards(document: Document, *, kind: DocumentKind) -> tuple[Award, ...]:
    """Find the honours of one document, each once, in reading order.

    Args:
        document: what was read.
        kind: its kind; rules (制度, 办法) and calls for applications award nothing.
    """
    blocks = visible(document)
    heading = squeeze(blocks[0].text).text[:80] if blocks else ""
    if not blocks or kind is DocumentKind.POLICY or _CALL.search(heading):
        return ()
    certificate = kind in _CERTIFICATE_KINDS and _is_certificate(blocks)
    found: dict[tuple[str, str, str | None, int | None], Award] = {}
    for block in blocks:
        for start, end in _stretches(block, certificate):
            for award in _in_stretch(document, block, start, end, kind, blocks, certificate):
                key = (award.type, award.title, award.level, award.year)
                known = found.get(key)
                if known is None or _ORDER[award.status] < _ORDER[known.status]:
                    found[key] = award
    return tuple(found.values())


_ORDER = {AwardStatus.AWARDED: 0, AwardStatus.APPLIED: 1, AwardStatus.PLANNED: 2}


def _is_certificate(blocks: tuple[Block, ...]) -> bool:
    chars = sum(len(block.text) for block in blocks)
    return chars <= _CERTIFICATE_CHARS and any(_CERTIFICATE.search(b.text) for b in blocks)


def _stretches(block: Block, certificate: bool) -> Iterator[tuple[int, int]]:
    """Give the sentences of a block; a certificate's block is one stretch."""
    if certificate:
        yield 0, len(block.text)
        return
    for sentence in sentences(block.text):
        yield sentence.start, sentence.end


def _in_stretch(
    document: Document,
    block: Block,
    start: int,
    end: int,
    kind: DocumentKind,
    blocks: tuple[Block, ...],
    certificate: bool,
) -> Iterator[Award]:
    text = squeeze(block.text[start:end])
    if _SCORING.search(text.text):
        return
    around = squeeze("".join(b.text for b in blocks)).text if certificate else text.text
    for entry, at, after in _names(text.text):
        status, why = _status(text.text, at, after, kind, certificate)
        if status is None:
            continue
        level = _level(text.text, at, around, _opening(blocks))
        begin = level.start if level and level.end <= at and at - level.end <= 4 else at
        first, last = text.span(begin, after)
        yield Award(
            type=entry.id,
            title=block.text[start + first : start + last],
            level=level.level if level else None,
            level_text=level.text if level else "",
            year=_year(document, text.text, at, blocks),
            status=status,
            citation=_cite(document, block, text, start, begin, after),
            reasons=tuple(reason for reason in (why, level.reason if level else "") if reason),
        )


def _names(text: str) -> Iterator[tuple[AwardEntry, int, int]]:
    """Give the names of honours in a squeezed text, longest first at each place."""
    for found in _pattern().finditer(text):
        entry = _by_name()[found.group()]
        if not text.startswith(entry.except_after, found.end()):
            yield entry, found.start(), found.end()


@lru_cache(maxsize=1)
def _by_name() -> dict[str, AwardEntry]:
    return {name: entry for entry in award_lexicon().awards for name in entry.names}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_by_name(), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


@lru_cache(maxsize=4)
def _cues(status: AwardStatus) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, award_lexicon().status[status])))


def _status(
    text: str, at: int, after: int, kind: DocumentKind, certificate: bool
) -> tuple[AwardStatus | None, str]:
    """Say how far the honour at text[at:after] has come, or None for a bare mention."""
    if _NEGATIVE.search(text):
        return None, ""
    awarded = _awarding(text, at, after)
    planned = [m for m in _cues(AwardStatus.PLANNED).finditer(text) if m.end() <= at]
    if awarded is not None:
        undone = [m for m in planned if 0 <= awarded.start() - m.end() <= _NEAR_PLAN]
        if undone and awarded.start() < at:
            return AwardStatus.PLANNED, f"“{undone[-1].group()}”表明是目标"
        if kind is DocumentKind.PLAN and not re.search(r"(?:19|20)\d\d年|去年|上年|曾|已", text):
            return AwardStatus.PLANNED, "写在计划里"
        listed = "名单类文件，请核对本校是否在列" if _LIST_TITLE.search(text) else ""
        return AwardStatus.AWARDED, listed or f"“{awarded.group()}”表明已获得"
    if certificate:
        return AwardStatus.AWARDED, "文件是证书或奖牌"
    applied = _cues(AwardStatus.APPLIED).search(text)
    if applied and kind is not DocumentKind.NOTICE:
        return AwardStatus.APPLIED, f"“{applied.group()}”表明是申报"
    near = [m for m in planned if at - m.end() <= _NEAR_PLAN]
    return (AwardStatus.PLANNED, f"“{near[-1].group()}”表明是目标") if near else (None, "")


def _awarding(text: str, at: int, after: int) -> re.Match[str] | None:
    """Find the awarding word that governs a name: before it, or 称号 and the like behind it."""
    for cue in reversed([m for m in _cues(AwardStatus.AWARDED).finditer(text) if m.end() <= at]):
        near = at - cue.end()
        broken = re.search(r"[。;!?]", text[cue.end() : at])
        if not broken and near <= (_MIN_SINGLE + _BEFORE_NAME if len(cue.group()) == 1 else 60):
            return cue
    behind = re.compile(
        r".{0,24}?(?:被|已|获|予以|正式)?(?:认定(?!标准)|命名|授牌|授予|揭牌|榜上有名|称号$|获奖)"
    )
    found = behind.match(text, after)
    if found is None:
        return None
    said = text[after : found.end() + 4]
    return found if re.search(r"被|获|已|予以|正式|结果|名单|授牌|揭牌", said) else None


def _level(text: str, at: int, around: str, opening: str) -> LevelWord | None:
    """Choose the level word: right before the name, else in the sentence, else at the top."""
    words = level_words(text)
    before = [word for word in words if word.end <= at]
    near = [word for word in before if at - word.end <= _BEFORE_NAME]
    if near:
        return near[-1]
    if before:
        return before[-1]
    issuer = opening if around != text or _LIST_TITLE.search(opening) else ""
    for other in (around, issuer):
        if found := level_words(other):
            last = found[-1]
            return LevelWord(at + 99, at + 99, last.text, last.level, last.reason)
    return None


def _opening(blocks: tuple[Block, ...]) -> str:
    return squeeze("".join(block.text[:80] for block in blocks[:2])).text


def _year(document: Document, text: str, at: int, blocks: tuple[Block, ...]) -> int | None:
    """Give the last year named before the honour, else that of the file's opening or end."""
    for place in (text[:at], text):
        if years := title_years(place):
            return years[-1]
    for block in (*blocks[:2], *reversed(blocks[-3:])):
        years = title_years(block.text) if len(block.text) <= 60 else ()
        if years:
            return years[-1]
    named = name_years(file_title(document.path).text)
    return named[-1] if named else None


def _cite(
    document: Document, block: Block, text: Squeezed, offset: int, begin: int, after: int
) -> Citation:
    """Cite the sentence around the honour, at most 120 characters of it."""
    first, last = text.span(begin, after)
    whole_first, whole_last = text.span(0, len(text.text))
    start = max(whole_first, last - _QUOTE_CHARS // 2 - 20)
    end = min(whole_last, max(last, start + _QUOTE_CHARS))
    return document.cite(block.index, offset + min(start, first), offset + end)
