"""The names of the ledger's entries: plain, storable, and each of them once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePosixPath


def told_apart(paths: Sequence[str]) -> list[str]:
    """Give each path once: the second of a name becomes `名称 (2).docx`.

    Members of one archive are told apart before they are looked into, so that what the second of
    two archives of one name holds has its path under that one's name.
    """
    counts: dict[str, int] = {}
    taken = set(paths)
    found: list[str] = []
    for path in paths:
        count = counts[path] = counts.get(path, 0) + 1
        if count == 1:
            found.append(path)
            continue
        pure = PurePosixPath(path)
        other = str(pure.with_name(f"{pure.stem} ({count}){pure.suffix}"))
        while other in taken:
            count += 1
            other = str(pure.with_name(f"{pure.stem} ({count}){pure.suffix}"))
        counts[path] = count
        taken.add(other)
        found.append(other)
    return found


def readable(path: str) -> str:
    """Give a file name whose bytes are not UTF-8 (old systems) as text that can be stored."""
    raw = path.encode("utf-8", "surrogateescape") if os.name != "nt" else b""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding) if raw else path.encode("utf-8", "replace").decode()
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def tidy(name: str) -> str:
    """Give a member's name as a plain relative path; refused names are shown without power."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    return "/".join(parts) or "（无名）"
