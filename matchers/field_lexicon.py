"""The names of header fields and register columns, as data (`lexicons/fields.yaml`)."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from matchers.normalize import normalize
from matchers.record import FieldName
from matchers.shipped_yaml import lexicon_text, shipped_data

_BLANKS = re.compile(r"\s+")
_MAX_SEEN = 4096
_ASIDE = re.compile(r"\([^()]*\)")


class FieldEntry(BaseModel):
    """One field: its labels, further names of its column, and whether a blank may end a label."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: FieldName
    labels: tuple[str, ...]
    columns: tuple[str, ...] = ()
    bare: bool = False


class FieldFile(BaseModel):
    """The form of `lexicons/fields.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: tuple[FieldEntry, ...]
    not_time: tuple[str, ...]
    planned_time: tuple[str, ...]
    accounts: tuple[str, ...]
    states: tuple[str, ...]


class FieldLexicon:
    """Looks labels and column heads up; build it once with `field_lexicon`."""

    def __init__(self, file: FieldFile) -> None:
        self._labels: dict[str, FieldName] = {}
        self._columns: dict[str, FieldName] = {}
        self._seen: dict[str, FieldName | None] = {}  # big registers ask for the same heads
        bare: list[str] = []
        for entry in file.fields:
            for label in entry.labels:
                self._labels.setdefault(normalize(label), entry.name)
            for column in (*entry.labels, *entry.columns):
                self._columns.setdefault(normalize(column), entry.name)
            if entry.bare:
                bare += [normalize(label) for label in entry.labels]
        self._not_time = file.not_time
        self._planned = file.planned_time
        self._accounts = file.accounts
        self._states = file.states
        self.pattern = _label_pattern(self._labels)
        self.bare_pattern = _bare_pattern(bare)

    def label(self, text: str) -> FieldName | None:
        """Give the field a whole normalised text is the label of (blanks and colon ignored)."""
        if len(text) > 40:
            return None
        key = _BLANKS.sub("", text).rstrip(":")
        found = self._labels.get(key)
        return found or self._labels.get(_ASIDE.sub("", key))

    def column(self, text: str) -> FieldName | None:
        """Give the field of a normalised column head, or None when it is none that is known."""
        if len(text) > 30:
            return None
        if text not in self._seen:
            if len(self._seen) >= _MAX_SEEN:
                self._seen.clear()
            self._seen[text] = self._column(text)
        return self._seen[text]

    def _column(self, text: str) -> FieldName | None:
        key = _BLANKS.sub("", text).strip(":")
        bare = _ASIDE.sub("", key)
        found = self._columns.get(key) or self._columns.get(bare)
        if found is None and 2 < len(bare) <= 10:
            endings = (bare[start:] for start in range(1, len(bare) - 1))
            found = next((self._columns[end] for end in endings if end in self._columns), None)
        if found is FieldName.TIME and any(word in key for word in self._not_time):
            return None
        return found

    def is_other_time(self, head: str) -> bool:
        """Say whether a column head speaks of a person's or a paper's date (入党时间, 出生)."""
        return any(word in head for word in self._not_time)

    def is_account(self, head: str) -> bool:
        """Say whether a column tells what came of a demand (完成情况, 自评说明, 进展)."""
        return "".join(head.split()).endswith(self._accounts)

    def is_state(self, head: str) -> bool:
        """Say whether a column says how far a row is (是否完成, 状态)."""
        return "".join(head.split()).endswith(self._states)

    def is_planned(self, head: str) -> bool:
        """Say whether a column head speaks of an intended time (拟定时间, 完成时限, 周次)."""
        return any(word in head for word in self._planned)


def _spaced(label: str) -> str:
    """Allow blanks between the characters of a label (主 持 人)."""
    return r"[ \t]{0,4}".join(re.escape(char) for char in label)


def _label_pattern(labels: dict[str, FieldName]) -> re.Pattern[str]:
    """Compile the labels that a colon ends. No part may run on without bound: a line of a
    hundred thousand blanks must not cost more than any other line."""
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    words = "|".join(_spaced(label) for label in longest_first)
    number = r"(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.:][ \t]{0,4})?"
    aside = r"(?:\([^()]{0,12}\))?"
    bar = r"\|(?=[^|\n]*(?:\s|$))"  # 主持|副书记 beside a blank: not the heads of a typed table
    end = rf"(?::|{bar})"
    return re.compile(
        rf"(?:^|(?<=[\s,;。)\[\]]))(?!\s){number}\[?({words})\]?{aside}[ \t]{{0,6}}{end}"
    )


def _bare_pattern(labels: list[str]) -> re.Pattern[str]:
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    words = "|".join(_spaced(label) for label in longest_first)
    return re.compile(rf"(?:^|(?<=[ \t]))({words})[ \t]{{1,40}}(?=\S)")


@lru_cache(maxsize=1)
def field_lexicon() -> FieldLexicon:
    """Load the built-in field lexicon."""
    return FieldLexicon(FieldFile.model_validate(shipped_data(lexicon_text("fields"))))
