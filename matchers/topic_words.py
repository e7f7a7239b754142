"""What to look for when a person asks for a topic: its words, and words for the same matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from matchers.checked_yaml import load_checked
from matchers.normalize import normalize

_WHOLE, _SAME, _PARTS = 1.0, 0.7, 0.5
# fmt: off
_STOP = frozenset({
    "工作", "情况", "开展", "活动", "加强", "建设", "落实", "进行", "是否", "学校", "相关", "有关",
    "问题", "以及", "和", "与", "的",
})
# fmt: on
_GENERAL = (
    *sorted(_STOP, key=lambda word: (-len(word), word)),
    *(
        "教育",
        "处置",
        "培养",
        "作用",
        "党员",
        "使用",
        "管理",
        "机制",
        "发挥",
        "履行",
        "学习",
        "党建",
        "党内",
    ),
)


class TopicLexicon(BaseModel):
    """Groups of words that speak of the same matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    same: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must all stand in a passage, and what finding them is worth."""

    words: tuple[str, ...]
    weight: float


def topic_terms(topics: Sequence[str]) -> tuple[Term, ...]:
    """Give the terms of the topics, each once, with its greatest weight.

    A topic is looked for whole, by words for the same matter, and, if it is a phrase, by all of
    its words together, those left out that say nothing alone (工作, 活动).
    """
    found: dict[tuple[str, ...], float] = {}
    for topic in topics:
        whole = normalize(topic).strip().replace("“", "").replace("”", "")
        if len(whole) < 2:
            continue
        _note(found, (whole,), _WHOLE)
        for word in _same().get(whole, ()):
            _note(found, (word,), _SAME)
        parts = tuple(
            dict.fromkeys(word for word in _cut(whole) if len(word) > 1 and word not in _STOP)
        )
        if parts and parts != (whole,):
            _note(found, parts, _PARTS)
        for word in _same().get(parts[0], ()) if len(parts) == 1 else ():
            _note(found, (word,), _PARTS)
        if whole not in _same() and (core := _core(whole)) is not None:
            for word in (core, *_same()[core]):
                _note(found, (word,), _PARTS)
    return tuple(Term(words, weight) for words, weight in found.items())


def _core(topic: str) -> str | None:
    """Give the known word that a topic is about when the rest says nothing of its own.

    统战工作 is about 统战, 廉洁教育 about 廉洁; 工会经费 is about more than 工会.
    """
    inside = [word for word in _same() if word in topic]
    for word in sorted(inside, key=lambda w: (-len(w), w)):
        rest = topic.replace(word, " ", 1).split()
        if all(_is_general(part) for part in rest):
            return word
    return None


def _is_general(text: str) -> bool:
    """Say whether a text is made of general words only."""
    while text:
        word = next((w for w in _GENERAL if text.startswith(w)), None)
        if word is None:
            return False
        text = text[len(word) :]
    return True


def _note(found: dict[tuple[str, ...], float], words: tuple[str, ...], weight: float) -> None:
    found[words] = max(weight, found.get(words, 0.0))


@lru_cache(maxsize=1)
def _same() -> dict[str, tuple[str, ...]]:
    text = resources.files("matchers").joinpath("lexicons/topics.yaml").read_text("utf-8")
    lexicon = load_checked(text, TopicLexicon, what="话题词库", name="topics.yaml", shipped=True)
    found: dict[str, tuple[str, ...]] = {}
    for group in lexicon.same:
        words = tuple(normalize(word) for word in group)
        for word in words:
            others = (*found.get(word, ()), *(other for other in words if other != word))
            found[word] = tuple(dict.fromkeys(others))
    return found


@lru_cache(maxsize=512)
def _cut(text: str) -> tuple[str, ...]:
    if len(text) <= 3:  # one word; spares loading the dictionary
        return (text,)
    from matchers.word_cutter import word_cutter  # its dictionary is large; few texts need it

    return tuple(word_cutter().lcut(text, HMM=False))
