"""What a clause of a form was understood to say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rubrics.draft_numbers import Least
from rubrics.measures import Per


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something is demanded; `years` counts for `per` n_years."""

    per: Per
    need: int
    years: int = 1
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause was understood to say.

    `scorer` is "deduct", "per_unit", "ladder", "discretion", "award" or "linear"; `points` is
    None when the clause does not say how much it is worth; `each` what one lacking or found
    costs or one unit earns. `rungs` are (level, points), best last. `findings` says that
    negative findings are counted, `exempt` that those it does not apply to keep their points.
    `at_least` is the level from which it is earned (市级以上), `steps` a rate's bound and the
    percentage of a step (低于90%，每低1个百分点), `shares` (rate, points) from which they are
    earned (90%以上得4分), `lacks` the paper that occasions must have
    (没有照片的每次扣). `only` limits what is looked for to "events" or "documents". `more` are
    deductions that share the points with this one, whose own words are `clause`; `step` is then
    what one costs that the others are told in. `nothing` says that what is lacking costs
    everything (不得分). `grades` are (words, points) a person chooses from,
    or (words, share of the full points) when `of_full`; `unit` is what `shares` are counted in.
    `demand` is the demand the clause is about. `over` says that only what goes beyond the
    demand earns (每多1次加0.5分). `subjects` are the types it was found to be about, where that
    is known already. `least` is the number that must be reached, `dues` that all dues be paid;
    `late` says that the steps are counted from a deadline.
    """

    scorer: str
    points: Decimal | None
    each: Decimal | None = None
    frequency: Frequency | None = None
    rungs: tuple[tuple[str, Decimal], ...] = ()
    findings: bool = False
    exempt: bool = False
    understood: bool = True
    at_least: str | None = None
    steps: tuple[Decimal, Decimal] | None = None
    shares: tuple[tuple[Decimal, Decimal], ...] = ()
    lacks: str | None = None
    only: str = ""
    clause: str = ""
    more: tuple[tuple[str, Reading], ...] = ()
    step: Decimal | None = None
    nothing: bool = False
    grades: tuple[tuple[str, Decimal], ...] = ()
    of_full: bool = False
    unit: str = "%"
    demand: str = ""
    over: bool = False
    subjects: tuple[str, ...] = ()
    least: Least | None = None
    dues: bool = False
    late: bool = False
