"""Old and rare office formats (.doc .wps .rtf .xls .ppt .odt…) through LibreOffice.

Where it is missing, .doc and .rtf give their plain text, the rest a reason that says what to do.
Times come from the original: LibreOffice writes its own.
"""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import olefile

from extractors.document import Block, BlockKind, Locator
from extractors.errors import EncryptedFileError, ExtractionError
from extractors.format_names import Format
from extractors.office_converter import LEGACY, SECOND_WAY, convert
from extractors.ole_objects import FORMS, iter_objects
from extractors.ooxml_properties import set_time
from extractors.rows import add_row, plain_cells
from extractors.rtf_text import MOST_BYTES, read_rtf
from extractors.sink import BlockSink, Source
from extractors.word_binary import Story, read_word_binary

_ENCRYPTED_PPT = bytes.fromhex("dfc4d1f3")
_CUT = "文件过长，可能只读出了前面的部分：请拆成几个文件后重新提交"
_PLAIN_ONLY = "没有 LibreOffice，只读出了文字，表格和编号可能不全：请另存为 .docx 后重新提交"


def extract_word(source: Source, sink: BlockSink) -> None:
    """Read a text document by way of .docx, or its plain text where that cannot be made.

    Raises:
        ExtractionError: when neither works.
    """
    from extractors.docx import extract

    try:
        _through(source, sink, "docx", extract)
    except ExtractionError:
        if sink.blocks or not _plain(source, sink):
            raise
    else:
        if source.format is Format.DOC:
            _restore_rows(source, sink)


def _restore_rows(source: Source, sink: BlockSink) -> None:
    """Take our own reading of a .doc whose cells LibreOffice ran together in paragraphs.

    Only where both give the same characters: labels of lists and words in pictures, which only
    the conversion gives, outweigh the rows, and text that was struck out must not come back.
    """
    if any(block.kind is BlockKind.TABLE_ROW for block in sink.blocks):
        return
    aside = BlockSink(sink.settings, sink.heartbeat)
    try:
        stories, has_cells = read_word_binary(source.location)
        _add_stories(stories, aside)
    except ExtractionError:  # what LibreOffice could read stands
        return
    if not has_cells or _characters(sink.blocks) != _characters(aside.blocks):
        return
    sink.blocks, sink.chars = aside.blocks, aside.chars
    # Problems found in blocks point at blocks that are gone.
    sink.problems = [problem for problem in sink.problems if problem.block is None]


def _characters(blocks: Sequence[Block]) -> Counter[str]:
    found = Counter(
        sign for block in blocks for sign in (block.label or "") + block.text if not sign.isspace()
    )
    found.update(sign for block in blocks for _, label in block.labels for sign in label)
    return found


def extract_sheets(source: Source, sink: BlockSink) -> None:
    """Read a spreadsheet by way of .xlsx.

    Raises:
        ExtractionError: when it cannot be converted or read.
    """
    from extractors.workbook import extract_xlsx

    _through(source, sink, "xlsx", extract_xlsx)


def extract_old_sheets(source: Source, sink: BlockSink) -> None:
    """Read a .xls (also WPS .et): directly, or by way of .xlsx where that fails.

    Raises:
        ExtractionError: when neither works; the reason is that of the first.
    """
    from extractors.spreadsheet import extract_xls

    try:
        extract_xls(source, sink)
    except EncryptedFileError:
        raise
    except Exception as error:  # xlrd raises struct.error, AssertionError and more
        if sink.blocks:
            raise
        try:
            extract_sheets(source, sink)
        except ExtractionError:
            raise error from None
    else:
        _report_inside(source, sink)
        read_ole_properties(source, sink)


def extract_slides(source: Source, sink: BlockSink) -> None:
    """Read a presentation by way of .pptx.

    Raises:
        ExtractionError: when it cannot be converted or read.
    """
    from extractors.slides import extract

    if source.format is Format.PPT and _is_encrypted_ppt(source.location):
        raise EncryptedFileError(".pptx")
    _through(source, sink, "pptx", extract)


