"""The worker's side of unpacking: archives, mails and embedded files, inside a supervised process.

It unpacks what it is told to, tells its supervisor (`unpacking.py`) how much of the budget is left,
and sends the members as they come out.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from extractors.errors import ExtractionError, is_machines_fault
from extractors.format_names import ARCHIVES, MAILS, Format
from extractors.member_writer import Budget, Member
from extractors.processes import silence
from extractors.settings import Limits
from extractors.volumes import VolumeSet

_BEAT = 0.5  # seconds between signs of life


@dataclass(frozen=True, slots=True)
class Container:
    """A file that holds files: where it lies, what it is, and the folder its members go to.

    `base` is its own name, after which the single file inside a plain .gz is named. `volumes` are
    all its volumes, where it has several.
    """

    location: Path
    form: Format
    folder: Path
    base: str
    volumes: VolumeSet | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What may still be unpacked; `done` when a container is finished, with a reason if cut off.

    `fault` is the number of this machine's own fault (a full disk) that ended it, or None.
    """

    bytes_left: int
    members_left: int
    done: bool = False
    reason: str | None = None
    fault: int | None = None


def serve_unpacking(connection: Connection, limits: Limits) -> None:
    """Unpack one container after another until the other end closes.

    Takes (container, what may still be unpacked); sends `Member`s, `Left` while at work, and a
    `Left` that is done at the end. Never raises for a bad file.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence()
    budget = Budget(limits)
    last = time.monotonic()

    def beat() -> None:
        nonlocal last
        if time.monotonic() - last >= _BEAT:
            last = time.monotonic()
            connection.send(Left(budget.bytes_left, budget.members_left))

    budget.beat = beat
    while True:
        try:
            container, left = connection.recv()
        except (EOFError, OSError):
            return
        budget.bytes_left, budget.members_left = left.bytes_left, left.members_left
        connection.send(left)  # the process is up and begins
        reason, fault = None, None
        try:
            reason = unpack_container(container, budget, connection.send)
        except OSError as error:
            fault = error.errno
        connection.send(Left(budget.bytes_left, budget.members_left, True, reason, fault))


def unpack_container(
    container: Container, budget: Budget, give: Callable[[Member], None]
) -> str | None:
    """Unpack one container, giving its members; the Chinese reason if it breaks off, else None.

    Raises:
        OSError: when this machine fails, its disk being full, say.
    """
    try:
        for member in _members(container, budget):
            give(member)
    except ExtractionError as error:
        return str(error)
    except OSError as error:
        if is_machines_fault(error):
            raise
        why = error.strerror or type(error).__name__
        return f"文件无法打开（{why}）：请检查后重新提交"
    return None


def _members(container: Container, budget: Budget) -> Iterator[Member]:
    path, form, folder = container.location, container.form, container.folder
    # Imported when first used: most submissions hold archives of one kind only.
    if container.volumes is not None:
        from extractors.archive import iter_members
        from extractors.volume_joining import joined

        beside = folder.with_name(f"{folder.name}-volumes")
        with joined(container.volumes, beside, budget) as (whole, what):
            yield from iter_members(whole, what, folder, budget, base=container.volumes.whole)
    elif form in ARCHIVES:
        from extractors.archive import iter_members

        yield from iter_members(path, form, folder, budget, base=container.base)
    elif form in MAILS:
        from extractors.mail_attachments import iter_attachments

        yield from iter_attachments(path, form, folder, budget)
    else:
        from extractors.embedded_files import iter_embedded

        yield from iter_embedded(path, form, folder, budget)
