"""佐证 for programs: read a school's evidence, find its events, check it against a rubric.

    import zuozheng

    zuozheng.find_dates("2022年3月15日下午召开支部党员大会")
    zuozheng.extract_file("3月.docx").blocks
    zuozheng.assess("材料", "yangzhou-2022").scorecard.total

Each name is imported from its room when first used, so that importing this module costs
nothing. `python -m zuozheng` is the command line.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors import extract_file
    from matchers import find_dates
    from pipeline import assess, find_events
    from rubrics import load_rubric

__all__ = ["assess", "extract_file", "find_dates", "find_events", "load_rubric"]

# name -> the module that defines it
_HOMES = {
    "assess": "pipeline.run",
    "extract_file": "extractors.registry",
    "find_dates": "matchers.dates",
    "find_events": "pipeline.run",
    "load_rubric": "rubrics.load",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'zuozheng' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


if __name__ == "__main__":
    import sys

    from pipeline.cli import main

    sys.exit(main())
