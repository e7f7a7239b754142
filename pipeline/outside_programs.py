"""The programs that files are read with besides this one, told apart without starting them.

Neither their place nor their age is told: on two machines with the same program both differ, and
what one machine has read the others must find in the shared store.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractors.office_converter import find_soffice
from extractors.rar_programs import find_rar_programs
from extractors.settings import ExtractSettings

_OFFICE = "LibreOffice"
_ABOUT = ("versionrc", "version.ini")  # beside the program; in a Mac's bundle under Resources
_PROGRAMS = ("soffice.bin", "soffice.exe", "soffice")
_NOT_ITS_VERSION = ("AllLanguages", "Update", "ExtensionUpdate")
_WITH_THE_SYSTEM = "bsdtar"  # Windows brings it along and renews it


def outside_program_names(settings: ExtractSettings) -> dict[str, str]:
    """Give each program that is here with what tells its version, a word without blanks."""
    found = {name: _size(Path(path)) for name, path in find_rar_programs()}
    if _WITH_THE_SYSTEM in found:
        found[_WITH_THE_SYSTEM] = "有"
    office = find_soffice(settings.soffice)
    if office is not None:
        found[_OFFICE] = _office(Path(office))
    return found


def _office(program: Path) -> str:
    """Tell a LibreOffice's version by the file that it keeps about itself, and by its size."""
    try:
        folder = program.resolve().parent
    except OSError:
        return "?"
    about = [folder / name for name in _ABOUT]
    about += [folder.parent / "Resources" / name for name in _ABOUT]
    stated = "".join(_stated(path) for path in about)
    size = next((_size(folder / name) for name in _PROGRAMS if (folder / name).is_file()), None)
    return hashlib.sha256(f"{stated}{size or _size(program)}".encode()).hexdigest()[:12]


def _stated(path: Path) -> str:
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return "\n".join(line for line in lines if not line.startswith(_NOT_ITS_VERSION))


def _size(path: Path) -> str:
    try:
        return str(path.resolve().stat().st_size)
    except OSError:
        return "?"
