"""What a paragraph inherits from its Word styles: heading level and list numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from extractors.numbering import W, attribute, integer

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])\Z", re.IGNORECASE)
_TITLE_NAMES = ("title", "标题")
_PROPERTIES, _STYLE, _OUTLINE, _LIST = W + "pPr", W + "pStyle", W + "outlineLvl", W + "numPr"
_DEPTH = 20  # styles based on styles based on …: a loop in a broken file must end


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The inherited properties of one style; None where it says nothing.

    `outline` is Word's 0-based outline level (9 = body text).
    """

    outline: int | None = None
    list_number: str | None = None
    list_level: int | None = None


@dataclass(slots=True)
class ParagraphMarks:
    """What a paragraph says of itself: its style, outline level (0-based) and list."""

    style: str | None = None
    outline: int | None = None
    listed: bool = False
    list_number: str | None = None
    list_level: int | None = None


def read_marks(paragraph: etree._Element) -> ParagraphMarks:
    """Read the properties of one w:p."""
    marks = ParagraphMarks()
    properties = paragraph[0] if len(paragraph) else None
    if properties is None or properties.tag != _PROPERTIES:
        properties = paragraph.find(_PROPERTIES)
    for mark in () if properties is None else properties:
        tag = mark.tag
        if tag == _STYLE:
            marks.style = attribute(mark)
        elif tag == _OUTLINE:
            marks.outline = integer(attribute(mark))
        elif tag == _LIST:
            marks.listed = True
            marks.list_number = attribute(mark.find(W + "numId"))
            marks.list_level = integer(attribute(mark.find(W + "ilvl")))
    return marks


class Styles:
    """Resolves style ids to what they mean for reading."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, ParagraphStyle] = {}
        self.default: str | None = None
        if root is None:
            return
        for element in root.iterchildren(W + "style"):
            identity = attribute(element, "styleId")
            if identity is None:
                continue
            self._elements[identity] = element
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in (
                "1",
                "true",
            ):
                self.default = identity

    def resolve(self, identity: str | None) -> ParagraphStyle:
        """Give what the style and those it is based on say."""
        key = identity or self.default or ""
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(key)
        return found

    def _resolve(self, identity: str) -> ParagraphStyle:
        outline: int | None = None
        number: str | None = None
        level: int | None = None
        current: str | None = identity
        for _ in range(_DEPTH):
            element = self._elements.get(current or "")
            if element is None:
                break
            if outline is None:
                outline = _outline(element)
            properties = element.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                if number is None:
                    number = attribute(properties.find(W + "numId"))
                if level is None:
                    level = integer(attribute(properties.find(W + "ilvl")))
            current = attribute(element.find(W + "basedOn"))
        return ParagraphStyle(outline, number, level)


def _outline(style: etree._Element) -> int | None:
    stated = integer(attribute(style.find(f"{W}pPr/{W}outlineLvl")))
    if stated is not None:
        return stated
    name = (attribute(style.find(W + "name")) or "").strip()
    match = _HEADING_NAME.match(name)
    if match:
        return int(match.group(1)) - 1
    return 0 if name.lower() in _TITLE_NAMES else None
