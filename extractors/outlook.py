"""Read Outlook messages (.msg): an OLE file whose streams are named after MAPI properties."""

from __future__ import annotations

import datetime
import struct
import zlib
from pathlib import Path
from types import TracebackType

import olefile

from extractors.encoding import decode_text
from extractors.errors import DamagedFileError

SUBJECT, SENDER, SENDER_ADDRESS, TO, CC = "0037", "0C1A", "0C1F", "0E04", "0E03"
BODY, HTML_BODY = "1000", "1013"
ATTACHMENT_DATA, LONG_NAME, SHORT_NAME = "3701", "3707", "3704"
_UNICODE, _ANSI, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_TIMES = (0x0039, 0x0E06)  # submitted, delivered
_TIME_TYPE = 0x0040
_HEADER_BYTES = 32
_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


class OutlookMessage:
    """One message; use as a context manager. `prefix` is the storage it lies in."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            DamagedFileError: when it is not a readable OLE file.
        """
        try:
            self._ole = olefile.OleFileIO(path)
            self._names = {"/".join(entry): entry for entry in self._ole.listdir()}
        except Exception as error:  # olefile raises whatever a broken sector table leads it to
            raise DamagedFileError("邮件文件已损坏", ".eml") from error

    def __enter__(self) -> OutlookMessage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ole.close()

    def text(self, prop: str, prefix: str = "") -> str:
        """Give a text property, "" if missing."""
        data = self._stream(f"{prefix}__substg1.0_{prop}{_UNICODE}")
        if data is not None:
            return data.decode("utf-16-le", "replace").rstrip("\x00")
        data = self._stream(f"{prefix}__substg1.0_{prop}{_ANSI}")
        return "" if data is None else decode_text(data).rstrip("\x00")

    def data(self, prop: str, prefix: str = "") -> bytes | None:
        """Give a binary property, None if missing."""
        return self._stream(f"{prefix}__substg1.0_{prop}{_BINARY}")

    def attachments(self) -> list[str]:
        """Give the prefixes of the attachments' storages, in order."""
        found = {
            name.partition("/")[0] for name in self._names if name.startswith("__attach_version1.0")
        }
        return [f"{name}/" for name in sorted(found)]

    def is_message(self, prefix: str) -> bool:
        """Tell whether an attachment is itself a message (kept as a storage, not as bytes)."""
        start = f"{prefix}__substg1.0_{ATTACHMENT_DATA}{_OBJECT}/"
        return any(name.startswith(start) for name in self._names)

    def sent(self) -> datetime.datetime | None:
        """Give the time of sending, in China's time, None if it is not there."""
        data = self._stream("__properties_version1.0") or b""
        for at in range(_HEADER_BYTES, len(data) - 15, 16):
            kind, prop = struct.unpack_from("<HH", data, at)
            if kind == _TIME_TYPE and prop in _TIMES:
                (ticks,) = struct.unpack_from("<Q", data, at + 8)
                try:
                    moment = _EPOCH + datetime.timedelta(microseconds=ticks // 10)
                except OverflowError:
                    return None
                return moment.astimezone(_CHINA)
        return None

    def _stream(self, name: str) -> bytes | None:
        entry = self._names.get(name)
        if entry is None:
            return None
        try:
            with self._ole.openstream(entry) as stream:
                return bytes(stream.read())
        except (OSError, ValueError, IndexError, struct.error, zlib.error):
            return None
