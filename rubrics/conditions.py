"""Facts about the school, and conditions on them that may be unknown."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Self

from pydantic import model_validator

from matchers.profile import Profile
from rubrics.form_model import FormModel

Value = bool | int | float | str


class Condition(FormModel):
    """A test on one fact of the profile; a list of people counts as its length."""

    fact: str
    equals: Value | None = None
    one_of: tuple[Value, ...] = ()
    at_least: int | None = None
    below: int | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        tests = (self.equals is not None, bool(self.one_of), self.at_least is not None)
        if sum((*tests, self.below is not None)) != 1:
            raise ValueError("条件须写且只写 equals、one_of、at_least、below 中的一个")
        return self

    def holds(self, profile: Profile) -> bool | None:
        """Say whether the condition holds, or None when the fact was not declared."""
        value = fact_value(profile, self.fact)
        if value is None:
            return None
        if self.equals is not None:
            return value == self.equals
        if self.one_of:
            return value in self.one_of
        if not isinstance(value, int | float):
            return None
        if self.at_least is not None:
            return value >= self.at_least
        return self.below is not None and value < self.below


class Due(FormModel):
    """How a fact follows from the year of the last time (上次换届) and a norm's length.

    `since` names the fact that gives that year, `norm` the norm of so many years; its years, for
    whom it holds and where it is written are filled in from the norms file.
    """

    since: str
    norm: str
    years: int | None = None
    norm_when: tuple[Condition, ...] = ()
    norm_source: str | None = None


class Fact(FormModel):
    """A fact rules hang on: its name in the profile, and the question to ask when it is missing.

    `name` is a key of the profile (`ownership`, `members`) or of its `declares`; `title` is what
    people call it. `due` lets it follow from another fact where nobody declared it.
    """

    name: str
    question: str
    title: str = ""
    due: Due | None = None


def all_hold(conditions: Sequence[Condition], profile: Profile) -> bool | None:
    """Say whether all conditions hold; one that does not is enough to know, unknown is None."""
    verdicts = [condition.holds(profile) for condition in conditions]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def unknown_facts(conditions: Sequence[Condition], profile: Profile) -> tuple[str, ...]:
    """List the facts of conditions that nobody declared."""
    return tuple(one.fact for one in conditions if fact_value(profile, one.fact) is None)


def fact_value(profile: Profile, name: str) -> Value | None:
    """Look a fact up in the profile's keys, then in what it declares; None when nobody said."""
    if name in Profile.model_fields and name != "declares":
        value = getattr(profile, name)
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, tuple):
            return len(value) or None
        return value if isinstance(value, bool | int | float | str) else None
    return profile.declares.get(name)
