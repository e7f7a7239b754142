"""What can go wrong while a file is read.

    ExtractionError            bad input; `str(error)` is the Chinese reason for the ledger
    ├── UnknownFormatError     nothing here reads such bytes
    ├── EncryptedFileError     a password is needed
    ├── DamagedFileError       broken, truncated, or not what it says it is
    ├── MissingToolError       an optional program or library is not installed
    └── LimitError             the file is larger than the limits allow

Every message says what happened and what the school should do. Defects of this program are
not in this tree.
"""

from __future__ import annotations

import errno

# A full disk, a lost network folder, too many open files: nothing that the file can be blamed for.
_MACHINES = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EIO", "ESTALE", "EMFILE", "ENFILE", "ENOMEM", "EROFS")
    if hasattr(errno, name)
)


def is_machines_fault(error: OSError) -> bool:
    """Say whether this machine (or its network) failed, so that the file may be whole."""
    return error.errno in _MACHINES


class MachineFaultError(Exception):
    """This machine failed while an archive was unpacked; `cause` is what it said.

    In no tree with `ExtractionError` or `OSError`: whoever takes those for a broken archive
    must not take this.
    """

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class ExtractionError(Exception):
    """A file cannot be read (or not to its end); the message is Chinese, for the ledger."""


class UnknownFormatError(ExtractionError):
    """The bytes are of no known format."""

    def __init__(self) -> None:
        super().__init__(
            "无法识别的格式：请用原来的软件打开，另存为 .docx、.xlsx、.pdf 或 .jpg 后重新提交"
        )


class EncryptedFileError(ExtractionError):
    """The file is protected by a password."""

    def __init__(self, save_as: str = "") -> None:
        also = f"（另存为 {save_as}）" if save_as else ""
        super().__init__(f"文件设有密码，无法打开：请取消密码{also}后重新提交")


class DamagedFileError(ExtractionError):
    """The file is broken or cut short."""

    def __init__(self, what: str, save_as: str = "") -> None:
        advice = f"另存为 {save_as} " if save_as else "确认完好"
        super().__init__(f"{what}：请在电脑上打开原文件，{advice}后重新提交")


class MissingToolError(ExtractionError):
    """A program or library that this format needs is not on this machine."""


class LimitError(ExtractionError):
    """The file exceeds a limit that protects this machine."""
