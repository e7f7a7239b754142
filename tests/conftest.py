"""The options that this project adds to pytest, and its shared fixtures."""

from __future__ import annotations

import pytest
from hypothesis import settings

# How long one example takes hangs on what else the machine does: speed is for benchmarks/.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regen`: write the golden files anew instead of comparing with them."""
    parser.addoption("--regen", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Say whether golden files are to be written anew."""
    return bool(request.config.getoption("--regen"))


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a test remembers out of this user's own store, and out of other tests."""
    monkeypatch.setenv("ZUOZHENG_STORE", str(tmp_path_factory.mktemp("store")))
