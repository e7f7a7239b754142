"""What an overlay file may say: what a bureau changes, adds, drops and waives of a form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from rubrics.conditions import Condition, Fact
from rubrics.form_model import FormModel
from rubrics.form_rules import Form
from rubrics.measures import Measure
from rubrics.rubric import Group, Item, Rule
from rubrics.scorers import Scorer


class ItemChange(FormModel):
    """New values for an item; what is not written stays."""

    id: str
    max: Decimal | None = Field(default=None, ge=0)
    group: str | None = None
    text: str | None = None
    criteria: str | None = None
    remedy: str | None = None


class RuleChange(FormModel):
    """New values for a rule; what is not written stays."""

    id: str
    points: Decimal | None = Field(default=None, ge=0)
    text: str | None = None
    measures: tuple[Measure, ...] | None = None
    score: Scorer | None = None
    when: tuple[Condition, ...] | None = None
    na: Literal["full", "exclude", "zero", "human"] | None = None
    note: str | None = None
    words: tuple[str, ...] | None = None


class Change(FormModel):
    """All new values."""

    items: tuple[ItemChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()


class AddedRule(FormModel):
    """A rule added to an item that is there."""

    item: str
    rule: Rule


class Addition(FormModel):
    """Whole groups and items, and rules for items that are there."""

    groups: tuple[Group, ...] = ()
    items: tuple[Item, ...] = ()
    rules: tuple[AddedRule, ...] = ()


class Drop(FormModel):
    """An item or a rule that the bureau does not use, and why."""

    item: str | None = None
    rule: str | None = None
    reason: str = Field(min_length=1)


class Waiver(FormModel):
    """An item left out for the time being: why, until which day, and what it earns meanwhile."""

    item: str
    reason: str = Field(min_length=1)
    until: date
    counts_as: Literal["exclude", "full"] = "exclude"


class Overlay(FormModel):
    """The overlay file; `extends` is a known identifier or a file beside this one, `norms` too."""

    extends: str
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str
    title: str
    source: str
    year: int | None = None
    max: Decimal | None = Field(default=None, ge=0)
    norms: str | None = None
    facts: tuple[Fact, ...] = ()
    change: Change = Change()
    add: Addition = Addition()
    drop: tuple[Drop, ...] = ()
    waive: tuple[Waiver, ...] = ()
    form: Form | None = None
    notes: tuple[str, ...] = ()
