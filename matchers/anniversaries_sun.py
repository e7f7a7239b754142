"""The 24 solar terms: the days on which the sun reaches each 15 degrees, in Beijing time."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from functools import lru_cache

_J2000 = datetime(2000, 1, 1, 12)
_YEARS = range(1900, 2101)
# The computed moment is right to some ten minutes. These terms fell that close to midnight and
# the published almanac has them on the next day: 惊蛰 2014 (00:02), 小暑 2016 (00:03).
_ALMANAC = {(2014, 4): 1, (2016, 12): 1}


@lru_cache(maxsize=4096)
def solar_term(year: int, index: int) -> date | None:
    """Give the day of the index-th term of a year (0 is 小寒 in January), 1900-2100, or None."""
    if year not in _YEARS:
        return None
    moment = term_moment(year, index)
    shift = _ALMANAC.get((year, index), 0)
    return moment.date() + timedelta(days=shift)


def term_moment(year: int, index: int) -> datetime:
    """Give the moment in Beijing time at which the sun reaches 285 + 15 * index degrees."""
    target = (285 + 15 * index) % 360
    moment = datetime(year, 1, 6) + timedelta(days=15.2184 * index)
    for _ in range(6):
        ahead = (target - _sun_longitude(moment) + 180) % 360 - 180
        moment += timedelta(days=ahead / 360 * 365.2422)
    return moment - timedelta(seconds=_delta_t(year)) + timedelta(hours=8)


def _delta_t(year: int) -> float:
    """Give the seconds by which dynamical time runs ahead of universal time."""
    if year < 1986:
        return 63.8 * (year - 1900) / 86 - 2 if year > 1902 else 0.0
    return 63.86 + 0.3345 * (year - 2000) if year < 2005 else 64.7 + 0.35 * (year - 2005)


def _sun_longitude(moment: datetime) -> float:
    """Give the sun's apparent longitude in degrees, to about 0.007 degrees."""
    t = (moment - _J2000) / timedelta(days=36525)
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t) * math.sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * math.sin(2 * anomaly) + 0.000289 * math.sin(3 * anomaly)
    omega = math.radians(125.04 - 1934.136 * t)
    pull = 0.00134 * math.cos(math.radians(153.23 + 22518.7541 * t))  # Venus
    pull += 0.00154 * math.cos(math.radians(216.57 + 45037.5082 * t))  # Venus, twice
    pull += 0.00200 * math.cos(math.radians(312.69 + 32964.3577 * t))  # Jupiter
    pull += 0.00179 * math.sin(math.radians(350.74 + 445267.1142 * t - 0.00144 * t * t))  # Moon
    pull += 0.00178 * math.sin(math.radians(251.39 + 20.20 * t))  # long period
    return (mean + centre + pull - 0.00569 - 0.00478 * math.sin(omega)) % 360
