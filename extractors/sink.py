"""Where extractors put what they read, piece by piece, so that a fault keeps what came before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.document import (
    Block,
    BlockKind,
    BoundingBox,
    BoxedSpan,
    Cell,
    Locator,
    Problem,
)
from extractors.errors import LimitError
from extractors.format_names import Format
from extractors.settings import ExtractSettings

_NOWHERE = Locator()
# Control characters but tab and line feed, halves of surrogate pairs, and non-characters: they
# cannot be written to XML, and some not even to UTF-8.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _storable(match: re.Match[str]) -> str:
    """Replace one character by one, so that every offset stays."""
    found = match.group()
    if found in "\r\x0b\x0c":
        return "\n"
    return " " if found < "\x80" else "\ufffd"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: where its bytes lie, its path in the submission, its decided format.

    `converted` is the file in a newer format, if that has been made already.
    """

    location: Path
    name: str
    format: Format
    size: int
    converted: Path | None = None


@dataclass(frozen=True, slots=True)
class PictureOffer:
    """Pictures of one file that other workers may recognise, in the order of the document.

    `items` are what the format's reader needs to make each picture once more.
    """

    location: str
    format: Format
    items: tuple[object, ...]


def _no_heartbeat() -> None:
    """Nobody watches."""


def _no_helpers(offer: PictureOffer) -> None:
    """Nobody helps."""


@dataclass(slots=True)
class BlockSink:
    """Collects blocks, problems and properties of one document in reading order.

    `heartbeat` is called after each slow step that went well (a page recognised), so that who
    watches the time knows the reading goes on. `offer` is called with pictures that idle workers
    may recognise at the same time.
    """

    settings: ExtractSettings
    heartbeat: Callable[[], None] = _no_heartbeat
    offer: Callable[[PictureOffer], None] = _no_helpers
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    pages: int | None = None
    recognised: bool = False
    empty_reason: str | None = None
    skip_reason: str | None = None
    chars: int = 0

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        page: int | None = None,
        locator: Locator = _NOWHERE,
        box: BoundingBox | None = None,
        label: str | None = None,
        level: int | None = None,
        cells: Sequence[Cell] = (),
        spans: Sequence[BoxedSpan] = (),
        confidence: float | None = None,
        labels: Sequence[tuple[int, str]] = (),
    ) -> int | None:
        """Append a block and give its index; text that is blank is passed over (None).

        Characters that cannot be stored are replaced one for one.

        Raises:
            LimitError: when the document outgrows its limits; what came before is kept.
        """
        if not text or text.isspace():
            return None
        if _UNSTORABLE.search(text):
            text = _UNSTORABLE.sub(_storable, text)
            if text.isspace():
                return None
        limits = self.settings.limits
        if len(self.blocks) >= limits.blocks or self.chars + len(text) > limits.text_chars:
            raise LimitError("内容超出上限，只读出了前面的部分：请拆成几个文件后重新提交")
        index = len(self.blocks)
        self.chars += len(text)
        self.blocks.append(
            Block(
                index=index,
                kind=kind,
                text=text,
                page=page,
                locator=locator,
                box=box,
                label=label,
                level=level,
                cells=tuple(cells),
                spans=tuple(spans),
                confidence=confidence,
                labels=tuple(labels),
            )
        )
        return index

    def report(
        self, kind: str, message: str, *, page: int | None = None, block: int | None = None
    ) -> None:
        """Note that something went wrong or looks damaged."""
        self.problems.append(Problem(kind, message, page, block))

    def report_embedded(self, what: str) -> None:
        """Note that the document holds `what` file; where it is listed, it has its own entry."""
        listed = self.settings.embedded_listed
        outcome = "已另行列入文件清单" if listed else "没有读取：请把它另存后单独提交"
        self.report("embedded_file", f"文中嵌入了{what}，{outcome}")

    def set_property(self, name: str, value: str | None) -> None:
        """Keep a piece of metadata; blank values are passed over."""
        plain = _UNSTORABLE.sub(" ", value or "").strip()
        if plain:
            self.properties[name] = plain[:500]
