"""From content files to a folder of evidence."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping
from pathlib import Path

from corpora.folder_builder.broken import cut_off, locked_office_file
from corpora.folder_builder.entries import Entry, load_entries
from corpora.folder_builder.packing import stored_zip
from corpora.folder_builder.pages import pdf_bytes
from corpora.folder_builder.photos import photo_bytes
from corpora.folder_builder.sheets import sheet_bytes
from corpora.folder_builder.word import word_bytes


def build(content: Path, target: Path, seed: int) -> int:
    """Make the folder anew from the content files and say how many files were written.

    What lies in the folder already is replaced. Raises ValueError when two entries claim one
    path or a copy names an unknown file.
    """
    entries = load_entries(content)
    known = {entry.path: entry for entry in entries}
    if len(known) != len(entries):
        raise ValueError("two entries of the content files have the same path")
    if target.exists():
        shutil.rmtree(target)
    for entry in entries:
        place = target.joinpath(*entry.path.split("/"))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file_bytes(entry, known, seed))
    return len(entries)


def file_bytes(entry: Entry, known: Mapping[str, Entry], seed: int) -> bytes:
    """The bytes of one file."""
    match entry.make:
        case "word" | "form":
            return word_bytes(entry)
        case "pdf":
            return pdf_bytes(entry)
        case "sheet":
            return sheet_bytes(entry)
        case "photo":
            return photo_bytes(entry, seed)
        case "archive":
            members = [(inner.path, file_bytes(inner, known, seed)) for inner in entry.members]
            return stored_zip(members, entry.created, entry.encoding)
        case "copy":
            return _copy(entry, known, seed)
        case "damaged":
            return cut_off(word_bytes(entry))
        case "locked":
            return locked_office_file(seed)
        case "text" | "bytes":
            return entry.text.encode(entry.encoding)


def _copy(entry: Entry, known: Mapping[str, Entry], seed: int) -> bytes:
    """Another entry's content under this entry's name, as PDF where the name says so."""
    if entry.of not in known:
        raise ValueError(f"{entry.path}: no entry {entry.of}")
    original = known[entry.of]
    if entry.path.endswith(".pdf"):
        return pdf_bytes(original.model_copy(update={"author": entry.author}))
    return file_bytes(original, known, seed)


def run(corpus: Path, target_name: str, seed: int) -> None:
    """The command of a corpus' build.py: ``[--out DIR]`` writes elsewhere than beside it."""
    parser = argparse.ArgumentParser(description="Build this sample folder again.")
    parser.add_argument("--out", type=Path, help="an empty or new folder to build in")
    chosen: Path | None = parser.parse_args().out
    if chosen is not None and chosen.exists() and any(chosen.iterdir()):
        parser.error(f"{chosen} is not empty")
    target = chosen or corpus / target_name
    count = build(corpus / "content", target, seed)
    print(f"{count} files -> {target}")
