"""The facts that the forms which ship with the program ask for."""

from __future__ import annotations

from functools import cache

from rubrics.declared_facts import asked_facts
from rubrics.load import known_rubrics, load_rubric


@cache
def facts_of_known_forms() -> frozenset[str]:
    """List them; the forms are loaded when this is asked for the first time."""
    return frozenset(
        name for rubric_id in known_rubrics() for name in asked_facts(load_rubric(rubric_id))
    )
