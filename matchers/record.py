"""A record: the part of a document that speaks of one occasion. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Why a record is one: a line of prose that begins with its day.
DATED_ENTRY = "以日期开头的一条"


class RecordKind(StrEnum):
    """How the record was recognised."""

    MINUTES = "minutes"  # header fields such as 时间/地点/主持人, in paragraphs or a form
    REGISTER_ROW = "register_row"  # one row of an activity register
    NEWS = "news"  # one news item
    SECTION = "section"  # a numbered or headed part of a longer text
    WHOLE = "whole"  # the document as a whole


class FieldName(StrEnum):
    """The header fields of minutes and registers (dossier 3.1)."""

    TIME = "time"
    PLACE = "place"
    HOST = "host"
    RECORDER = "recorder"
    ATTENDEES = "attendees"
    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"
    NON_VOTING = "non_voting"
    TOPIC = "topic"
    CONTENT = "content"
    LECTURER = "lecturer"
    SPEAKERS = "speakers"
    AUDIENCE = "audience"
    RESOLUTION = "resolution"
    ORGANISATION = "organisation"
    EVENT_TYPE = "event_type"  # 会议类型, 活动形式, 活动名称
    TITLE = "title"
    SESSION = "session"  # 届次
    STATUS = "status"  # 完成情况, 备注
    PUBLISHED = "published"  # 发布时间, 来源


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of one block's text."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value: `label` as written, and where the value's text stands."""

    name: FieldName
    label: str
    value: str
    region: Region


@dataclass(frozen=True, slots=True)
class Record:
    """One occasion's part of a document.

    `regions` are in reading order and do not overlap; `title` is the heading that names the
    occasion, or None. `headings` are the headings above it, outermost first.
    """

    index: int
    kind: RecordKind
    title: Region | None
    headings: tuple[Region, ...]
    fields: tuple[Field, ...]
    regions: tuple[Region, ...]
    reasons: tuple[str, ...] = ()

    def field(self, name: FieldName) -> Field | None:
        """Give the first field of that name, or None."""
        return next((field for field in self.fields if field.name is name), None)
