"""A document's title and what genre it names (通知, 计划, 制度, 记录…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from extractors.document import BlockKind, Document
from matchers.annotation import DocumentKind, EvidenceKind
from matchers.body_lines import Line
from matchers.field_labels import label_count
from matchers.kind_lexicon import KindLexicon, evidence_of
from matchers.normalize import normalize
from matchers.record import Region

DECISIVE, NEAR, WEAK = 3, 2, 1
_MAX_TITLE = 60
_CLOSING_NAME = re.compile(
    r"\([^(),。;:]{3,24}(?:记录|登记|台账)[簿表本册]?(?:第?[一二三四五六七八九十\d]{1,3}次?)?\)"
)
_MAX_STEM = 120
_LOOK_AT = 8
_BRACKETED = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_ASIDE = re.compile(r"\(([^()]+)\)\s*$")
_TRAILING = re.compile(
    r"(?:[\s\d._\-+~/、,:!\"'“”‘’]|(?<=[\d\s])[年月日号第期份次]+份?"
    r"|第?[一二三四五六七八九十]+(?:月份?|季度|期|次|号)|[上下]半年"
    r"|(?:定|终|初|讨论|修订|送审|征求意见|修改)稿|最终版?|修改版?|扫描[件版]?|副本|打印版?|电子版|已盖章|盖章|新建|正式版?)+$"
)
_BOOK = re.compile(r"《[^《》]*》")
_DOCUMENT_NUMBER = re.compile(r"^\S{0,12}(?<!纪要)\[\d{4}\]\s*第?\d+号$|文件$|^第\d+期")
# 育才小学微信公众号 2022-07-01: where and when a text was published.
_BYLINE = re.compile(
    r"(?:公众号|来源|作者|供稿|编辑|发布|转载|浏览|阅读|点击)[^。]{0,16}(?:19|20)\d\d[年./-]\s*\d"
    r"|(?:19|20)\d\d[年./-]\s*\d[\d年月日./: -]{0,16}"
    r"(?:公众号|来源|作者|供稿|编辑|发布|浏览|阅读|点击)"
)
_DAY = re.compile(r"(?:\d{4}\s*[年./-])?\s*\d{1,2}\s*[月./-]\s*\d{1,2}")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.)])"
)
_BULLET = re.compile(r"[·•●◆■▪◇○]\s?")  # an item of a list under the title
_SENTENCE_END = re.compile(r"[。;；!！?？,，:：]$")
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{2,24}?(?:党支部|党总支|总支部|支部委员会|总支委员会|委员会|党委|教育集团|实验学校|小学|中学(?!习)|幼儿园|学校|学院|职校|技校)"
    r"(?:党支部|党总支|党委|总支|支部委员会|支部)?"
)
_LEAD_IN = re.compile(
    r"^(?:关于|同意|表彰|印发|在|于|年度|学年度?|第.学期|[上下]半年|中共|致|赴|我|本)+"
)
_ANYBODY = re.compile(
    r"^(?:学校|各|全|中小学|校|园|教工|教职工|教师|党|支|总支|基层|先进|优秀|第.)"
)
_ORGANISATION_END = re.compile(r"(?:支部|总支|党委|委员会|小学|中学|幼儿园|学校|学院|集团)$")
_OWN_RECORD = ("记录", "记录表", "记录本")
_READ_ALOUD = (DocumentKind.OTHER, DocumentKind.REPORT, DocumentKind.MINUTES)
_CLAUSE_MARKS = str.maketrans({"《": " ", "》": " "})


@dataclass(frozen=True, slots=True)
class Genre:
    """The genre a title names: by which word, and how surely (DECISIVE, NEAR, WEAK)."""

    kind: DocumentKind
    evidence: EvidenceKind
    word: str
    strength: int


@dataclass(frozen=True, slots=True)
class Title:
    """A title as text, where it stands (None: it is the file's name) and its genre."""

    text: str
    region: Region | None
    genre: Genre | None
    is_event: bool


def find_title(document: Document, lines: Sequence[Line], lexicon: KindLexicon) -> Title:
    """Find the title among the first lines; without one the file's name is the title."""
    candidates = _candidates(lines)
    judged = [(line, genre_of(line.text, lexicon)) for line in candidates]
    strong = [pair for pair in judged if pair[1] is not None and pair[1].strength >= NEAR]
    if strong:
        line, genre = strong[0]
        return _title(document, line, genre, candidates, lexicon)
    named = [pair for pair in judged if pair[0].kind is BlockKind.HEADING] or [
        pair for pair in judged[:2] if not _ORGANISATION_END.search(pair[0].stripped)
    ]
    if named or judged:
        line, genre = (named or judged)[0]
        return _title(document, line, genre, candidates, lexicon)
    if closing := _closing_name(document, lines, lexicon):
        return closing
    stem = file_stem(document.path)
    return Title(stem, None, None, _is_event(normalize(stem), lexicon))


def _closing_name(document: Document, lines: Sequence[Line], lexicon: KindLexicon) -> Title | None:
    """Give the name of a form that stands in brackets under it: （2024年支委会记录第9次）."""
    found = _CLOSING_NAME.fullmatch(lines[-1].text.strip()) if len(lines) > 1 else None
    if found is None or lines[-1].is_row:
        return None
    region = lines[-1].region
    inner = Region(region.block, region.start + 1, region.end - 1)
    text = document.blocks[inner.block].text[inner.start : inner.end].strip()
    genre = genre_of(normalize(text), lexicon)
    return Title(text, inner, genre, _is_event(normalize(text), lexicon))


def _title(
    document: Document,
    line: Line,
    genre: Genre | None,
    candidates: Sequence[Line],
    lexicon: KindLexicon,
) -> Title:
    """Make the title of a line, with the line before it when the name runs over two."""
    parts = [line]
    place = candidates.index(line)
    if place > 0 and not candidates[place - 1].is_row:
        before = candidates[place - 1].stripped
        runs_on = before.startswith("关于") or _ORGANISATION_END.search(before)
        if runs_on and not _SENTENCE_END.search(before):
            parts.insert(0, candidates[place - 1])
    text = "".join(document.blocks[p.block].text[p.start : p.end].strip() for p in parts)
    return Title(text, line.region, genre, _is_event(normalize(text), lexicon))


def _candidates(lines: Sequence[Line]) -> list[Line]:
    """Give the first lines that may be a title: short, no sentence, no header field."""
    found: list[Line] = []
    for line in lines[:_LOOK_AT]:
        text = line.stripped
        filled = sum(1 for cell in line.cells if line.cell_text(cell).strip())
        if (line.is_row and filled != 1) or len(text) > _MAX_TITLE or "\n" in text:
            break
        heading = line.kind is BlockKind.HEADING
        if not heading and (_SENTENCE_END.search(text) or "。" in text or _NUMBERED.match(text)):
            break
        if label_count((line,))[1] or (found and _BULLET.match(text)):
            break
        if _DAY.match(text) or (found and _is_after_heading(found[-1], line)):
            break
        if len(text) >= 2 and not _DOCUMENT_NUMBER.search(text) and not _BYLINE.search(text):
            found.append(line)
    return found


def _is_after_heading(before: Line, line: Line) -> bool:
    """Say whether a line is text under a heading: neither heading nor subtitle itself."""
    if before.kind is not BlockKind.HEADING or line.kind is BlockKind.HEADING:
        return False
    organisation = _ORGANISATION_END.search(before.stripped)
    return not organisation and not line.stripped.startswith(("-", "(", "~"))


def file_stem(path: str) -> str:
    """Give a file's name without folders and ending."""
    return PurePosixPath(path).stem[-_MAX_STEM:]


def genre_of(title: str, lexicon: KindLexicon) -> Genre | None:
    """Give the genre a normalised title or file name names, or None.

    The word at the very end decides; words inside 《》, and those that are only the object of a
    meeting (讨论…计划, 制度学习), do not.
    """
    text = _core(title, lexicon)
    for word, start, end in lexicon.genre_words(text):
        rest = text[end:]
        if rest.startswith(lexicon.file.after_genre):
            continue
        weak = _is_object(text[:start], word, lexicon) or len(rest) > 4
        strength = DECISIVE if not rest else NEAR
        return _genre(word, text, WEAK if weak else strength, lexicon)
    aside = _ASIDE.search(title)
    return genre_of(aside.group(1), lexicon) if aside and len(aside.group(1)) > 2 else None


def _core(title: str, lexicon: KindLexicon) -> str:
    """Cut off what stands behind the genre word: (试行), dates, 定稿, closing quotes."""
    for paper in lexicon.file.named_papers:
        title = title.replace(paper, " " * len(paper))
    masked = _BOOK.sub(lambda found: " " * len(found.group()), title)
    text = masked if len(masked.strip()) >= 2 else title.translate(_CLAUSE_MARKS)
    text = text.strip()
    while True:
        shorter = _TRAILING.sub("", _BRACKETED.sub("", text))
        if shorter == text or not shorter:
            return text
        text = shorter


def _is_object(before: str, word: str, lexicon: KindLexicon) -> bool:
    """Say whether a genre word is what a meeting dealt with, not what the paper is."""
    if before.startswith("关于") and before.endswith("的"):
        return False
    entry = lexicon.genres.get(word)
    read = entry is not None and entry.kind in _READ_ALOUD
    if word.endswith(_OWN_RECORD):
        return False
    verbs = [(verb, 2) for verb in lexicon.file.object_verbs]
    verbs += [(verb, 2 if read else 4) for verb in lexicon.file.study_verbs]
    for verb, gap in verbs:
        place = before.rfind(verb)
        if place >= 0 and len(before) - place - len(verb) >= gap and "的" not in before[place:]:
            return True
    return False


def _genre(word: str, title: str, strength: int, lexicon: KindLexicon) -> Genre:
    entry = lexicon.genres.get(word)
    if entry is not None:
        return Genre(entry.kind, entry.evidence_kind, word, strength)
    bulletin = lexicon.file.bulletin
    kind = DocumentKind.OTHER
    if not any(cue in title for cue in bulletin.inspection) or "整改" in title:
        kind = DocumentKind.SUMMARY if any(c in title for c in bulletin.summary) else kind
    return Genre(kind, evidence_of(kind), word, strength)


def _is_event(title: str, lexicon: KindLexicon) -> bool:
    return _core(title, lexicon).endswith(lexicon.file.events)


def organisation_in(text: str) -> str | None:
    """Give the school or Party organisation a normalised title or signature names first.

    Names that could be anybody's (我校党支部, 党支部) are none.
    """
    for found in _ORGANISATION.finditer(text):
        name = _LEAD_IN.sub("", found.group())
        if len(name) >= 4 and not _ANYBODY.match(name):
            return name
    return None
