"""A batch's results as lines of JSON and as Parquet: a line a school, an item, a file alike."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from pipeline.batch.comparing import CrossFlag
from pipeline.batch.figures import FigureSum
from pipeline.batch.ledger import DONE, Entry
from pipeline.batch.summary_wording import CROSS_FLAG
from rubrics.quota import Ranked

_AT_ONCE = 4_000  # lines in memory; as many again as rows and columns
_NO_GRADES: Mapping[str, Ranked] = {}

SCHOOL_COLUMNS = {
    "id": "text",
    "status": "text",
    "reason": "text",
    "name": "text",
    "period": "text",
    "period_inferred": "flag",
    "suggested": "number",
    "low": "number",
    "high": "number",
    "max": "number",
    "self_total": "number",
    "weighed": "number",
    "grade": "text",
    "grade_why": "text",
    "needs_review": "count",
    "met": "count",
    "partial": "count",
    "unmet": "count",
    "demands": "count",
    "satisfied": "count",
    "events_held": "count",
    "files": "count",
    "files_unread": "count",
    "unread": "texts",
    "flags_high": "count",
    "flags_medium": "count",
    "flags_low": "count",
    "notes": "texts",
}
ITEM_COLUMNS = {
    "id": "text",
    "name": "text",
    "period": "text",
    "item": "text",
    "text": "text",
    "max": "number",
    "suggested": "number",
    "low": "number",
    "high": "number",
    "self_score": "number",
    "status": "text",
    "lacking": "texts",
}
FLAG_COLUMNS = {
    "flag": "count",
    "kind": "text",
    "text": "text",
    "paper": "text",
    "share": "number",
    "schools": "count",
    "id": "text",
    "file": "text",
}


def school_lines(
    entries: Iterable[Entry], grades: Mapping[str, Ranked] = _NO_GRADES
) -> Iterator[bytes]:
    """Give one line a school, failed ones with their reason; `grades` are those by ranking."""
    for entry in entries:
        row = entry.row
        ranked = grades.get(entry.id)
        facts: dict[str, Any] = {"id": entry.id, "status": entry.status, "reason": entry.reason}
        if row is not None:
            facts |= {
                "name": row.name,
                "period": row.period,
                "period_inferred": row.period_inferred,
                "suggested": _number(row.suggested),
                "low": _number(row.low),
                "high": _number(row.high),
                "max": _number(row.max),
                "self_total": _number(row.self_total),
                "weighed": _number(row.weighed),
                "grade": ranked.label if ranked else row.grade,
                "grade_why": ranked.reason if ranked else "",
                "needs_review": row.needs_review,
                "met": row.met,
                "partial": row.partial,
                "unmet": row.unmet,
                "demands": row.demands,
                "satisfied": row.satisfied,
                "events_held": row.held,
                "files": sum(row.files.values()),
                "files_unread": len(row.unread),
                "unread": list(row.unread),
                "flags_high": row.flags.get("high", 0),
                "flags_medium": row.flags.get("medium", 0),
                "flags_low": row.flags.get("low", 0),
                "notes": list(row.notes),
            }
        yield _line(facts)


def item_lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Give one line an item of each school that was checked."""
    for entry in entries:
        if entry.status != DONE or entry.row is None:
            continue
        for item in entry.row.items:
            yield _line(
                {
                    "id": entry.id,
                    "name": entry.row.name,
                    "period": entry.row.period,
                    "item": item.item,
                    "text": item.text,
                    "max": _number(item.max),
                    "suggested": _number(item.suggested),
                    "low": _number(item.low),
                    "high": _number(item.high),
                    "self_score": _number(item.self_score),
                    "status": item.status,
                    "lacking": list(item.lacking),
                }
            )


def flag_lines(flags: Iterable[CrossFlag]) -> Iterator[bytes]:
    """Give one line a file that is like another school's; those of one finding share `flag`."""
    for number, flag in enumerate(flags, start=1):
        for own, file in flag.files:
            yield _line(
                {
                    "flag": number,
                    "kind": flag.kind,
                    "text": CROSS_FLAG[flag.kind],
                    "paper": flag.paper,
                    "share": flag.share,
                    "schools": flag.schools,
                    "id": own,
                    "file": file,
                }
            )


def figure_lines(sums: Iterable[FigureSum]) -> Iterator[bytes]:
    """Give one line a statistic and period, with its population school by school."""
    for one in sums:
        known = [(own, figure.value) for own, figure in one.members if figure.value is not None]
        yield _line(
            {
                "period": one.period,
                "title": one.figure.title,
                "statistic": one.figure.kind,
                "value": _number(one.figure.value),
                "schools": [{"id": own, "value": _number(value)} for own, value in known],
                "unknown": [
                    o for o, figure in one.members if figure.value is None and figure.applies
                ],
                "not_asked": [own for own, figure in one.members if not figure.applies],
                "failed": list(one.failed),
            }
        )


def parquet(lines: Iterable[bytes], columns: Mapping[str, str]) -> bytes:
    """Give lines of JSON as a Parquet file; nothing when there are none.

    `columns` names each column's kind: "text", "texts", "number", "count" or "flag". They are
    stated, not guessed from the lines, so the same question fits every batch's file.
    """
    import pyarrow
    import pyarrow.parquet

    kinds = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "number": pyarrow.float64(),
        "count": pyarrow.int64(),
        "flag": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
    buffer = io.BytesIO()
    coming = iter(lines)
    some = list(islice(coming, _AT_ONCE))
    if not some:
        return b""
    with pyarrow.parquet.ParquetWriter(buffer, schema, compression="zstd") as writer:
        while some:
            rows = [json.loads(line) for line in some]
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            some = list(islice(coming, _AT_ONCE))
    return buffer.getvalue()


def _line(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False).encode("utf-8") + b"\n"


def _number(points: Decimal | None) -> float | None:
    return None if points is None else float(points)
