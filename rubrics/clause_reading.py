"""One clause of scoring wording, read into points, a scorer and what is counted.

`少一次扣0.5分，扣完1分为止`, `每项得1分`, `同一项目按最高级别`, `视同得分`, `酌情`… What is
not recognised is left to a person and says so; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from matchers.numerals import parse_numeral
from rubrics.measures import Per

_N = r"(\d+(?:\.\d+)?)"
_GET = re.compile(rf"(?:各)?(?:得|计|给|加|奖)\s*{_N}\s*分")
_STEPS = re.compile(
    rf"(?:低于|不足|未达到?|不到)\s*{_N}\s*[%％].{{0,6}}?每[低降少差](?:低|下降)?\s*{_N}\s*(?:个百分点|[%％]).{{0,4}}?扣\s*{_N}\s*分"
)
_SHARE = re.compile(
    rf"{_N}\s*[%％]\s*(?:[（(]含[）)])?(?:(?:及)?以上|\s*[—–\-~～至到]+\s*{_N}\s*[%％])[^，；。]{{0,6}}?得\s*{_N}\s*分"
)
_LACKS = re.compile(
    rf"(?:没有|缺少?|未见|无|未附)(?:一次)?(会议记录|活动记录|记录|照片|签到表?|考勤记录|考勤|新闻报道|报道)"
    rf"[^，；。]{{0,4}}?(?:每次|一次|每缺一次)?扣\s*{_N}\s*分"
)
_ABOVE = re.compile(r"(国家|省|市|县|区|校)级?(?:及)?以上")
_EACH_TIME = re.compile(
    rf"(?:未|没有|被|不)[^，；。]{{1,30}}?每(?:人|项|起)?次(?:各)?扣\s*{_N}\s*分"
)
_PERSONS = re.compile(
    rf"(?:受到?|违反|出现|发生)[^，；。]{{1,30}}?每[人起件]次?(?:各)?扣\s*{_N}\s*分"
)
_CAP = re.compile(rf"(?:最高|不超过|上限(?:为)?|封顶)\s*{_N}\s*分")
_EACH_GETS = re.compile(rf"每[项个次篇人]\s*(?:各)?(?:得|加|计)\s*{_N}\s*分")
_LESS = re.compile(rf"(?:每?[少缺漏]|每?缺少)\s*[一1]?\s*[次项个人份篇起].{{0,8}}?扣\s*{_N}\s*分")
_FLOOR = re.compile(rf"扣(?:完|满|至)\s*(?:{_N}\s*分)?\s*(?:为)?止")
_FOUND = re.compile(rf"(?:发现|出现|发生|查出).{{0,60}}?扣\s*{_N}\s*分")
_FAILED = re.compile(rf"(?:未|没有|无|不).{{0,40}}?扣\s*{_N}\s*分")
_ANY_LESS = re.compile(rf"扣\s*{_N}\s*分")
_HUMAN = re.compile(
    r"酌情|综合给分|视.{0,8}情况|成效|效果|使用率|生动|扎实|落实到位|工作规范|优|好得"
)
_LINEAR = re.compile(rf"{_N}\s*[*×xX]\s*(满意率|完成率|合格率|参与率|到课率|出勤率)")
_EXEMPT = re.compile(r"视同(?:符合要求|得分|满分)|不扣分|不作要求")
_LEVELS = (("省级", "province"), ("市级", "city"), ("县级", "county"), ("区级", "county"))
_NATIONAL = (("国家级", "national"), ("全国", "national"), ("申报", "applied"), ("校级", "school"))
_ABOVE_LEVELS = (("国家", "national"), ("省", "province"), ("市", "city"), ("县", "county"),
                 ("区", "county"), ("校", "school"))  # fmt: skip
_HIGHEST = re.compile(r"按?最高(?:级别|分|项)|不累计")
_PER = (
    (re.compile(r"每(?:个)?月"), Per.MONTH),
    (re.compile(r"每(?:个)?季度?"), Per.QUARTER),
    (re.compile(r"每(?:个)?学期"), Per.SEMESTER),
    (re.compile(r"每半年"), Per.HALF_YEAR),
    (re.compile(r"全学年|每学年"), Per.PERIOD),
    (re.compile(r"每年|全年|一年|每年度|年内"), Per.YEAR),
)
_YEARS = re.compile(r"每\s*([2-9两二三四五])\s*年")
_TIMES = re.compile(
    r"(?:至少|不少于|不低于|不得少于|应|须|≥)?.{0,14}?(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*次"
)
_AT_LEAST = re.compile(
    r"(?:至少|不少于|不低于|不得少于)[\u4e00-\u9fff]{0,3}?\s*(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*次"
)
_REGULARLY = re.compile(
    r"(?:每(?:个)?月|每(?:个)?季度?|每(?:个)?学期|每半年)[^；。，]{0,12}?"
    r"(?:召开|开展|举行|进行|组织|听取|报告|研究)"
)
_NO_SUBJECT = re.compile(r"^\s*每?[少缺]")  # 少一次扣1分: the demand says of what


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something is demanded; `years` counts for `per` n_years."""

    per: Per
    need: int
    years: int = 1
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause was understood to say.

    `scorer` is "deduct", "per_unit", "ladder", "discretion", "award" or "linear"; `points` is
    None when the clause does not say how much it is worth; `each` what one lacking or found
    costs or one unit earns. `rungs` are (level, points), best last. `findings` says that
    negative findings are counted, `exempt` that those it does not apply to keep their points.
    `at_least` is the level from which it is earned (市级以上), `steps` a rate's bound and the
    percentage of a step (低于90%，每低1个百分点), `shares` (rate, points) from which they are
    earned (90%以上得4分), `lacks` the paper that occasions must have
    (没有照片的每次扣). `only` limits what is looked for to "events", "documents" or one type of
    event. `more` are deductions that share the points with this one, whose own words
    are `clause`.
    """

    scorer: str
    points: Decimal | None
    each: Decimal | None = None
    frequency: Frequency | None = None
    rungs: tuple[tuple[str, Decimal], ...] = ()
    findings: bool = False
    exempt: bool = False
    understood: bool = True
    at_least: str | None = None
    steps: tuple[Decimal, Decimal] | None = None
    shares: tuple[tuple[Decimal, Decimal], ...] = ()
    lacks: str | None = None
    only: str = ""
    clause: str = ""
    more: tuple[tuple[str, Reading], ...] = ()


def read_clause(clause: str, demand: str = "") -> Reading:
    """Read one clause; a frequency it does not state is looked for in the demand."""
    exempt = bool(_EXEMPT.search(clause))
    frequency = read_frequency(clause)
    if frequency is None and _NO_SUBJECT.match(clause):
        frequency = read_frequency(demand)
    gets = _GET.search(clause)
    points = Decimal(gets[1]) if gets else None
    if steps := _STEPS.search(clause):
        bound = (Decimal(steps[1]) / 100, Decimal(steps[2]) / 100)
        return Reading("deduct", points, Decimal(steps[3]), steps=bound, exempt=exempt)
    lacks = _LACKS.search(clause)
    if lacks and frequency is None:  # else the record of a demanded meeting is the meeting
        return Reading("deduct", points, Decimal(lacks[2]), lacks=lacks[1], exempt=exempt)
    if shares := _shares(clause):
        return Reading("ladder", max(worth for _, worth in shares), shares=shares, exempt=exempt)
    if linear := _LINEAR.search(clause):
        value = Decimal(linear[1])
        return Reading("linear", value, each=value, exempt=exempt)
    if rungs := _rungs(clause):
        return Reading("ladder", max(points for _, points in rungs), rungs=rungs, exempt=exempt)
    floor = _FLOOR.search(clause)
    if floor and floor[1]:
        points = Decimal(floor[1]) if points is None else points
    if "酌情" in clause or "综合给分" in clause:
        return Reading("discretion", points, exempt=exempt)
    if each := _EACH_GETS.search(clause):
        cap = _CAP.search(clause)
        most = Decimal(cap[1]) if cap else None
        return Reading("per_unit", most, Decimal(each[1]), frequency, exempt=exempt)
    if less := _LESS.search(clause):
        if gets and points == Decimal(less[1]) and frequency is None:
            return Reading("award", points, exempt=exempt)  # one there or not: all or nothing
        return Reading("deduct", points, Decimal(less[1]), frequency, exempt=exempt)
    if times := _EACH_TIME.search(clause) or _PERSONS.search(clause):
        return Reading("deduct", points, Decimal(times[1]), findings=True, exempt=exempt)
    if found := _FOUND.search(clause):
        return Reading("deduct", points, Decimal(found[1]), findings=True, exempt=exempt)
    if points is None and (failed := _FAILED.search(clause) or _ANY_LESS.search(clause)):
        return Reading("deduct", None, Decimal(failed[1]), frequency, exempt=exempt)
    if points is not None:
        human = bool(_HUMAN.search(clause)) and frequency is None
        scorer = "discretion" if human else "award"
        above = _ABOVE.search(clause)
        level = dict(_ABOVE_LEVELS).get(above[1]) if above else None
        return Reading(scorer, points, frequency=frequency, exempt=exempt, at_least=level)
    return Reading("discretion", None, exempt=exempt, understood=exempt)


def _shares(clause: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """Read 90%以上得4分，80%—90%得3分: two rates at least."""
    found = {
        min(Decimal(rate) for rate in match.group(1, 2) if rate) / 100: Decimal(match[3])
        for match in _SHARE.finditer(clause)
    }
    return tuple(sorted(found.items())) if len(found) > 1 else ()


def read_frequency(text: str) -> Frequency | None:
    """Find how often something is demanded: 每季度1次, 一年不少于12次, 每2年至少1名."""
    if years := _YEARS.search(text):
        return Frequency(Per.N_YEARS, 1, _number(years[1]) or 2)
    found: list[tuple[Per, int]] = []
    for pattern, per in _PER:
        for mark in pattern.finditer(text):
            rest = re.split(r"[；。]", text[mark.start() : mark.start() + 60])[0]
            times = _TIMES.search(rest) if per else None
            need = _number(times[1]) if times else None
            if need:
                found.append((per, need))
                break
    if not found:
        if regular := _REGULARLY.search(text):
            return Frequency(next(per for pattern, per in _PER if pattern.match(regular[0])), 1)
        plain = _AT_LEAST.search(text)
        need = _number(plain[1]) if plain else None
        return Frequency(Per.PERIOD, need) if need else None
    finer = [one for one in found if one[0] is not Per.YEAR]
    if not finer:
        return Frequency(found[0][0], found[0][1])
    per, need = finer[0]
    yearly = next((times for one, times in found if one is Per.YEAR), None)
    total = yearly if yearly and yearly != need and per is Per.MONTH and yearly >= 12 else None
    return Frequency(per, need, total=total)


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return 2 if text == "两" else parse_numeral(text)


def _rungs(clause: str) -> tuple[tuple[str, Decimal], ...]:
    """Read 申报得1分；市级得2分；省级得3分, lowest first; one level alone is no ladder."""
    rungs: dict[str, Decimal] = {}
    for piece in re.split(r"[；;，,。]", clause):
        gets = _GET.search(piece)
        level = next((name for word, name in (*_LEVELS, *_NATIONAL) if word in piece), None)
        if gets and level:
            rungs.setdefault(level, Decimal(gets[1]))
    if len(rungs) < 2 and not (rungs and _HIGHEST.search(clause)):
        return ()
    return tuple(sorted(rungs.items(), key=lambda rung: rung[1]))
