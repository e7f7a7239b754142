"""What an extractor read from one file: an ordered list of text blocks with their places.

Types only; nothing here imports a parser. Offsets are half-open code-point offsets into a
block's `text`. Boxes are in PDF points with the origin at the top left of the page as shown
(rotation and crop box applied); those of text in a picture inside a document (its name is
`locator.part`) are pixels of that picture as shown. Pages are 1-based.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class FileStatus(StrEnum):
    """What became of a source file; the closed set of the result file."""

    READ = "read"
    OCR = "ocr"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    SKIPPED = "skipped"


class BlockKind(StrEnum):
    """What a block is in its source."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE_ROW = "table_row"
    TEXT_BOX = "text_box"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    DELETED = "deleted"  # text that tracked changes removed: kept apart, never evidence
    SLIDE = "slide"
    NOTES = "notes"
    MAIL_HEADER = "mail_header"
    MAIL_BODY = "mail_body"
    OCR_LINE = "ocr_line"
    NAVIGATION = (
        "navigation"  # leads elsewhere (上一篇, 相关新闻, menus): kept, never a text's own words
    )
    STAMP = "stamp"  # seals and watermarks (OFD annotations)


class BoundingBox(NamedTuple):
    """A rectangle on a page: left, top, right, bottom in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: BoundingBox) -> BoundingBox:
        """Give the smallest box that covers both."""
        return BoundingBox(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: where its text lies in the row block's text.

    `column` is the 0-based grid column where the cell begins, `span` how many columns it covers.
    A cell merged downwards appears once, in its first row.
    """

    start: int
    end: int
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class BoxedSpan:
    """A stretch of a block's text (a line or a word) and the box that covers it."""

    start: int
    end: int
    box: BoundingBox
    page: int


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a block lies in its file, as a person would look for it; unused parts are None.

    `table` and `row` are 1-based counts in the document (or sheet); `part` says which stream
    the block belongs to when it is not the body ("header1", "footnotes", "comments").
    """

    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    slide: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text: a paragraph, a heading, a table row, a text box…

    In a table row the cells' texts are joined by a tab; a cell of several paragraphs keeps
    them apart with a line feed. `label` is the automatic number Word shows before the text
    (（一）, 1.) and is never part of `text`; `labels` holds those of paragraphs inside a table
    row as (offset of the paragraph in `text`, label). `level` is the heading level (1 = top) or
    None. `confidence` is the recogniser's (0–1) for text from OCR, else None.
    """

    index: int
    kind: BlockKind
    text: str
    page: int | None = None
    locator: Locator = Locator()
    box: BoundingBox | None = None
    label: str | None = None
    level: int | None = None
    cells: tuple[Cell, ...] = ()
    spans: tuple[BoxedSpan, ...] = ()
    confidence: float | None = None
    labels: tuple[tuple[int, str], ...] = ()


DOUBTFUL = 0.7  # confidence below which a recognised line is to be compared with the original


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage: `quote` is exactly `text[start:end]` of that block of that file.

    `confidence` is that of its block, None for text that was not recognised.
    """

    file: str
    page: int | None
    block: int
    start: int
    end: int
    quote: str
    bbox: BoundingBox | None = None
    confidence: float | None = None

    @property
    def doubtful(self) -> bool:
        """Whether the quote was recognised with so little confidence that it may be wrong."""
        return self.confidence is not None and self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong or looks damaged while a file was read.

    `kind` is a stable English identifier (snake_case); `message` is Chinese, for people, and
    says what to do; `page` and `block` say where, if known.
    """

    kind: str
    message: str
    page: int | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Everything read from one source file.

    `path` is relative to the submission, with "/"; a member of an archive is
    "材料.zip/党课/3月.docx". `reason` is the Chinese explanation when `status` is not READ.
    `properties` holds metadata as sorted (name, value) pairs: "title", "author", "created",
    "modified" (ISO dates), "exif_time" (ISO, local time as the camera wrote it).
    """

    path: str
    sha256: str
    media_type: str
    size: int
    status: FileStatus
    reason: str | None = None
    pages: int | None = None
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    properties: tuple[tuple[str, str], ...] = field(default=())

    @property
    def chars(self) -> int:
        """Count the characters of all blocks."""
        return sum(len(block.text) for block in self.blocks)

    def cite(self, block: int, start: int, end: int) -> Citation:
        """Make the citation of `text[start:end]` of block number `block`.

        The only maker of citations, so that none can be invented.

        Raises:
            ValueError: when the span is empty or outside the block.
        """
        source = self.blocks[block]
        if not 0 <= start < end <= len(source.text):
            raise ValueError(f"span {start}:{end} is not inside block {block} of {self.path}")
        page, box = _place(source, start, end)
        quote = source.text[start:end]
        return Citation(self.path, page, block, start, end, quote, box, source.confidence)


def _place(block: Block, start: int, end: int) -> tuple[int | None, BoundingBox | None]:
    """Find the page where a span begins and the box of its part on that page.

    What stands in a picture inside a document without pages has a box, but no page.
    """
    touched = [span for span in block.spans if span.start < end and span.end > start]
    if not touched:
        return block.page, block.box
    page = touched[0].page
    box = touched[0].box
    for span in touched[1:]:
        if span.page == page:
            box = box.union(span.box)
    return None if block.page is None else page, box
