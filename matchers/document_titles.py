"""Where a document says what it is: its title, its file name, and the headings of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import PurePosixPath

from extractors.document import Block, BlockKind, Document
from matchers.squeezed import Squeezed, squeeze

FIRST_LINES = 6
_TITLE_CHARS = 60  # also keeps every pattern below from long, hostile lines
_NUMBER = re.compile(
    r"^(?:附件?\s*[\d一二三四五六七八九十]*\s*[:：.、]?\s*)?"
    r"(?:第[一二三四五六七八九十百\d]+[章节部分篇条项][:：、]?|[一二三四五六七八九十]{1,3}[、,.．，:：]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）][、.]?|\d{1,2}(?:[.．]\d{1,2})*[、.．:：)）]?(?!\d|年|月|日))?\s*"
)
_SENTENCE = re.compile(r"[。；;!！?？]|[:：,，]\s*$")
_CONTENTS = re.compile(r"(?:\.{3,}|…+|·{3,}|-{3,}|\t|\s{2,})\s*\d{1,4}\s*$")
_UNSEEN = (
    BlockKind.DELETED,
    BlockKind.HEADER,
    BlockKind.FOOTER,
    BlockKind.COMMENT,
    BlockKind.NAVIGATION,
)


class Source(StrEnum):
    """Where a title was read; the values are Chinese words for people."""

    TITLE = "标题"
    HEADING = "小标题"
    SHEET = "工作表名"
    FILE_NAME = "文件名"


@dataclass(frozen=True, slots=True)
class Title:
    """A candidate: `text` as written (without its number), and where it stands, if it does.

    `start` is the offset of `text` in the block; a title joined from two lines is placed at its
    last line and says so by `joined`. `numbered` tells that a number such as （一） was before it.
    """

    text: str
    squeezed: Squeezed
    source: Source
    block: int | None = None
    start: int = 0
    joined: bool = False
    numbered: bool = False


def visible(document: Document) -> tuple[Block, ...]:
    """Give the blocks that are the document's own text, blank ones left out."""
    return tuple(b for b in document.blocks if b.kind not in _UNSEEN and b.text.strip())


def file_title(path: str) -> Title:
    """Give the file's name without suffix and leading numbers."""
    stem = PurePosixPath(path).stem[:_TITLE_CHARS]
    text = stem[_numbered(stem) :]
    return Title(text, squeeze(text), Source.FILE_NAME)


def opening_titles(blocks: tuple[Block, ...], title: str) -> Iterator[Title]:
    """Give the lines that may be the whole document's title, single lines first.

    Args:
        blocks: the visible blocks.
        title: what the classifier took for the title; given last if no line holds it.
    """
    lines = [line for block in blocks[:FIRST_LINES] for line in _lines(block)][:FIRST_LINES]
    yield from (line for line in lines if _is_title_like(line.text))
    for first, second in pairwise(lines):
        short = len(first.text) + len(second.text) <= _TITLE_CHARS
        whole = _is_title_like(first.text) and _is_title_like(second.text)
        if short and whole and not second.numbered:
            text = first.text + second.text
            yield Title(text, squeeze(text), Source.TITLE, second.block, second.start, joined=True)
    title = title[:_TITLE_CHARS]
    if title and all(title not in line.text for line in lines):
        yield Title(title, squeeze(title), Source.TITLE)


def headings(blocks: tuple[Block, ...]) -> Iterator[Title]:
    """Give every line that stands alone like a heading, from the top of the document."""
    for block in blocks:
        for line in _lines(block):
            if _is_title_like(line.text) and not _CONTENTS.search(line.text):
                yield line


def sheet_titles(blocks: tuple[Block, ...]) -> Iterator[Title]:
    """Give the names of a workbook's sheets, each at its first block."""
    seen: set[str] = set()
    for block in blocks:
        name = block.locator.sheet
        if name and name not in seen:
            seen.add(name)
            yield Title(name, squeeze(name), Source.SHEET, block.index)


def _lines(block: Block) -> Iterator[Title]:
    """Give a block's lines; of a table row only one with a single filled cell."""
    if block.kind is BlockKind.TABLE_ROW:
        filled = [c for c in block.cells if block.text[c.start : c.end].strip()]
        if len(filled) > 1 or (not block.cells and len(block.text.split("\t")) > 1):
            return
    source = Source.TITLE if block.level in (None, 1) else Source.HEADING
    for line in re.finditer(r"[^\n]+", block.text):
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        text = line.group().strip()
        number = _numbered(text)
        if text[number:]:
            yield Title(
                text[number:],
                squeeze(text[number:]),
                source,
                block.index,
                start + number,
                numbered=number > 0,
            )


def first_cells(block: Block) -> Title | None:
    """Give the first filled cell of a table row as the name of a part, or None."""
    if block.kind is not BlockKind.TABLE_ROW:
        return None
    for cell in block.cells:
        text = block.text[cell.start : cell.end]
        if text.strip():
            inner = text.strip()
            number = _numbered(inner)
            start = cell.start + text.index(inner) + number
            name = inner[number:]
            return Title(name, squeeze(name), Source.HEADING, block.index, start) if name else None
    return None


def _numbered(text: str) -> int:
    """Count the characters of a leading number such as （一） or 附件1."""
    found = _NUMBER.match(text)
    return found.end() if found else 0


def _is_title_like(text: str) -> bool:
    return len(text) <= _TITLE_CHARS and not _SENTENCE.search(text)
