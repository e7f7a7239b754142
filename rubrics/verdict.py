"""A veto of the form and whether it holds. Types only."""

from __future__ import annotations

from dataclasses import dataclass

from rubrics.form_rules import Veto


@dataclass(frozen=True, slots=True)
class Verdict:
    """A veto and whether it holds; None when a person has to say."""

    veto: Veto
    holds: bool | None
