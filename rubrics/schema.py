"""The JSON Schemas of rubric and overlay files, for editors that check while a person types.

`python -m rubrics.schema` writes them again; a test compares them with the models.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from rubrics.overlay_model import Overlay
from rubrics.rubric import Rubric

SCHEMA_FILE = Path(__file__).with_name("rubric.schema.json")
OVERLAY_SCHEMA_FILE = Path(__file__).with_name("overlay.schema.json")


def schema_text() -> str:
    """Give the schema of rubrics as JSON text, the same every time."""
    return _text(Rubric, "zuozheng/rubric/1")


def overlay_schema_text() -> str:
    """Give the schema of overlays as JSON text, the same every time."""
    return _text(Overlay, "zuozheng/overlay/1")


def _text(model: type[BaseModel], name: str) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        **model.model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
    OVERLAY_SCHEMA_FILE.write_text(overlay_schema_text(), encoding="utf-8", newline="\n")
