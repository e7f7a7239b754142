"""What two schools handed in alike: the same picture, or records that share most of their text.

Only a question for an inspector: joint events, and texts that a bureau hands out, are alike for
good reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class CrossFlag:
    """Files of several schools that are alike: `files` as (school, path), sorted.

    `share` is the estimated share of common text of the least alike pair, 1 for equal ones.
    """

    kind: str
    paper: str
    files: tuple[tuple[str, str], ...]
    share: float


def compare_schools(engine: Engine) -> tuple[CrossFlag, ...]:
    """Find what is alike between the schools of a batch, in a stated order."""
    with engine.connect() as connection:
        flags = [
            *_groups(connection, SAME_FILE),
            *_groups(connection, SAME_TEXT),
            *_alike(connection),
        ]
    return tuple(sorted(flags, key=lambda flag: (-len(flag.files), flag.kind, flag.files)))


def _groups(connection: Connection, kind: str) -> Iterator[CrossFlag]:
    """Group equal files, or files of equal text but different bytes, of different schools."""
    column = Mark.digest if kind == SAME_FILE else Mark.text
    schools = func.count(func.distinct(Mark.school))
    shared = select(column).where(column.is_not(None)).group_by(column).having(schools > 1)
    for (value,) in connection.execute(shared.order_by(column)).all():
        rows = connection.execute(
            select(Mark.school, Mark.file, Mark.kind, Mark.digest).where(column == value)
        ).all()
        files = tuple(sorted((row.school, row.file) for row in rows))
        # Equal bytes have been told already.
        if kind == SAME_FILE or len({row.digest for row in rows}) > 1:
            yield CrossFlag(kind, min(row.kind for row in rows), files, 1.0)


def _alike(connection: Connection) -> Iterator[CrossFlag]:
    """Pair texts of different schools that share much but not all."""
    wanted = _pairs(connection)
    numbers = sorted({number for pair in wanted for number in pair})
    marks = {row.number: row for row in _marks(connection, numbers)}
    sketches = _sketches(connection, numbers)
    for one, other in wanted:
        first, second = marks[one], marks[other]
        if first.school == second.school or first.text == second.text:
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
