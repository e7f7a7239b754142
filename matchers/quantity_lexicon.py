"""The lexicon of numbers with a meaning, checked, and its patterns for running text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

from matchers.annotation import DocumentKind
from matchers.checked_yaml import load_checked
from matchers.lexicon import EVENT_ID
from matchers.normalize import normalize

NUMBER = (
    r"(?P<number>百分之[一二三四五六七八九十〇零两百\d.]{1,6}|\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?"
    r"|[一二两三四五六七八九十百千]{1,6}"
    r"|[零壹贰叁肆伍陆柒捌玖拾佰仟]{1,8}(?:万[零壹贰叁肆伍陆柒捌玖拾佰仟]{0,8})?)"
)
UNIT = r"(?P<unit>万\s*元|元|%|人|名|位|份|张|票|个)"
_LINK = (
    r"[\"'”’]?\s{0,3}的?(?:总数|总额|总计|人数|金额|数额|数|问卷|测评表|调查表|党员|预算|合计)?\s{0,3}"
    r"(?:分别)?(?:为|是|共有|共计|共|有|达到|达|约|计|列入预算)?\s{0,3}[:(-]?\s{0,3}"
)
_BETWEEN = r"(?:[\u4e00-\u9fff]{0,8}?)"


class QuantityEntry(BaseModel):
    """One kind of number; see the head of `lexicons/quantities.yaml` for the keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=EVENT_ID)
    title: str
    labels: tuple[str, ...]
    units: tuple[str, ...]
    bare: bool = False
    excludes: tuple[str, ...] = ()
    in_file: tuple[str, ...] = ()
    not_kinds: tuple[DocumentKind, ...] = ()
    one_of: str | None = None
    range: tuple[Decimal, Decimal]


class QuantityLexicon(BaseModel):
    """All of `lexicons/quantities.yaml`; `requirement` are words of demands and targets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    requirement: tuple[str, ...]
    quantities: tuple[QuantityEntry, ...]


class QuantityPattern:
    """One entry with its patterns: number behind the label, number before it, a label cell."""

    def __init__(self, entry: QuantityEntry) -> None:
        self.entry = entry
        labels = sorted({normalize(word) for word in entry.labels}, key=lambda w: (-len(w), w))
        label = f"(?P<label>{'|'.join(map(re.escape, labels))})"
        # 百分之九十六 carries its unit in front, so a rate may end without one.
        bare = r"(?=\s{0,20}(?:[,;。)\n]|$))" if entry.bare or "%" in entry.units else "(?!)"
        unit = rf"\s{{0,3}}(?:{UNIT}|{bare})"
        self.behind = re.compile(label + _LINK + NUMBER + unit)
        counted = set(entry.units) & {"人", "名", "位", "份", "个"}
        self.before = (
            re.compile(rf"(?<![\d.第]){NUMBER}\s{{0,3}}{UNIT}{_BETWEEN}{label}")
            if counted
            else None
        )
        self.cell = re.compile(
            rf"[^\d\t]{{0,8}}?(?:\d{{4}}年度?)?{label}\s{{0,4}}(?:\((?P<note>[^()]*)\))?\s{{0,4}}:?$"
        )
        self.units = frozenset(entry.units) | ({"万元"} if "元" in entry.units else frozenset())

    def fits(self, kind: DocumentKind, text: str) -> bool:
        """Say whether the entry may be read from a file of this kind with this text."""
        words = self.entry.in_file
        return kind not in self.entry.not_kinds and (
            not words or any(word in text for word in words)
        )


@lru_cache(maxsize=1)
def quantity_lexicon() -> QuantityLexicon:
    """Load and check the lexicon."""
    text = resources.files("matchers").joinpath("lexicons/quantities.yaml").read_text("utf-8")
    return load_checked(
        text, QuantityLexicon, what="数值词库", name="quantities.yaml", shipped=True
    )


@lru_cache(maxsize=1)
def quantity_patterns() -> tuple[QuantityPattern, ...]:
    """Give the patterns of every entry, in the lexicon's order."""
    return tuple(QuantityPattern(entry) for entry in quantity_lexicon().quantities)


@lru_cache(maxsize=1)
def requirement_words() -> re.Pattern[str]:
    """Give the pattern of words that make a number a demand or a target."""
    return re.compile("|".join(map(re.escape, quantity_lexicon().requirement)))
