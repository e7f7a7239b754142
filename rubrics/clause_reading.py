"""One clause of scoring wording, read into points, a scorer and what is counted.

`少一次扣0.5分，扣完1分为止`, `每项得1分`, `同一项目按最高级别`, `视同得分`, `酌情`… What is
not recognised is left to a person and says so; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rubrics.clause_frequency import read_frequency
from rubrics.clause_grades import RANGE, grades, is_worse, reached, rungs
from rubrics.clause_model import Frequency, Reading
from rubrics.draft_numbers import least_of
from rubrics.score_terms import plain_terms

_N = r"(\d+(?:\.\d+)?)"
_U = r"[次个项篇人件份处起例名场本条期节块家种类户位]"
_GET = re.compile(rf"(?<!最多)(?<!最高)(?:各)?(?:得|计|给|加|奖)\s*{_N}\s*分")
_STEP = re.compile(
    rf"每(?:[降减]?[低降少差]|下降|减少|降低)(?:低|下降)?\s*{_N}?\s*(?:个百分点|[%％])[^，；。]{{0,6}}?扣\s*{_N}\s*分"
)
_NUMBER_STEP = re.compile(
    rf"每?(?:[少低缺差]|减少|低于)\s*{_N}?\s*(学时|课时|小时|元|篇|条|平方米)[^，；。次]{{0,6}}?扣\s*{_N}\s*分"
)
_LATE = re.compile(
    rf"每(?:延迟|推迟|延期|超期|逾期|拖延|迟报?|延)\s*{_N}?\s*(个?月|天|日|周)[^，；。]{{0,4}}?扣\s*{_N}\s*分"
)
_FREE = re.compile(rf"{_N}\s*(个?月|天|日|周)(?:以?内|之内)[^，；。]{{0,8}}不扣")
_BOUND = re.compile(
    rf"(?:低于|不足|未达到?|不到|不低于|不少于|达到?|≥)\s*{_N}\s*[%％]|{_N}\s*[%％]\s*(?:[（(]含[）)])?(?:及)?以上"
)
_LACKS = re.compile(
    rf"(?:没有|缺少?|未见|无|未附|未留存?)(?:一次)?"
    rf"(会议记录|活动记录|活动方案|实施方案|记录|照片|签到表?|考勤记录|考勤|新闻报道|报道|讲稿|教案|课件|方案)"
    rf"(?:或者?[^，；。]{{1,5}})?[^，；。]{{0,4}}?[，,]?(?:每次|一次|每缺一次)?扣\s*{_N}\s*分"
)
_ABOVE = re.compile(r"(国家|省|市|县|区|校)级?(?:及)?以上")
_FAULTS = re.compile(
    rf"每(?:一|1)?(?:人次|{_U}次?)(?:各)?扣\s*{_N}\s*分|"
    rf"[有每]\s*[一1]\s*{_U}(?:不符合|未达|达不到|不达标|未完成|未落实|不落实|做不到|没有做到)[^，；。]{{0,6}}?[，,]?扣\s*{_N}\s*分|"
    rf"(?:发现|出现|发生|查出|受到?|违反).{{0,60}}?扣\s*{_N}\s*分"
)
_CAP = re.compile(
    rf"(?:最[高多]|不超过|上限(?:为)?|封顶|累计|满分)\s*(?:可?[扣加得计]分?)?(?:不超过)?\s*{_N}\s*分"
)
_EACH_GETS = re.compile(
    rf"(?:每(?![年月季学半周天])[^，；。\d扣]{{0,10}}?[一1]?\s*{_U}|每{_U}|(?:^|[，；（(、])\s*[一1]\s*{_U})"
    rf"[^，；。\d扣]{{0,3}}?(?:各)?(?:得|加|计)\s*{_N}\s*分"
)
_LESS = re.compile(
    rf"(?:每?(?<![至不减])[少缺漏](?!报)|每?缺少)[^，；。\d扣]{{0,6}}?\s*[一1]?\s*{_U}.{{0,8}}?扣\s*{_N}\s*分"
)
_OVER = re.compile(r"^\s*每(?:多|超|增|高出?)")
_POOR = re.compile(
    r"不(?:齐?全|及时|规范|完整|准确|清楚?|到位|真实|达标|符合)的?[，,]?[^，；。]{0,6}?扣"
)
_TAKES = re.compile(r"扣\s*\d")
_FLOOR = re.compile(rf"[扣加](?:完|满|至)\s*(?:{_N}\s*分)?\s*(?:为)?止")
_FAILED = re.compile(rf"(?:未|没有|无|不).{{0,40}}?扣\s*{_N}\s*分")
_ANY_LESS = re.compile(rf"扣\s*{_N}\s*分")
_HUMAN = re.compile(
    r"酌情|综合给分|视.{0,8}情况|视情|成效|效果|使用率|生动|扎实|落实到位|工作规范|优|好得|较好"
)
_LINEAR = re.compile(
    rf"{_N}\s*[*×xX]\s*[\u4e00-\u9fff]{{2,4}}率|率\s*[*×xX]\s*{_N}|"
    r"[/÷][^，；。]{1,8}[*×xX]\s*(?:分值|满分|标准分|权重|本项)|"
    r"按(?:照)?[^，；。]{0,10}?(?:率|比例)(?:折算|计算?分?|得分|给分|计得?分)"
)
_EXEMPT = re.compile(r"视同(?:符合要求|得分|满分)|不扣分|不作要求")
_ABOVE_LEVELS = (("国家", "national"), ("省", "province"), ("市", "city"), ("县", "county"),
                 ("区", "county"), ("校", "school"))  # fmt: skip
_NO_SUBJECT = re.compile(r"^\s*每?[少缺]")  # 少一次扣1分: the demand says of what


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause in plain terms with what every way of reading it needs."""

    text: str
    demand: str
    points: Decimal | None
    frequency: Frequency | None
    exempt: bool


