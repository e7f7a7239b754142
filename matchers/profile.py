"""What a school declares about itself; every fact is optional, and none is ever guessed."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

_YES = frozenset({"是", "有", "对", "yes", "true", "y", "需要", "适用"})
_NO = frozenset({"否", "无", "没有", "不是", "no", "false", "n", "不需要", "不适用"})


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
    declares: dict[str, bool | int | float] = Field(default_factory=dict)

    @field_validator("declares", mode="before")
    @classmethod
    def _spoken(cls, declared: object) -> object:
        """Take 是 and 否 for what they say; other words are no answer and are refused."""
        if not isinstance(declared, dict):
            return declared
        return {key: _answer(value) for key, value in declared.items()}


def _answer(value: object) -> object:
    if not isinstance(value, str):
        return value
    said = value.strip().lower()
    if said in _YES:
        return True
    if said in _NO:
        return False
    if re.fullmatch(r"-?\d{1,9}", said):
        return int(said)
    if re.fullmatch(r"-?\d{1,9}\.\d{1,4}", said):
        return float(said)
    raise ValueError(f"declares 里的“{value}”看不懂：请写 是、否，或一个数字")