def _is_encrypted_ppt(path: Path) -> bool:
    """Tell an old presentation with a password by the mark in its "Current User" stream."""
    try:
        with olefile.OleFileIO(path) as ole:
            head = ole.openstream("Current User").read(16)
    except Exception:  # olefile raises whatever a broken sector table leads it to
        return False
    return bytes(head[12:16]) == _ENCRYPTED_PPT


def _through(
    source: Source, sink: BlockSink, target: str, extract: Callable[[Source, BlockSink], None]
) -> None:
    with tempfile.TemporaryDirectory(prefix="zuozheng-", ignore_cleanup_errors=True) as folder:
        result = source.converted
        if result is None:
            suffix, _ = (LEGACY | SECOND_WAY)[source.format]
            chosen = sink.settings.soffice
            result = convert(source.location, suffix, target, Path(folder), chosen)
        converted = Source(result, source.name, Format(target), result.stat().st_size)
        # What came to light by converting alone has no entry of its own.
        listed = sink.settings.embedded_listed and bool(_names_inside(source))
        settings, sink.settings = sink.settings, replace(sink.settings, embedded_listed=listed)
        try:
            extract(converted, sink)
        finally:
            sink.settings = settings
    for name in ("created", "modified", "author", "last_author", "title"):
        sink.properties.pop(name, None)
    read_ole_properties(source, sink)


def _names_inside(source: Source) -> list[str]:
    if source.format not in FORMS:
        return []
    inside = iter_objects(source.location, source.format)
    return [one.name for one in inside if one.data is not None and not one.is_picture]


def _report_inside(source: Source, sink: BlockSink) -> None:
    """Name the files inside a document that was read without converting it."""
    for name in _names_inside(source):
        sink.report_embedded(f"另一个文件（{name}）")


def read_ole_properties(source: Source, sink: BlockSink) -> None:
    """Put title, author and times of an OLE file (.doc, .xls, .ppt) into the properties."""
    if source.format not in (Format.DOC, Format.XLS, Format.PPT):
        return
    try:
        with olefile.OleFileIO(source.location) as ole:
            metadata = ole.get_metadata()
    except Exception:  # olefile raises whatever a broken property set leads it to
        sink.report("properties_unreadable", "文件属性（作者、创建时间）无法读取")
        return
    for name, value in (("title", metadata.title), ("author", metadata.author)):
        if isinstance(value, bytes):
            sink.set_property(name, value.decode("gb18030", "replace").strip("\x00"))
    for name, value in (("created", metadata.create_time), ("modified", metadata.last_saved_time)):
        if value is not None:
            set_time(sink, name, value.isoformat())


def _plain(source: Source, sink: BlockSink) -> bool:
    """Read plain text without LibreOffice; tell whether there was any."""
    most = sink.settings.limits.text_chars
    if source.format is Format.RTF:
        stories = [(BlockKind.PARAGRAPH, read_rtf(source.location, 2 * most))]
    elif source.format is Format.DOC:
        stories = read_word_binary(source.location).stories
    else:
        return False
    if source.size > MOST_BYTES or any(len(story) > most for _, story in stories):
        sink.report("truncated", _CUT)
    _add_stories(stories, sink)
    _report_inside(source, sink)
    read_ole_properties(source, sink)
    if not sink.blocks:
        return False
    sink.report("plain_text_only", _PLAIN_ONLY)
    sink.empty_reason = _PLAIN_ONLY
    return True


def _add_stories(stories: Sequence[Story], sink: BlockSink) -> None:
    row = 0
    for kind, story in stories:
        # Halves of a pair that stand apart in the file are put together.
        text = story.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for line in io.StringIO(text):
            line = line.rstrip("\n")
            if "\t" in line and kind is BlockKind.PARAGRAPH:
                row += 1
                texts = [cell.strip() for cell in line.rstrip("\t").split("\t")]
                add_row(sink, plain_cells(texts), Locator(table=1, row=row))
            else:
                sink.add(kind, line.strip())
