"""From a declared measure to the function that carries it out."""

from __future__ import annotations

from dataclasses import replace

from rubrics.interval import ONE
from rubrics.measure_completeness import measure_completeness
from rubrics.measure_documents import measure_documents
from rubrics.measure_events import measure_events
from rubrics.measure_findings import measure_findings
from rubrics.measure_judgement import measure_judgement
from rubrics.measure_lateness import measure_lateness
from rubrics.measure_level import measure_level
from rubrics.measure_quantity import measure_quantity
from rubrics.measure_roster import measure_roster
from rubrics.measured import Measured, Setting
from rubrics.measures import (
    Documents,
    Events,
    Findings,
    Judgement,
    Level,
    Measure,
    Roster,
)
from rubrics.occasion_measures import Completeness, Lateness
from rubrics.quantity_model import Quantity
from rubrics.wording import number


def observe(measure: Measure, setting: Setting) -> Measured:
    """Carry out one measure; what it counts has its weight."""
    seen = _observe(measure, setting)
    if measure.weight == ONE:
        return seen
    weight = measure.weight
    shown = f"{seen.sentence}（每 1 按 {number(weight)} 计）"
    lacking, value = seen.lacking.times(weight), seen.value.times(weight)
    return replace(seen, lacking=lacking, value=value, sentence=shown)


def _observe(measure: Measure, setting: Setting) -> Measured:
    match measure:
        case Events():
            return measure_events(measure, setting)
        case Documents():
            return measure_documents(measure, setting)
        case Roster():
            return measure_roster(measure, setting)
        case Quantity():
            return measure_quantity(measure, setting)
        case Findings():
            return measure_findings(measure, setting)
        case Level():
            return measure_level(measure, setting)
        case Completeness():
            return measure_completeness(measure, setting)
        case Lateness():
            return measure_lateness(measure, setting)
        case Judgement():
            return measure_judgement(measure, setting)
