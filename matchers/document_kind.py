"""What sort of paper a document is: minutes, plan, notice, report… with the reasons.

The title's genre word weighs most, then the form (header fields, registers, sign-in columns,
ballots), then cue words of the body, then the file's and folder's names. The kind decides first
whether anything in the document can have been held.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from extractors.document import Document
from matchers.annotation import DocumentKind, EvidenceKind
from matchers.body_lines import Line, body_lines
from matchers.fields import label_count, parse_fields
from matchers.kind_lexicon import CueScope, KindCue, KindLexicon, evidence_of, kind_lexicon
from matchers.normalize import normalize
from matchers.placeholders import is_unfilled, placeholder
from matchers.record import FieldName, Region
from matchers.register_tables import find_registers
from matchers.titles import (
    Genre,
    Title,
    file_stem,
    find_title,
    genre_of,
    organisation_in,
)

Key = tuple[DocumentKind, EvidenceKind]

_TITLE_WEIGHT = {3: 12, 2: 8, 1: 1}
_FILE_WEIGHT = {3: 6, 2: 4, 1: 1}
_FOLDER_WEIGHT = {3: 2, 2: 1, 1: 0}
_HEAD_CHARS, _TAIL_CHARS, _BODY_CHARS = 240, 240, 12_000
_FORM_LINES = 80
_LEAST = 3
_PHOTO_NEEDS = 8
_ORDER = tuple(DocumentKind)
_HEADER = frozenset(
    {
        FieldName.TIME,
        FieldName.PLACE,
        FieldName.HOST,
        FieldName.RECORDER,
        FieldName.ATTENDEES,
        FieldName.EXPECTED,
        FieldName.PRESENT,
        FieldName.ABSENT,
        FieldName.NON_VOTING,
        FieldName.TOPIC,
        FieldName.CONTENT,
        FieldName.LECTURER,
    }
)
_DONE = frozenset(
    {
        FieldName.HOST,
        FieldName.RECORDER,
        FieldName.EXPECTED,
        FieldName.PRESENT,
        FieldName.ABSENT,
        FieldName.LECTURER,
    }
)
_DATELINE = re.compile(
    r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿]{1,3}[日号]"
)
_MONTH = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_REPORTED = re.compile(
    r"(?:\d\s*[日号]|[一二三四五六七八九十廿][日号])[^。;\n]{0,60}?(?:召开|举行|开展|举办|组织|走进|来到|召集|观看|参加|赴)"
)
_INTENDED = re.compile(r"定于|拟|将于|将在|计划|请|为准备|决定|通知")
_BARE_YEAR = re.compile(r"\s*(?:\d{4}|[一二〇]{4})\s*年(?:度|以来|来|,|全年|上半年|下半年|一年)")
_ARTICLES = re.compile(r"第[一二三四五六七八九十百]+[条章]")


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """What a document is.

    `reasons` say why, in Chinese. `template` marks model texts and unfilled forms.
    `title_region` is None when the title is only the file's name. `own_hint` is the organisation
    the title or the signature names.
    """

    kind: DocumentKind
    reasons: tuple[str, ...]
    template: bool
    evidence_kind: EvidenceKind
    title: str
    title_region: Region | None
    own_hint: str | None = None


class _Tally:
    """Points for each kind with their reasons."""

    def __init__(self) -> None:
        self.points: dict[Key, int] = defaultdict(int)
        self._reasons: dict[Key, list[str]] = defaultdict(list)

    def add(self, key: Key, weight: int, reason: str) -> None:
        """Add points for a kind; weight 0 is not said."""
        if weight:
            self.points[key] += weight
            self._reasons[key].append(reason)

    def best(self) -> tuple[Key | None, int, tuple[str, ...]]:
        """Give the kind with most points (ties in the order of the kinds), and why."""
        if not self.points:
            return None, 0, ()
        totals: dict[DocumentKind, int] = defaultdict(int)
        for (kind, _), weight in self.points.items():
            totals[kind] += weight
        kind = min(totals, key=lambda k: (-totals[k], _ORDER.index(k)))
        keys = [key for key in self.points if key[0] is kind]
        key = min(keys, key=lambda k: (-self.points[k], k[1].value))
        reasons = [reason for k in keys for reason in self._reasons[k]]
        return key, totals[kind], tuple(reasons)


def classify(document: Document) -> KindVerdict:
    """Decide what sort of paper a document is."""
    lexicon = kind_lexicon()
    lines = body_lines(document)
    title = find_title(lines, document.path, lexicon)
    body = _body(lines)
    tally = _Tally()
    _judge_names(tally, title, document.path, lexicon)
    _judge_form(tally, lines, lexicon)
    _judge_words(tally, body, title, lexicon)
    key, reasons = _decide(tally, document, title, body)
    sign = _template_sign(document, lines, title, body, lexicon)
    if sign:
        reasons = (*reasons, sign)
    return KindVerdict(
        kind=key[0],
        reasons=reasons or ("没有能说明文种的字样",),
        template=sign is not None,
        evidence_kind=key[1],
        title=title.text,
        title_region=title.region,
        own_hint=_organisation(title, lines),
    )


def _decide(
    tally: _Tally, document: Document, title: Title, body: str
) -> tuple[Key, tuple[str, ...]]:
    key, points, reasons = tally.best()
    if document.media_type.startswith("image/") and points < _PHOTO_NEEDS:
        photo = (DocumentKind.PHOTO, EvidenceKind.PHOTO)
        return photo, ("是图片文件",)
    if key is not None and points >= _LEAST:
        return key, reasons
    if title.is_event and _DATELINE.search(body):
        why = f"标题“{title.text}”是活动，正文写有日期"
        return (DocumentKind.NEWS, EvidenceKind.NEWS), (why,)
    return (DocumentKind.OTHER, EvidenceKind.OTHER), ()


def _body(lines: Sequence[Line]) -> str:
    """Join as much of the lines as is looked at: the beginning, and the end for signatures."""
    parts: list[str] = []
    size = 0
    for line in lines:
        if size > _BODY_CHARS:
            break
        parts.append(line.text)
        size += len(line.text)
    if size > _BODY_CHARS:
        parts += [line.text for line in lines[-6:]]
    return "\n".join(parts)


def _judge_names(tally: _Tally, title: Title, path: str, lexicon: KindLexicon) -> None:
    """Let the title's genre, and more weakly the file's and folder's names, speak."""
    if title.genre is not None and title.region is not None:
        _add_genre(tally, title.genre, _TITLE_WEIGHT, "标题")
    *folders, _ = path.split("/")
    stem = genre_of(normalize(file_stem(path)), lexicon)
    if stem is not None:
        _add_genre(tally, stem, _FILE_WEIGHT, "文件名")
    folder = genre_of(normalize(PurePosixPath(folders[-1]).stem), lexicon) if folders else None
    if folder is not None:
        _add_genre(tally, folder, _FOLDER_WEIGHT, "文件夹名")


