"""What a paper is evidence of: its years, date, issuer, signatures, clauses and quotes."""

from __future__ import annotations

import re

from extractors.document import Block, BlockKind, Citation, Document
from matchers.annotation import DocumentEvidence
from matchers.document_titles import Source, file_title, visible
from matchers.document_years import name_years, title_years
from matchers.papers import Paper
from matchers.sentences import sentence_around
from matchers.signatures import Closing, find_closing, find_signatures
from matchers.squeezed import Squeezed, squeeze
from matchers.whose_papers import whose_paper

_DRAFT = re.compile(
    r"草案|草稿|讨论稿|征求意见|送审稿|初稿|范本|模板|范文|样本|样张|样式|示例|填写说明|参考稿"
)
_TITLE_BLANK = re.compile(r"[Xx×]{2,}|\*{2,}|20[Xx×]{2}|_{2,}|某某")
_CLAUSE_CHARS = 120


def describe(
    document: Document,
    paper: Paper,
    template: bool,
    hints: tuple[int, ...],
    own_names: tuple[str, ...] = (),
) -> DocumentEvidence:
    """Put together what one paper is evidence of.

    Args:
        document: the file the paper is in.
        paper: its types, title and blocks.
        template: whether the file as a whole is a model text or a blank form.
        hints: years of the folder or the file's name, used last.
        own_names: the names that mean this school.
    """
    types = tuple(sorted(matcher.entry.id for matcher in paper.entries))
    years, reasons = _years(document, paper, hints)
    closing = find_closing(document, paper.blocks, years)
    if not years and closing.issued is not None:
        years, reasons = (closing.issued.begin.year,), ("年份取自落款日期",)
    signatures = find_signatures(document, paper.blocks)
    clauses, clause_citations = _clauses(document, paper)
    draft, why = _is_draft(paper, document.path, template)
    own, whose = _whose(document, paper, own_names)
    named = "、".join(matcher.entry.title or matcher.entry.id for matcher in paper.entries)
    return DocumentEvidence(
        file=document.path,
        types=types,
        title=paper.title.text.strip(),
        years=years,
        issued=closing.issued,
        issuer=closing.issuer,
        signed=bool(signatures),
        clauses=clauses,
        citations=_citations(document, paper, clause_citations, signatures, closing),
        reasons=(f"{paper.title.source}“{paper.title.text.strip()}”是{named}", *reasons, *why),
        draft_or_template=draft,
        own=own,
        whose="".join(whose),
    )


def _whose(
    document: Document, paper: Paper, own_names: tuple[str, ...]
) -> tuple[bool | None, tuple[str, ...]]:
    """Say whose paper it is; some are by their nature another's (批复, 称号, 责任书)."""
    if all(matcher.entry.from_anyone for matcher in paper.entries):
        return True, ()
    return whose_paper(document, paper, own_names)


def _years(
    document: Document, paper: Paper, hints: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Give the years a paper is for and where they were read."""
    title = paper.title
    name_at = title.squeezed.span(*paper.name)[0] if paper.name[0] < paper.name[1] else None
    if years := title_years(title.text, name_at):
        return years, (f"年份取自{title.source}",)
    opening = paper.blocks[:2] if paper.title.block is not None else ()
    for block in opening:
        if len(block.text) <= 60 and (years := title_years(block.text)):
            return years, ("年份取自标题附近的文字",)
    for block in visible(document)[:3]:
        if len(block.text) <= 60 and (years := title_years(block.text)):
            return years, ("年份取自文件标题",)
    if years := name_years(file_title(document.path).text):
        return years, ("年份取自文件名",)
    if hints and not any(_dated(block) for block in paper.blocks[-4:]):
        return tuple(sorted(set(hints))), ("年份仅据文件夹或文件名判断，文中未写明",)
    return (), ()


def _dated(block: Block) -> bool:
    return re.search(r"(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]", block.text) is not None


def _is_draft(paper: Paper, path: str, template: bool) -> tuple[bool, tuple[str, ...]]:
    """Say whether a paper is a draft, a model text or a blank form, and why."""
    title = paper.title.squeezed.text
    if template:
        return True, ("是范本或未填写的空白表",)
    for text in (title, file_title(path).squeezed.text):
        if found := _DRAFT.search(text):
            return True, (f"标有“{found.group()}”",)
    if _TITLE_BLANK.search(title):
        return True, ("标题中有未填写的占位符",)
    if any(matcher.entry.needs_rows for matcher in paper.entries) and _is_blank_table(paper):
        return True, ("表中没有填写内容",)
    return False, ()


def _is_blank_table(paper: Paper) -> bool:
    """Say whether a table has a header but not one row with two filled cells below it."""
    rows = [block for block in paper.blocks if block.kind is BlockKind.TABLE_ROW]
    filled = [row for row in rows if sum(bool(part.strip()) for part in _cells(row)) >= 2]
    return bool(rows) and len(filled) < 2


def _cells(block: Block) -> list[str]:
    if block.cells:
        return [block.text[cell.start : cell.end] for cell in block.cells]
    return block.text.split("\t")


def _clauses(document: Document, paper: Paper) -> tuple[tuple[str, ...], tuple[Citation, ...]]:
    """Find the clauses the paper's types know, with the sentence of each first word."""
    texts = [(block, squeeze(block.text)) for block in paper.blocks]
    found: dict[str, Citation] = {}
    for matcher in paper.entries:
        for clause_id, clause in matcher.entry.clauses.items():
            words = [squeeze(word).text for word in clause.any]
            needed = [squeeze(word).text for word in clause.all]
            hits = {word: _cite_word(document, texts, paper, word) for word in (*words, *needed)}
            if any(hits[word] is None for word in needed):
                continue
            cited = [hit for hit in hits.values() if hit is not None]
            if cited and (not words or any(hits[word] for word in words)):
                first = min(cited, key=lambda c: (c.block, c.start))
                found.setdefault(clause_id, first)
    ids = tuple(sorted(found))
    return ids, tuple(dict.fromkeys(found[clause_id] for clause_id in ids))


def _cite_word(
    document: Document, texts: list[tuple[Block, Squeezed]], paper: Paper, word: str
) -> Citation | None:
    """Cite the sentence of a word's first place in the text (not in the title itself)."""
    for block, text in texts:
        if block.index == paper.title.block and len(texts) > 1:
            continue
        at = text.text.find(word)
        if at >= 0:
            start, end = text.span(at, at + len(word))
            sentence = sentence_around(block.text, start, end)
            begin = max(sentence.start, start - _CLAUSE_CHARS // 2)
            finish = min(sentence.end, max(end, begin + _CLAUSE_CHARS))
            return document.cite(block.index, begin, finish)
    return None


def _citations(
    document: Document,
    paper: Paper,
    clauses: tuple[Citation, ...],
    signatures: tuple[Citation, ...],
    closing: Closing,
) -> tuple[Citation, ...]:
    """Give title, clauses, signatures and date, each once."""
    title = paper.title
    if title.block is None or title.source is Source.SHEET:
        first = paper.blocks[0]
        start = len(first.text) - len(first.text.lstrip())
        head = document.cite(first.index, start, min(len(first.text.rstrip()), start + 60))
    elif title.joined:
        text = document.blocks[title.block].text
        line = text[title.start :].split("\n", 1)[0].rstrip()
        head = document.cite(title.block, title.start, title.start + len(line))
    else:
        head = document.cite(title.block, title.start, title.start + len(title.text))
    dated = (closing.citation,) if closing.citation else ()
    return tuple(dict.fromkeys((head, *clauses, *signatures, *dated)))
