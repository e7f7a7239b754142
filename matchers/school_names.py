"""Names of schools as people write them, whole or short (职专, 二小, 附幼), and whose they are."""

from __future__ import annotations

import re

_NUMBER = r"第?[一二三四五六七八九十\d]{1,3}"
# 第一高级中学 in full; the short forms end in one or two characters that other words share.
_FULL = (
    r"(?:实验小学|中心小学|小学(?![部段组])|幼儿园|幼教集团|初级中学|高级中学|(?<!集)中学(?![习部段组])|职业学校|"
    r"职业中专|职中|技校|教育集团|集团校|学校)"
)
_SHORT_KIND = r"附小|附中|附幼|实小|实幼|职专|职高|中心校|中心园|完小|特校|职教中心|技师学院"
_NAME_CHARS = r"[\u4e00-\u9fff]"
# What can follow a short name: its organisation, its people, a verb, or the end.
_AFTER_SHORT = (
    r"(?=党|支部|总支|工会|团委|全体|师生|教师|教职工|书记|校长|园长|召开|开展|举行|举办|组织|"
    r"邀请|为|给|的|赴|在|与|和|[:,“\"(]|\s|$)"
)
_SHORT = rf"(?:{_NAME_CHARS}{{0,8}}?{_NUMBER}[小中幼]|{_NAME_CHARS}{{2,8}}?(?:{_SHORT_KIND}))"
_SCHOOL = re.compile(rf"{_NAME_CHARS}{{2,14}}?{_FULL}|{_SHORT}{_AFTER_SHORT}")
_PLACE = re.compile(rf"^(?:{_NAME_CHARS}{{2,8}}?[省市区县镇乡州旗])+")
_PARTY = re.compile(
    r"^(?:中国共产党|中共)|(?:党总支|党支部|党委|总支部|支部|总支)(?:委员会|部)?$|委员会$"
)
_KIND_END = re.compile(
    r"(?:(?:实验|中心|完全)?小学|幼儿园|(?:初级|高级)?中学|(?:职业)?(?:中等)?(?:专业|技术)?学校|"
    r"教育集团|[小中幼])$"
)
_SHORT_END = re.compile(rf"(?:{_NUMBER}[小中幼]|{_SHORT_KIND}|职中|职业中专)$")
# 沙坪学校 and 沙坪乡九年一贯制学校 are one: schools of all years, called after one place.
_ALL_YEARS = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,14}?)[乡镇村]?(?:九年一贯制|九年制|十二年一贯制|一贯制|中心)?学校$"
)
_TAIL = 5
_LEAST_FORM = 4
_ONE_PLACE = re.compile(rf"{_NAME_CHARS}{{2,6}}?[省市区县镇乡州旗]")


def school_at_start(text: str) -> str | None:
    """Give the school's name, full or short, that a text begins with, or None."""
    found = _SCHOOL.match(text)
    return found.group() if found else None


def schools_in(text: str) -> tuple[str, ...]:
    """Give all names of schools in a text, in order, each with the characters before it."""
    return tuple(found.group() for found in _SCHOOL.finditer(text))


def is_own(name: str, own: tuple[str, ...]) -> bool:
    """Say whether a school's name as written means the own school.

    It does by its distinctive end, or as an abbreviation: its characters stand in the own name
    in their order, one of them outside the name's place (江城小学 is not 江城市育才路小学).
    """
    bare = _PARTY.sub("", name)
    return any(_means(bare, known) for known in own)


def stem_of(name: str) -> str:
    """Give a school's name without the word for its kind (小学, 幼儿园) and its Party branch."""
    bare = _PARTY.sub("", name)
    kind = _KIND_END.search(bare)
    return bare[: kind.start()] if kind and kind.start() else bare


def without_places(name: str) -> tuple[str, ...]:
    """Give the shorter forms of a school's name: without its Party branch, city, district."""
    bare = _PARTY.sub("", _PARTY.sub("", name))
    forms = [bare]
    while (place := _ONE_PLACE.match(forms[-1])) is not None:
        rest = forms[-1][place.end() :]
        if len(rest) < _LEAST_FORM or not _KIND_END.search(rest) or rest == stem_of(rest):
            break
        forms.append(rest)
    return tuple(forms)


def _means(name: str, known: str) -> bool:
    if known in name or name in known or known[-_TAIL:] == name[-len(known[-_TAIL:]) :]:
        return True
    known = _PARTY.sub("", _PARTY.sub("", known))
    if _same_place(name, known):
        return True
    if _shortens(name, known):
        return True
    if not _SHORT_END.search(name):
        return _SHORT_END.search(known) is not None and _shortens(known, name)
    placed = _PLACE.match(known) is not None
    return not placed and any(_shortens(name[at:], known) for at in range(1, len(name) - 1))


def _same_place(name: str, known: str) -> bool:
    """Say whether two schools of all years bear the name of one place."""
    one, other = _ALL_YEARS.search(name), _ALL_YEARS.search(known)
    if one is None or other is None:
        return False
    places = (one["place"], other["place"])
    return places[0].endswith(places[1]) or places[1].endswith(places[0])


def _shortens(short: str, whole: str) -> bool:
    """Say whether `short` is characters of `whole` in order, not only those of its place."""
    place = _PLACE.match(whole)
    begin = place.end() if place else 0
    kind = _KIND_END.search(whole, begin)
    stem = range(begin, kind.start() if kind else len(whole))
    at = len(whole)
    own_part = not stem
    for char in reversed(short):
        at = whole.rfind(char, 0, at)
        if at < 0:
            return False
        own_part = own_part or at in stem
    return own_part
