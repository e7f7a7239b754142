"""Pages and pictures whose words are only drawn: recognised, or named as not recognised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from PIL import Image

from extractors.document import BoundingBox, Problem
from extractors.errors import ExtractionError
from extractors.ocr.recognise import OFF, lay_out_reading, read_picture, unavailable
from extractors.page_layout import PageLayout
from extractors.sink import BlockSink, PictureOffer, Source

DOTS = 200 / 72  # pixels a point: what recognition was measured with
LONGEST = 3600  # pixels


class WantedPage(Protocol):
    """A page (1-based) to recognise: the whole of it, or only the pictures in `boxes`."""

    @property
    def number(self) -> int:
        """The page's number."""

    @property
    def boxes(self) -> tuple[BoundingBox, ...]:
        """Where its pictures are, beside text; none: the whole page is to be read."""


Page = TypeVar("Page", bound=WantedPage)


class ScannedPages:
    """Recognises pages as the settings say and keeps count of those that stay unread."""

    def __init__(self, source: Source, sink: BlockSink) -> None:
        self._source = source
        self._sink = sink
        self._asked = False
        self._reason: str | None = None

    def read(
        self, wanted: Sequence[Page], picture_of: Callable[[Page], tuple[Image.Image, float]]
    ) -> dict[int, PageLayout]:
        """Recognise pages, with the help of idle workers; give the layouts of those with text.

        `picture_of` makes a page's picture and tells its pixels a point. What was doubtful or
        stayed unread goes to the ledger, in the order of the pages.
        """
        if not wanted:
            return {}
        if self._why_not() is not None:
            self._name_unread(wanted)
            return {}
        if len(wanted) > 1:
            location = str(self._source.location)
            self._sink.offer(PictureOffer(location, self._source.format, tuple(wanted)))
        layouts: dict[int, PageLayout] = {}
        problems: dict[int, list[Problem]] = {}
        for patient in (False, True):  # what others are at is taken up at the end
            for page in wanted:
                if page.number in problems:
                    continue
                try:
                    found = self._read_one(page, picture_of, layouts, patient=patient)
                except (ExtractionError, MemoryError):
                    raise
                except Exception:  # of whatever kind: the other pages are not lost with it
                    found = [_not_recognised(page.number)]
                if found is not None:
                    problems[page.number] = found
        for number in sorted(problems):
            self._sink.problems.extend(problems[number])
        return layouts

    def _read_one(
        self,
        page: Page,
        picture_of: Callable[[Page], tuple[Image.Image, float]],
        layouts: dict[int, PageLayout],
        *,
        patient: bool,
    ) -> list[Problem] | None:
        """Recognise one page and give its problems, None when another worker is at it."""
        aside = BlockSink(self._sink.settings, self._sink.heartbeat)
        picture, scale = picture_of(page)
        reading = read_picture(picture, aside, patient=patient)
        if reading is None:
            return None
        layout = lay_out_reading(reading, picture, page.number, scale, aside)
        if layout is not None:
            layouts[page.number] = layout
            self._sink.recognised = True
        return aside.problems

    def _why_not(self) -> str | None:
        if not self._asked:
            self._asked = True
            self._reason = unavailable(self._sink.settings)
        return self._reason

    def _name_unread(self, wanted: Sequence[WantedPage]) -> None:
        reason = self._reason or OFF
        unread = [page.number for page in wanted if not page.boxes]
        for number in unread:
            message = f"第 {number} 页像是扫描页，图中的文字没有识别"
            self._sink.report("page_not_recognised", message, page=number)
        for page in wanted:
            if page.boxes:
                message = f"第 {page.number} 页有图片，图中的文字没有识别（{reason}）"
                self._sink.report("pictures_not_read", message, page=page.number)
        if unread:
            self._sink.empty_reason = (
                f"有 {len(unread)} 页是扫描页，其中的文字没有识别：{reason}。"
                "请启用文字识别，或提交可复制文字的 PDF、.docx"
            )


def _not_recognised(number: int) -> Problem:
    message = f"第 {number} 页的图不能打开或识别时出错，图中的文字没有识别：请核对原件"
    return Problem("page_not_recognised", message, number)
