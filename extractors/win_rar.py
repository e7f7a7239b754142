"""Where WinRAR keeps its unpacking program: its setup does not put it on the search path."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_PROGRAM = "UnRAR.exe"
_FOLDERS = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
_KEYS = (r"SOFTWARE\WinRAR", r"SOFTWARE\WOW6432Node\WinRAR")
_VALUES = ("exe64", "exe32")


def find_unrar(environment: Mapping[str, str] = os.environ) -> str | None:
    """Give the path of WinRAR's UnRAR.exe, None where it is not (or this is not Windows)."""
    places = [*_registered(), *_usual(environment)]
    return next((str(place) for place in places if place.is_file()), None)


def _usual(environment: Mapping[str, str]) -> Iterator[Path]:
    for name in _FOLDERS:
        if environment.get(name):
            yield Path(environment[name]) / "WinRAR" / _PROGRAM


def _registered() -> Iterator[Path]:
    """Give the places that WinRAR's setup wrote into the registry."""
    if sys.platform != "win32":
        return
    import winreg

    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        for key in _KEYS:
            for value in _VALUES:
                try:
                    with winreg.OpenKey(root, key) as opened:
                        found, _ = winreg.QueryValueEx(opened, value)
                except OSError:
                    continue
                yield Path(str(found)).with_name(_PROGRAM)
