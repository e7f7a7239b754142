"""The program's own version."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Give the installed version; "0" when run from a folder that was never installed."""
    try:
        return version("zuozheng")
    except PackageNotFoundError:
        return "0"
