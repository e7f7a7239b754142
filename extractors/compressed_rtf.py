"""Unpack the compressed RTF that Outlook keeps mail bodies in (MS-OXRTFCP)."""

from __future__ import annotations

import struct

_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_HEADER = 16
_WINDOW = 4096
_MOST = 50_000_000
# What every window begins with: the usual start of an RTF text.
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def decompress_rtf(data: bytes) -> bytes | None:
    """Give the RTF text, None when the head says it is something else.

    Data that breaks off gives what came before.
    """
    if len(data) < _HEADER:
        return None
    _, size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == _PLAIN:
        return data[_HEADER : _HEADER + size]
    if kind != _PACKED:
        return None
    window = bytearray(_START.ljust(_WINDOW, b"\x00"))
    write, at = len(_START), _HEADER
    out = bytearray()
    most = min(size, _MOST)
    while at < len(data) and len(out) < most:
        control = data[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                if at + 2 > len(data):
                    return bytes(out)
                reference = data[at] << 8 | data[at + 1]
                at += 2
                place, length = reference >> 4, (reference & 0xF) + 2
                if place == write:  # points at itself: the end
                    return bytes(out)
                for _ in range(length):
                    run = window[place : place + 1]
                    window[write : write + 1] = run
                    out += run
                    place, write = (place + 1) % _WINDOW, (write + 1) % _WINDOW
            elif at < len(data):
                window[write] = data[at]
                out.append(data[at])
                at, write = at + 1, (write + 1) % _WINDOW
    return bytes(out)
