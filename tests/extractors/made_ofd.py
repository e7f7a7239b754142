"""OFD files made by hand: a page with text, a template, an annotation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.extractors.made_files import make_zip

_NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text_object(text: str, y: float, *, x: float = 20, size: float = 5, ctm: str = "") -> str:
    """Give a TextObject whose base line lies at `y` millimetres, characters `size` apart."""
    matrix = f' CTM="{ctm}"' if ctm else ""
    deltas = f"g {len(text) - 1} {size}" if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} {size * len(text)} {size}" '
        f'Font="1" Size="{size}"{matrix}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{deltas}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ruling(x0: float, y0: float, x1: float, y1: float) -> str:
    """Give a PathObject that draws one line."""
    return (
        f'<ofd:PathObject ID="2" Boundary="0 0 210 297"><ofd:AbbreviatedData>'
        f"M {x0} {y0} L {x1} {y1}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def image_object(number: int, boundary: str, ctm: str) -> str:
    """Give an ImageObject of the picture with this number."""
    return f'<ofd:ImageObject ID="3" Boundary="{boundary}" CTM="{ctm}" ResourceID="{number}"/>'


def make_ofd(
    path: Path,
    lines: list[str],
    *,
    objects: str = "",
    template: str = "",
    annotation: str = "",
    area: str = "0 0 210 297",
    pictures: Sequence[bytes] = (),
    pages: int = 1,
) -> Path:
    """Write an OFD of one page with these lines, 10 millimetres apart, and further objects.

    `area` is the page: left, top, width, height in millimetres; `pictures` are numbered from 10.
    The page comes as often as `pages` says.
    """
    content = "".join(text_object(line, 30 + 10 * n) for n, line in enumerate(lines)) + objects
    use = '<ofd:Template TemplateID="9"/>' if template else ""
    page = '<ofd:Page ID="5" BaseLoc="Pages/P.xml"/>'
    members = {
        "OFD.xml": f"<ofd:OFD {_NAMES}><ofd:DocBody><ofd:DocInfo><ofd:Title>题</ofd:Title>"
        "<ofd:CreationDate>2022-03-15</ofd:CreationDate></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMES}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>'
        "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
        f"<ofd:Pages>{page * pages}</ofd:Pages>"
        "<ofd:Annotations>Annots.xml</ofd:Annotations></ofd:Document>",
        "Doc_0/Pages/P.xml": f"<ofd:Page {_NAMES}>{use}<ofd:Content><ofd:Layer>{content}"
        "</ofd:Layer></ofd:Content></ofd:Page>",
        "Doc_0/Annots.xml": f"<ofd:Annotations {_NAMES}>",
    }
    if template:
        members["Doc_0/Tpls/T.xml"] = (
            f"<ofd:Page {_NAMES}><ofd:Content><ofd:Layer>{text_object(template, 200)}"
            "</ofd:Layer></ofd:Content></ofd:Page>"
        )
    if annotation:
        members["Doc_0/Annots.xml"] += (
            '<ofd:Page PageID="5"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>'
        )
        members["Doc_0/A.xml"] = (
            f'<ofd:PageAnnot {_NAMES}><ofd:Annot ID="1" Type="Stamp"><ofd:Appearance '
            f'Boundary="100 100 50 50">{text_object(annotation, 20)}</ofd:Appearance>'
            "</ofd:Annot></ofd:PageAnnot>"
        )
    members["Doc_0/Annots.xml"] += "</ofd:Annotations>"
    media = "".join(
        f'<ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{number}.png</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for number in range(10, 10 + len(pictures))
    )
    members["Doc_0/DocumentRes.xml"] = (
        f'<ofd:Res {_NAMES} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
    )
    packed = {name: text.encode() for name, text in members.items()}
    packed |= {f"Doc_0/Res/{number}.png": data for number, data in enumerate(pictures, 10)}
    return make_zip(path, packed)
