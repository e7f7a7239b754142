"""The JSON Schema of rubric files, for editors that check while a person types.

`python -m rubrics.schema` writes it again; a test compares it with the models.
"""

from __future__ import annotations

import json
from pathlib import Path

from rubrics.rubric import Rubric

SCHEMA_FILE = Path(__file__).with_name("rubric.schema.json")


def schema_text() -> str:
    """Give the schema as JSON text, the same every time."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "zuozheng/rubric/1",
        **Rubric.model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
