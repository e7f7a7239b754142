"""A batch's results as lines of JSON and as Parquet: one line a school, one line an item."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from pipeline.batch.ledger import DONE, Entry


def school_lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Give one line a school, failed ones with their reason."""
    for entry in entries:
        row = entry.row
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
                "grade": row.grade,
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


def parquet(lines: Iterable[bytes]) -> bytes:
    """Give lines of JSON as a Parquet file; nothing when there are none."""
    import pyarrow
    import pyarrow.json
    import pyarrow.parquet

    text = b"".join(lines)
    if not text:
        return b""
    # One block however long: column types come from all lines, not only the first ones.
    options = pyarrow.json.ReadOptions(block_size=len(text) + 1)
    table = pyarrow.json.read_json(io.BytesIO(text), read_options=options)
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _line(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False).encode("utf-8") + b"\n"


def _number(points: Decimal | None) -> float | None:
    return None if points is None else float(points)
