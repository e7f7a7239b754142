"""Changes that leave what happened alone move few answers, and a lost title makes no plan an event.

The counts are what was last measured; they may fall, never rise without a decision.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy_events import NEVER_HELD, load_pages
from benchmarks.perturbed_events import CHANGES, Held, differences, held_of

PAGES = Path(__file__).parents[2] / "corpora" / "pages"


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[dict[str, Any], Held], ...]:
    return tuple((page, held_of(page)) for page in load_pages(PAGES / "dev.jsonl"))


@pytest.mark.parametrize(
    ("change", "most"),
    [
        ("half_width", 0),
        ("padded", 0),
        ("as_spoken", 0),
        ("full_width", 0),
        ("spaced", 1),
        ("another_name", 2),
        ("broken_up", 3),
        ("framed", 1),
    ],
)
def test_a_harmless_change_moves_few_pages(change: str, most: int) -> None:
    changed = [(page, held) for page, held in _known() if CHANGES[change](page) != page]
    assert len(changed) > 50
    moved = [page["id"] for page, held in changed if any(differences(page, change, held))]
    assert len(moved) <= most, moved


def test_plans_without_title_and_path_hold_next_to_nothing() -> None:
    pages = [
        page
        for name in ("dev", "more", "extra", "later")
        for page in load_pages(PAGES / f"{name}.jsonl")
        if page["kind"] in NEVER_HELD and not any(e["status"] == "held" for e in page["events"])
    ]
    assert len(pages) > 80
    bare = [{**page, "title": "", "path": "材料.docx", "published": ""} for page in pages]
    wrong = {page["id"]: held for page in bare if (held := held_of(page))}
    assert len(wrong) <= 6, wrong
