"""What a school declares about itself; every fact is optional, and none is ever guessed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Ownership(StrEnum):
    """Who runs the school."""

    PUBLIC = "public"
    PRIVATE = "private"


class Stage(StrEnum):
    """Which pupils the school teaches."""

    KINDERGARTEN = "kindergarten"
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"
    NINE_YEAR = "nine_year"
    VOCATIONAL = "vocational"


class OrganizationForm(StrEnum):
    """The form of the school's Party organisation: 党支部, 党总支, 党委."""

    BRANCH = "branch"
    GENERAL_BRANCH = "general_branch"
    COMMITTEE = "committee"


class Semester(BaseModel):
    """A term with its first and last day, both included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    begin: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.begin:
            raise ValueError("学期的结束日期早于开始日期")
        return self


class Profile(BaseModel):
    """The profile file; see the README for an example."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str | None = None
    aliases: tuple[str, ...] = ()
    ownership: Ownership | None = None
    stage: Stage | None = None
    organization: OrganizationForm | None = None
    members: int | None = Field(default=None, ge=0)
    groups: int | None = Field(default=None, ge=0)
    secretary: str | None = None
    principal: str | None = None
    leaders: tuple[str, ...] = ()
    central_group: tuple[str, ...] = ()
    middle_managers: tuple[str, ...] = ()
    semesters: tuple[Semester, ...] = ()
    declares: dict[str, bool | int | str] = Field(default_factory=dict)
