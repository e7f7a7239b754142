"""The plain text of an RTF file, for machines without LibreOffice: paragraphs and table rows."""

from __future__ import annotations

import codecs
import io
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

# A control word with its number, a byte in hexadecimal digits, a control sign, a brace, text.
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
_APART = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl "
    b"footerr footerf listtable listoverridetable revtbl rsidtbl themedata datastore xmlnstbl "
    b"generator latentstyles fldinst filetbl bkmkstart bkmkend pntext listtext template".split()
)
_SIGNS = {
    b"par": "\n", b"sect": "\n", b"page": "\n", b"line": "\n", b"row": "\n", b"cell": "\t",
    b"nestcell": "\t", b"nestrow": "\n", b"tab": " ", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•",
}  # fmt: skip
MOST_BYTES = 150_000_000  # of a file, pictures included
_CODE_PAGES = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8"}


def _code_page(number: int) -> str | None:
    """Name the encoding of a Windows code page, None if Python has none of this number."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


@dataclass(frozen=True, slots=True)
class _State:
    """What applies inside the current braces; `skip` is how many fallback characters follow
    a Unicode one."""

    ignored: bool = False
    hidden: bool = False
    skip: int = 1


def read_rtf(path: Path, most: int) -> str:
    """Give the text of a file (see `rtf_text`); pictures in it, however large, cost no memory.

    `most` is the number of characters after which it ends.

    Raises:
        OSError: when it cannot be opened.
    """
    length = min(path.stat().st_size, MOST_BYTES)
    with (
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), length, access=mmap.ACCESS_READ) as data,
    ):
        return rtf_text(data, most)


def rtf_text(data: bytes | mmap.mmap, most: int = 10_000_000) -> str:
    """Give the text: paragraphs parted by line feeds, cells of a table row by tabs.

    Deleted and hidden text, headers, pictures and field codes are left out.
    """
    out = io.StringIO()
    for part in _Reader(data).parts():
        out.write(part)
        if out.tell() > most:
            break
    return out.getvalue()


class _Reader:
    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        self._encoding = "gb18030"
        self._pending = bytearray()
        self._stack: list[_State] = []
        self._state = _State()
        self._to_skip = 0

    def parts(self) -> Iterator[str]:
        for token in _TOKEN.finditer(self._data):
            word, number, byte, symbol, brace, plain = token.groups()
            if byte is not None or plain is not None:
                self._bytes(bytes.fromhex(byte.decode()) if byte is not None else plain)
                continue
            if word == b"u" and number is not None:
                yield from self._flush()
                yield from self._unicode(int(number))
                continue
            yield from self._flush()
            if brace is not None:
                self._brace(brace)
            elif symbol is not None:
                yield from self._symbol(symbol)
            elif word is not None:
                yield from self._word(word, number)
        yield from self._flush()

    @property
    def _silent(self) -> bool:
        return self._state.ignored or self._state.hidden

    def _bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if not self._silent:
            self._pending += data[skipped:]

    def _flush(self) -> Iterator[str]:
        if self._pending:
            yield self._pending.decode(self._encoding, "replace")
            self._pending.clear()

    def _unicode(self, code: int) -> Iterator[str]:
        code += 65536 if code < 0 else 0
        self._to_skip = self._state.skip
        if self._silent or not 0 < code < 0x110000:
            return
        # Pairs of surrogates are put together when the whole text is encoded once more.
        yield chr(code)

    def _brace(self, brace: bytes) -> None:
        self._to_skip = 0
        if brace == b"{":
            if len(self._stack) < 10_000:
                self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _symbol(self, symbol: bytes) -> Iterator[str]:
        if symbol == b"*":
            self._state = replace(self._state, ignored=True)
        elif not self._silent:
            shown = {b"~": " ", b"_": "-", b"-": ""}.get(symbol)
            yield symbol.decode("latin-1") if shown is None else shown

    def _word(self, word: bytes, number: bytes | None) -> Iterator[str]:
        if word in _APART:
            self._state = replace(self._state, ignored=True)
        elif word == b"ansicpg" and number:
            self._encoding = _code_page(int(number)) or self._encoding
        elif word == b"uc" and number:
            self._state = replace(self._state, skip=max(0, min(int(number), 8)))
        elif word in (b"v", b"deleted"):
            self._state = replace(self._state, hidden=number != b"0")
        elif word == b"plain":
            self._state = replace(self._state, hidden=False)
        elif word in _SIGNS and not self._silent:
            yield _SIGNS[word]
