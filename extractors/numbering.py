"""Word's automatic list numbers (（一）, 1., ①): they are shown, but not in the text.

Counters run per abstract numbering, shared by all lists made from it, as Word does; a list with
a start override begins anew at its first paragraph; a deeper level restarts after a higher one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.number_formats import format_number
from extractors.symbols import is_symbol_font, map_symbols

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks.

    `restart_after`: level (0-based, exclusive bound) whose use restarts this one; None means
    any higher level, 0 means never.
    """

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    font: str | None = None
    paragraph_style: str | None = None
    legal: bool = False
    restart_after: int | None = None


@dataclass(slots=True)
class _List:
    """One w:num: which abstract numbering it uses and what it overrides."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """Give a w: attribute of an element that may be missing."""
    if element is None:
        return None
    value = element.get(W + name)
    return None if value is None else str(value)


def integer(text: str | None) -> int | None:
    """Read a whole number from an attribute; None for anything else."""
    if text is None or not re.fullmatch(r"[+-]?\d{1,9}", text.strip()):
        return None
    return int(text)


def is_on(element: etree._Element | None) -> bool:
    """Tell whether an on/off property is there and not switched off."""
    return element is not None and attribute(element) not in ("0", "false", "off")


class Numbering:
    """Gives each numbered paragraph its label; call `label` once a paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        style_links: dict[str, str] = {}
        wanted: dict[str, str] = {}
        for element in root.iterchildren(W + "abstractNum"):
            identity = attribute(element, "abstractNumId") or ""
            self._abstract[identity] = _read_levels(element)
            link = attribute(element.find(W + "styleLink"))
            if link is not None:
                style_links[link] = identity
            link = attribute(element.find(W + "numStyleLink"))
            if link is not None:
                wanted[identity] = link
        for identity, link in wanted.items():
            self._abstract[identity] = self._abstract.get(style_links.get(link, ""), {})
        for element in root.iterchildren(W + "num"):
            self._read_list(element)

    def _read_list(self, element: etree._Element) -> None:
        number = attribute(element, "numId") or ""
        entry = _List(attribute(element.find(W + "abstractNumId")) or "")
        for override in element.iterchildren(W + "lvlOverride"):
            index = integer(attribute(override, "ilvl")) or 0
            start = integer(attribute(override.find(W + "startOverride")))
            if start is not None:
                entry.starts[index] = start
            own = override.find(W + "lvl")
            if own is not None:
                entry.levels[index] = _read_level(own)
        self._lists[number] = entry

    def level_of_style(self, number: str, style: str) -> int | None:
        """Give the level that a list keeps for a paragraph style, None if it names none."""
        entry = self._lists.get(number)
        if entry is None:
            return None
        for index, level in sorted(self._abstract.get(entry.abstract, {}).items()):
            if level.paragraph_style == style:
                return index
        return None

    def label(self, number: str, index: int) -> str | None:
        """Count one paragraph of list `number` at level `index` (0-based) and give its label.

        None for unknown lists and for levels that show nothing.
        """
        entry = self._lists.get(number)
        if entry is None or not 0 <= index < _LEVELS:
            return None
        levels = {**self._abstract.get(entry.abstract, {}), **entry.levels}
        level = levels.get(index)
        if level is None:
            return None
        counters = self._counters.setdefault(entry.abstract, [None] * _LEVELS)
        self._advance(number, index, entry, level, counters)
        for deeper in range(index + 1, _LEVELS):
            bound = levels.get(deeper, level).restart_after
            if bound is None or index < bound:
                counters[deeper] = None
        return _render(level, levels, counters)

    def _advance(
        self, number: str, index: int, entry: _List, level: Level, counters: list[int | None]
    ) -> None:
        current = counters[index]
        first_use = (number, index) not in self._begun
        self._begun.add((number, index))
        if first_use and index in entry.starts:
            counters[index] = entry.starts[index]
        elif current is None:
            counters[index] = entry.starts.get(index, level.start)
        else:
            counters[index] = current + 1


def _read_levels(element: etree._Element) -> dict[int, Level]:
    return {
        integer(attribute(child, "ilvl")) or 0: _read_level(child)
        for child in element.iterchildren(W + "lvl")
    }


def _read_level(element: etree._Element) -> Level:
    font = None
    for fonts in element.iter(W + "rFonts"):
        font = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
    start = integer(attribute(element.find(W + "start")))
    # Formats outside the schema's first list sit in an alternative, the plain one as fallback.
    style = attribute(next(element.iter(W + "numFmt"), None)) or "decimal"
    return Level(
        start=1 if start is None else start,
        style=style,
        pattern=attribute(element.find(W + "lvlText")) or "",
        font=font,
        paragraph_style=attribute(element.find(W + "pStyle")),
        legal=is_on(element.find(W + "isLgl")),
        restart_after=integer(attribute(element.find(W + "lvlRestart"))),
    )


def _render(level: Level, levels: dict[int, Level], counters: list[int | None]) -> str | None:
    """Fill the level's pattern ("%1.%2") with the counters as their levels write them."""
    if level.style == "bullet":
        if is_symbol_font(level.font):
            shown = map_symbols(level.font or "", level.pattern)
            return "•" if any("\ue000" <= sign <= "\uf8ff" for sign in shown) else shown or None
        return level.pattern or None

    def fill(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        at = levels.get(place, Level())
        value = counters[place]
        shown = at.start if value is None else value
        at = replace(at, style="decimal") if level.legal else at
        return format_number(shown, at.style)

    return _PLACE.sub(fill, level.pattern).strip() or None
