"""Names on a paper that was signed: whole names, and whether they stand where one signs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.document import Block, BlockKind, Citation, Document

_LABEL = re.compile(
    r"(?:签\s*[字名章订署约](?:\s*人)?|(?:责任|承诺|负责|签约|签订|签署)\s*人)\s*(?:[（(]\s*签?[字名章]*\s*[)）])?"
    r"\s*[)）]?"
)
_SIGNING_HEAD = re.compile(
    r"\s*(?:本人|责任人|承诺人|人员)?\s*签\s*[字名章]\s*(?:[（(][^（）()]*[)）])?\s*"
)
_NAME = r"(?:[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][ \u3000]{1,4}[\u4e00-\u9fff])"
_LISTED = re.compile(rf"[\s:：、，,;；/()（）]*(?:{_NAME}[\s:：、，,;；/()（）]+)*")
_BEHIND = re.compile(  # what may follow a name at once; any other character belongs to the name
    r"[^\u4e00-\u9fff]|$|签[字名章订]|同志|书记|副?校长|副?园长|副?主任|老师|委员|(?:与|和|及)(?=[\u4e00-\u9fff])|[（(]"
)


def find_name(name: str, documents: Iterable[Document]) -> tuple[Citation | None, bool]:
    """Cite a whole name, where it was signed if it was.

    Returns:
        The citation (None when the name is nowhere) and whether it stands behind a label one
        signs at (责任人签字：…). A longer name that begins alike (张一丰) is another person's.
    """
    listed: Citation | None = None
    spaced = re.compile(r"\s{0,4}".join(map(re.escape, name)))
    for document in documents:
        heads: dict[tuple[str, int], set[int]] = {}  # the columns one signs in, by table
        for block in document.blocks:
            signing = _signing_columns(block, heads)
            for found in spaced.finditer(block.text):
                if not _BEHIND.match(block.text, found.end()):
                    continue
                cited = document.cite(block.index, found.start(), found.end())
                inside = any(
                    c.start <= found.start() < c.end for c in block.cells if c.column in signing
                )
                if inside or _is_signed(block.text, found.start(), found.end()):
                    return cited, True
                listed = listed or cited
    return listed, False


def _signing_columns(block: Block, heads: dict[tuple[str, int], set[int]]) -> set[int]:
    """Give the columns of a row's table whose head says that one signs there (责任人 | 签字)."""
    if block.kind is not BlockKind.TABLE_ROW:
        return set()
    table = (block.locator.sheet or "", block.locator.table or 0)
    columns = heads.setdefault(table, set())
    known = set(columns)
    columns |= {
        cell.column
        for cell in block.cells
        if _SIGNING_HEAD.fullmatch(block.text, cell.start, cell.end)
    }
    return known


def _is_signed(text: str, start: int, end: int) -> bool:
    """Say whether a name stands in a list behind a label, or right before one: 张一（签字）."""
    if re.match(r"\s*[（(]?\s*签\s*[字名章]", text[end:]):
        return True
    line = text.rfind("\n", 0, start) + 1
    labels = list(_LABEL.finditer(text, line, start))
    return bool(labels) and _LISTED.fullmatch(text, labels[-1].end(), start) is not None
