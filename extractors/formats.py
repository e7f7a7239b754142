"""Decide what a file is: from its bytes first, from its name only where bytes do not tell."""

from __future__ import annotations

import re
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import olefile

from extractors.encoding import decode_text, looks_like_text
from extractors.format_names import ARCHIVES, MAILS, MEDIA_TYPES, Format
from extractors.zip_directory import MOST_DIRECTORY, find_directory

__all__ = ["ARCHIVES", "HEAD_BYTES", "MAILS", "MEDIA_TYPES", "Format", "detect_format"]

HEAD_BYTES = 8192

_MAGIC: tuple[tuple[int, bytes, Format], ...] = (
    (0, b"{\\rtf", Format.RTF),
    (0, b"\xff\xd8\xff", Format.JPEG),
    (0, b"\x89PNG\r\n\x1a\n", Format.PNG),
    (0, b"GIF87a", Format.GIF),
    (0, b"GIF89a", Format.GIF),
    (0, b"II*\x00", Format.TIFF),
    (0, b"MM\x00*", Format.TIFF),
    (8, b"WEBP", Format.WEBP),
    (0, b"7z\xbc\xaf\x27\x1c", Format.SEVEN_ZIP),
    (0, b"Rar!\x1a\x07", Format.RAR),
    (0, b"\x1f\x8b", Format.GZIP),
    (0, b"BZh", Format.BZIP2),
    (0, b"\xfd7zXZ\x00", Format.XZ),
    (257, b"ustar", Format.TAR),
    (0, b"\x28\xb5\x2f\xfd", Format.OTHER_ARCHIVE),  # Zstandard
    (0, b"\x04\x22\x4d\x18", Format.OTHER_ARCHIVE),  # LZ4
    (0, b"\x1f\x9d", Format.OTHER_ARCHIVE),  # compress (.Z)
    (0, b"MSCF\x00\x00\x00\x00", Format.OTHER_ARCHIVE),  # cabinet
    (2, b"-lh5-", Format.OTHER_ARCHIVE),
    (2, b"-lh7-", Format.OTHER_ARCHIVE),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", Format.SHORTCUT),
    (0, b"MZ", Format.PROGRAM),
    (0, b"\x7fELF", Format.PROGRAM),
    (8, b"AVI ", Format.MEDIA),
    (8, b"WAVE", Format.MEDIA),
    (0, b"ID3", Format.MEDIA),
    (0, b"\x1aE\xdf\xa3", Format.MEDIA),
    (0, b"0&\xb2u\x8ef\xcf\x11", Format.MEDIA),
    (0, b"FLV\x01", Format.MEDIA),
    (0, b"#!AMR", Format.MEDIA),
)
_OLD_LZMA = b"\x5d\x00\x00"  # too weak a mark to go by alone
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_OLE_STREAMS = (
    ("EncryptedPackage", Format.ENCRYPTED_OFFICE),
    ("WordDocument", Format.DOC),
    ("Workbook", Format.XLS),
    ("Book", Format.XLS),
    ("PowerPoint Document", Format.PPT),
    ("__properties_version1.0", Format.MSG),
)
_BY_SUFFIX = {
    ".doc": Format.DOC,
    ".wps": Format.DOC,
    ".xls": Format.XLS,
    ".et": Format.XLS,
    ".ppt": Format.PPT,
    ".dps": Format.PPT,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".pptx": Format.PPTX,
    ".ofd": Format.OFD,
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|body[\s>]|table[\s>])", re.IGNORECASE)
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_HEADER = re.compile(
    rb"^(?:mime-version|received|return-path|message-id|from|subject|date|to|x-mailer):",
    re.IGNORECASE | re.MULTILINE,
)


