"""Which programs on this machine unpack RAR archives. Imports nothing heavy."""

from __future__ import annotations

import os
import shutil

from extractors.win_rar import find_unrar

TOOLS = ("unrar", "unar")  # those that rarfile calls


def find_bsdtar() -> str | None:
    """Find libarchive's program, which Windows brings along as tar."""
    return shutil.which("bsdtar") or (shutil.which("tar") if os.name == "nt" else None)


def find_rar_programs() -> list[tuple[str, str]]:
    """Give name and path of each that is here."""
    found = [(name, shutil.which(name)) for name in TOOLS]
    found += [("WinRAR", find_unrar()), ("bsdtar", find_bsdtar())]
    return [(name, path) for name, path in found if path is not None]
