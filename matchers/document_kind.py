"""What sort of paper a document is: minutes, plan, notice, report… with the reasons.

The title's genre word weighs most, then the form (header fields, registers, sign-in columns,
ballots), then cue words of the body, then the file's and folder's names. The kind decides first
whether anything in the document can have been held.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Document
from matchers.annotation import DocumentKind, EvidenceKind
from matchers.body_lines import Line, body_lines
from matchers.fields import parse_fields
from matchers.kind_lexicon import KindLexicon, kind_lexicon
from matchers.kind_points import (
    FORM_LINES,
    Key,
    Tally,
    has_date,
    judge_form,
    judge_names,
    judge_words,
    table_hint,
)
from matchers.normalize import normalize
from matchers.placeholders import is_unfilled, placeholder
from matchers.record import Region
from matchers.register_matrix import Matrix, find_accounts
from matchers.register_tables import RegisterTable, find_registers
from matchers.titles import Title, file_stem, find_title, organisation_in

_BODY_CHARS = 12_000
_TAIL_CHARS = 400
_LEAST = 3
_PHOTO_NEEDS = 8
_SIGNATURE_SLACK = 14  # a signature line holds little beside the name: a seal, a date


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


def classify(document: Document, own: Path | None = None) -> KindVerdict:
    """Decide what sort of paper a document is; `own` is a bureau's lexicon, or None."""
    lexicon = kind_lexicon(own)
    lines = body_lines(document)
    title = find_title(document, lines, lexicon)
    body = _body(lines)
    accounts = find_accounts(lines[:FORM_LINES])
    own_rows = _outside(lines[:FORM_LINES], accounts)
    registers = find_registers(own_rows)
    free = _outside(own_rows, registers)
    tally = Tally()
    fields = parse_fields(document, free)
    table = table_hint(lines[:FORM_LINES], registers, free, fields)
    judge_names(tally, title, document.path, table, lexicon)
    judge_form(tally, registers, free, lexicon, sum(len(table.cells) for table in accounts))
    judge_words(tally, body, title, lexicon)
    key, reasons = _decide(tally, document, title, body)
    sign = _template_sign(document, free, len(fields), title, body, lexicon)
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
    tally: Tally, document: Document, title: Title, body: str
) -> tuple[Key, tuple[str, ...]]:
    key, points, reasons = tally.best()
    if document.media_type.startswith("image/") and points < _PHOTO_NEEDS:
        photo = (DocumentKind.PHOTO, EvidenceKind.PHOTO)
        return photo, ("是图片文件",)
    if key is not None and points >= _LEAST:
        return key, reasons
    if title.is_event and has_date(body):
        why = f"标题“{title.text}”是活动，正文写有日期"
        return (DocumentKind.NEWS, EvidenceKind.NEWS), (why,)
    return (DocumentKind.OTHER, EvidenceKind.OTHER), ()


def _outside(lines: Sequence[Line], tables: Sequence[RegisterTable | Matrix]) -> tuple[Line, ...]:
    """Give the lines that belong to none of the tables."""
    inside = {line.block for table in tables for line in table.lines}
    return tuple(line for line in lines if line.block not in inside)


def _body(lines: Sequence[Line]) -> str:
    """Join as much of the lines as is looked at: the beginning, and the end for signatures."""
    parts: list[str] = []
    size = 0
    for line in lines:
        if size > _BODY_CHARS:
            break
        parts.append(line.text[: _BODY_CHARS + 1])
        size += len(line.text)
    if size > _BODY_CHARS:
        parts += [line.text[-_TAIL_CHARS:] for line in lines[-6:]]
    return "\n".join(parts)


def _template_sign(
    document: Document,
    free: Sequence[Line],
    filled: int,
    title: Title,
    body: str,
    lexicon: KindLexicon,
) -> str | None:
    names = normalize(title.text) + " " + normalize(file_stem(document.path))
    found = placeholder(names, body, lexicon.file.templates)
    if found is not None:
        return f"有“{found}”，是范文或模板"
    if free and is_unfilled(free, filled):
        return "栏目没有填写，是空白表"
    return None


def _organisation(title: Title, lines: Sequence[Line]) -> str | None:
    """Give the organisation that the title names, or the short lines at the end."""
    if found := organisation_in(normalize(title.text)):
        return found
    for line in reversed(lines[-4:]):
        prose = line.is_row or re.search(r"[。《,;]", line.text) is not None
        found = None if prose else organisation_in(line.text)
        if found and len(line.stripped) <= len(found) + _SIGNATURE_SLACK:
            return found
    return None
