"""What happens to the sum of a form's items: weights, grades, vetoes, caps, bonus and quotas."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from rubrics.form_model import FormModel
from rubrics.measures import Measure


class Band(FormModel):
    """A grade: totals from `at_least` on; `at_most` is the printed upper end, which may leave
    a gap below the next higher band.
    """

    label: str
    at_least: Decimal
    at_most: Decimal | None = None
    printed: str = ""  # the band in the form's words


class Veto(FormModel):
    """A circumstance that decides the grade, or takes points, whatever else was found.

    `effect`: "band" gives `band` (the lowest one if not said), "cap_band" allows no better one,
    "lower_band" takes one step down, "zero" leaves no points at all, "zero_item" and "zero_group"
    none for the items or groups named in `targets`.
    """

    id: str
    text: str
    effect: Literal["band", "cap_band", "lower_band", "zero", "zero_item", "zero_group"] = "band"
    band: str | None = None
    targets: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    item_below: Decimal | None = None
    item: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.item is None) != (self.item_below is None):
            raise ValueError("按得分否决须同时写 item 和 item_below")
        if bool(self.measures) == (self.item is not None):
            raise ValueError("否决须写 measures，或 item 和 item_below")
        if self.effect.startswith("zero_") != bool(self.targets):
            raise ValueError("targets 与 zero_item、zero_group 须同时写")
        if self.effect == "cap_band" and self.band is None:
            raise ValueError("cap_band 须写 band：最高只能是哪一档")
        return self


class Weight(FormModel):
    """An assessor and the share of their total.

    `combine` says how several totals of one assessor become one: the mean, the mean without the
    highest and the lowest, or the median.
    """

    assessor: str
    share: Decimal = Field(gt=0, le=1)
    combine: Literal["mean", "trimmed_mean", "median"] = "mean"


class Bonus(FormModel):
    """How the bonus and penalty items count: together at most `cap`, at least -`penalty_cap`.

    `in_grade` false leaves them out of the total the grade is read off; `beyond` lets the total
    exceed the form's maximum.
    """

    cap: Decimal | None = Field(default=None, ge=0)
    penalty_cap: Decimal | None = Field(default=None, ge=0)
    in_grade: bool = True
    beyond: bool = True


class Quota(FormModel):
    """A band only so many schools of a batch may get: a `share` of them, or at most `most`."""

    band: str
    share: Decimal | None = Field(default=None, gt=0, le=1)
    most: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.share is None) == (self.most is None):
            raise ValueError("名额须写且只写 share、most 中的一个")
        return self


class Rounding(FormModel):
    """To which decimal place the total is rounded before a grade is read off; half up.

    `items` and `rules` are the places to which the points of each item or rule are rounded
    before they are added up; None leaves them exact.
    """

    places: int = Field(default=2, ge=0, le=6)
    stated: bool = False  # whether the form itself says so
    items: int | None = Field(default=None, ge=0, le=6)
    rules: int | None = Field(default=None, ge=0, le=6)


class Pool(FormModel):
    """Rules whose points together are capped (加分合计不超过5分)."""

    id: str
    cap: Decimal
    rules: tuple[str, ...] = Field(min_length=1)


class Form(FormModel):
    """What happens to the sum of the items; an empty form leaves it alone.

    `sheets` are the attachments filled in beside the scores (调查摸底与分类定级表, 整改表).
    """

    weights: tuple[Weight, ...] = ()
    bands: tuple[Band, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    open_vetoes: bool = False  # "包括但不限于": others are possible
    pools: tuple[Pool, ...] = ()
    bonus: Bonus = Bonus()
    quotas: tuple[Quota, ...] = ()
    normalise: bool = False
    round: Rounding = Rounding()
    sheets: tuple[Literal["grading", "rectification"], ...] = ()
    notes: tuple[str, ...] = ()