def read_clause(clause: str, demand: str = "") -> Reading:
    """Read one clause; a frequency it does not state is looked for in the demand."""
    text = plain_terms(clause)
    frequency = read_frequency(text)
    if frequency is None and _NO_SUBJECT.match(text):
        frequency = read_frequency(demand)
    gets = _GET.search(text)
    points = Decimal(gets[1]) if gets else None
    told = _Clause(text, demand, points, frequency, bool(_EXEMPT.search(clause)))
    for way in (_by_steps, _papers_lacking, _by_amounts, _for_a_person, _by_units, _taken_off):
        if (reading := way(told)) is not None:
            return reading
    return _all_or_nothing(told)


def _by_steps(told: _Clause) -> Reading | None:
    """Read 低于90%的，每低1个百分点扣0.2分; the bound may stand in the demand."""
    step = _STEP.search(told.text)
    if step is None:
        return _by_number(told) or _by_delay(told)
    bound = _BOUND.search(told.text) or _BOUND.search(told.demand)
    if bound is None:
        return Reading("discretion", told.points, exempt=told.exempt, understood=False)
    start = Decimal(bound[1] or bound[2]) / 100
    by = Decimal(step[1] or 1) / 100
    each = Decimal(step[2])
    return Reading("deduct", told.points, each, steps=(start, by), exempt=told.exempt)


def _by_number(told: _Clause) -> Reading | None:
    """Read 不少于32学时，每少1学时扣0.2分: the number may stand in the demand."""
    step = _NUMBER_STEP.search(told.text)
    least = (least_of(told.text) or least_of(told.demand)) if step else None
    if step is None or least is None or least.unit != step[2]:
        return None
    steps = (least.number, Decimal(step[1] or 1))
    each = Decimal(step[3])
    unit = least.unit
    return Reading("deduct", _pot(told), each, steps=steps, unit=unit, exempt=told.exempt)


def _by_delay(told: _Clause) -> Reading | None:
    """Read 2个月内不扣分，每延迟1个月扣1分: what is late is a number that a person tells."""
    late = _LATE.search(told.text)
    if late is None:
        return None
    free = _FREE.search(told.text) or _FREE.search(told.demand)
    steps = (Decimal(free[1]) if free and free[2] == late[2] else Decimal(0), Decimal(late[1] or 1))
    unit = late[2].removeprefix("个")
    each = Decimal(late[3])
    return Reading(
        "deduct", _pot(told), each, steps=steps, unit=unit, late=True, exempt=told.exempt
    )


