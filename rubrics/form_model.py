"""The pydantic base of everything people write: frozen, and nothing unknown is let through."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer


class FormModel(BaseModel):
    """A part of a rubric file: cannot be changed once read, and rejects misspelt keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_serializer(mode="wrap")
    def _keep_kind(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Write `kind` even where defaults are left out: without it the rest means nothing."""
        data: dict[str, Any] = write(self)
        kind = getattr(self, "kind", None)
        return data if kind is None or "kind" in data else {"kind": str(kind), **data}
