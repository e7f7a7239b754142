"""The papers inside one file: what its title, its name and its headings say it is or holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import Block, BlockKind
from matchers.annotation import DocumentKind
from matchers.document_lexicon import EntryMatcher
from matchers.document_titles import (
    Source,
    Title,
    file_title,
    first_cells,
    headings,
    opening_titles,
    sheet_titles,
)
from matchers.squeezed import squeeze

_ABOUT = re.compile(
    r"制定|制订|修订(?!版|稿)|完善|健全|执行|学习(?!型|中心|强国|小组)|传达|讨论|审议|研究(?!院|室|所|中心|会)"
    r"|宣读|解读|宣讲|汇报|通过|签订|按照|根据|对照|参照|征求|开展|召开|建立(?!党)|报送|提交|上报|观看|关于做好"
    r"|完成|填写|填报|查看|查阅|如何|怎样|认真|严格|落实(?!.*(?:清单|责任书|方案|意见|细则|办法)$)"
)
_NO_PARTS = (
    DocumentKind.PLAN,
    DocumentKind.SUMMARY,
    DocumentKind.REPORT,
    DocumentKind.NEWS,
    DocumentKind.MINUTES,
    DocumentKind.PHOTO,
)
_ASKING = ("请示", "批复")
_PAPER_END = re.compile(
    r"(?:制度|规则|办法|清单|责任书|章程|细则|规定|守则|名册|登记表|机制)(?:\(.*\))?$"
)
_LISTS = re.compile(r"(?:清单|责任书|责任状)(?:\(.*\))?$")
_PART_CHARS = 30
_ATTACHED_CHARS = 80

Hit = tuple[EntryMatcher, re.Match[str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper inside a file: its types, the title that told, and its blocks."""

    entries: tuple[EntryMatcher, ...]
    title: Title
    blocks: tuple[Block, ...]
    name: tuple[int, int]  # where the type's name stands in the squeezed title


def find_papers(
    matchers: Sequence[EntryMatcher],
    kind: DocumentKind,
    title: str,
    path: str,
    blocks: tuple[Block, ...],
) -> tuple[Paper, ...]:
    """Find the papers of a file: first what the whole is, then its parts in reading order.

    Args:
        matchers: the types to look for.
        kind: the document's kind.
        title: its title as far as known, or "".
        path: its path; the file's name is a title too.
        blocks: its visible blocks, at least one.
    """
    parts = _parts(matchers, kind, blocks)
    return tuple(_with_whole(matchers, kind, title, path, blocks, parts))


def types_of_title(
    matchers: Sequence[EntryMatcher], kind: DocumentKind | None, title: Title
) -> list[Hit]:
    """Give the types whose name the title is; `kind` None leaves kinds out of account."""
    text = title.squeezed.text
    found = []
    for matcher in matchers:
        if kind is not None and kind not in matcher.kinds:
            continue
        hit = matcher.match(text, subtitle=title.source is not Source.HEADING)
        if hit and not _only_about(text, hit):
            found.append((matcher, hit))
        elif anywhere := matcher.match_anywhere(text):
            found.append((matcher, anywhere))
    return found


def _only_about(text: str, hit: re.Match[str]) -> bool:
    """Say whether the words before a name tell that the text only speaks of the paper."""
    if text[: hit.start()].endswith(":"):
        return True
    if text.startswith("关于") and hit["name"].endswith(_ASKING):
        return False  # 关于召开…的请示: the verb is what it asks for
    return any(verb.end() <= hit.start() for verb in _ABOUT.finditer(text))


def _parts(
    matchers: Sequence[EntryMatcher], kind: DocumentKind, blocks: tuple[Block, ...]
) -> list[Paper]:
    """Find the papers that begin at a heading, each up to the next one."""
    starts: list[tuple[int, Title, list[Hit]]] = []
    places = {block.index: number for number, block in enumerate(blocks)}
    borders: set[int] = set()
    inside = ""
    for title in (*headings(blocks), *sheet_titles(blocks)):
        at = places[title.block] if title.block is not None else 0
        if _PAPER_END.search(title.squeezed.text):
            borders.add(at)
            inside = inside or (title.squeezed.text if at < 3 else "")
        found = types_of_title(matchers, _kind_for(kind, title, blocks[at]), title)
        found += _section_matches(matchers, title, inside)
        if found and _stands_alone(kind, title, found):
            starts.append((at, title, found))
            borders.add(at)
    starts += _rows(matchers, blocks, inside, places)
    return _cut(starts, sorted(borders | {at for at, _, _ in starts}), blocks, kind)