def _papers_lacking(told: _Clause) -> Reading | None:
    lacks = _LACKS.search(told.text)
    if lacks is None or told.frequency is not None:  # the record of a demanded meeting is it
        return None
    points = _pot(told)
    return Reading("deduct", points, Decimal(lacks[2]), lacks=lacks[1], exempt=told.exempt)


def _by_amounts(told: _Clause) -> Reading | None:
    """Read several amounts, or points in proportion to a rate."""
    shares, unit = reached(told.text)
    if shares:
        most = max(worth for _, worth in shares)
        return Reading("ladder", most, shares=shares, unit=unit, exempt=told.exempt)
    if linear := _LINEAR.search(told.text):
        factor = linear[1] or linear[2]
        value = Decimal(factor) if factor else told.points
        return Reading("linear", value, each=value, exempt=told.exempt)
    levels = rungs(told.text)
    if levels and _EACH_GETS.search(told.text):  # so much for every one, by its level
        return Reading("discretion", _cap(told), exempt=told.exempt, understood=False)
    if levels:
        most = max(points for _, points in levels)
        return Reading("ladder", most, rungs=levels, exempt=told.exempt)
    return grades(told.text, exempt=told.exempt)


def _for_a_person(told: _Clause) -> Reading | None:
    ranged = RANGE.search(told.text) and not _TAKES.search(told.text)
    worse = is_worse(told.text)
    if "酌情" in told.text or "综合给分" in told.text or worse or ranged:
        taken = _ANY_LESS.findall(told.text) if worse else []
        each = Decimal(taken[0]) if len(taken) == 1 and told.points is None else None
        return Reading("discretion", _pot(told), each, exempt=told.exempt)
    return None


def _by_units(told: _Clause) -> Reading | None:
    each = _EACH_GETS.search(told.text)
    if each is None:
        return None
    over = bool(_OVER.match(told.text))
    return Reading(
        "per_unit", _cap(told), Decimal(each[1]), told.frequency, exempt=told.exempt, over=over
    )


def _cap(told: _Clause) -> Decimal | None:
    cap = _CAP.search(told.text)
    return Decimal(cap[1]) if cap else None


def _taken_off(told: _Clause) -> Reading | None:
    """Read what is lost for every one lacking or found, or for not doing it at all."""
    points = _pot(told)
    if less := _LESS.search(told.text):
        gets = told.points is not None and points == Decimal(less[1])
        if gets and told.frequency is None:
            return Reading("award", points, exempt=told.exempt)  # one there or not
        return Reading("deduct", points, Decimal(less[1]), told.frequency, exempt=told.exempt)
    if faults := _FAULTS.search(told.text):
        each = Decimal(next(filter(None, faults.groups())))
        return Reading("deduct", points, each, findings=True, exempt=told.exempt)
    failed = _FAILED.search(told.text) or _ANY_LESS.search(told.text)
    if told.points is None and failed:
        each = Decimal(failed[1])
        if _POOR.search(told.text):
            return Reading("deduct", points, each, findings=True, exempt=told.exempt)
        return Reading("deduct", points, each, told.frequency, exempt=told.exempt)
    return None


def _pot(told: _Clause) -> Decimal | None:
    """Give what a clause is worth: what it earns, or the most that it takes off."""
    if told.points is not None:
        return told.points
    floor = _FLOOR.search(told.text)
    return Decimal(floor[1]) if floor and floor[1] else _cap(told)


def _all_or_nothing(told: _Clause) -> Reading:
    if told.points is not None:
        human = bool(_HUMAN.search(told.text)) and told.frequency is None
        above = _ABOVE.search(told.text)
        level = dict(_ABOVE_LEVELS).get(above[1]) if above else None
        scorer = "discretion" if human else "award"
        least = least_of(told.text) if told.frequency is None and level is None else None
        return Reading(
            scorer, told.points, frequency=told.frequency, exempt=told.exempt, at_least=level,
            least=None if human else least,
        )  # fmt: skip
    if "不得分" in told.text or "得满分" in told.text:
        nothing = "不得分" in told.text
        return Reading("award", None, frequency=told.frequency, exempt=told.exempt, nothing=nothing)
    return Reading("discretion", None, exempt=told.exempt, understood=told.exempt)
