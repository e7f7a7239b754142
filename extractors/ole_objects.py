"""Files inside old Office documents (.doc, .xls, .ppt), and inside the OLE objects of new ones.

Layouts: [MS-DOC] 2.1.6 ObjectPool, [MS-XLS] 2.1.7.8 MBD storages, [MS-PPT] 2.10.34 ExOleObjStg,
[MS-ODRAW] 2.2.20 to 2.2.32 for the pictures of a workbook.
"""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import olefile

from extractors.format_names import Format
from extractors.xls_drawings import read_pictures

FORMS = frozenset({Format.DOC, Format.XLS, Format.PPT})
_POOL, _EMBEDDED = "ObjectPool", "MBD"
_WRAPPED = "\x01Ole10Native"  # how Windows keeps a file of any kind inside a document
_PACKAGE = "Package"  # how newer files lie in older ones
_ACROBAT = "CONTENTS"  # where Acrobat keeps a PDF inside a document
_OBJECT_STREAMS = ("Equation Native", "\x03OCXNAME")
_WHOLE = {  # the stream that makes a storage a document of its own
    "WordDocument": ("文档", ".doc"),
    "Workbook": ("表格", ".xls"),
    "Book": ("表格", ".xls"),
    "PowerPoint Document": ("演示文稿", ".ppt"),
}
_PACKAGES = {"word/": ("文档", ".docx"), "xl/": ("表格", ".xlsx"), "ppt/": ("演示文稿", ".pptx")}
_CHART = b"Graph"  # in the description of a chart's data, which is no workbook
_STORAGE_RECORD = 0x1011
_MOST_UNPACKED = 100_000_000  # bytes of one object of a presentation
_MOST = 500  # objects a document
_ENTRY = 128  # bytes of an entry of an OLE file's directory
_CHILD, _CLASS_END = 76, 96  # in an entry: its first child, and the end of the class behind it


@dataclass(frozen=True, slots=True)
class Inside:
    """Something inside a document: a file with its bytes, or what is no file (None)."""

    name: str
    data: bytes | None
    is_picture: bool = False


def iter_objects(path: Path, form: Format) -> Iterator[Inside]:
    """Give what lies inside an old Office document, in order: files, then a workbook's pictures.

    What cannot be followed ends the search. Never raises for bad content.
    """
    try:
        with olefile.OleFileIO(path) as ole:
            yield from itertools.islice(_objects(ole, path, form), _MOST)
    except Exception:  # olefile raises whatever a broken sector table leads it to
        return


def seems_to_hold(path: Path, form: Format) -> bool:
    """Tell, at little cost, whether `iter_objects` is worth while; never raises for bad content.

    Raises:
        OSError: when it cannot be opened.
    """
    with path.open("rb") as stream:
        if stream.read(len(olefile.MAGIC)) != olefile.MAGIC:
            return False
    if form is Format.PPT:
        return True
    try:
        with olefile.OleFileIO(path) as ole:
            return bool(_storages(ole))
    except Exception:  # olefile raises whatever a broken sector table leads it to
        return False


def _objects(ole: olefile.OleFileIO, path: Path, form: Format) -> Iterator[Inside]:
    if form is Format.PPT:
        yield from _of_presentation(ole)
        return
    for storage in _storages(ole):
        inside = _read_object(ole, storage, path)
        if inside is not None:
            yield inside
    if form is Format.XLS and ole.exists("Workbook"):
        for number, (suffix, data) in enumerate(
            read_pictures(ole.openstream("Workbook").read()), 1
        ):
            yield Inside(f"图片{number}{suffix}", data, is_picture=True)


def _storages(ole: olefile.OleFileIO) -> list[list[str]]:
    found: dict[tuple[str, ...], None] = {}
    for entry in ole.listdir(streams=True, storages=True):
        if entry[0] == _POOL and len(entry) > 1:
            found[_POOL, entry[1]] = None
        elif entry[0].startswith(_EMBEDDED):
            found[(entry[0],)] = None
    return [list(storage) for storage in found]


def _of_presentation(ole: olefile.OleFileIO) -> Iterator[Inside]:
    data = ole.openstream("PowerPoint Document").read()
    at = 0
    while at + 8 <= len(data):
        kind, record, length = struct.unpack_from("<HHL", data, at)
        content = data[at + 8 : at + 8 + length]
        at += 8 + length
        if record != _STORAGE_RECORD:
            continue
        if kind >> 4:  # packed, its length in front
            content = zlib.decompressobj().decompress(content[4:], _MOST_UNPACKED)
        with olefile.OleFileIO(io.BytesIO(content)) as inner:
            inside = _read_object(inner, [], content)
        if inside is not None:
            yield inside


