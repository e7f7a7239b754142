"""Names of zip members made right, whatever program wrote them."""

from __future__ import annotations

import struct
import zipfile
import zlib

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075  # Info-ZIP's extra field with the name in UTF-8


def member_name(info: zipfile.ZipInfo) -> str:
    """Give the name of a member as its maker meant it, with "/" between folders.

    Flag 0x800 says UTF-8. Without it Python has read the bytes as cp437: they are taken back
    and read as strict UTF-8, then as GB18030 (Windows in Chinese), else left as they are.
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8_FLAG:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = None
        if raw is not None:
            name = _from_extra(info.extra, raw) or decode_name(raw) or name
    return name.replace("\\", "/").partition("\x00")[0]


def decode_name(raw: bytes) -> str | None:
    """Read a name of unknown encoding as strict UTF-8, then GB18030; None if it is neither."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _from_extra(extra: bytes, raw: bytes) -> str | None:
    """Read the Unicode path field, if it belongs to this very name (it keeps its checksum)."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        body = extra[4 : 4 + size]
        if kind == _UNICODE_PATH and len(body) > 5:
            version, checksum = struct.unpack_from("<BL", body)
            if version == 1 and checksum == zlib.crc32(raw):
                try:
                    return body[5:].decode("utf-8")
                except UnicodeDecodeError:
                    return None
        extra = extra[4 + size :]
    return None
