"""Unpacking in the test's own process, so that a test can put faults into its parts."""

from __future__ import annotations

import pytest

from extractors.member_writer import Budget, Member
from extractors.settings import Limits
from extractors.unpacking import Unpacker
from extractors.unpacking_worker import Container, unpack_container


def unpack_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without the supervised process."""

    def unpack(unpacker: Unpacker, container: Container) -> tuple[list[Member], str | None]:
        members: list[Member] = []
        return members, unpack_container(container, Budget(Limits()), members.append)

    monkeypatch.setattr(Unpacker, "unpack", unpack)
