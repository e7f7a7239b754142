"""The pydantic base of everything people write: frozen, and nothing unknown is let through."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class FormModel(BaseModel):
    """A part of a rubric file: cannot be changed once read, and rejects misspelt keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
