"""Several amounts in one clause: by level of award, by number reached, or by how well it was done.

市级得2分、省级得3分; 90%以上得4分，80%—90%得3分; 明显得4分，较明显得3分; 较好的按80%计.
All of it in the plain terms of `score_terms`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from rubrics.clause_frequency import count_of
from rubrics.clause_model import Reading

_N = r"(\d+(?:\.\d+)?)"
_GET = re.compile(rf"(?:各)?(?:得|计|给|加|奖)\s*{_N}\s*分")
_UNIT = r"(?P<u>[%％]|学时|课时|小时|天|次|篇|人|名|个|项|元|件|场|册|本)"
_REACHED = re.compile(
    rf"(?:(?:不低于|不少于|达到?|≥|大于|(?=100\s*[%％]))\s*(?P<a>\d+(?:\.\d+)?)\s*{_UNIT}|"
    rf"(?P<low>\d+(?:\.\d+)?)\s*{_UNIT.replace('<u>', '<v>')}?\s*(?:[（(]含[^）)]{{0,6}}[）)])?"
    rf"(?:(?:及)?以上|\s*[—–\-~～至到]+\s*(?P<high>\d+(?:\.\d+)?)\s*{_UNIT.replace('<u>', '<w>')}))"
    rf"[^，；。]{{0,8}}?[，,：:]?得\s*(?P<n>\d+(?:\.\d+)?)\s*分"
)
_LEVELS = (
    ("省级", "province"), ("市级", "city"), ("县级", "county"), ("区级", "county"),
    ("国家级", "national"), ("全国", "national"), ("申报", "applied"), ("校级", "school"),
)  # fmt: skip
_HIGHEST = re.compile(r"按?最高(?:级别|分|项|一级|等次)|不累计|就高不就低|取最高|不重复计")
_COUNT = re.compile(r"(?P<n>\d+|[一二三四五六七八九十两])\s*(?P<u>[次篇个项人名场])")
_EXACT = re.compile(
    r"(?<![至到—–\-~～\d])(?P<n>\d+|[一二三四五六七八九十两])\s*(?P<u>[次篇个项人名场])(?!以)"
    r"[^，；。\d]{0,12}?[，,：:]?得\s*(?P<p>\d+(?:\.\d+)?)\s*分"
)
RANGE = re.compile(r"\d+(?:\.\d+)?\s*(?:分)?\s*[—–\-~～至到]+\s*\d+(?:\.\d+)?\s*分(?!钟|的?为)")
LADDER = re.compile(
    r"申报|校级|县级|区级|市级|省级|国家级|全国|"
    r"\d\s*(?:[%％]|学时|课时|小时|次|篇|人|元)\s*(?:及?以上|[—–\-~～至到]|以下)|"
    r"100\s*[%％]|\d\s*[—–\-~～至到]+\s*\d+\s*(?:[%％]|学时|课时|小时|次|篇|人|元)"
)
_LESSER = (
    r"较|一般|基本|部分|不够|有一定|尚|差|良|中等|中$|中的?$|合格|未|没有|没|无|不|否则|其[他余它]|"
    r"[B-EＢ-Ｅ]|[二三四五]等|[二三四五]档|[二三四五]级|[二三四五]类"
)
_DEGREE = re.compile(rf"^.{{0,4}}?(?:{_LESSER})")
_AMOUNT = re.compile(
    rf"(?:得|计|给)\s*{_N}\s*分|(?P<none>不得分)|(?P<full>得满分)|按\s*(?P<p>\d{{1,3}})\s*[%％]\s*(?:[计得给赋记])?"
)
_WORSE = re.compile(r"(?:较?差|一般|较[好弱为]|不够?好|不够|不高|不强)的?[，,]?(?:扣\s*\d|不得分)")
_LABEL = re.compile(r"^(?:按档赋分|按等次|分[三四五]档|其中)?[:：\s]*(?P<label>.*?)的?[,，:：]?$")


def rungs(clause: str) -> tuple[tuple[str, Decimal], ...]:
    """Read 申报得1分；市级得2分；省级得3分, lowest first; one level alone is no ladder."""
    found: dict[str, Decimal] = dict(_each_its_own(clause))
    for piece in re.split(r"[；;，,。、]", clause):
        gets = _GET.search(piece)
        level = next((name for word, name in _LEVELS if word in piece), None)
        if gets and level:
            found.setdefault(level, Decimal(gets[1]))
    if len(found) < 2 and not (found and _HIGHEST.search(clause)):
        return ()
    return tuple(sorted(found.items(), key=lambda rung: rung[1]))


def _each_its_own(clause: str) -> list[tuple[str, Decimal]]:
    """Read 县级、市级、省级表彰，分别得2分、3分、4分."""
    listed, mark, told = clause.partition("分别")
    points = [Decimal(n) for n in re.findall(r"(\d+(?:\.\d+)?)\s*分", told)]
    spoken = sorted((listed.find(word), name) for word, name in _LEVELS if word in listed)
    names = list(dict.fromkeys(name for _, name in spoken))
    return list(zip(names, points, strict=True)) if mark and len(names) == len(points) else []


def reached(clause: str) -> tuple[tuple[tuple[Decimal, Decimal], ...], str]:
    """Read 90%以上得4分，80%—90%得3分: (number, points), two at least, and the unit.

    Percentages are given as shares (0.9).
    """
    found: dict[Decimal, Decimal] = {}
    units: list[str] = []
    for match in _REACHED.finditer(clause):
        unit = match["u"] or match["v"] or match["w"] or ""
        units.append("%" if unit == "％" else unit)
        number = min(Decimal(n) for n in (match["a"], match["low"], match["high"]) if n)
        found[number / 100 if units[-1] == "%" else number] = Decimal(match["n"])
    if len(found) < 2 or len(set(units)) > 1:
        return _exactly(clause)
    return tuple(sorted(found.items())), units[0]


def _exactly(clause: str) -> tuple[tuple[tuple[Decimal, Decimal], ...], str]:
    """Read 召开2次得4分，召开1次得2分."""
    found = {(count_of(m["n"]) or 0, m["u"]): Decimal(m["p"]) for m in _EXACT.finditer(clause)}
    units = {unit for _, unit in found}
    rising = sorted((number, points) for (number, _), points in found.items())
    if len(found) < 2 or len(units) > 1 or [p for _, p in rising] != sorted(found.values()):
        return (), ""
    return tuple((Decimal(number), points) for number, points in rising), units.pop()


def is_fewer(piece: str, before: str) -> bool:
    """Say whether a piece is worth less than the one before it, for being done less often."""
    amount, last = _worth(piece), _worth(before)
    now, then = _COUNT.search(piece), _COUNT.search(before)
    if amount is None or last is None or not now or not then or now["u"] != then["u"]:
        return False
    bare = re.match(r"^[^，；。]{0,4}$", piece[: now.start()]) is not None
    return bare and amount < last and (count_of(now["n"]) or 0) < (count_of(then["n"]) or 0)


def is_worse(piece: str) -> bool:
    """Say whether points are lost for how well something was done (一般的扣1分，差的不得分)."""
    return bool(_WORSE.search(piece))


def is_lesser_degree(piece: str, before: str) -> bool:
    """Say whether a piece is worth less than the one before it, for being less well done."""
    amount, last = _worth(piece), _worth(before)
    if amount is None or last is None or amount >= last:
        return False
    mark = _AMOUNT.search(piece)
    label = piece[: mark.start()] if mark else ""
    return len(label) <= 12 and bool(_DEGREE.match(label) or not label)


def _worth(piece: str) -> Decimal | None:
    """Give the last amount of a piece; a full mark is more than any number."""
    amount = None
    for match in _AMOUNT.finditer(piece):
        if match["none"]:
            amount = Decimal(0)
        elif match["full"]:
            amount = Decimal(10**6)
        else:
            amount = Decimal(match[1] or match["p"])
    return amount


def grades(clause: str, *, exempt: bool) -> Reading | None:
    """Read degrees of how well something was done; which one holds is for a person to say."""
    told: list[tuple[str, Decimal]] = []
    shares = False
    close = re.sub(r"[，,](?=\s*(?:(?:得|计|给)\s*\d|不得分|得满分))", "", clause)
    for piece in re.split(r"[，,；;。]", close):
        match = _AMOUNT.search(piece)
        if match is None:
            continue
        shares = shares or match["p"] is not None
        label = _LABEL.match(piece[: match.start()])
        value = _worth(piece[: match.end()])
        told.append((label["label"] if label else "", value or Decimal(0)))
    positive = [value for _, value in told if value]
    falling = all(a > b for a, b in pairwise(positive))
    lesser = all(_DEGREE.match(label) for label, _ in told[1:])
    if len(told) < 2 or len(positive) < 2 or not falling or not lesser:
        return None
    named = all(0 < len(label) <= 16 for label, _ in told)
    named = named and len({label for label, _ in told}) == len(told)
    if shares:
        by_share = tuple((label, _of_full(value)) for label, value in told)
        return Reading(
            "discretion", None, exempt=exempt, grades=by_share if named else (), of_full=True
        )
    if positive[0] >= 10**6:
        return Reading("discretion", None, exempt=exempt)
    return Reading("discretion", positive[0], exempt=exempt, grades=tuple(told) if named else ())


def _of_full(value: Decimal) -> Decimal:
    return Decimal(1) if value >= 10**6 else value / 100