def _kind_for(kind: DocumentKind, title: Title, block: Block) -> DocumentKind | None:
    """Give the kind a part is judged by: a notice may carry the full text of a rule."""
    attached = block.kind is BlockKind.HEADING or _PAPER_END.search(title.squeezed.text)
    return None if kind is DocumentKind.NOTICE and attached else kind


def _section_matches(matchers: Sequence[EntryMatcher], title: Title, inside: str) -> list[Hit]:
    if not inside or title.squeezed.text == inside:
        return []
    text = title.squeezed.text
    found = [(matcher, matcher.match_section(text, inside)) for matcher in matchers]
    return [(matcher, hit) for matcher, hit in found if hit and not _only_about(text, hit)]


def _stands_alone(kind: DocumentKind, title: Title, found: list[Hit]) -> bool:
    """Say whether a heading begins a paper rather than a chapter of a plan or a report."""
    if kind in _NO_PARTS and not _LISTS.search(title.squeezed.text):
        return False
    return bool(found)


def _rows(
    matchers: Sequence[EntryMatcher],
    blocks: tuple[Block, ...],
    inside: str,
    places: dict[int, int],
) -> list[tuple[int, Title, list[Hit]]]:
    """Find parts named in the first cell of a table row of a duty list."""
    if not inside:
        return []
    rows = []
    for block in blocks:
        cell = first_cells(block)
        if cell and (found := _section_matches(matchers, cell, inside)):
            rows.append((places[block.index], cell, found))
    return rows


def _cut(
    starts: list[tuple[int, Title, list[Hit]]],
    borders: list[int],
    blocks: tuple[Block, ...],
    kind: DocumentKind,
) -> list[Paper]:
    """Cut the blocks at the borders and keep the parts that have a text of their own."""
    papers = []
    for at, title, found in sorted(starts, key=lambda start: (start[0], start[1].start)):
        end = next((border for border in borders if border > at), len(blocks))
        own = blocks[at:end]
        need = _ATTACHED_CHARS if kind is DocumentKind.NOTICE else _PART_CHARS
        rows = sum(block.kind is BlockKind.TABLE_ROW for block in own)
        chars = sum(len(block.text.strip()) for block in own[1:])
        if chars < need and rows < 2 and at >= 3:
            continue
        if kind is DocumentKind.NOTICE and (chars < need or at < 2):
            continue
        body = squeeze("\n".join(block.text for block in own)).text
        kept = [(matcher, hit) for matcher, hit in found if matcher.lacks(body) is None]
        if kept:
            papers.append(Paper(tuple(m for m, _ in kept), title, own, kept[0][1].span("name")))
    return papers


def _with_whole(
    matchers: Sequence[EntryMatcher],
    kind: DocumentKind,
    title: str,
    path: str,
    blocks: tuple[Block, ...],
    papers: list[Paper],
) -> list[Paper]:
    """Add what the title of the whole file and its name tell, unless a part already does."""
    known = {matcher.entry.id for paper in papers for matcher in paper.entries}
    body = squeeze("\n".join(block.text for block in blocks)).text
    whole: list[Paper] = []
    opening = tuple(opening_titles(blocks, title))
    for candidate in (*opening, file_title(path)):
        found = [
            (matcher, hit)
            for matcher, hit in types_of_title(matchers, kind, candidate)
            if matcher.entry.id not in known and matcher.lacks(body) is None
        ]
        if candidate.source is Source.FILE_NAME:
            found = [(m, hit) for m, hit in found if not _contradicted(m, opening)]
        if found:
            known |= {matcher.entry.id for matcher, _ in found}
            entries = tuple(matcher for matcher, _ in found)
            whole.append(Paper(entries, candidate, blocks, found[0][1].span("name")))
    merged = _merged(whole)
    return [*([merged] if merged else []), *papers]


def _contradicted(matcher: EntryMatcher, opening: tuple[Title, ...]) -> bool:
    """Say whether the first lines tell that a file is not what its name says."""
    return any(matcher.excluded(title.squeezed.text) for title in opening[:2])


def _merged(whole: list[Paper]) -> Paper | None:
    """Make one paper of all that the file's title and name tell."""
    if not whole:
        return None
    entries = tuple(dict.fromkeys(matcher for paper in whole for matcher in paper.entries))
    return replace(whole[0], entries=entries)
