"""Files made by hand for the tests: small, difficult, and known to the last character."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document
from extractors.registry import extract_file
from extractors.settings import ExtractSettings

QUIET = ExtractSettings(ocr="off", soffice="")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def read(path: Path, name: str | None = None, settings: ExtractSettings = QUIET) -> Document:
    """Extract without recognition and LibreOffice, whatever this machine has."""
    return extract_file(path, name=name, settings=settings)


def texts(document: Document) -> list[str]:
    """Give the blocks' texts."""
    return [block.text for block in document.blocks]


def paragraph(content: str, properties: str = "") -> str:
    """Give a w:p; `content` may be runs or, when it holds no tag, plain text."""
    runs = content if "<" in content else f"<w:r><w:t>{content}</w:t></w:r>"
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{runs}</w:p>"


def make_docx(
    path: Path,
    body: str,
    *,
    parts: dict[str, str] | None = None,
    core: str | None = None,
    pictures: Sequence[bytes] = (),
    related: Mapping[str, tuple[str, str]] | None = None,
) -> Path:
    """Write a .docx with this body; `parts` are further parts of word/ by name.

    Each further part is related to the document by its name without digits and suffix. The
    pictures are word/media/0.png…, their relations m0…. `related` are whole parts of word/ with
    the kind of their relation, which is x0… in the order given.
    """
    parts = parts or {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        relations = (
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        )
        package.writestr(
            "_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
        )
        document = f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", document)
        if core is not None:
            package.writestr("docProps/core.xml", core)
        links = ""
        for number, (name, content) in enumerate(sorted(parts.items())):
            kind = name.removesuffix(".xml").rstrip("0123456789")
            links += f'<Relationship Id="p{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            package.writestr(f"word/{name}", f"<w:{root} {_NAMES}>{content}</w:{root}>")
        for number, data in enumerate(pictures):
            name = f"media/{number}.png"
            links += f'<Relationship Id="m{number}" Type="{_OFFICE}/image" Target="{name}"/>'
            package.writestr(f"word/{name}", data)
        for number, (name, (kind, content)) in enumerate((related or {}).items()):
            links += f'<Relationship Id="x{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
            package.writestr(f"word/{name}", content)
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        )
    return path


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """Give a zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def chinese_canvas(path: Path, size: tuple[float, float] = (595, 842)) -> Canvas:
    """Begin a PDF with a Chinese font set at 12 points."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=size)
    canvas.setFont("STSong-Light", 12)
    return canvas


def draw_lines(canvas: Canvas, lines: list[str], *, x: float = 72, top: float = 760) -> None:
    """Draw lines of text below each other, 20 points apart."""
    for number, line in enumerate(lines):
        canvas.drawString(x, top - 20 * number, line)


def draw_table(
    canvas: Canvas, rows: list[list[str]], *, x: float = 72, top: float = 700, width: float = 110
) -> None:
    """Draw a ruled table, rows 24 points high."""
    height = 24
    columns = len(rows[0])
    for line in range(len(rows) + 1):
        canvas.line(x, top - height * line, x + width * columns, top - height * line)
    for column in range(columns + 1):
        canvas.line(x + width * column, top, x + width * column, top - height * len(rows))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.drawString(x + width * column + 4, top - height * number - 16, text)
