"""How an observation becomes points: the scorers a rubric file can name."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from rubrics.form_model import FormModel


class Deduct(FormModel):
    """Full points less `each` for every one lacking or found, not below `floor`."""

    kind: Literal["deduct"] = "deduct"
    each: Decimal = Field(gt=0)
    floor: Decimal = Decimal(0)


class PerUnit(FormModel):
    """`each` for every one counted beyond `over`, up to `cap` (the rule's points if not given)."""

    kind: Literal["per_unit"] = "per_unit"
    each: Decimal = Field(gt=0)
    cap: Decimal | None = None
    over: Decimal = Field(default=Decimal(0), ge=0)


class Rung(FormModel):
    """A level, or a number reached, and what it is worth."""

    level: str | None = None
    at_least: Decimal | None = None
    points: Decimal = Field(ge=0)


class Ladder(FormModel):
    """The points of the highest rung reached, never summed; `sum` adds up several projects."""

    kind: Literal["ladder"] = "ladder"
    rungs: tuple[Rung, ...] = Field(min_length=1)
    sum: bool = False


class Discretion(FormModel):
    """Points a person gives in steps, or by a grade; a machine only shows what bears on it."""

    kind: Literal["discretion"] = "discretion"
    step: Decimal = Field(default=Decimal("0.5"), gt=0)
    grades: dict[str, Decimal] = Field(default_factory=dict)  # 好 20、较好 15…


class Award(FormModel):
    """Full points when nothing is lacking, else none.

    `partial` "human": when only a part is there and the form does not say what that earns, a
    person decides between nothing and that part's share.
    """

    kind: Literal["award"] = "award"
    partial: Literal["zero", "human"] = "zero"


class Linear(FormModel):
    """`k` times the measured value, between nothing and the rule's points."""

    kind: Literal["linear"] = "linear"
    k: Decimal = Field(gt=0)


Scorer = Annotated[
    Deduct | PerUnit | Ladder | Discretion | Award | Linear, Field(discriminator="kind")
]
