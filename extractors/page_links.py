"""The parts of a web page that only lead elsewhere: menus, side columns, lists of links."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

_FRAME = frozenset({"nav", "aside", "footer"})
_HOLDERS = frozenset({"ul", "ol", "dl", "div", "section", "table", "td", "center"})
_TEXTS = frozenset({"article", "main"})
_ROLES = frozenset({"navigation", "complementary", "contentinfo"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "select"})
_LEAST_LINKS = 3
_SHARE = 0.7
_STOPS = "。；！？"
_FILES = (".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".zip", ".rar", ".ppt", ".pptx")


@dataclass(slots=True)
class _Count:
    """What one element holds: characters, those inside links, links, and signs of sentences."""

    chars: int = 0
    linked: int = 0
    links: int = 0
    stops: bool = False

    def add(self, text: str | None, *, linked: bool) -> None:
        """Count a stretch of text."""
        plain = "".join((text or "").split())
        self.chars += len(plain)
        self.linked += len(plain) if linked else 0
        self.stops = self.stops or any(mark in plain for mark in _STOPS)

    def include(self, other: _Count) -> None:
        """Count all that a child holds."""
        self.chars += other.chars
        self.linked += other.linked
        self.links += other.links
        self.stops = self.stops or other.stops


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The outermost elements of a page that are its frame, and those that are lists of links."""

    frame: frozenset[etree._Element]
    lists: frozenset[etree._Element]


def find_page_links(root: etree._Element) -> PageLinks:
    """Find menus, side columns, page feet and lists of links.

    A list of links has at least three, hardly other words and no sentence; names of attached
    files are no such links. The foot of an article (its signature) is none of the page.
    """
    frame: set[etree._Element] = set()
    lists: set[etree._Element] = set()
    open_counts: list[_Count] = [_Count()]
    inside_link = inside_text = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_link = _is_link(element, tag)
        if event == "start":
            inside_link += is_link
            inside_text += tag in _TEXTS
            count = _Count(links=int(is_link))
            if tag not in _UNSEEN:
                count.add(element.text, linked=inside_link > 0)
            open_counts.append(count)
            if _is_frame(element, tag, inside_text > 0):
                frame.add(element)
            continue
        count = open_counts.pop()
        inside_link -= is_link
        inside_text -= tag in _TEXTS
        if tag in _HOLDERS and _is_list(count):
            lists.add(element)
        open_counts[-1].include(count)
        open_counts[-1].add(element.tail, linked=inside_link > 0)
    return PageLinks(frozenset(frame), frozenset(lists))


def _is_frame(element: etree._Element, tag: str, inside_text: bool) -> bool:
    if tag == "footer" and inside_text:
        return False
    return tag in _FRAME or str(element.get("role", "")).lower() in _ROLES


def _is_link(element: etree._Element, tag: str) -> bool:
    if tag != "a" or element.get("href") is None:
        return False
    return not str(element.get("href")).lower().split("?")[0].endswith(_FILES)


def _is_list(count: _Count) -> bool:
    return (
        count.links >= _LEAST_LINKS and not count.stops and count.linked >= _SHARE * count.chars > 0
    )
