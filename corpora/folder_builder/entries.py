"""What the content files say about each file to be made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

Make = Literal[
    "word", "form", "pdf", "sheet", "text", "photo", "archive", "copy",
    "damaged", "locked", "bytes",
]  # fmt: skip


class Form(BaseModel):
    """One meeting on the printed page of a branch work book (支部工作手册)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: str = ""
    time: str
    place: str
    attendance: str
    topic: str
    content: str
    signatures: tuple[str, str, str, str]


class Sheet(BaseModel):
    """One worksheet: rows of cells, the first of them often a title over the whole width."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    rows: tuple[tuple[str | int | float | dt.date | None, ...], ...]


class Entry(BaseModel):
    """One file of the folder: where it goes, how it is made, and what it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    make: Make
    created: dt.datetime = dt.datetime(2022, 12, 30, 16, 0)
    author: str = ""
    text: str = ""
    page_header: str = ""
    split_runs: bool = False
    forms: tuple[Form, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    encoding: str = "utf-8"
    of: str = ""
    members: tuple[Entry, ...] = ()


def load_entries(folder: Path) -> tuple[Entry, ...]:
    """All entries of the content files of a folder, files in the order of their names."""
    yaml = YAML(typ="safe", pure=True)
    return tuple(
        Entry.model_validate(item)
        for path in sorted(folder.glob("*.yaml"))
        for item in yaml.load(path.read_text(encoding="utf-8"))
    )
