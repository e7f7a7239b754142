"""Measures that look into occasions: were they in time, and is each of them complete?"""

from __future__ import annotations

import calendar
from typing import Literal, Self

from pydantic import Field, model_validator

from matchers.annotation import EvidenceKind
from rubrics.form_model import FormModel, MeasureModel


class Due(FormModel):
    """The last day: a day of the year, or a profile fact that holds it as 20221118.

    `years_later` puts it into a year after that of the period's end.
    """

    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    fact: str | None = None
    years_later: int = Field(default=0, ge=0, le=5)

    @model_validator(mode="after")
    def _one(self) -> Self:
        by_day = self.month is not None and self.day is not None
        if by_day == (self.fact is not None) or (self.month is None) != (self.day is None):
            raise ValueError("期限须写 month 和 day，或只写 fact")
        if self.month and self.day and self.day > calendar.monthrange(2000, self.month)[1]:
            raise ValueError(f"{self.month} 月没有 {self.day} 日")
        return self


class Lateness(MeasureModel):
    """How late something was done: the first held event of `events`, or the first of the papers.

    Lacking are begun days, weeks or months after the last day, less `free` of them (2个月内不扣).
    `absent` says what not having done it at all means: everything, nothing (another measure
    counts that), or a person decides. With a paper of `excused_by` a person decides.
    """

    kind: Literal["lateness"] = "lateness"
    title: str
    due: Due
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    unit: Literal["day", "week", "month"] = "day"
    free: int = Field(default=0, ge=0)
    absent: Literal["all", "none", "human"] = "all"
    excused_by: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> Self:
        if bool(self.events) == bool(self.documents):
            raise ValueError("lateness 须写且只写 events、documents 中的一个")
        return self


Says = Literal[
    "topic", "resolution", "host", "recorder", "place", "time", "attendance", "attendees",
    "absent", "speakers", "lecturer",
]  # fmt: skip


class Piece(FormModel):
    """What an occasion must have: a kind of evidence, or something its record says."""

    title: str
    evidence: EvidenceKind | None = None
    says: Says | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.evidence is None) == (self.says is None):
            raise ValueError("每一件须写且只写 evidence、says 中的一个")
        return self


class Completeness(MeasureModel):
    """How complete the held events of some types are: 缺一次会议记录扣0.5, 有议题1分.

    `across` "each" adds up what every single event lacks; "all" counts a piece as there when all
    events have it, "any" when one has. Events with a word of `except_topic` are left out.
    """

    kind: Literal["completeness"] = "completeness"
    title: str
    events: tuple[str, ...] = Field(min_length=1)
    of: tuple[Piece, ...] = Field(min_length=1)
    across: Literal["each", "all", "any"] = "each"
    except_topic: tuple[str, ...] = ()
