"""A `Document` as the dictionary that `zuozheng extract --json` prints."""

from __future__ import annotations

from extractors.document import Block, BoundingBox, Document, Locator, Problem

SCHEMA = "zuozheng/document/1"

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]


def document_to_json(document: Document) -> dict[str, JsonValue]:
    """Give the document with stable keys in a stable order; boxes are lists of four numbers."""
    return {
        "schema": SCHEMA,
        "path": document.path,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "bytes": document.size,
        "status": document.status.value,
        "reason": document.reason,
        "pages": document.pages,
        "chars": document.chars,
        "properties": dict(document.properties),
        "blocks": [_block(block) for block in document.blocks],
        "problems": [_problem(problem) for problem in document.problems],
    }


def _block(block: Block) -> dict[str, JsonValue]:
    """Give one block; parts that it has not are left out, but `page` is always there."""
    entry: dict[str, JsonValue] = {
        "index": block.index,
        "kind": block.kind.value,
        "text": block.text,
        "page": block.page,
        "locator": _locator(block.locator),
    }
    if block.box is not None:
        entry["bbox"] = _box(block.box)
    if block.label is not None:
        entry["label"] = block.label
    if block.labels:
        entry["labels"] = [[offset, label] for offset, label in block.labels]
    if block.level is not None:
        entry["level"] = block.level
    if block.cells:
        entry["cells"] = [
            {"start": cell.start, "end": cell.end, "column": cell.column, "span": cell.span}
            for cell in block.cells
        ]
    if block.spans:
        entry["spans"] = [
            {"start": span.start, "end": span.end, "page": span.page, "bbox": _box(span.box)}
            for span in block.spans
        ]
    if block.confidence is not None:
        entry["confidence"] = round(block.confidence, 4)
    return entry


def _locator(locator: Locator) -> dict[str, JsonValue]:
    parts: dict[str, JsonValue] = {
        "sheet": locator.sheet,
        "table": locator.table,
        "row": locator.row,
        "slide": locator.slide,
        "part": locator.part,
    }
    return {name: value for name, value in parts.items() if value is not None}


def _box(box: BoundingBox) -> list[JsonValue]:
    return [round(value, 2) for value in box]


def _problem(problem: Problem) -> dict[str, JsonValue]:
    return {
        "kind": problem.kind,
        "message": problem.message,
        "page": problem.page,
        "block": problem.block,
    }
