"""What the schools of a batch reach together, and what one school adds to it. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rubrics.wording import short

KINDS = {"mean": "平均值", "best": "最高值"}


def figure_name(title: str, kind: str) -> str:
    """Give what people call a statistic: 投稿数的同批最高值."""
    return f"{title}的同批{KINDS[kind]}"


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One school's own value for a statistic, None when it is not known for certain.

    `applies` is False where no rule that asks for the statistic applies to the school.
    """

    key: str
    value: Decimal | None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class BatchFigure:
    """A statistic with its population: the `known` schools whose value is known.

    `key` is "title:mean" or "title:best"; `value` is None when no school's value is known. Not in
    the population are the schools that are `unknown`, those to which it does not apply
    (`not_asked`) and those that could not be checked (`failed`).
    """

    key: str
    title: str
    kind: str
    value: Decimal | None
    known: int
    unknown: int = 0
    not_asked: int = 0
    failed: int = 0

    @property
    def name(self) -> str:
        """Give what people call it."""
        return figure_name(self.title, self.kind)

    @property
    def left_out(self) -> str:
        """Say which schools are not in the population (Chinese); empty when all are."""
        parts = (
            (self.unknown, "没有读到唯一的数值"),
            (self.failed, "没有核查成"),
            (self.not_asked, "不适用"),
        )
        return "、".join(f"{count} 所{why}" for count, why in parts if count)

    @property
    def sentence(self) -> str:
        """Give the statistic with its population in words."""
        shown = "没有" if self.value is None else f" {short(self.value)}"
        out = f"；没有计入的：{self.left_out}" if self.left_out else ""
        return f"{self.name}{shown}（{self.known} 所学校{out}）"
