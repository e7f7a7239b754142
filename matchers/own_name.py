"""Whose submission it is, when no profile says so: the school that most papers name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extractors.document import Document
from matchers.normalize import normalize

_NAME = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}(?:省|市|区|县|镇|乡))?([\u4e00-\u9fff]{2,8}?(?:实验小学|中心小学|小学|"
    r"幼儿园|初级中学|高级中学|实验学校|中学(?!习)|职业学校|学校))(?:党总支|党支部|党委|教育集团)?"
)
_GENERIC = re.compile(
    r"(?:我|本|该|全|各|党|外|兄弟|中|小|区|市|县|示范|重点|文明|平安|绿色|特色|民办|公办|所在|其他|有关)"
    r"(?:中小学|小学|中学|学校|幼儿园)$|^(?:中小|全校|党校|团校|家长|业余|师范|技工|老年|网上|基层)"
)
_PARTICLE = re.compile(r"^.*(?:关于|同意|召开|组织|走进|来到|来自|以及|在|到|赴|与|和|于|的|为)")
_OPENING = 6
_CLOSING = 3
_LEAST_FILES = 3
_LEAST_SHARE = 0.5


def infer_own_name(documents: Iterable[Document]) -> str | None:
    """Give the name that most papers bear in their heading or signature, or None.

    A name counts once a file; it must stand in at least three files, and in at least half of
    those that name any school there.
    """
    counts: Counter[str] = Counter()
    naming = 0
    for document in documents:
        found = _names(document)
        naming += bool(found)
        counts.update(found)
    if not counts:
        return None
    # The longer of two names wins a draw: 云溪育英小学 says more than 育英小学.
    name, files = max(counts.items(), key=lambda item: (item[1], len(item[0]), item[0]))
    return name if files >= _LEAST_FILES and files >= naming * _LEAST_SHARE else None


def _names(document: Document) -> set[str]:
    blocks = document.blocks
    ends = (*blocks[:_OPENING], *blocks[-_CLOSING:])
    found = set()
    for block in ends:
        for match in _NAME.finditer(normalize(block.text[:200])):
            name = _PARTICLE.sub("", match.group(1))
            if len(name) >= 4 and not _GENERIC.search(name):
                found.add(name)
    return found
