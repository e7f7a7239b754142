"""How merging grows with the number of occurrences, and whether it still finds the true events.

    python -m benchmarks.bench_merge [--sizes 1000 5000 10000 20000] [--seed 20221231]

Four shapes of made-up evidence, each from a known list of events: `years` (one school, as many
years as it takes), `branches` (one year, many branches at the same meetings), `scripts` (years,
with undated scripts that only their topic joins to a talk) and `registers` (hundreds of rows a
day in one register). The files come shuffled. Prints seconds, how much longer a size takes than
the one before it, and the number of events beside the true one.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from matchers.annotation import (
    Annotation,
    Attributes,
    DocumentKind,
    EventDate,
    EvidenceKind,
    Granularity,
    Occurrence,
    Status,
)
from matchers.merge import merge

TYPES = (
    ("theme_party_day", "主题党日"),
    ("committee_meeting", "支委会"),
    ("member_meeting", "党员大会"),
    ("party_lecture", "党课"),
    ("central_group_study", "中心组学习"),
)
TOPICS = ("廉洁从教", "党史学习", "师德师风", "安全稳定", "双减落实", "志愿服务", "家校共育")
WORDS = tuple(
    (
        "课堂班级家访备课教研阅读劳动体育食堂宿舍校门社区村庄敬老帮扶结对宣讲誓词榜样典型"
        "作业考试心理卫生消防交通网络档案财务采购基建招生评优职称培训青年退休统战工会团队"
    )[at : at + 2]
    for at in range(0, 80, 2)
)
PLACES = ("会议室", "阶梯教室", "党员活动室", "图书馆")
# What lies in the folder of one event, and how each paper speaks of it.
PAPERS = (
    (EvidenceKind.MINUTES, Status.HELD),
    (EvidenceKind.NOTICE, Status.PLANNED),
    (EvidenceKind.SIGNIN, Status.HELD),
    (EvidenceKind.NEWS, Status.HELD),
    (EvidenceKind.PHOTO, Status.UNCLEAR),
)


@dataclass(frozen=True, slots=True)
class Made:
    """Occurrences and the number of happenings that they speak of."""

    occurrences: list[Occurrence]
    events: int


def _day(number: int) -> EventDate:
    when = date(2000, 1, 3) + timedelta(days=number)
    text = f"{when.year}年{when.month}月{when.day}日"
    return EventDate(when, when, Granularity.DAY, text)


def _papers(
    number: int, when: EventDate, event_type: tuple[str, str], chance: random.Random, unit: str = ""
) -> Iterator[Occurrence]:
    """Give the five papers of one happening, its minutes first."""
    topic = f"{chance.choice(TOPICS)}与{chance.choice(WORDS)}{chance.choice(WORDS)}第{number}讲"
    facts = Attributes(
        organisation=unit or None,
        place=chance.choice(PLACES),
        topic=topic,
        start_time="14:30" if chance.random() < 0.5 else None,
    )
    for kind, status in PAPERS:
        yield Occurrence(
            file=f"{when.begin:%Y%m%d}/{unit}{event_type[1]}{number}-{kind.value}.docx",
            record=0,
            types=(event_type[0],),
            title=f"{unit}{event_type[1]}{topic}",
            status=status,
            date=when,
            for_year=None,
            attributes=facts,
            evidence_kind=kind,
            confidence=0.9,
            citations=(),
            fingerprint=f"{number}" if kind is EvidenceKind.MINUTES else "",
        )


def years(size: int, chance: random.Random) -> Made:
    """Give one school's meetings, five types a week."""
    made: list[Occurrence] = []
    events = size // len(PAPERS)
    for number in range(events):
        event_type = TYPES[number % len(TYPES)]
        made.extend(_papers(number, _day(number // len(TYPES) * 7), event_type, chance))
    return Made(made, events)


def branches(size: int, chance: random.Random) -> Made:
    """Give a year's monthly meetings of as many branches as it takes, all on the same days."""
    made: list[Occurrence] = []
    events = size // len(PAPERS)
    a_branch = 12 * len(TYPES)
    for number in range(events):
        branch, rest = divmod(number, a_branch)
        month, kind = divmod(rest, len(TYPES))
        when = _day(month * 30)
        made.extend(_papers(number, when, TYPES[kind], chance, f"第{branch + 1}支部"))
    return Made(made, events)


def scripts(size: int, chance: random.Random) -> Made:
    """Give talks whose script has no date but the talk's topic."""
    made: list[Occurrence] = []
    events = size // len(PAPERS)
    lecture = TYPES[3]
    for number in range(events):
        papers = list(_papers(number, _day(number * 2), lecture, chance))
        script = replace(
            papers[1],
            file=f"讲稿/{number}.docx",
            status=Status.UNCLEAR,
            date=None,
            evidence_kind=EvidenceKind.SCRIPT,
        )
        made.extend((*papers[:1], script, *papers[2:]))
    return Made(made, events)


def registers(size: int, chance: random.Random) -> Made:
    """Give registers with hundreds of rows a day, each row a service of its own."""
    rows_a_day = 200
    made = [
        Occurrence(
            file=f"{number // rows_a_day}.xlsx",
            record=number % rows_a_day,
            types=("volunteer_service",),
            title=f"{chance.choice(TOPICS)}{number}",
            status=Status.HELD,
            date=_day(number // rows_a_day),
            for_year=None,
            attributes=Attributes(topic=f"{number}"),
            evidence_kind=EvidenceKind.REGISTER,
            confidence=0.9,
            citations=(),
        )
        for number in range(size)
    ]
    return Made(made, size)


SHAPES: dict[str, Callable[[int, random.Random], Made]] = {
    "years": years,
    "branches": branches,
    "scripts": scripts,
    "registers": registers,
}


def measured(shape: str, size: int, seed: int) -> tuple[float, int, int]:
    """Give the seconds of one merge, the events found and the true ones."""
    chance = random.Random(f"{seed} {shape} {size}")
    made = SHAPES[shape](size, chance)
    by_file: dict[str, list[Occurrence]] = {}
    for occurrence in made.occurrences:
        by_file.setdefault(occurrence.file, []).append(occurrence)
    annotations = [
        Annotation(file, DocumentKind.OTHER, (), "", occurrences=tuple(found))
        for file, found in by_file.items()
    ]
    chance.shuffle(annotations)
    begin = time.perf_counter()
    merged = merge(annotations)
    return time.perf_counter() - begin, len(merged.events), made.events


def main() -> int:
    """Print the table; 1 when a number of events is not the true one."""
    parser = argparse.ArgumentParser(description="合并的快慢与对错")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 10000, 20000])
    parser.add_argument("--seed", type=int, default=20221231)
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    given = parser.parse_args()
    wrong = 0
    for shape in given.shapes:
        before: tuple[int, float] | None = None
        for size in given.sizes:
            seconds, found, true = measured(shape, size, given.seed)
            wrong += found != true
            growth = ""
            if before is not None:
                growth = f"×{seconds / before[1]:.1f} (size ×{size / before[0]:.1f})"
            line = f"{shape:10} {size:6} {seconds:8.2f} s  {found:6} of {true:6} events  {growth}"
            sys.stdout.write(line.rstrip() + "\n")
            before = (size, seconds)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
