"""How alike the schools of an archive are: caching by content must not flatter the figures.

    python -m benchmarks.scale.variety [--schools 100] [--seed 1]

A file or paragraph is shared when another school has the same bytes or the same text.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.scale.archive import SEED, school_files
from benchmarks.scale.papers import Handed, hand_in
from corpora.folder_builder.entries import Entry

_SHORT = 12  # characters; labels and greetings below it are the same in all offices


@dataclass(frozen=True, slots=True)
class Variety:
    """Numbers of files and paragraphs, and how many of them another school has too.

    `characters` are those of all paragraphs, `shared_characters` those of the shared ones.
    """

    files: int
    shared_files: int
    paragraphs: int
    shared_paragraphs: int
    characters: int
    shared_characters: int

    def __str__(self) -> str:
        long = f"paragraphs of {_SHORT} characters or more"
        return (
            f"files {self.files}, identical with another school's "
            f"{self.shared_files / self.files:.2%}\n"
            f"{long} {self.paragraphs}, identical with another school's "
            f"{self.shared_paragraphs / self.paragraphs:.2%}\n"
            f"characters of all paragraphs {self.characters}, in identical ones "
            f"{self.shared_characters / self.characters:.2%}\n"
        )


class _Seen:
    """Counts what more than one school has; keeps only a hash of each thing."""

    def __init__(self) -> None:
        self._first: dict[bytes, tuple[int, int]] = {}
        self.total = self.shared = self.weight = self.shared_weight = 0

    def add(self, school: int, things: Iterable[tuple[bytes, int]]) -> None:
        """Note the things of a school, each with its weight."""
        for thing, weight in things:
            self.total += 1
            self.weight += weight
            key = hashlib.blake2b(thing, digest_size=8).digest()
            owner, alone = self._first.setdefault(key, (school, 0))
            if owner == school:
                self._first[key] = owner, alone + 1
                continue
            # The first owner's copies become shared only when a second owner turns up.
            self.shared += 1 + alone
            self.shared_weight += weight * (1 + alone)
            self._first[key] = -1, 0


def measure(schools: int, seed: int = SEED) -> Variety:
    """Measure the first schools of a seed's archive, without writing it."""
    files, long, all_texts = _Seen(), _Seen(), _Seen()
    for number in range(schools):
        handed = hand_in(seed, number)
        files.add(number, ((content, 1) for content in school_files(handed, seed).values()))
        texts = [text for text in paragraphs(handed) if text]
        long.add(number, ((text.encode(), 1) for text in texts if len(text) >= _SHORT))
        all_texts.add(number, ((text.encode(), len(text)) for text in texts))
    return Variety(
        files.total, files.shared, long.total, long.shared, all_texts.weight,
        all_texts.shared_weight,
    )  # fmt: skip


def paragraphs(handed: Handed) -> Iterator[str]:
    """Give the texts of all files of a school: lines, form cells, table rows."""
    for entry in handed.entries:
        yield from _texts(entry)


def _texts(entry: Entry) -> Iterator[str]:
    yield from (line.strip() for line in entry.text.splitlines())
    for form in entry.forms:
        yield from (form.heading, form.time, form.place, form.attendance, form.topic)
        yield from form.content.splitlines()
    for sheet in entry.sheets:
        yield from (" ".join(str(cell) for cell in row) for row in sheet.rows)
    for member in entry.members:
        yield from _texts(member)


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description="How alike the schools of an archive are")
    parser.add_argument("--schools", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    sys.stdout.write(str(measure(asked.schools, asked.seed)))


if __name__ == "__main__":
    main()
