"""What can go wrong with a rubric; the messages are Chinese and say what to do."""

from __future__ import annotations


class RubricError(ValueError):
    """A rubric, norms or overlay file that cannot be used."""


class UnknownRubricError(RubricError):
    """There is no rubric of that id; the message lists the known ones."""
