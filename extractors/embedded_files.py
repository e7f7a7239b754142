"""Whole files that lie inside documents (a table pasted into a report, a PDF's attachments).

They are written out as an archive's members are, under the names their makers gave them; so are
the pictures written into a web page.
"""

from __future__ import annotations

import base64
import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.format_names import Format
from extractors.member_writer import BROKEN, Budget, Member, MemberWriter, any_fault_told
from extractors.ole_objects import FORMS, is_mere_object, iter_objects, seems_to_hold, unwrap
from extractors.shown_pictures import IN_MAIL, IN_PAGE, SUFFIXES, tells_something
from extractors.xls_drawings import IMAGES
from extractors.zip_directory import MOST_DIRECTORY, find_directory

PACKAGES = frozenset({Format.DOCX, Format.XLSX, Format.PPTX})
_IN_PDF = b"/EmbeddedFile"  # stands in the clear before every attached file
_IN_PAGE = b";base64,"
_PAGE_PICTURE = re.compile(rb"data:image/([\w.+-]{1,20});base64,([A-Za-z0-9+/=\s]{1000,})")
_PIECE = 1 << 20  # bytes
_OBJECT = "这是公式或控件，不是材料"


def may_hold_files(path: Path, form: Format) -> bool:
    """Tell, at little cost, whether a document could hold files that have to be looked for.

    Never raises for bad content.

    Raises:
        OSError: when it cannot be opened.
    """
    if form is Format.PDF:
        return _mentions(path, _IN_PDF)
    if form in FORMS:
        pictures = form is Format.XLS and any(_mentions(path, mark) for mark, _ in IMAGES)
        return pictures or seems_to_hold(path, form)
    if form is Format.HTML:
        return _mentions(path, _IN_PAGE)
    if form not in PACKAGES or find_directory(path).length > MOST_DIRECTORY:
        return False
    try:
        with zipfile.ZipFile(path) as package:
            names = [name.replace("\\", "/").lower() for name in package.namelist()]
    except Exception:  # zipfile raises errors of many kinds on broken bytes
        return False
    return any(_is_candidate(name) for name in names)


def _mentions(path: Path, mark: bytes) -> bool:
    held = b""
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            if mark in held + piece:
                return True
            held = (held + piece)[-len(mark) :]
    return False


def _is_candidate(name: str) -> bool:
    return "/embeddings/" in f"/{name}" or "afchunk" in posixpath.basename(name)


def iter_embedded(path: Path, form: Format, folder: Path, budget: Budget) -> Iterator[Member]:
    """Write the files inside a document into `folder`, yielding them in order.

    Data behind charts is not given: it is read with its chart. A document that cannot be opened
    yields nothing: its own entry says why.

    Raises:
        LimitError: when the submission's limits are reached.
        DamagedFileError: when the files cannot be told apart to the end.
        OSError: when this machine fails, its disk being full, say.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = MemberWriter(folder, budget, path.stat().st_size)
    with any_fault_told("文中嵌入的文件不完整或已损坏"):
        if form in FORMS:
            yield from _in_old_document(path, form, writer)
        else:
            yield from _SOURCES.get(form, _in_package)(path, writer)


def _in_package(path: Path, writer: MemberWriter) -> Iterator[Member]:
    from extractors.packages import Package

    try:
        package = Package(path, writer.limits)
    except ExtractionError:
        return
    with package:
        for part in [*package.embedded_files, *package.chunks]:
            name = posixpath.basename(part)
            try:
                data = package.read(part)
            except ExtractionError:
                yield Member(name, None, 0, BROKEN)
                continue
            if data is not None and is_mere_object(data):
                yield Member(name, None, len(data), _OBJECT, aside=True)
            elif data is not None:
                shown, plain = unwrap(name, data)
                place = writer.next_place(shown)
                yield writer.copy(io.BytesIO(plain), shown, place, len(plain))


def _in_old_document(path: Path, form: Format, writer: MemberWriter) -> Iterator[Member]:
    """Give the files in the storages of an old document, and a workbook's pictures."""
    for inside in iter_objects(path, form):
        if inside.data is None:
            yield Member(inside.name, None, 0, _OBJECT, aside=True)
            continue
        if not inside.is_picture or tells_something(inside.data, IN_MAIL):
            place = writer.next_place(inside.name)
            yield writer.copy(io.BytesIO(inside.data), inside.name, place, len(inside.data))


def _in_pdf(path: Path, writer: MemberWriter) -> Iterator[Member]:
    from extractors.pdf import open_pdf

    try:
        document = open_pdf(path)
    except ExtractionError:
        return
    try:
        for number in range(document.count_attachments()):
            attachment = document.get_attachment(number)
            name = str(attachment.get_name()).replace("\\", "/").rpartition("/")[2]
            name = name or f"附件{number + 1}"
            data = bytes(attachment.get_data())
            place = writer.next_place(name)
            yield writer.copy(io.BytesIO(data), name, place, len(data))
    finally:
        document.close()


def _in_page(path: Path, writer: MemberWriter) -> Iterator[Member]:
    """Give the pictures written into a web page, but for its icons."""
    with path.open("rb") as stream:
        page = stream.read(writer.limits.mail_bytes)
    count = 0
    for match in _PAGE_PICTURE.finditer(page):
        try:
            data = base64.b64decode(match[2])
        except ValueError:  # broken off: the page is read without it
            data = b""
        if tells_something(data, IN_PAGE):
            count += 1
            kind = match[1].decode("ascii").lower()
            name = f"图片{count}.{SUFFIXES.get(kind, kind)}"
            place = writer.next_place(name)
            yield writer.copy(io.BytesIO(data), name, place, len(data))


_SOURCES: dict[Format, Callable[[Path, MemberWriter], Iterator[Member]]] = {
    Format.PDF: _in_pdf,
    Format.HTML: _in_page,
}
