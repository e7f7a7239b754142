"""A record's text as one string, with the way back from every offset to its block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from extractors.document import Citation, Document
from matchers.hidden_names import HiddenNames, hide_names
from matchers.normalize import normalize
from matchers.record import Record, Region

_JOIN = "\n"


class RecordText:
    """The regions of a record joined by line feeds, normalised without moving an offset.

    `raw` is the text as read, `plain` the same normalised, `text` that without proper names once
    `hide` was called; all have equal length, so that a span found in one is the same span in the
    others.
    """

    __slots__ = ("_document", "_starts", "plain", "raw", "regions", "text")

    def __init__(self, document: Document, regions: Iterable[Region]) -> None:
        self._document = document
        self.regions = tuple(regions)
        self._starts: list[int] = []
        parts: list[str] = []
        offset = 0
        for region in self.regions:
            part = document.blocks[region.block].text[region.start : region.end]
            self._starts.append(offset)
            parts.append(part)
            offset += len(part) + len(_JOIN)
        self.raw = _JOIN.join(parts)
        self.plain = self.text = normalize(self.raw)

    @classmethod
    def of(cls, document: Document, record: Record) -> RecordText:
        """Give the text of a record: its title, if it has one outside, then its regions."""
        regions = record.regions
        if record.title is not None and record.title not in regions and not _inside(record):
            regions = (record.title, *regions)
        return cls(document, regions)

    def hide(self, own: tuple[str, ...], people: Iterable[str]) -> HiddenNames:
        """Put proper names out of `text`; see `hide_names`."""
        hidden = hide_names(self.plain, own, people)
        self.text = hidden.text
        return hidden

    def cite(self, start: int, end: int) -> Citation:
        """Cite a span; one that runs over regions is cut at the end of its first region."""
        number = max(bisect_right(self._starts, start) - 1, 0)
        region = self.regions[number]
        begin = region.start + start - self._starts[number]
        finish = min(region.start + end - self._starts[number], region.end)
        return self._document.cite(region.block, begin, max(finish, begin + 1))

    def locate(self, region: Region) -> tuple[int, int] | None:
        """Give the span of this text where a region of a block stands, or None.

        Of a region that reaches beyond the record (outer blanks) the part inside is given.
        """
        for number, own in enumerate(self.regions):
            begin, end = max(own.start, region.start), min(own.end, region.end)
            if own.block == region.block and begin < end:
                start = self._starts[number] + begin - own.start
                return start, start + end - begin
        return None


def _inside(record: Record) -> bool:
    title = record.title
    return title is not None and any(
        region.block == title.block and region.start <= title.start and title.end <= region.end
        for region in record.regions
    )
