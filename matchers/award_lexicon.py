"""The lexicon of honours: names, cue words and levels, checked."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

from matchers.annotation import AwardStatus
from matchers.checked_yaml import load_checked
from matchers.lexicon import EVENT_ID
from matchers.squeezed import squeeze


class AwardEntry(BaseModel):
    """One honour: its names, and words right behind a name that make it something else."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=EVENT_ID)
    title: str
    names: tuple[str, ...]
    except_after: tuple[str, ...] = ()


class AwardLexicon(BaseModel):
    """All of `lexicons/awards.yaml`; levels go from national down to school."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    awards: tuple[AwardEntry, ...]
    status: dict[AwardStatus, tuple[str, ...]]
    levels: dict[str, tuple[str, ...]]
    municipalities: tuple[str, ...]
    county_level_cities: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def award_lexicon() -> AwardLexicon:
    """Load the lexicon with all words squeezed as titles are."""
    text = resources.files("matchers").joinpath("lexicons/awards.yaml").read_text("utf-8")
    read = load_checked(text, AwardLexicon, what="荣誉词库", name="awards.yaml", shipped=True)
    return AwardLexicon(
        awards=tuple(
            entry.model_copy(
                update={"names": _words(entry.names), "except_after": _words(entry.except_after)}
            )
            for entry in read.awards
        ),
        status={status: _words(words) for status, words in read.status.items()},
        levels={level: _words(words) for level, words in read.levels.items()},
        municipalities=read.municipalities,
        county_level_cities=read.county_level_cities,
    )


def _words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Squeeze words and put longer ones first."""
    return tuple(sorted({squeeze(word).text for word in words}, key=lambda w: (-len(w), w)))
