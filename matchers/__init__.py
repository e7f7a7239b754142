"""Documents in, events out: what happened, when, and where the material says so."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchers.dates import find_dates

__all__ = ["find_dates"]

# name -> the module that defines it; imported when first used
_HOMES = {
    "find_dates": "matchers.dates",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'matchers' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
