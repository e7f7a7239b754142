"""What two schools handed in alike: the same picture, or records that share most of their text.

A school that hands the same file in for two years is told too, as what it is.
Only a question for an inspector: joint events, and texts that a bureau hands out, are alike for
good reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, and_, func, select
from sqlalchemy.orm import aliased

from pipeline.batch.models import Mark, Stretch
from pipeline.batch.prints import likeness

_ALIKE = 0.6  # estimated share of common stretches
_MOST_FILES = 30  # a stretch in more files than this is a form's own wording
_SHARED = 6  # hashes of a sketch; fewer in common cannot be `_ALIKE`
_AT_ONCE = 400

SAME_FILE, SAME_TEXT, ALIKE = "same_file", "same_text", "alike_text"
OWN_FILE = "own_file"


@dataclass(frozen=True, slots=True)
class CrossFlag:
    """Files of several submissions that are alike: `files` as (submission, path), sorted.

    They are of one school when `kind` is OWN_FILE, else of `schools` different ones. `share` is
    the estimated share of common text of the least alike pair, 1 for equal ones.
    """

    kind: str
    paper: str
    files: tuple[tuple[str, str], ...]
    share: float
    schools: int = 2


def compare_schools(
    engine: Engine, schools: Mapping[str, str] | None = None
) -> tuple[CrossFlag, ...]:
    """Find what is alike between the schools of a batch, in a stated order.

    `schools` gives the school of each submission, where one hands in for several years.
    """
    known = schools or {}
    with engine.connect() as connection:
        flags = [
            *_groups(connection, SAME_FILE, known),
            *_groups(connection, SAME_TEXT, known),
            *_alike(connection, known),
        ]
    return tuple(sorted(flags, key=lambda flag: (-len(flag.files), flag.kind, flag.files)))


def _groups(connection: Connection, kind: str, known: Mapping[str, str]) -> Iterator[CrossFlag]:
    """Group equal files, or files of equal text but different bytes, of different schools."""
    column = Mark.digest if kind == SAME_FILE else Mark.text
    submissions = func.count(func.distinct(Mark.school))
    shared = select(column).where(column.is_not(None)).group_by(column).having(submissions > 1)
    for (value,) in connection.execute(shared.order_by(column)).all():
        rows = connection.execute(
            select(Mark.school, Mark.file, Mark.kind, Mark.digest).where(column == value)
        ).all()
        files = tuple(sorted((row.school, row.file) for row in rows))
        count = len({known.get(row.school, row.school) for row in rows})
        paper = min(row.kind for row in rows)
        if count == 1:
            if kind == SAME_FILE:
                yield CrossFlag(OWN_FILE, paper, files, 1.0, count)
        # Equal bytes have been told already.
        elif kind == SAME_FILE or len({row.digest for row in rows}) > 1:
            yield CrossFlag(kind, paper, files, 1.0, count)


def _alike(connection: Connection, known: Mapping[str, str]) -> Iterator[CrossFlag]:
    """Pair texts of different schools that share much but not all."""
    wanted = _pairs(connection)
    numbers = sorted({number for pair in wanted for number in pair})
    marks = {row.number: row for row in _marks(connection, numbers)}
    sketches = _sketches(connection, numbers)
    for one, other in wanted:
        first, second = marks[one], marks[other]
        schools = {known.get(one.school, one.school) for one in (first, second)}
        if len(schools) == 1 or first.text == second.text:
            continue
        share = likeness(sketches[one], sketches[other])
        if share >= _ALIKE:
            files = tuple(sorted(((first.school, first.file), (second.school, second.file))))
            yield CrossFlag(ALIKE, first.kind, files, round(share, 2))


def _pairs(connection: Connection) -> list[tuple[int, int]]:
    """Pair the texts that share some stretches, counted by the database: it may use its disk."""
    rare = (
        select(Stretch.value)
        .group_by(Stretch.value)
        .having(func.count().between(2, _MOST_FILES))
        .subquery()
    )
    one, other = aliased(Stretch), aliased(Stretch)
    shared = (
        select(one.mark, other.mark)
        .join(rare, rare.c.value == one.value)
        .join(other, and_(other.value == one.value, other.mark > one.mark))
        .group_by(one.mark, other.mark)
        .having(func.count() >= _SHARED)
        .order_by(one.mark, other.mark)
    )
    return [(first, second) for first, second in connection.execute(shared)]


def _marks(connection: Connection, numbers: Sequence[int]) -> Iterator[Any]:
    """Give the rows of marks."""
    columns = (Mark.number, Mark.school, Mark.file, Mark.kind, Mark.text)
    for some in _portions(numbers):
        yield from connection.execute(select(*columns).where(Mark.number.in_(some)))


def _sketches(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for some in _portions(numbers):
        rows = connection.execute(select(Stretch.mark, Stretch.value).where(Stretch.mark.in_(some)))
        for mark, value in rows:
            found[mark].append(value)
    return {mark: tuple(sorted(values)) for mark, values in found.items()}


def _portions(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))
