"""Read Outlook messages (.msg): an OLE file whose streams are named after MAPI properties."""

from __future__ import annotations

import datetime
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import olefile

from extractors.compressed_rtf import decompress_rtf
from extractors.encoding import decode_text
from extractors.errors import DamagedFileError

SUBJECT, SENDER, SENDER_ADDRESS, TO, CC = "0037", "0C1A", "0C1F", "0E04", "0E03"
BODY, HTML_BODY, RTF_BODY = "1000", "1013", "1009"
ATTACHMENT_DATA, LONG_NAME, SHORT_NAME, SHOWN_NAME = "3701", "3707", "3704", "3001"
_UNICODE, _ANSI, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_CODE_PAGES = (0x3FFD, 0x3FDE)  # of the message's text, of its body
_INTEGER = 0x0003
_TIMES = (0x0039, 0x0E06)  # submitted, delivered
_TIME_TYPE = 0x0040
_HEADER_BYTES, _NESTED_HEADER_BYTES = 32, 24
_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


class OutlookMessage:
    """One message; use as a context manager.

    `root` is the storage of a message that is attached to another one, "" for the file's own.
    `prefix` is the storage of an attachment, as `attachments` gives it.
    """

    def __init__(self, path: Path, root: str = "") -> None:
        """Open the file.

        Raises:
            DamagedFileError: when it is not a readable OLE file.
        """
        self._root = root
        try:
            self._ole = olefile.OleFileIO(path)
            names = {"/".join(entry): entry for entry in self._ole.listdir()}
            self._names = {
                name.removeprefix(root): entry
                for name, entry in names.items()
                if name.startswith(root)
            }
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
        return "" if data is None else self._decode(data).rstrip("\x00")

    def _decode(self, data: bytes) -> str:
        """Decode text of one byte a letter: by the stated code page if every byte fits, else by
        the bytes (Chinese Outlook states Latin pages for GBK)."""
        for kind, prop, value in self._properties():
            if kind == _INTEGER and prop in _CODE_PAGES:
                page = int.from_bytes(value[:4], "little")
                name = {936: "gb18030", 54936: "gb18030", 65001: "utf-8"}.get(page, f"cp{page}")
                if page in (1252, 20127, 28591):
                    continue
                try:
                    return data.decode(name)
                except (LookupError, UnicodeDecodeError):
                    continue
        return decode_text(data)

    def data(self, prop: str, prefix: str = "") -> bytes | None:
        """Give a binary property, None if missing."""
        return self._stream(f"{prefix}__substg1.0_{prop}{_BINARY}")

    def attachments(self) -> list[str]:
        """Give the prefixes of the attachments' storages, in order."""
        found = {
            name.partition("/")[0] for name in self._names if name.startswith("__attach_version1.0")
        }
        return [f"{name}/" for name in sorted(found)]

    def nested(self, prefix: str) -> str | None:
        """Give the storage of the message that an attachment is, None if it is not one.

        Such a message is kept as a storage of the file, not as bytes.
        """
        start = f"{prefix}__substg1.0_{ATTACHMENT_DATA}{_OBJECT}/"
        inside = f"{start}__properties_version1.0" in self._names
        return f"{self._root}{start}" if inside else None

    def rtf(self) -> bytes | None:
        """Give the body kept as compressed RTF, unpacked; None if missing or broken."""
        data = self.data(RTF_BODY)
        return None if data is None else decompress_rtf(data)

    def sent(self) -> datetime.datetime | None:
        """Give the time of sending, in China's time, None if it is not there."""
        for kind, prop, value in self._properties():
            if kind == _TIME_TYPE and prop in _TIMES:
                ticks = int.from_bytes(value, "little")
                try:
                    moment = _EPOCH + datetime.timedelta(microseconds=ticks // 10)
                    return moment.astimezone(_CHINA)
                except OverflowError:
                    return None
        return None

    def _properties(self) -> Iterator[tuple[int, int, bytes]]:
        """Give (type, number, eight bytes) of the message's properties of fixed size."""
        data = self._stream("__properties_version1.0") or b""
        # Attached messages have a shorter head.
        head = _NESTED_HEADER_BYTES if self._root else _HEADER_BYTES
        for at in range(head, len(data) - 15, 16):
            kind, prop = struct.unpack_from("<HH", data, at)
            yield kind, prop, data[at + 8 : at + 16]

    def _stream(self, name: str) -> bytes | None:
        entry = self._names.get(name)
        if entry is None:
            return None
        try:
            with self._ole.openstream(entry) as stream:
                return bytes(stream.read())
        except (OSError, ValueError, IndexError, struct.error, zlib.error):
            return None
