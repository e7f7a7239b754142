"""Characters of symbol fonts (Wingdings and the like) as the Unicode signs people see."""

from __future__ import annotations

# Code points as they stand in the font; Word adds 0xF000 to them in w:sym.
_WINGDINGS = {
    0x4A: "☺",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x77: "◆",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "☐",
    0xAB: "★",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0xA2: "■",
    0xA3: "☐",
    0x2A: "☐",
}
_SYMBOL = {0xB7: "•", 0xA8: "◆", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xAE: "→", 0xD6: "√"}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
}
_PRIVATE_FIRST, _PRIVATE_LAST = 0xF000, 0xF0FF


def is_symbol_font(font: str | None) -> bool:
    """Tell whether letters in this font stand for signs."""
    return font is not None and font.lower() in _FONTS


def symbol_text(font: str | None, code: int) -> str:
    """Give the sign at `code` of a symbol font: one character.

    What is not in the tables stays the character it is, in the private area if it was there:
    a wrong sign would be a guess.
    """
    table = _FONTS.get((font or "").lower(), {})
    plain = code & 0xFF if _PRIVATE_FIRST <= code <= _PRIVATE_LAST else code
    found = table.get(plain)
    if found is not None:
        return found
    if not 0 < code < 0x110000 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)


def map_symbols(font: str, text: str) -> str:
    """Give `text` set in a symbol font as the signs people see, one for one."""
    return "".join(symbol_text(font, ord(character)) for character in text)