def detect_format(path: Path, name: str = "") -> Format:
    """Tell what the file at `path` is; `name` is its name in the submission.

    Gives `Format.UNKNOWN` for bytes that nothing here reads. Never raises for bad content.

    Raises:
        OSError: when the file cannot be opened.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    suffix = PurePosixPath((name or path.name).lower()).suffix
    if head.lstrip().startswith(b"%PDF-"):
        return Format.PDF
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_format(path, suffix)
    if head.startswith(olefile.MAGIC):
        return _ole_format(path, suffix)
    for offset, magic, form in _MAGIC:
        if head.startswith(magic, offset) and not (magic == b"MZ" and looks_like_text(head)):
            return form
    if suffix in (".lzma", ".tlz") and head.startswith(_OLD_LZMA):
        return Format.XZ
    # A PDF may stand behind a few odd bytes; an archive whose first member is a PDF stored
    # as it is begins with its own mark, so that is asked first.
    if b"%PDF-" in head[:1024] and not _is_old_tar(head):
        return Format.PDF
    if head[4:8] == b"ftyp":
        return Format.HEIC if head[8:12] in _HEIC_BRANDS else Format.MEDIA
    if suffix == ".zip" and find_directory(path).last_volume:
        return Format.ZIP  # the last of several volumes begins in the midst of a member
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        return Format.BMP
    return _text_format(head, suffix)


def _zip_format(path: Path, suffix: str) -> Format:
    """Tell Office packages, OFD and plain archives apart by the parts they hold."""
    if find_directory(path).length > MOST_DIRECTORY:
        return _BY_SUFFIX.get(suffix, Format.ZIP)
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.replace("\\", "/").lstrip("/") for name in package.namelist()[:5000]}
            lowered = {name.lower() for name in names}
            if "ofd.xml" in lowered:
                return Format.OFD
            if "[content_types].xml" in lowered:
                return _package_format(package, lowered)
            if "mimetype" in lowered:
                return _open_document_format(package)
    except Exception:  # zlib, lzma and zipfile raise errors of many kinds on broken bytes
        return _BY_SUFFIX.get(suffix, Format.ZIP)
    return Format.ZIP


def _package_format(package: zipfile.ZipFile, names: set[str]) -> Format:
    if any(name.startswith("word/") for name in names):
        return Format.DOCX
    if "xl/workbook.bin" in names:
        return Format.XLSB
    if any(name.startswith("xl/") for name in names):
        return Format.XLSX
    if any(name.startswith("ppt/") for name in names):
        return Format.PPTX
    types = _read_start(package, "[Content_Types].xml", 100_000)
    return _marked(
        types,
        (b"wordprocessingml", Format.DOCX),
        (b"spreadsheetml", Format.XLSX),
        (b"presentationml", Format.PPTX),
    )


def _open_document_format(package: zipfile.ZipFile) -> Format:
    kind = _read_start(package, "mimetype", 100)
    return _marked(
        kind,
        (b"opendocument.text", Format.ODT),
        (b"opendocument.spreadsheet", Format.ODS),
        (b"opendocument.presentation", Format.ODP),
    )


def _marked(text: bytes, *marks: tuple[bytes, Format]) -> Format:
    """Give the format of the first mark that the text holds; a plain archive without one."""
    return next((form for mark, form in marks if mark in text), Format.ZIP)


def _read_start(package: zipfile.ZipFile, name: str, size: int) -> bytes:
    for info in package.infolist():
        if info.filename.lower() == name.lower():
            with package.open(info) as stream:
                return stream.read(size)
    return b""


def _ole_format(path: Path, suffix: str) -> Format:
    by_name = _BY_SUFFIX.get(suffix, Format.UNKNOWN)
    try:
        with olefile.OleFileIO(path) as ole:
            top = {entry[0] for entry in ole.listdir(streams=True, storages=False) if entry}
    except Exception:  # olefile raises whatever a broken sector table leads it to
        return by_name
    for stream, form in _OLE_STREAMS:
        if stream in top:
            return form
    return by_name


def _text_format(head: bytes, suffix: str) -> Format:
    if not head:
        return Format.TXT
    if _is_old_tar(head):
        return Format.TAR
    # Readers allow anything before a PDF's mark; asked last, for archives hold whole PDFs.
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if not looks_like_text(head):
        return Format.UNKNOWN
    plain = decode_text(head, lenient_end=True).encode("utf-8")
    start = plain.lstrip()
    if start.startswith(b"<?xml"):
        if b"Word.Document" in plain or b"schemas.microsoft.com/office/word/2003" in plain:
            return Format.WORD_XML
        if b"Excel.Sheet" in plain or b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
            return Format.EXCEL_XML
    mail = _mail_format(start, suffix)
    if mail is not None:
        return mail
    if start.startswith(b"<") and _HTML.search(plain):
        return Format.HTML
    if suffix in (".html", ".htm", ".shtml"):
        return Format.HTML
    return {".csv": Format.CSV, ".tsv": Format.CSV, ".md": Format.MD, ".markdown": Format.MD}.get(
        suffix, Format.TXT
    )


def _mail_format(start: bytes, suffix: str) -> Format | None:
    """Tell a mail or a saved web page by its header lines (at least two well-known ones)."""
    end = 0
    while (line := _HEADER_LINE.match(start, end)) is not None:
        end = line.end()
    headers = start[:end]
    known = len(_MAIL_HEADER.findall(headers))
    content = b"content-type:" in headers.lower()
    if known < 2 and not (known and content):
        return None
    lowered = headers.lower()
    saved = b"multipart/related" in lowered and (
        b"saved by" in lowered or b"snapshot-content-location" in lowered or b"\nto:" not in lowered
    )
    if suffix in (".mht", ".mhtml") or (saved and suffix != ".eml"):
        return Format.MHT
    if suffix == ".eml" or content or known >= 3:
        return Format.EML
    return None


def _is_old_tar(head: bytes) -> bool:
    """Tell a tar of before 1988, which has no magic, by its checksum field."""
    if len(head) < 512 or not head[0] or head[156:157] not in (b"0", b"\x00", b"5"):
        return False
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True
