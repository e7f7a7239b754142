"""Signs that a text is a model or an unfilled form: XX学校, 20XX年, X月X日, 范文, blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchers.body_lines import Line
from matchers.field_labels import label_count
from matchers.field_lexicon import field_lexicon

_X = r"[Xx×✕╳*＊□○]"
_DATE_BLANK = re.compile(
    rf"20{_X}{{2}}\s*年|\d{{0,3}}{_X}{{2,4}}\s*年|{_X}{{1,2}}\s*月\s*{_X}{{1,2}}\s*日|此处隐藏|此处省略|请在此处填写|点击此处输入"
)
_NAME_BLANK = re.compile(
    rf"(?:{_X}{{2,}}|某某|\*{{2,}})\s*(?:省|市|县|区|镇|乡|街道|学校|小学|中学|幼儿园|学院|支部|党支部|总支|党总支|党委|单位|会议室|局)"
)
_SIGNED = re.compile(r"签名|签到|签字")
_WORDS = re.compile(r"[\u4e00-\u9fff√]")
_HEAD = 400
_LONG = 2000  # a model date deep in a long text is an example in it, not what the text is
_ENOUGH_DATES = 3
_ENOUGH_NAMES = 2
_FEW_LABELS = 3


def placeholder(title: str, text: str, template_words: Sequence[str]) -> str | None:
    """Give the words that show a model text, or None. Both texts are normalised."""
    for word in template_words:
        if word in title:
            return word
    if found := _DATE_BLANK.search(title) or _DATE_BLANK.search(text[:_HEAD]):
        return found.group()
    dates = list(_DATE_BLANK.finditer(text))
    if len(dates) >= (1 if len(text) < _LONG else _ENOUGH_DATES):
        return dates[0].group()
    if found := _NAME_BLANK.search(title):
        return found.group()
    names = list(_NAME_BLANK.finditer(text))
    return names[0].group() if len(names) >= _ENOUGH_NAMES else None


def is_unfilled(lines: Sequence[Line], filled: int) -> bool:
    """Say whether lines are a form that nobody filled in.

    Args:
        lines: the document's first lines.
        filled: how many labelled values were found in them.
    """
    if _is_unsigned(lines):
        return True
    names, labels = label_count(lines)
    if labels < _FEW_LABELS or len(names) < _FEW_LABELS:
        return _is_cover(lines)
    return filled * 3 < labels and not _has_prose(lines)


def _is_unsigned(lines: Sequence[Line]) -> bool:
    """Say whether a sign-in table has rows, and none of them holds more than its number."""
    head = next(
        (n for n, line in enumerate(lines) if line.is_row and _SIGNED.search(line.text)), None
    )
    if head is None:
        return False
    rows = [line for line in lines[head + 1 :] if line.is_row and line.table == lines[head].table]
    texts = [[t for c in row.cells if (t := row.cell_text(c).strip())] for row in rows]
    return len(rows) >= 2 and all(
        len(row) <= 1 and not _WORDS.search("".join(row)) for row in texts
    )


def _has_prose(lines: Sequence[Line]) -> bool:
    """Say whether a line holds more than labels and blanks."""
    lexicon = field_lexicon()
    for line in lines:
        for cell in line.cells:
            text = line.cell_text(cell).strip()
            if len(text) > 20 and lexicon.label(text) is None:
                return True
        if not line.is_row and len(line.stripped) > 40:
            return True
    return False


def _is_cover(lines: Sequence[Line]) -> bool:
    """Say whether the lines are a booklet's cover with blanks to fill in."""
    blanks = sum(line.text.count("___") > 0 for line in lines)
    return blanks >= 1 and len(lines) <= 8 and any("填写说明" in line.text for line in lines)
