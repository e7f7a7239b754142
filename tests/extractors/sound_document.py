"""What holds for every document, whatever file it came from."""

from __future__ import annotations

import json
import math

from extractors.document import Document, FileStatus
from extractors.outline import render_outline
from extractors.serialize import document_to_json


def check_document(document: Document) -> None:
    """Fail unless a document keeps every promise of its type."""
    if document.status not in (FileStatus.READ, FileStatus.OCR):
        assert document.reason, document.path
        assert not document.blocks
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert block.text.strip()
        size = len(block.text)
        citation = document.cite(index, 0, size)
        assert citation.quote == block.text
        if block.cells:
            parts = [block.text[cell.start : cell.end] for cell in block.cells]
            assert "\t".join(parts) == block.text
            columns = [cell.column for cell in block.cells]
            assert columns == sorted(set(columns))
        assert all(0 <= offset <= size for offset, _ in block.labels)
        last = 0
        for span in block.spans:
            assert last <= span.start < span.end <= size
            assert all(math.isfinite(value) for value in span.box)
            assert span.box.x0 <= span.box.x1
            assert span.box.y0 <= span.box.y1
            assert document.cite(index, span.start, span.end).bbox is not None
            last = span.end
        if block.confidence is not None:
            assert 0 <= block.confidence <= 1
    for problem in document.problems:
        assert problem.message
        assert problem.block is None or 0 <= problem.block < len(document.blocks)
    text = json.dumps(document_to_json(document), ensure_ascii=False)
    text.encode("utf-8")
    render_outline(document).encode("utf-8")
