"""A PDF written by hand whose font maps codes to any characters, rare ones included."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

LEADING = 1.5


def make_raw_pdf(
    path: Path,
    text: str,
    *,
    rotate: int = 0,
    media: tuple[int, int, int, int] = (0, 0, 400, 300),
    crop: tuple[int, int, int, int] | None = None,
    at: tuple[int, int] = (50, 200),
    size: int = 20,
) -> Path:
    """Write one page with `text` set at `at` (page coordinates), a character per `size` points.

    Further lines of the text stand `LEADING` sizes below each other.
    """
    lines = text.split("\n")
    text = "".join(lines)
    mapping = "".join(
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>\n"
        for code, character in enumerate(text, 1)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(text)} beginbfchar\n{mapping}endbfchar\nendcmap end end"
    )
    code = itertools.count(1)
    shown = f" 0 {-LEADING * size} Td ".join(
        f"<{''.join(f'{next(code):04X}' for _ in line)}> Tj" for line in lines
    )
    content = f"BT /F1 {size} Tf {at[0]} {at[1]} Td {shown} ET"
    box = f"/CropBox [{' '.join(map(str, crop))}]" if crop else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox [{' '.join(map(str, media))}]{box}"
        f"/Rotate {rotate}/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[6 0 R]"
        "/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)"
        "/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 8 0 R>>",
        f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
        "<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 700/StemV 80>>",
    ]
    return write_pdf(path, objects)


def write_pdf(path: Path, objects: Sequence[str]) -> Path:
    """Write numbered objects, the first of them the catalog, with their table."""
    out = "%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    count = len(objects) + 1
    out += f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    out += f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    path.write_bytes(out.encode("latin-1"))
    return path
