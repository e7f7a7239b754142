"""The start of a file that may be too long to be held in memory as a whole."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.sink import BlockSink

_PICTURE = re.compile(rb"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]{1000,}")
_CODED = re.compile(rb"\A[A-Za-z0-9+/=\s]*")
_PIECE, _OVERLAP = 1 << 20, 2_000  # bytes
_CODED_LINE = re.compile(rb"[A-Za-z0-9+/=]{40,}\r?\n?\Z")
_MOST_CODED = 4_000_000  # bytes of one part in base64: text is shorter, enclosures are longer
_LONGEST_LINE = 1_000_000  # bytes read at a time

_CUT = "文件过长，只读出了前面的部分：请拆成几个文件后重新提交"


def read_start(path: Path, sink: BlockSink) -> bytes:
    """Give a text file's bytes, or as many as the limits allow; the ledger says when it is cut.

    Raises:
        OSError: when it cannot be opened.
    """
    most = sink.settings.limits.text_bytes
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    return _cut(data, most, sink)


def read_page_start(path: Path, sink: BlockSink) -> bytes:
    """Give a web page's bytes without the pictures written into it, as `read_start`.

    Raises:
        OSError: when it cannot be opened.
    """
    most = sink.settings.limits.page_bytes
    kept, held, inside = bytearray(), b"", False
    with path.open("rb") as stream:
        while len(kept) <= most:
            piece = stream.read(_PIECE)
            if inside:
                piece = _CODED.sub(b"", piece, count=1)
                inside = not piece
            held = _PICTURE.sub(b"data:", held + piece)
            inside = inside or held.endswith(b"data:")
            if not piece and not inside:
                break
            # A picture may begin at the end of what was read.
            keep = 0 if inside else _OVERLAP
            kept += held[: len(held) - keep]
            held = held[len(held) - keep :]
            if inside and stream.tell() >= path.stat().st_size:
                break
    return _cut(bytes(kept) + held, most, sink)


def read_mail_start(path: Path, sink: BlockSink) -> bytes:
    """Give a mail's bytes without the bulk of its enclosures, as `read_start`.

    Raises:
        OSError: when it cannot be opened.
    """
    most = sink.settings.limits.page_bytes
    kept: list[bytes] = []
    total = coded = 0
    with path.open("rb") as stream:
        while total <= most and (line := stream.readline(_LONGEST_LINE)):
            coded = coded + len(line) if _CODED_LINE.match(line) else 0
            if coded <= _MOST_CODED:
                kept.append(line)
                total += len(line)
    return _cut(b"".join(kept), most, sink)


def _cut(data: bytes, most: int, sink: BlockSink) -> bytes:
    if len(data) <= most:
        return data
    sink.report("truncated", _CUT)
    sink.empty_reason = _CUT
    # Where a line or an element ends no character is cut in two.
    end = max(data.rfind(mark, most - _PIECE, most) for mark in (b"\n", b">"))
    return data[: end + 1 if end > 0 else most]
