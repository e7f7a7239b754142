"""Where the numbers of a quantity come from: the profile, papers, attendance, a survey, a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractors.document import Citation
from matchers.annotation import Quantity
from rubrics.batch_figure import KINDS
from rubrics.conditions import fact_value
from rubrics.interval import ONE, ZERO
from rubrics.measured import Setting, unique
from rubrics.measures import Stream
from rubrics.quantity_model import Share, Source
from rubrics.selecting import select
from rubrics.wording import listed

_SCALE = {"%": Decimal("0.01"), "％": Decimal("0.01"), "万元": Decimal(10000)}


@dataclass(frozen=True, slots=True)
class Read:
    """A number as found: every value claimed for it, the facts it needs, doubts and notes."""

    values: tuple[Decimal, ...]
    citations: tuple[Citation, ...] = ()
    needs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_survey(survey: Sequence[Share], setting: Setting) -> Read:
    """Weigh a survey: Σ worth × answers ÷ Σ answers; unknown when one number is not clear."""
    reads = [read_source(share.source, setting) for share in survey]
    citations = unique(cited for read in reads for cited in read.citations)
    needs = unique(name for read in reads for name in read.needs)
    if any(len(read.values) != 1 for read in reads):
        titles = tuple(
            share.source.title
            for share, read in zip(survey, reads, strict=True)
            if len(read.values) != 1
        )
        return Read((), citations, needs, (f"{listed(titles)}没有读到唯一的数值",))
    numbers = [read.values[0] for read in reads]
    answers = sum(numbers, ZERO)
    if not answers:
        return Read((), citations, needs)
    worth = sum((share.worth * n for share, n in zip(survey, numbers, strict=True)), ZERO)
    return Read((worth / answers,), citations)


def read_source(source: Source, setting: Setting) -> Read:
    """Read a number: what the school declares, else what its papers say, for the period."""
    if source.attendance:
        return _attendance(source.attendance, setting)
    if source.batch is not None:
        return _of_batch(source, setting)
    if source.fact is not None:
        declared = _declared(source.fact, setting)
        if declared is not None:
            return Read((declared,))
        if source.quantity is None:
            return Read((), needs=(source.fact,))
    years = setting.period.years()
    found = [
        quantity
        for annotation in setting.evidence.annotations
        for quantity in annotation.quantities
        if annotation.own and quantity.own is not False  # another's number is none of the school's
        if quantity.type == source.quantity and (quantity.year is None or quantity.year in years)
    ]
    unsure = [quantity for quantity in found if quantity.own is None]
    found = [quantity for quantity in found if quantity.own]
    if unsure and not found:
        return _perhaps_others(source, unsure)
    known = [quantity for quantity in found if quantity.year is not None] or found
    values = {Decimal(quantity.value) * _SCALE.get(quantity.unit, ONE) for quantity in known}
    citations = unique(
        quantity.citation for quantity in sorted(known, key=lambda q: (q.citation.file, q.value))
    )
    needs = (source.fact,) if source.fact is not None and not values else ()
    return Read(tuple(sorted(values)), citations, needs)


def _perhaps_others(source: Source, unsure: Sequence[Quantity]) -> Read:
    """Read nothing off numbers that may be another's; say where they stand."""
    files = unique(quantity.citation.file for quantity in unsure)
    doubt = f"{listed(files, 3)}里的{source.title}没有写明是本校的，请核对"
    cited = unique(quantity.citation for quantity in unsure)
    return Read((), cited, (source.fact,) if source.fact is not None else (), (doubt,))


def _declared(name: str, setting: Setting) -> Decimal | None:
    """Give a fact as a number; None when it was not declared or is no number."""
    fact = fact_value(setting.profile, name)
    if fact is None or isinstance(fact, bool):
        return None
    try:
        return Decimal(str(fact))
    except InvalidOperation:
        return None


def _attendance(types: tuple[str, ...], setting: Setting) -> Read:
    """Add up 实到 ÷ 应到 over the held events; those that do not state both leave a doubt."""
    chosen = select(Stream(types=types), setting.evidence, setting.period).certain
    events = [candidate.event for candidate in chosen]
    stated = [
        event
        for event in events
        if event.attributes.expected and event.attributes.present is not None
    ]
    expected = sum(event.attributes.expected or 0 for event in stated)
    present = sum(event.attributes.present or 0 for event in stated)
    silent = len(events) - len(stated)
    doubts = (f"{silent} 次活动没有写明应到、实到人数，没有计入",) if silent else ()
    citations = unique(cited for event in stated for cited in event.shown_for(types, 1))
    if not expected:
        return Read((), citations, (), doubts)
    return Read((Decimal(present) / Decimal(expected),), citations, (), doubts)


def _of_batch(source: Source, setting: Setting) -> Read:
    """Take what all schools of the batch reach; one school alone cannot know it."""
    figure = None if setting.batch is None else setting.batch.get(source.batch_key)
    if figure is None:
        what = KINDS[source.batch or ""]
        return Read((), doubts=(f"{source.title}要用同批学校的{what}，单独核查一所学校时不能确定",))
    if figure.value is None or figure.value <= ZERO:
        return Read((), doubts=(f"{figure.sentence}，不能折算",))
    return Read((figure.value,), notes=(figure.sentence,))
