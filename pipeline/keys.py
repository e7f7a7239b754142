"""Keys: what a value was worked out from, as one digest. Whatever could change it is in its key.

The program's own part in a result is the digest of its source files, not a number that somebody
has to remember to raise; what it owes to libraries and outside programs is in the key by version.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path, PurePosixPath

from extractors.settings import ExtractSettings
from pipeline.outside_programs import outside_program_names
from pipeline.version import program_version

# Libraries that decide what is read out of a file.
_READERS = (
    "chardet",
    "lxml",
    "olefile",
    "openpyxl",
    "pdfminer-six",
    "pdfplumber",
    "pi-heif",
    "pillow",
    "py7zr",
    "pypdfium2",
    "python-docx",
    "python-pptx",
    "rarfile",
    "xlrd",
)
_RECOGNISERS = ("onnxruntime", "rapidocr")
# Libraries that decide what is found in a text.
_FINDERS = ("ahocorasick-rs", "jieba", "lunardate", "rapidfuzz", "spacy")
_WRITERS = ("jinja2", "python-docx", "xlsxwriter")
_PARTS_OF_THE_PROGRAM = frozenset({".py", ".yaml", ".yml", ".json", ".j2", ".html", ".css", ".js"})


def digest(*parts: object) -> str:
    """Give the SHA-256 (hexadecimal) of values that JSON can hold; where one ends is part of it."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def extract_key(sha256: str, name: str, settings: ExtractSettings) -> str:
    """Give the key of a file's document; of its name only the ending matters."""
    return digest("extract", sha256, PurePosixPath(name).suffix.lower(), reading_version(settings))


def annotate_key(document: str, context: str) -> str:
    """Give the key of an annotation, from the digests of the document and of its surroundings."""
    return digest("annotate", document, context, finding_version())


def key_in_batch(base: str | None, figures: Sequence[object]) -> str | None:
    """Give the key of a result that also depends on what the schools of a batch reach."""
    if base is None or not figures:
        return base
    return digest("batch", base, [repr(figure) for figure in figures])


@cache
def reading_version(settings: ExtractSettings) -> str:
    """Give the digest of all that decides how files are read, but the files."""
    libraries = _READERS if settings.ocr == "off" else _READERS + _RECOGNISERS
    return digest(
        room_version("extractors"),
        [settings.ocr, asdict(settings.limits)],
        [_version(name) for name in libraries],
        outside_program_names(settings),
    )


@cache
def finding_version() -> str:
    """Give the digest of all that decides what is found in a document."""
    rooms = [room_version(room) for room in ("extractors", "matchers")]
    return digest(rooms, [_version(name) for name in _FINDERS])


@cache
def whole_version(settings: ExtractSettings) -> str:
    """Give the digest of all that decides a report, but the material and the rubric."""
    rooms = [room_version(room) for room in ("rubrics", "pipeline")]
    made_with = [_version(name) for name in _WRITERS]
    return digest(program_version(), reading_version(settings), finding_version(), rooms, made_with)


@cache
def room_version(room: str) -> str:
    """Give the digest of a room's source and data files."""
    file = importlib.import_module(room).__file__
    folder = Path(file or room).parent
    sources = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in _PARTS_OF_THE_PROGRAM and path.is_file()
    )
    return digest([[p.relative_to(folder).as_posix(), _content(p)] for p in sources])


def libraries(*more: str) -> dict[str, str]:
    """Give the installed version of every library that has a part in a result, and of `more`."""
    names = {*_READERS, *_RECOGNISERS, *_FINDERS, *_WRITERS, *more}
    return {name: _version(name)[1] for name in sorted(names)}


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(distribution: str) -> list[str]:
    try:
        return [distribution, importlib.metadata.version(distribution)]
    except importlib.metadata.PackageNotFoundError:
        return [distribution, ""]