def _add_genre(tally: _Tally, genre: Genre, weights: dict[int, int], where: str) -> None:
    weight = weights[genre.strength]
    tally.add((genre.kind, genre.evidence), weight, f"{where}中的文种是“{genre.word}”")


def _judge_form(tally: _Tally, lines: Sequence[Line], lexicon: KindLexicon) -> None:
    """Let header fields and tables speak."""
    head = lines[:_FORM_LINES]
    registers = find_registers(head)
    dated = sum(table.dated for table in registers)
    if dated:
        planned = any(table.planned for table in registers)
        kind = DocumentKind.PLAN if planned else DocumentKind.REGISTER
        why = f"表格有 {dated} 行按时间登记" if not planned else "表格的时间栏是拟定的时间"
        tally.add((kind, evidence_of(kind)), 8 if dated > 1 or planned else 5, why)
    in_tables = {line.block for table in registers for row in table.rows for line in row.lines}
    in_tables |= {line.block for table in registers for line in table.header}
    names, _ = label_count(line for line in head if line.block not in in_tables)
    _judge_header(tally, [name for name in names if name in _HEADER])
    _judge_heads(tally, head, lexicon)


def _judge_header(tally: _Tally, names: Sequence[FieldName]) -> None:
    if FieldName.TIME not in names or len(names) < 2:
        return
    weight = 3
    if any(name in _DONE for name in names):
        weight = 6 + min(len(names), 6) if len(names) >= 3 else 5
    elif FieldName.CONTENT in names and len(names) >= 3:
        weight = 5
    why = f"有会议记录的栏目（{len(names)} 项，如时间、地点、主持人）"
    tally.add((DocumentKind.MINUTES, EvidenceKind.MINUTES), weight, why)


