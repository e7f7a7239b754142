"""The fingerprint of a rubric: equal exactly when everything that can change a score is equal."""

from __future__ import annotations

import hashlib
import json

from rubrics.rubric import Rubric


def fingerprint(rubric: Rubric) -> str:
    """Give the SHA-256 (64 hexadecimal digits) of the resolved rubric in a canonical form.

    Norms and overlays are resolved before, so their changes show. Comments, the order of keys
    and default values written out or left out do not matter.
    """
    data = rubric.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
