"""The pydantic base of everything people write: frozen, and nothing unknown is let through."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
)


class FormModel(BaseModel):
    """A part of a rubric file: cannot be changed once read, and rejects misspelt keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_serializer(mode="wrap")
    def _keep_kind(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Write `kind` even where defaults are left out: without it the rest means nothing."""
        data: dict[str, Any] = write(self)
        kind = getattr(self, "kind", None)
        return data if kind is None or "kind" in data else {"kind": str(kind), **data}


class MeasureModel(FormModel):
    """What all measures share: `weight` is how many of the rule's `each` one of this costs.

    未按时报送每次扣0.5，未报送每次扣1 is one rule with weights 1 and 2; 按10倍扣 is weight 10.
    """

    weight: Decimal = Field(default=Decimal(1), gt=0)
