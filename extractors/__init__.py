"""One file in, one `Document` out: blocks of text, each with its place on the page."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.registry import extract_file

__all__ = ["extract_file"]

# name -> the module that defines it; imported when first used
_HOMES = {
    "extract_file": "extractors.registry",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'extractors' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
