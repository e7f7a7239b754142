"""Which level an honour is of, by the words and place names around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from matchers.award_lexicon import award_lexicon

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:自治区|自治州|自治县|省|市|县|区|镇|乡|街道)")
# 天水市一中 and 扬州市育英小学 are schools' names and tell no level.
_SCHOOL = re.compile(
    r"(?!级|教育局|委|文明)[\u4e00-\u9fff]{0,8}?(?:小学|中学|幼儿园|学校|[一二三四五六七八九十]中|附中|附小|职校|高中|初中)"
    r"(?!党建|文明|示范|先进)"
)
# What may stand right before a place name and is no part of it.
_JUNK = re.compile(
    r"学校|我校|本校|申报|推荐|荣获|喜获|获评|获得|获|评为|评选|授予|认定|命名|公布|表彰|入选|成为|关于|中共|年度?|月|日"
    r"|被|在|由|经|向|为|是|和|与|及|及其|的|了|等|省(?=..)|市(?=..)|度|届|第一批|首批|批"
)
_SUFFIX = (
    ("自治区", "province"),
    ("自治州", "city"),
    ("自治县", "county"),
    ("省", "province"),
    ("县", "county"),
    ("区", "county"),
    ("街道", "town"),
    ("镇", "town"),
    ("乡", "town"),
)
_NOT_PLACES = re.compile(
    r"(?:校|社|园|小|山|地|片|学|城|景|辖|责任|全|本|各|我|该|示范)[区市县镇]$|^[市区县镇省]"
)


class LevelWord(NamedTuple):
    """A word that tells a level: its half-open span in the searched text, and why it does."""

    start: int
    end: int
    text: str
    level: str
    reason: str


def level_words(text: str) -> tuple[LevelWord, ...]:
    """Give the words of a squeezed text that tell a level, by place; longer ones win."""
    found = list(_known_cities(text))
    for match in _words().finditer(text):
        if not any(city.start < match.end() and match.start() < city.end for city in found):
            level = _by_word()[match.group()]
            found.append(LevelWord(match.start(), match.end(), match.group(), level, ""))
    found += _places(text, [(word.start, word.end) for word in found])
    found = [word for word in found if not _SCHOOL.match(text, word.end)]
    return tuple(sorted(found, key=lambda word: (word.start, -word.end)))


def _places(text: str, taken: list[tuple[int, int]]) -> list[LevelWord]:
    places = []
    for match in _PLACE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        name = _JUNK.split(match.group())[-1]
        if len(name) < 2 or _NOT_PLACES.search(name):
            continue
        level = next((level for suffix, level in _SUFFIX if name.endswith(suffix)), "city")
        reason = f"“{name}”未列入县级市，按设区市理解" if level == "city" else ""
        places.append(LevelWord(match.end() - len(name), match.end(), name, level, reason))
    return places


def _known_cities(text: str) -> Iterator[LevelWord]:
    """Find the cities whose level their name alone does not tell."""
    for at in range(len(text) - 1):
        for name, level, kind in _cities().get(text[at : at + 2], ()):
            if text.startswith(name, at):
                yield LevelWord(at, at + len(name), name, level, f"{name}是{kind}")
                break


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[tuple[str, str, str], ...]]:
    lexicon = award_lexicon()
    found: dict[str, list[tuple[str, str, str]]] = {}
    for name in lexicon.municipalities:
        found.setdefault(name[:2], []).append((name, "province", "直辖市"))
    for name in (name for group in lexicon.county_level_cities for name in group):
        found.setdefault(name[:2], []).append((name, "county", "县级市"))
    return {key: tuple(sorted(names, reverse=True)) for key, names in found.items()}


@lru_cache(maxsize=1)
def _by_word() -> dict[str, str]:
    return {word: level for level, words in award_lexicon().levels.items() for word in words}


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    words = sorted(_by_word(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))
