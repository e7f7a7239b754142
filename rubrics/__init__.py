"""Events and documents in, findings out: what each item of a rubric is worth, and why."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rubrics.load import load_rubric

__all__ = ["load_rubric"]

# name -> the module that defines it; imported when first used
_HOMES = {
    "load_rubric": "rubrics.load",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'rubrics' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
