"""One table: which function reads which format; and `extract_file`, which uses it.

To add a format: name it in `formats.py`, write `extract(source, sink)` in a module of its own,
add its row here and a test.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable
from pathlib import Path

from extractors.damage import find_damage
from extractors.digest import file_digest
from extractors.document import Document, FileStatus, Problem
from extractors.errors import (
    EncryptedFileError,
    ExtractionError,
    LimitError,
    UnknownFormatError,
)
from extractors.formats import MEDIA_TYPES, Format, detect_format
from extractors.navigation import mark_navigation
from extractors.settings import ExtractSettings
from extractors.sink import BlockSink, PictureOffer, Source

Extractor = Callable[[Source, BlockSink], None]

# Loaded when first used: a run over Word files never imports the PDF or OCR libraries.
EXTRACTORS: dict[Format, str] = {
    Format.DOCX: "extractors.docx:extract",
    Format.DOC: "extractors.legacy_office:extract_word",
    Format.RTF: "extractors.legacy_office:extract_word",
    Format.WORD_XML: "extractors.legacy_office:extract_word",
    Format.ODT: "extractors.legacy_office:extract_word",
    Format.XLSX: "extractors.workbook:extract_xlsx",
    Format.XLSB: "extractors.legacy_office:extract_sheets",
    Format.XLS: "extractors.legacy_office:extract_old_sheets",
    Format.EXCEL_XML: "extractors.legacy_office:extract_sheets",
    Format.ODS: "extractors.legacy_office:extract_sheets",
    Format.CSV: "extractors.spreadsheet:extract_csv",
    Format.PPTX: "extractors.slides:extract",
    Format.PPT: "extractors.legacy_office:extract_slides",
    Format.ODP: "extractors.legacy_office:extract_slides",
    Format.PDF: "extractors.pdf:extract",
    Format.OFD: "extractors.ofd:extract",
    Format.HTML: "extractors.html:extract",
    Format.MHT: "extractors.html:extract_mht",
    Format.EML: "extractors.mail:extract_eml",
    Format.MSG: "extractors.mail:extract_msg",
    Format.TXT: "extractors.text:extract_txt",
    Format.MD: "extractors.text:extract_markdown",
    Format.JPEG: "extractors.image:extract",
    Format.PNG: "extractors.image:extract",
    Format.TIFF: "extractors.image:extract",
    Format.WEBP: "extractors.image:extract",
    Format.HEIC: "extractors.image:extract",
    Format.GIF: "extractors.image:extract",
    Format.BMP: "extractors.image:extract",
}

# Known, and not read: the reason that goes to the ledger.
NOT_READ: dict[Format, str] = {
    Format.MEDIA: "音频、视频不作文字读取：如需作为佐证，请另附文字说明或截图",
    Format.PROGRAM: "这是程序文件，不作为材料读取",
    Format.SHORTCUT: "这是快捷方式，里面没有材料：请提交它所指向的原文件",
    Format.ZIP: "压缩包在这里不展开：请解压后提交，或把压缩包放进材料文件夹整体核查",
    Format.SEVEN_ZIP: "压缩包在这里不展开：请解压后提交，或把压缩包放进材料文件夹整体核查",
    Format.RAR: "压缩包在这里不展开：请解压后提交，或把压缩包放进材料文件夹整体核查",
    Format.TAR: "压缩包在这里不展开：请解压后提交，或把压缩包放进材料文件夹整体核查",
    Format.GZIP: "压缩包在这里不展开：请解压后提交，或把压缩包放进材料文件夹整体核查",
    Format.BZIP2: "压缩包在这里不展开：请解压后提交，或把压缩包放进材料文件夹整体核查",
    Format.XZ: "压缩包在这里不展开：请解压后提交，或把压缩包放进材料文件夹整体核查",
}


# Formats that would hold material, and that nothing here opens.
UNSUPPORTED: dict[Format, str] = {
    Format.OTHER_ARCHIVE: (
        "程序不能展开这种压缩格式：请在电脑上解压后提交文件夹，或改用 .zip 重新压缩"
    ),
}


def extract_file(
    path: str | Path,
    *,
    name: str | None = None,
    settings: ExtractSettings | None = None,
    heartbeat: Callable[[], None] | None = None,
    converted: Path | None = None,
    offer: Callable[[PictureOffer], None] | None = None,
) -> Document:
    """Read one file into a `Document`; bad data never raises.

    `name` is what `Document.path` records (the path in the submission, with "/"), by default
    the file's own name. Whatever cannot be read gives a document whose status is UNREADABLE,
    EMPTY or SKIPPED and whose Chinese reason says what the school should do. `heartbeat` is
    called after each page that took long (recognition). `converted` is the file in a newer
    format, where an old one was converted beforehand together with others. `offer` is
    called with pictures that others may recognise meanwhile.

    Raises:
        OSError: when `path` cannot be opened at all.
    """
    path = Path(path)
    settings = settings or ExtractSettings()
    name = name or path.name
    size = path.stat().st_size
    digest = file_digest(path)
    if size == 0:
        return _refused(name, digest, size, Format.UNKNOWN, FileStatus.EMPTY, _ZERO_BYTES)
    if size > settings.limits.file_bytes:
        too_big = f"文件过大（{size // 1_000_000} MB）：请拆分或压缩图片后重新提交"
        return _refused(name, digest, size, Format.UNKNOWN, FileStatus.UNREADABLE, too_big)
    form = detect_format(path, name)
    if form in NOT_READ:
        return _refused(name, digest, size, form, FileStatus.SKIPPED, NOT_READ[form])
    sink = BlockSink(settings)
    sink.heartbeat = heartbeat or sink.heartbeat
    sink.offer = offer or sink.offer
    failure = _run(Source(path, name, form, size, converted), sink)
    outcome, reason = _outcome(sink, failure)
    blocks = mark_navigation(sink.blocks)
    return Document(
        path=name,
        sha256=digest,
        media_type=MEDIA_TYPES[form],
        size=size,
        status=outcome,
        reason=reason,
        pages=sink.pages,
        blocks=tuple(blocks),
        problems=(*sink.problems, *find_damage(blocks)),
        properties=tuple(sorted(sink.properties.items())),
    )


_ZERO_BYTES = "文件是空的（0 字节）：可能没有上传完整，请重新提交"
_NO_TEXT = "文件里没有文字：请确认提交的是否为正确的文件"


def _refused(
    name: str, digest: str, size: int, form: Format, status: FileStatus, reason: str
) -> Document:
    return Document(name, digest, MEDIA_TYPES[form], size, status, reason)


def _run(source: Source, sink: BlockSink) -> str | None:
    """Run the format's extractor; give the Chinese reason if it did not reach the end."""
    try:
        with warnings.catch_warnings():
            # Libraries warn about oddities of a file; what matters is reported in the document.
            warnings.simplefilter("ignore")
            _load(source.format)(source, sink)
    except LimitError as error:
        sink.report("truncated", str(error))
        return str(error)
    except EncryptedFileError as error:
        sink.report("encrypted", str(error))
        return str(error)
    except ExtractionError as error:
        sink.report("unreadable", str(error))
        return str(error)
    except Exception as error:  # parsers raise anything on broken input; none of it is hidden
        reason = "文件可能已损坏，未能读完：请打开原文件检查，另存为新文件后重新提交"
        sink.report("parser_failed", f"{reason}（{type(error).__name__}: {_short(error)}）")
        return reason
    return None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _load(form: Format) -> Extractor:
    """Import the function that reads `form`.

    Raises:
        UnknownFormatError: when there is none.
        EncryptedFileError: for Office files that are wholly encrypted.
    """
    if form is Format.ENCRYPTED_OFFICE:
        raise EncryptedFileError
    if form in UNSUPPORTED:
        raise ExtractionError(UNSUPPORTED[form])
    target = EXTRACTORS.get(form)
    if target is None:
        raise UnknownFormatError
    module, _, function = target.partition(":")
    loaded: Extractor = getattr(importlib.import_module(module), function)
    return loaded


def _outcome(sink: BlockSink, failure: str | None) -> tuple[FileStatus, str | None]:
    """Decide the status: partly read files count as read, with the reason beside it."""
    if sink.blocks:
        status = FileStatus.OCR if sink.recognised else FileStatus.READ
        return status, f"只读出了一部分。{failure}" if failure else sink.empty_reason
    if failure is not None:
        return FileStatus.UNREADABLE, failure
    if sink.skip_reason is not None:
        return FileStatus.SKIPPED, sink.skip_reason
    return FileStatus.EMPTY, sink.empty_reason or _NO_TEXT


def unreadable(path: Path, name: str, kind: str, reason: str) -> Document:
    """Make the ledger's document of a file whose reading had to be stopped from outside."""
    size = path.stat().st_size
    form = detect_format(path, name)
    return Document(
        path=name,
        sha256=file_digest(path),
        media_type=MEDIA_TYPES[form],
        size=size,
        status=FileStatus.UNREADABLE,
        reason=reason,
        problems=(Problem(kind, reason),),
    )
