"""The measure `quantity` as a rubric file writes it: sources, steps, tables and surveys."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from rubrics.form_model import FormModel, MeasureModel


class Source(FormModel):
    """Where a number comes from: a fact of the profile, else quantities read from documents.

    `attendance` takes the rate of attendance (实到÷应到) over the held events of these types;
    `batch` the mean or the best of all schools of the batch.
    """

    quantity: str | None = None
    fact: str | None = None
    attendance: tuple[str, ...] = ()
    batch: Literal["mean", "best"] | None = None
    title: str

    @model_validator(mode="after")
    def _some(self) -> Self:
        other = bool(self.attendance) + (self.batch is not None)
        named = self.quantity is not None or self.fact is not None
        if named + other != 1:
            raise ValueError(
                "数值来源须写 quantity、fact（两者可同写），或只写 attendance、batch 中的一个"
            )
        return self

    @property
    def batch_key(self) -> str:
        """Give the key of the statistic a `batch` source asks for: "title:mean"."""
        return f"{self.title}:{self.batch}"


class Share(FormModel):
    """How many gave one answer of a survey, and what that answer is worth (良好 0.8)."""

    source: Source
    worth: Decimal = Field(ge=0)


class Steps(FormModel):
    """A rate counted in steps from a bound: 每下降1个百分点, 每高10%.

    What falls short of `start` is lacking, what goes beyond is the value, both in steps of `by`.
    `better` tells which side is the good one, `part` how a step that is only begun counts.
    """

    start: Decimal
    by: Decimal = Field(gt=0)
    better: Literal["higher", "lower"] = "higher"
    part: Literal["full", "begun", "exact"] = "full"


class TableRow(FormModel):
    """From this number on, one of these values is expected; not `firm` allows exceptions."""

    at_least: int = Field(ge=0)
    expect: tuple[str, ...] = Field(min_length=1)
    firm: bool = True


class DecisionTable(FormModel):
    """What the profile's `actual` must be, by the size of the number."""

    actual: str
    rows: tuple[TableRow, ...] = Field(min_length=1)


class Quantity(MeasureModel):
    """A number or ratio, compared with a threshold, looked up in a table, or scored linearly.

    `survey` gives a weighted survey instead of `num`: the answers' worths, by how many gave them.
    """

    kind: Literal["quantity"] = "quantity"
    title: str
    num: Source | None = None
    den: Source | None = None
    survey: tuple[Share, ...] = ()
    steps: Steps | None = None
    unit: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    table: DecisionTable | None = None
    indicated_by: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_number(self) -> Self:
        if (self.num is None) != bool(self.survey):
            raise ValueError("quantity 须写且只写 num、survey 中的一个")
        if self.survey and (self.den is not None or self.table is not None):
            raise ValueError("survey 不与 den、table 同写")
        return self

    @property
    def main(self) -> Source:
        """Give the number itself; a survey is named by its first answer."""
        return self.num if self.num is not None else self.survey[0].source
