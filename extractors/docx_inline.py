"""The text of one Word paragraph: everything people see in it, and what is kept apart.

Inserted text, content controls, smart tags, fields' results, ruby bases and symbols are text.
Deleted and hidden text, text boxes and pictures are handed back separately.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from extractors.numbering import W, attribute, is_on
from extractors.symbols import is_symbol_font, map_symbols, symbol_text

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
_GRAPHICS = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    }
)
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_MATH_PARAGRAPH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMathPara"

_RUN, _RUN_PROPERTIES = W + "r", W + "rPr"
_TEXTS = (W + "t", W + "delText")
_VANISH, _FONTS = W + "vanish", W + "rFonts"
_PARAGRAPH, _TEXT = W + "p", W + "t"
_TEXT_BOX = W + "txbxContent"
_CONTAINERS = frozenset(
    W + name
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "bdo", "dir")
)
_REMOVED = frozenset({W + "del", W + "moveFrom"})
_SIMPLE = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
# Elements that make a paragraph more than its runs' texts one after the other.
_RICH = (
    *_SIMPLE, *_REMOVED, MC + "AlternateContent", _MATH, _MATH_PARAGRAPH, _TEXT_BOX,
    *(W + name for name in ("sym", "fldChar", "ruby", "drawing", "pict", "object", "sdtPr",
                            "delText", "subDoc")),
)  # fmt: skip


@dataclass(slots=True)
class InlineText:
    """What one paragraph holds; `text` as people see it, without automatic labels.

    `styled`: runs may be hidden or set in a symbol font, so their properties must be looked at.
    `boxes` are the contents of text boxes anchored here, `pictures` the relation ids of images,
    `drawings` those of charts and SmartArt.
    """

    parts: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    styled: bool = True
    boxes: list[etree._Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The visible text, blanks at both ends removed."""
        return "".join(self.parts).strip()

    @property
    def has_more(self) -> bool:
        """Whether there is anything beside the visible text."""
        return bool(self.deleted or self.hidden or self.boxes or self.pictures or self.drawings)


class InlineReader:
    """Reads the paragraphs of one part; most hold nothing but runs of plain text."""

    def __init__(self, root: etree._Element | None, *, styled: bool) -> None:
        """Look the part through once for what is more than plain text; None means any may be."""
        self._styled = styled
        self._unseen = root is None
        self._rich: set[etree._Element] = set()
        if root is not None and not styled:
            for element in root.iter(*_RICH):
                for above in element.iterancestors(_PARAGRAPH):
                    self._rich.add(above)

    def read(self, paragraph: etree._Element) -> InlineText:
        """Read one w:p."""
        if self._styled or self._unseen or paragraph in self._rich:
            return read_inline(paragraph, styled=self._styled)
        return InlineText([text.text for text in paragraph.iter(_TEXT) if text.text])


def needs_styles(data: bytes) -> bool:
    """Tell whether a part has hidden runs or symbol fonts anywhere (most have neither)."""
    return any(mark in data for mark in (b"vanish", b"ingdings", b"Symbol"))


def read_inline(paragraph: etree._Element, *, styled: bool = True) -> InlineText:
    """Read one w:p; `styled` False spares looking at the runs' properties."""
    found = InlineText(styled=styled)
    _walk(paragraph, found, found.parts)
    return found


def _walk(element: etree._Element, found: InlineText, out: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == _RUN:
            _run(child, found, out)
        elif tag in _CONTAINERS:
            _walk(child, found, out)
        elif tag in _REMOVED:
            _walk(child, found, found.deleted)
        elif tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                _walk(content, found, out)
        elif tag == MC + "AlternateContent":
            chosen = choose_alternative(child)
            if chosen is not None:
                _walk(chosen, found, out)
        elif tag in (_MATH, _MATH_PARAGRAPH):
            out.extend(part.text or "" for part in child.iter(_MATH_TEXT))
        elif tag == W + "ruby":
            _ruby(child, found, out)


def _run(run: etree._Element, found: InlineText, out: list[str]) -> None:
    """Read one w:r, or another element that holds what runs hold."""
    font: str | None = None
    for child in run:
        tag = child.tag
        if tag in _TEXTS:
            text = child.text
            if text:
                out.append(map_symbols(font, text) if font else text)
        elif tag == _RUN_PROPERTIES:
            if not found.styled:
                continue
            for item in child.iterchildren(_VANISH, _FONTS):
                if item.tag == _FONTS:
                    name = attribute(item, "ascii")
                    font = name if is_symbol_font(name) else None
                elif is_on(item) and out is found.parts:
                    out = found.hidden
        elif tag in _SIMPLE:
            out.append(_SIMPLE[tag])
        else:
            _rare(child, found, out)


def _rare(child: etree._Element, found: InlineText, out: list[str]) -> None:
    """Read what runs hold besides text: symbols, drawings, boxes to tick, ruby."""
    tag = child.tag
    if tag == W + "sym":
        try:
            code = int(attribute(child, "char") or "", 16)
        except ValueError:
            return
        out.append(symbol_text(attribute(child, "font"), code))
    elif tag == W + "fldChar":
        box = child.find(f"{W}ffData/{W}checkBox")
        if box is not None:
            state = box.find(W + "checked")
            state = box.find(W + "default") if state is None else state
            out.append("☑" if is_on(state) else "☐")
    elif tag == MC + "AlternateContent":
        chosen = choose_alternative(child)
        if chosen is not None:
            _run(chosen, found, out)
    elif tag == W + "ruby":
        _ruby(child, found, out)
    elif tag in (W + "drawing", W + "pict", W + "object"):
        _drawing(child, found)


def _ruby(element: etree._Element, found: InlineText, out: list[str]) -> None:
    """Read annotated text: the base only, not the pronunciation above it."""
    base = element.find(W + "rubyBase")
    if base is not None:
        _walk(base, found, out)


def _drawing(element: etree._Element, found: InlineText) -> None:
    """Collect text boxes and pictures of a drawing; an alternative's fallback repeats both."""
    for child in element:
        tag = child.tag
        if tag == _TEXT_BOX:
            found.boxes.append(child)
            continue
        if tag == MC + "AlternateContent":
            chosen = choose_alternative(child)
            if chosen is not None:
                _drawing(chosen, found)
            continue
        picture = None
        if tag == A + "blip":
            picture = child.get(R + "embed")
        elif tag == V + "imagedata":
            picture = child.get(R + "id")
        if picture:
            found.pictures.append(str(picture))
        if tag in _GRAPHICS:
            found.drawings.extend(
                str(relation) for name in ("id", "dm") if (relation := child.get(R + name))
            )
        _drawing(child, found)


def choose_alternative(element: etree._Element) -> etree._Element | None:
    """Give the branch of mc:AlternateContent to read: the choice, else the fallback."""
    choice = element.find(MC + "Choice")
    if choice is not None and len(choice):
        return choice
    return element.find(MC + "Fallback")
