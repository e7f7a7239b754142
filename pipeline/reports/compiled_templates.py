"""Keeps a template's compiled form for the next report: a batch makes thousands of them."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Remembers compiled templates in this process, by their name and source.

    Environments may share one though their filters and globals differ: those are looked up
    when a page is made. Only a filter of a literal is worked out while compiling, so a filter
    that knows one school must not be given a literal alone.
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's compiled form to the bucket if it is known."""
        kept = self._kept.get(f"{bucket.key}:{bucket.checksum}")
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[f"{bucket.key}:{bucket.checksum}"] = bucket.bytecode_to_string()
