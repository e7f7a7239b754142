"""Write an archive's members to disk under numbers, within the limits.

Members never get their own names on disk, so no name can lead out of the folder; bytes are
counted while they are unpacked, because sizes in headers lie.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from extractors.errors import (
    DamagedFileError,
    ExtractionError,
    LimitError,
    MachineFaultError,
    is_machines_fault,
)
from extractors.settings import Limits

_CHUNK = 1 << 20
_DRIVE = re.compile(r"\A[A-Za-z]:")

PASSWORD = "压缩包设有密码：请取消密码重新压缩，或直接提交文件夹"  # noqa: S105 - a sentence
BROKEN_ARCHIVE = "压缩包不完整或已损坏"
BROKEN = "压缩包里的这个文件已损坏：请重新压缩后提交"
NOT_UNPACKED = (
    "这台电脑的解压程序解不开这个文件（可能已损坏，也可能是它不支持的压缩方式）："
    "请用 WinRAR 解压检查，改用 .zip 压缩后重新提交"
)
NOT_REACHED = "压缩包展开后过大，没有展开到这个文件：请解压后分批提交"
LINK = "这是一个链接，不是文件：请把它所指向的原文件放进来"


class Readable(Protocol):
    """Anything that gives bytes piece by piece."""

    def read(self, size: int = ..., /) -> bytes:
        """Give up to `size` bytes, none at the end."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an archive: `location` where it was unpacked, or None and the reason.

    What is `aside` is no material, and nothing is missing without it.
    """

    name: str
    location: Path | None
    size: int = 0
    refusal: str | None = None
    aside: bool = False


def _no_beat() -> None:
    """Nobody watches."""


@dataclass(slots=True)
class Budget:
    """What may still be unpacked in this submission; shared by nested archives.

    `beat` is called with everything that is unpacked, so that who watches knows it goes on.
    """

    limits: Limits
    bytes_left: int = field(init=False)
    members_left: int = field(init=False)
    beat: Callable[[], None] = _no_beat

    def __post_init__(self) -> None:
        self.bytes_left = self.limits.archive_bytes
        self.members_left = self.limits.archive_members


def unsafe_reason(name: str) -> str | None:
    """Tell why a member's name is refused, None if it is harmless."""
    if name.startswith("/") or _DRIVE.match(name):
        return "压缩包里的文件名是绝对路径，为安全起见没有展开：请重新压缩后提交"
    if ".." in PurePosixPath(name).parts:
        return "压缩包里的文件名指向外面的文件夹，为安全起见没有展开：请重新压缩后提交"
    return None


@contextlib.contextmanager
def machines_faults_told() -> Iterator[None]:
    """Keep this machine's own faults from being taken for a broken archive.

    Raises:
        MachineFaultError: in place of the OSError of a full disk and the like.
    """
    try:
        yield
    except OSError as error:
        if is_machines_fault(error):
            raise MachineFaultError(error) from error
        raise


@contextlib.contextmanager
def any_fault_told(broken: str) -> Iterator[None]:
    """Let a folder be listed to its end, whatever unpacking one container raises.

    Raises:
        ExtractionError: as it came; a DamagedFileError saying `broken` for what is unforeseen.
        OSError: when this machine fails, its disk being full, say.
    """
    try:
        yield
    except ExtractionError:
        raise
    except MachineFaultError as error:
        raise error.cause from error
    except Exception as error:
        raise DamagedFileError(broken) from error


class MemberWriter:
    """Writes members under running numbers and keeps to the budget."""

    def __init__(self, folder: Path, budget: Budget, packed: int) -> None:
        self._folder = folder
        self._budget = budget
        self._packed = max(packed, 1)
        self._count = 0
        self._passed_over = 0
        self.written = 0  # bytes of members so far, those dropped again included

    def next_place(self, name: str) -> Path:
        """Give the place for the next member.

        Raises:
            LimitError: when the archive has too many members.
        """
        self._budget.beat()
        self._budget.members_left -= 1
        if self._budget.members_left < 0:
            raise LimitError("压缩包里的文件过多，没有全部展开：请解压后分批提交")
        self._count += 1
        # The suffix helps programs that look at it (LibreOffice); everything else is dropped.
        suffix = PurePosixPath(name).suffix
        plain = suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) else ""
        return self._folder / f"{self._count:05d}{plain.lower()}"

    def copy(self, stream: Readable, name: str, place: Path, packed: int) -> Member:
        """Write one member, stopping where it outgrows its limits; `packed` is its packed size.

        Raises:
            LimitError: when all members together are too much.
            MachineFaultError: when this machine fails, its disk being full, say.
        """
        size = 0
        reason: str | None = None
        try:
            with machines_faults_told(), place.open("wb") as target:
                while reason is None and (chunk := stream.read(_CHUNK)):
                    size += len(chunk)
                    reason = self.count(len(chunk), size, packed)
                    target.write(chunk)
        except LimitError:
            place.unlink(missing_ok=True)
            raise
        if reason is None:
            return Member(name, place, size)
        place.unlink()
        return Member(name, None, size, reason)

    def count(self, new: int, size: int, packed: int) -> str | None:
        """Count `new` bytes of a member that has `size` by now; give a reason to drop it.

        Raises:
            LimitError: when all members together are too much.
        """
        limits = self._budget.limits
        self.written += new
        self._charge(new)
        if size > limits.archive_member_bytes:
            return "压缩包里的这个文件过大，没有展开：请拆分后单独提交"
        if size > limits.archive_ratio_floor and size > max(packed, 1) * limits.archive_ratio:
            return "压缩比异常（可能是压缩炸弹），没有展开：请解压后重新提交"
        return None

    def pass_over(self, passed: int) -> None:
        """Count what a stream had to be unpacked for so far, members that were refused included.

        `passed` are all bytes of the stream; those written are counted already.

        Raises:
            LimitError: when they are too many, for the submission or for the archive's size.
        """
        limits = self._budget.limits
        unwritten = passed - self.written
        if unwritten > self._passed_over:
            new, self._passed_over = unwritten - self._passed_over, unwritten
            self._charge(new)
        if passed > limits.archive_ratio_floor and passed > self._packed * limits.archive_ratio:
            raise LimitError(
                "压缩比异常（可能是压缩炸弹），后面的文件没有展开：请解压后直接提交文件夹"
            )

    def _charge(self, new: int) -> None:
        self._budget.beat()
        self._budget.bytes_left -= new
        if self._budget.bytes_left < 0:
            raise LimitError("压缩包展开后过大，没有全部展开：请解压后分批提交")

    @property
    def limits(self) -> Limits:
        """The limits it keeps to."""
        return self._budget.limits

    @property
    def packed(self) -> int:
        """The size of the archive file."""
        return self._packed
