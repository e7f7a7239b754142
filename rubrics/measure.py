"""From a declared measure to the function that carries it out."""

from __future__ import annotations

from rubrics.measure_documents import measure_documents
from rubrics.measure_events import measure_events
from rubrics.measure_findings import measure_findings
from rubrics.measure_judgement import measure_judgement
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
    Quantity,
    Roster,
)


def observe(measure: Measure, setting: Setting) -> Measured:
    """Carry out one measure."""
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
        case Judgement():
            return measure_judgement(measure, setting)
