"""The options that this project adds to pytest, and its shared fixtures."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regen`: write the golden files anew instead of comparing with them."""
    parser.addoption("--regen", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Say whether golden files are to be written anew."""
    return bool(request.config.getoption("--regen"))
