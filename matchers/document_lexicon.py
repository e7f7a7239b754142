"""The lexicon of documents that are evidence by being there, and how their names match a title.

The built-in file is `lexicons/documents.yaml` (its head explains the keys); a bureau's file of
the same form extends known types and adds its own.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from matchers.annotation import DocumentKind
from matchers.checked_yaml import load_checked
from matchers.lexicon_forms import Clause, DocumentEntry
from matchers.normalize import normalize
from matchers.own_lexicon import load_own_lexicon
from matchers.squeezed import squeeze

__all__ = ["USUAL_KINDS", "Clause", "DocumentEntry", "DocumentLexicon", "EntryMatcher"]

_NOT_THE_PAPER = (
    DocumentKind.NEWS,
    DocumentKind.NOTICE,
    DocumentKind.MINUTES,
    DocumentKind.PHOTO,
    DocumentKind.SIGNIN,
)
USUAL_KINDS = tuple(kind for kind in DocumentKind if kind not in _NOT_THE_PAPER)
_GAP = r".{0,30}?"
_MACRO = re.compile(r"<([^<>]+)>")
_TAIL = (
    r"(?:\([^()]{0,24}\)|\[[^\[\]]{0,24}\]|试行|暂行|修订[稿版]?|修改[稿版]?|定稿|最终版?|终稿|正式[稿版]?"
    r"|打印[稿版]?|扫描[件版]?|盖章[版件]?|签字[版件]?|电子[版稿]|原件|复印件|汇编|文本|样张|样式"
    r"|[vV]\d+|第[\d一二三四五]+版|副本|草案|草稿|讨论稿|征求意见稿|送审稿|范本|模板|范文|样本"
    r"|新|年度?|月|日|春季?|秋季?|[上下]半年|第[一二]学期|[-_.·~+\d])*"
)
_SUBTITLE = r"(?:(?::|-{1,3}|—).{1,60})?"


class DocumentLexicon(BaseModel):
    """All document types known to a run; `endings` are the word groups names may refer to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    documents: tuple[DocumentEntry, ...]


class EntryMatcher:
    """One entry made ready to be held against squeezed titles."""

    def __init__(self, entry: DocumentEntry, endings: dict[str, tuple[str, ...]]) -> None:
        self.entry = entry
        self.kinds = frozenset(entry.kinds or USUAL_KINDS)
        self._endings = endings
        self._excludes = tuple(squeeze(word).text for word in entry.excludes)
        self._section_in = tuple(squeeze(word).text for word in entry.section_in)
        self._requires = tuple(
            tuple(squeeze(word).text for word in words.split("|")) for words in entry.requires
        )

    # Compiled when first asked for: most entries' parts are for papers that are not at hand.
    @cached_property
    def _title(self) -> re.Pattern[str] | None:
        return _compiled(self.entry.names, self._endings, _TAIL + "$")

    @cached_property
    def _with_subtitle(self) -> re.Pattern[str] | None:
        return _compiled(self.entry.names, self._endings, _TAIL + _SUBTITLE + "$")

    @cached_property
    def _anywhere(self) -> re.Pattern[str] | None:
        return _compiled(self.entry.anywhere, self._endings, "")

    @cached_property
    def _section(self) -> re.Pattern[str] | None:
        return _compiled(self.entry.sections, self._endings, r"(?:的?(?:清单|责任清单|内容))?$")

    def excluded(self, title: str) -> bool:
        """Say whether a squeezed title holds a word that makes it something else."""
        return any(word in title for word in self._excludes)

    def match(self, title: str, *, subtitle: bool = False) -> re.Match[str] | None:
        """Find the type's name at the end of a squeezed title: the shortest such stretch."""
        pattern = self._with_subtitle if subtitle else self._title
        if pattern is None or self.excluded(title):
            return None
        found = pattern.search(title)
        while found and (shorter := pattern.search(title, found.start() + 1)):
            found = shorter
        return found

    def match_anywhere(self, title: str) -> re.Match[str] | None:
        """Find a name that may stand anywhere in a squeezed title (news of the thing)."""
        if self._anywhere is None or self.excluded(title):
            return None
        return self._anywhere.search(title)

    def match_section(self, heading: str, inside: str) -> re.Match[str] | None:
        """Find the name of the type's own part in a paper with the squeezed title `inside`."""
        if self._section is None or not any(word in inside for word in self._section_in):
            return None
        if any(word in heading or word in inside for word in self._excludes):
            return None
        return self._section.search(heading)

    def lacks(self, body: str) -> str | None:
        """Give the first required word that a squeezed text does not hold, or None."""
        for words in self._requires:
            if not any(word in body for word in words):
                return "、".join(words)
        return None


def _compiled(
    names: tuple[str, ...], endings: dict[str, tuple[str, ...]], tail: str
) -> re.Pattern[str] | None:
    if not names:
        return None
    shapes = sorted({_shape(name, endings) for name in names}, key=lambda s: (-len(s), s))
    return re.compile(f"(?P<name>{'|'.join(shapes)}){tail}", re.IGNORECASE)


def _shape(name: str, endings: dict[str, tuple[str, ...]]) -> str:
    """Give the pattern of one name: `*` a gap, <制度> one of a group of words."""
    shape = ""
    at = 0
    for found in _MACRO.finditer(name):
        words = endings.get(found.group(1), (found.group(1),))
        ordered = sorted({normalize(word) for word in words}, key=lambda w: (-len(w), w))
        shape += _literal(name[at : found.start()])
        shape += f"(?:{'|'.join(map(re.escape, ordered))})"
        at = found.end()
    return shape + _literal(name[at:])


def _literal(text: str) -> str:
    return _GAP.join(re.escape(squeeze(part).text) for part in text.split("*"))


@lru_cache(maxsize=8)
def load_document_lexicon(extra: Path | None = None) -> DocumentLexicon:
    """Load the built-in document lexicon and, if given, a bureau's own file on top of it.

    Raises:
        CheckedYamlError: when a file has mistakes; all of them are named.
    """
    text = resources.files("matchers").joinpath("lexicons/documents.yaml").read_text("utf-8")
    builtin = load_checked(
        text, DocumentLexicon, what="材料词库", name="documents.yaml", shipped=True
    )
    if extra is None:
        return builtin
    own = load_own_lexicon(extra)
    entries = {entry.id: entry for entry in builtin.documents}
    for entry in own.documents:
        known = entries.get(entry.id)
        entries[entry.id] = known.extended(entry) if known else entry
    endings = {
        name: tuple(dict.fromkeys((*builtin.endings.get(name, ()), *own.endings.get(name, ()))))
        for name in (*builtin.endings, *own.endings)
    }
    return DocumentLexicon(endings=endings, documents=tuple(entries.values()))


@lru_cache(maxsize=8)
def document_matchers(extra: Path | None = None) -> tuple[EntryMatcher, ...]:
    """Give a matcher for every entry, in the lexicon's order."""
    lexicon = load_document_lexicon(extra)
    return tuple(EntryMatcher(entry, lexicon.endings) for entry in lexicon.documents)
