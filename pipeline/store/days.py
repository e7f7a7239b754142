"""The day of use that a store writes down with a value."""

from __future__ import annotations

import time

DAY = 86_400  # seconds


def today() -> int:
    """Give today as days since 1970-01-01."""
    return int(time.time() // DAY)
