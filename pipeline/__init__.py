"""The way through: a submission's files in, an assessment and its reports out."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.run import assess, find_events

__all__ = ["assess", "find_events"]

# name -> the module that defines it; imported when first used
_HOMES = {
    "assess": "pipeline.run",
    "find_events": "pipeline.run",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