def _read_object(
    ole: olefile.OleFileIO, storage: list[str], container: Path | bytes
) -> Inside | None:
    """Read what lies in one storage; None for what is no object (macros)."""
    names = {entry[-1] for entry in ole.listdir() if entry[:-1] == storage}

    def read(name: str) -> bytes:
        return bytes(ole.openstream([*storage, name]).read())

    if _WRAPPED in names:
        native = read_native(read(_WRAPPED))
        if native is not None:
            return Inside(*native)
    if _PACKAGE in names:
        data = read(_PACKAGE)
        what, suffix = _package_kind(data)
        return Inside(f"嵌入的{what}{suffix}", data)
    if _ACROBAT in names and read(_ACROBAT).lstrip().startswith(b"%PDF-"):
        return Inside("嵌入的文件.pdf", read(_ACROBAT))
    chart = "\x01CompObj" in names and _CHART in read("\x01CompObj")
    for stream, (what, suffix) in _WHOLE.items():
        if stream in names and not chart:
            return Inside(f"嵌入的{what}{suffix}", _as_file(ole, storage, container))
    is_object = bool(storage) or any(name in names for name in _OBJECT_STREAMS)
    return Inside("公式、图表或控件", None) if is_object and names else None


def _package_kind(data: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except Exception:  # zipfile raises errors of many kinds on broken bytes
        return "文件", ""
    return next(
        (kind for start, kind in _PACKAGES.items() if any(n.startswith(start) for n in names)),
        ("文件", ".zip"),
    )


def _as_file(ole: olefile.OleFileIO, storage: list[str], container: Path | bytes) -> bytes:
    """Give a storage as an OLE file: its container, whose root is the storage's now."""
    data = bytearray(container if isinstance(container, bytes) else container.read_bytes())
    if not storage:
        return bytes(data)
    entry = ole.root
    for name in storage:
        entry = entry.kids_dict[name.lower()]
    listed = ole.directory_fp.getvalue()[entry.sid * _ENTRY : (entry.sid + 1) * _ENTRY]
    begin = (ole.first_dir_sector + 1) * ole.sector_size
    data[begin + _CHILD : begin + _CLASS_END] = listed[_CHILD:_CLASS_END]
    return bytes(data)


def is_mere_object(data: bytes) -> bool:
    """Tell equations and controls, which Word keeps as it keeps embedded files."""
    if not data.startswith(olefile.MAGIC):
        return False
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return any(ole.exists(stream) for stream in _OBJECT_STREAMS)
    except Exception:  # olefile raises whatever a broken sector table leads it to
        return False


def unwrap(name: str, data: bytes) -> tuple[str, bytes]:
    """Give the file that lies in an OLE object, with its own name; other bytes as they are."""
    if not data.startswith(olefile.MAGIC):
        return name, data
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists(_WRAPPED):
                return read_native(ole.openstream(_WRAPPED).read()) or (name, data)
            if ole.exists(_ACROBAT):
                inside = ole.openstream(_ACROBAT).read()
                if inside.lstrip().startswith(b"%PDF-"):
                    return f"{Path(name).stem}.pdf", inside
    except Exception:  # olefile raises whatever a broken sector table leads it to
        return name, data
    return name, data


def read_native(data: bytes) -> tuple[str, bytes] | None:
    """Read what Windows' packager wrote: label, two paths, then the file; None if it is not that.

    Layout: length (4), 2 bytes, label, path, 4 bytes, length of path (4), path, length (4), file.
    """
    stream = io.BytesIO(data)
    stream.seek(6)
    label = _text(stream)
    _text(stream)
    stream.seek(4, 1)
    (length,) = struct.unpack("<L", stream.read(4))
    stream.seek(length, 1)
    (length,) = struct.unpack("<L", stream.read(4))
    inside = stream.read(length)
    name = label.replace("\\", "/").rpartition("/")[2]
    return (name, inside) if name and inside and len(inside) == length else None


def _text(stream: io.BytesIO) -> str:
    """Read text that a zero ends; Chinese Windows writes GBK."""
    found = bytearray()
    while (sign := stream.read(1)) not in (b"", b"\x00"):
        found += sign
    return found.decode("gb18030", "replace")