def _judge_heads(tally: _Tally, lines: Iterable[Line], lexicon: KindLexicon) -> None:
    """Look for the columns of sign-in sheets and ballots."""
    for line in lines:
        if not line.is_row:
            continue
        texts = {"".join(line.cell_text(cell).split()) for cell in line.cells}
        if "姓名" in texts and texts & set(lexicon.file.signature_heads):
            tally.add((DocumentKind.SIGNIN, EvidenceKind.SIGNIN), 9, "表格是姓名和签名栏")
            return
        if len(texts & set(lexicon.file.ballot_heads)) >= 3:
            tally.add((DocumentKind.FORM, EvidenceKind.FORM), 9, "表格是测评或表决栏")
            return


def _judge_words(tally: _Tally, body: str, title: Title, lexicon: KindLexicon) -> None:
    """Let the cue words of the body speak, each group as often as it is allowed."""
    scopes = {
        CueScope.ALL: body,
        CueScope.HEAD: body[:_HEAD_CHARS],
        CueScope.TAIL: body[-_TAIL_CHARS:],
    }
    groups: dict[int, list[str]] = defaultdict(list)
    cues: dict[int, KindCue] = {}
    for cue, word in lexicon.cues_in(body):
        if word in scopes[cue.scope]:
            groups[id(cue)].append(word)
            cues[id(cue)] = cue
    for number, words in groups.items():
        cue = cues[number]
        key = (cue.kind, cue.evidence or evidence_of(cue.kind))
        taken = words[: cue.cap]
        tally.add(key, cue.weight * len(taken), "正文有“" + "”“".join(taken) + "”")
    _judge_lead(tally, body, title)


def _judge_lead(tally: _Tally, body: str, title: Title) -> None:
    """Look how the body begins: a dateline is news, a bare year a summary."""
    lead = body
    if title.region is not None and lead.startswith(title.text):
        lead = lead[len(title.text) :]
    lead = lead.lstrip()[:100]
    news = (DocumentKind.NEWS, EvidenceKind.NEWS)
    reported = _REPORTED.search(lead)
    if reported and not _INTENDED.search(lead[: reported.end()]):
        tally.add(news, 5, f"开头写“{reported.group()}”")
    elif _DATELINE.search(lead):
        tally.add(news, 3, "开头写有日期")
    elif _BARE_YEAR.match(lead):
        tally.add((DocumentKind.SUMMARY, EvidenceKind.SUMMARY), 3, "开头只说年份")
    elif _MONTH.search(lead):
        tally.add(news, 1, "开头写有月份")
    if title.is_event and title.genre is None:
        tally.add(news, 2, "标题是一次活动")
    if len(_ARTICLES.findall(body[:4000])) >= 3:
        tally.add((DocumentKind.POLICY, EvidenceKind.OTHER), 6, "分条分章")


def _template_sign(
    document: Document, lines: Sequence[Line], title: Title, body: str, lexicon: KindLexicon
) -> str | None:
    names = title.text + " " + normalize(file_stem(document.path))
    found = placeholder(names, body, lexicon.file.templates)
    if found is not None:
        return f"有“{found}”，是范文或模板"
    in_registers = {
        line.block
        for table in find_registers(lines[:_FORM_LINES])
        for line in (*table.header, *(line for row in table.rows for line in row.lines))
    }
    head = [line for line in lines[:_FORM_LINES] if line.block not in in_registers]
    if head and is_unfilled(head, len(parse_fields(document, head))):
        return "栏目没有填写，是空白表"
    return None


def _organisation(title: Title, lines: Sequence[Line]) -> str | None:
    """Give the organisation that the title names, or the short lines at the end."""
    if found := organisation_in(title.text):
        return found
    for line in reversed(lines[-4:]):
        if len(line.stripped) <= 30 and not line.is_row and (found := organisation_in(line.text)):
            return found
    return None
