"""Character normalisation that never moves an offset: one code point in, one code point out.

Every search in a text runs over its normalised form, and a span found there is the same span in
the text as it was read. Applying it twice changes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_ONE_FOR_MANY = {
    "-": "‐‑‒–—―−﹣─━",
    "~": "〜∼˜",
    "·": "・•‧∙⋅･",
    ":": "∶︰",
    " ": "\u3000\u00a0\u2002\u2003\u2009\u202f",
    "[": "【〔﹝〖",
    "]": "】〕﹞〗",
    "(": "﹙❨",
    ")": "﹚❩",
}
_NUMERAL = "一二三四五六七八九"
_ZERO = "〇零○◯Oo0"
# Only a run that holds a Chinese digit and touches no Latin letter or digit is a numeral: the
# O of 二O二二年 is a zero, the O of 第一OK is not.
_ZERO_RUN = re.compile(rf"(?<![A-Za-z0-9])[{_NUMERAL}○◯][{_NUMERAL}{_ZERO}]+(?![A-Za-z0-9])")
_MAYBE_ZERO = re.compile(rf"[{_NUMERAL}○◯][{_NUMERAL}{_ZERO}]")
_ZERO_FORMS = str.maketrans(dict.fromkeys("○◯Oo0", "〇"))


def normalize(text: str) -> str:
    """Give the text with its characters in one form, every offset unchanged.

    Full width becomes half width, dashes, tildes, middle dots, blanks and brackets one kind
    each (【】〔〕 become []), traditional characters simplified where that is one to one, and the
    signs used for zero inside a Chinese numeral (二○二二, 二O二二) become 〇.
    """
    if text.isascii():
        return text
    table = _table()
    text = _pattern().sub(lambda found: table[found.group()], text)
    # A cheaper search first: hardly any text has such a run.
    return _ZERO_RUN.sub(_as_zero, text) if _MAYBE_ZERO.search(text) else text


def _as_zero(found: re.Match[str]) -> str:
    run = found.group()
    if not any(sign in run for sign in "○◯Oo0"):
        return run
    if len(run) == 2 and run[0] not in "○◯" and run[1] not in "○◯":
        return run
    return run.translate(_ZERO_FORMS)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for target, sources in _ONE_FOR_MANY.items():
        table.update(dict.fromkeys(sources, target))
    content = resources.files("matchers").joinpath("lexicons/traditional.txt")
    for line in content.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            table.update(dict.fromkeys(line[1:], line[0]))
    return table


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(sorted(_table()))) + "]")
