"""Proper names put out of the judges' sight: 未央区, 希望小学 and 曾庆华 hold no cue words.

A name keeps its place, its length and, of a school, the word for its kind; every other character
of it becomes a sign that no word and no rule holds. The sign differs from name to name, so what
a judge quotes can be given its names back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from matchers.school_names import stem_of, without_places

# Characters of the standard that no everyday text is written with.
_SIGNS = tuple(chr(code) for code in range(0x9FD6, 0x9FF0))
_ANY_SIGN = re.compile(f"([{_SIGNS[0]}-{_SIGNS[-1]}])\\1*")
_LEAST_NAME = 3
# Places whose names hold a word for the future, a denial or a superior: counties, districts,
# roads, and what is called after them. 希望小学部… may be a wish, 希望小学 is a name.
_PLACE = (
    "未央|未来|将军|将乐|曾都|曾家|应城|应县|中央(?=路|大街|大道|门|公园|花园|[东南西北]路)"
    "|希望(?=小学(?![部段组])|(?:路|大道|大街|镇|村)[^,。;]{0,6}(?:小学|中学|学校|幼儿园))"
)
# 书记曾庆华给…, 曾庆华书记: a surname that is a cue elsewhere. 书记曾多次给…, 曾亲自为… are none.
_GIVEN = (
    r"[^\W\d一二三四五六七八九十两几多经在于到给为向被将已也还邀聘要上作做讲参组担主开带说用对该有是就及当"
    r"亲自先后专程门特意连续反复屡数每常年月日任获因与和同从]"
)
_ROLE = "书记|校长|园长|主任|主席|委员|组长|老师|教师|同志|党员|主持人?|主讲人?|记录人?|教研员"
_ACTS = (
    "同志|老师|书记|校长|给|为|向|作|做|上|讲|主持|主讲|带领|带头|领学"
    "|代表|传达|宣读|[,、。;:\\s]|$"
)
_PERSON = (
    rf"(?<=[记长任席员师志人持讲:、])曾{_GIVEN}{{1,2}}(?={_ACTS})"
    rf"|(?<![\u4e00-\u9fff])曾{_GIVEN}{{1,2}}(?={_ROLE})"
)
_ALWAYS = re.compile(f"{_PLACE}|{_PERSON}")
# Given names that are days or cues: of known people only.
_RISKY = re.compile(
    r"^[曾应原未将要]|(?<=.)(?:元旦|国庆|五一|七一|八一|十一|三八|立[春夏秋冬]|清明|端午|中秋|重阳|春分|夏至|秋分|冬至|"
    r"希望|完善|坚持|健全|确保|决心|贯彻|落实|回顾|如期|顺利|圆满|建国|建党)"
)


@dataclass(frozen=True, slots=True)
class HiddenNames:
    """A text without its proper names.

    `text` has the length of the text it was made of; `own` are the forms that the own names
    took in it; `names` what stands behind each sign.
    """

    text: str
    own: tuple[str, ...]
    names: dict[str, str]

    def shown(self, words: str) -> str:
        """Give the names in a quoted part of the text back; a name cut short becomes …."""
        return _ANY_SIGN.sub(self._name, words) if self.names else words

    def _name(self, found: re.Match[str]) -> str:
        name = self.names.get(found.group(1), "")
        return name if len(name) == len(found.group()) else "…"


def hide_names(text: str, own: tuple[str, ...], people: Iterable[str] = ()) -> HiddenNames:
    """Take the own names, the names of places and of people that look like cues out of a text.

    Args:
        text: a normalised text.
        own: the school's names, as its profile or its papers have them.
        people: people known by name: from the profile, or from a record's fields.
    """
    known = _known(own)
    risky = tuple(sorted({p for p in people if len(p) > 1 and _RISKY.search(p)}))
    signs: dict[str, str] = {}
    forms: dict[str, None] = {}

    def hide(found: re.Match[str]) -> str:
        name = found.group()
        stem = stem_of(name) if name in known else name
        if stem not in signs and len(signs) == len(_SIGNS):
            return name
        sign = signs.setdefault(stem, _SIGNS[len(signs)])
        hidden = sign * len(stem) + name[len(stem) :]
        if name in known:
            forms[hidden] = None
        return hidden

    for pattern in _patterns(known, risky):
        text = pattern.sub(hide, text)
    return HiddenNames(text, tuple(forms), {sign: name for name, sign in signs.items()})


@lru_cache(maxsize=64)
def _known(own: tuple[str, ...]) -> tuple[str, ...]:
    """Give the forms in which a text may write the own names, longest first."""
    forms = {form for name in own for form in (name, *without_places(name))}
    return tuple(sorted((f for f in forms if len(f) >= _LEAST_NAME), key=lambda f: (-len(f), f)))


@lru_cache(maxsize=256)
def _patterns(known: tuple[str, ...], people: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    listed = (re.compile("|".join(map(re.escape, part))) for part in (known, people) if part)
    return (*listed, _ALWAYS)
