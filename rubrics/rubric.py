"""A rubric: what is demanded, how it is scored, and how the points lead to a grade."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from matchers.period import Period
from rubrics.conditions import Condition, Fact
from rubrics.form_model import FormModel
from rubrics.form_rules import Form
from rubrics.measures import Measure
from rubrics.scorers import Award, Scorer


class Gate(FormModel):
    """When `when` holds, `then` must hold too; otherwise the rule earns nothing or waits."""

    when: Condition | None = None
    then: Condition
    otherwise: Literal["zero", "human"] = "human"
    title: str


class Branch(FormModel):
    """What is measured in one case of a fact."""

    when: Condition
    title: str
    measures: tuple[Measure, ...] = Field(min_length=1)


class Limit(FormModel):
    """Bounds on a rule's points that differ from 0 and its maximum."""

    floor: Decimal | None = None
    cap: Decimal | None = None


class Rule(FormModel):
    """One clause of an item that earns points of its own.

    `text` is the clause in the form's own words. `note` is how an ambiguous wording was read,
    shown with the result. `hint` is what speakers or comments advise; it never scores.
    `measures` of one rule are combined: for deductions their shortfalls are added, for an
    award all of them must be satisfied. `when` lists conditions that must all hold for the
    rule to apply; otherwise `na` says what it earns. `also` is counted and shown but never scores:
    demands the form states without giving them points. `max_of` names a set of rules of the same
    item of which only the best counts. `words` name the rule in file names and for finding
    passages.
    """

    id: str = Field(pattern=r"^[0-9A-Za-z_.-]+$")
    text: str
    points: Decimal | None = Field(default=None, ge=0)
    measures: tuple[Measure, ...] = ()
    choose: tuple[Branch, ...] = ()
    also: tuple[Measure, ...] = ()
    score: Scorer = Award()
    when: tuple[Condition, ...] = ()
    na: Literal["full", "exclude", "zero", "human"] = "human"
    gate: Gate | None = None
    limit: Limit | None = None
    max_of: str | None = None
    hint: str = ""
    note: str = ""
    words: tuple[str, ...] = ()
    remedy: str = ""  # what would close the gap, where the general sentence is not enough


class Item(FormModel):
    """One indicator: `text` is the demand, `criteria` the scoring wording, both as printed.

    `hints` are speakers' and commentators' remarks mixed into the form; they never score.
    `waived` says why the item is left out, `waived_until` the last day of that, `waived_as`
    whether its points leave the maximum or are given. A `bonus` item stands outside the form's
    maximum (加分项); with a negative `floor` it is a penalty (扣分项).
    """

    id: str = Field(pattern=r"^[0-9A-Za-z_.-]+$")
    group: str
    label: str = ""  # as printed: （18）, C3
    max: Decimal | None = Field(default=None, ge=0)
    text: str
    criteria: str = ""
    hints: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = Field(min_length=1)
    remedy: str = ""
    waived: str | None = None
    waived_until: date | None = None
    waived_as: Literal["exclude", "full"] = "exclude"
    bonus: bool = False
    floor: Decimal = Field(default=Decimal(0), le=0)


def still_waived(item: Item, period: Period) -> bool:
    """Say whether an item is left out in a period."""
    if item.waived is None:
        return False
    return item.waived_until is None or period.end <= item.waived_until


class Group(FormModel):
    """A heading of the form; `parent` is the heading above it, if any."""

    id: str
    title: str
    max: Decimal | None = Field(default=None, ge=0)
    parent: str | None = None


class Rubric(FormModel):
    """A whole scoring form.

    `norms` names the norms file that supplies frequencies the form does not state.
    `max` is None in a form without points.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str
    title: str
    source: str
    year: int | None = None
    max: Decimal | None = Field(default=None, ge=0)
    period: Literal["year", "school_year", "semester"] = "year"
    norms: str | None = None
    facts: tuple[Fact, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)
    form: Form = Form()
    notes: tuple[str, ...] = ()

    def item(self, item_id: str) -> Item:
        """Give an item.

        Raises:
            KeyError: when there is none of that id.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def path(self, item: Item) -> tuple[str, ...]:
        """Give the headings above an item, outermost first, then its printed label."""
        groups = {group.id: group for group in self.groups}
        titles: list[str] = []
        current: str | None = item.group
        while current is not None and current in groups and len(titles) < len(groups):
            titles.insert(0, groups[current].title)
            current = groups[current].parent
        return (*titles, item.label or item.id)
