"""What was studied before it was published (超前学习)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from matchers.annotation import EventDate, Flag, Granularity, Occurrence, Status
from matchers.record_text import RecordText
from matchers.shipped_yaml import lexicon_text, shipped_data

_STUDY = re.compile(
    r"学习|研读|研学|传达|领学|宣讲|解读|贯彻|落实|观看|收看|聆听|领会|讲授|讲解|党课|学了|精读|诵读"
)
_NOT_YET = re.compile(
    r"迎接|喜迎|喜庆|献礼|即将|将|预祝|期待|筹备|召开前|召开后|闭幕后|下一步|下阶段|下次|下周|下月|今后|届时"
    r"|候选人|代表选举|草案|征求意见|讨论稿|计划|拟"
)
_CLAUSE = re.compile(r"[^。;!?\n]+")
# Said of a meeting, these can only be studied once it has closed, or once it has opened.
_OF_MEETING = re.compile(
    r"[^,。;]{0,6}?(?:(?P<closed>精神|公报|决定|决议|闭幕)|(?P<opened>报告|开幕|讲话))"
)


class Publication(BaseModel):
    """A document or meeting, and the first day on which it could be studied.

    `closed` marks a meeting: its spirit and decisions are known from then on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    title: str
    known: date
    closed: date | None = None
    source: str


class Publications(BaseModel):
    """All that is known of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    publications: tuple[Publication, ...]


@lru_cache(maxsize=1)
def publications() -> tuple[Publication, ...]:
    """Give the built-in documents and meetings."""
    return Publications.model_validate(shipped_data(lexicon_text("publications"))).publications


@lru_cache(maxsize=1)
def _by_name() -> tuple[re.Pattern[str], dict[str, Publication]]:
    names = {name: entry for entry in publications() for name in entry.names}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first))), names


def check_study(view: RecordText, occurrences: Sequence[Occurrence]) -> Iterator[Flag]:
    """Flag a held event at which something was studied that was not yet known on its day.

    Looking forward to a congress, drafts, and what is announced for later are in order.
    """
    when = _last_day(occurrences)
    if when is None or when.begin > _latest():
        return
    pattern, names = _by_name()
    seen: set[str] = set()
    for clause in _CLAUSE.finditer(view.text):
        if not _STUDY.search(clause.group()) or _NOT_YET.search(clause.group()):
            continue
        for found in pattern.finditer(view.text, clause.start(), clause.end()):
            entry = names[found.group()]
            known = _known(entry, view.text, found.end())
            if known is not None and when.begin < known and entry.title not in seen:
                seen.add(entry.title)
                yield _flag(entry, known, when, view, found)


def _last_day(occurrences: Sequence[Occurrence]) -> EventDate | None:
    """Give the last day that a record tells of: what it studied it studied by then."""
    days = [
        o.date
        for o in occurrences
        if o.status is Status.HELD and o.date and o.date.granularity is Granularity.DAY
    ]
    return max(days, key=lambda day: day.begin, default=None)


@lru_cache(maxsize=1)
def _latest() -> date:
    return max(entry.closed or entry.known for entry in publications())


def _known(entry: Publication, text: str, end: int) -> date | None:
    """Give the day from which it could be studied; None where the words are about something else.

    A bare name of a meeting (二十大) says too little.
    """
    if entry.closed is None:
        return entry.known
    said = _OF_MEETING.match(text, end)
    if said is None:
        return None
    return entry.closed if said["closed"] else entry.known


def _flag(
    entry: Publication, known: date, when: EventDate, view: RecordText, found: re.Match[str]
) -> Flag:
    happened = "闭幕" if known == entry.closed else "开幕" if entry.closed else "发布"
    message = (
        f"记录的日期是 {when.begin:%Y-%m-%d}，所学的“{entry.title}”{known:%Y-%m-%d} 才{happened}，"
        "请核对日期或学习内容。"
    )
    cited = (view.cite(found.start(), found.end()),)
    return Flag("studied_before_published", "medium" if when.inferred else "high", message, cited)
