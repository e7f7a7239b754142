"""Numbers that a demand sets: 不少于32学时, 不低于教职工总数1%, 参照公用经费的2%, 党费足额收缴.

What papers tell is taken from them; any other number is one to be filled in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rubrics.draft_titles import number_title
from rubrics.quantity_model import Quantity, Source
from rubrics.vocabulary import Vocabulary

TO_FILL_IN = "number_to_fill_in"  # the fact of a number no paper tells; the draft names it by rule
ATTENDANCE = ("到课率", "出勤率", "参会率", "到会率", "参训率", "出席率", "参学率", "参加率")
_N = r"(?P<n>\d+(?:\.\d+)?)"
_UNITS = r"(?P<u>[%％]|个百分点|学时|课时|小时|万元|元|名|人|位|平方米|篇|条|件|场|册)"
_SETS = (
    re.compile(
        rf"(?:不(?:得|应)?(?:少于|低于|小于)|至少|达到?|≥|>=|不止)[^，；。\d]{{0,10}}?\s*{_N}\s*{_UNITS}"
    ),
    re.compile(rf"(?:率|比例|达到?|应|占比|在)[^，；。\d]{{0,6}}?{_N}\s*{_UNITS}\s*(?:及)?以上"),
    re.compile(rf"(?:参照|按照?|占)[^，；。\d]{{0,14}}?{_N}\s*(?P<u>[%％])"),
)
_PAID = re.compile(r"党费[^，；。]{0,8}足额|足额[^，；。]{0,6}党费")
_OF = re.compile(r"(?:总数|总额|人数)?(?:的)?\s*(?:不低于|不少于|至少)?\s*$")
_FACTS = {"staff_total": "staff", "public_funds": "public_funds", "party_workers": "party_workers"}


@dataclass(frozen=True, slots=True)
class Least:
    """A number that must be reached; a percentage is given as a share (0.9), `unit` as printed."""

    number: Decimal
    unit: str
    start: int  # where the number stands in the text


def least_of(text: str) -> Least | None:
    """Find the number that a text sets as the least; how often something is held is none."""
    found = next((match for pattern in _SETS if (match := pattern.search(text))), None)
    if found is None:
        return None
    unit = found["u"].replace("％", "%").replace("个百分点", "%")
    number = Decimal(found["n"])
    return Least(number / 100 if unit == "%" else number, unit, found.start("n"))


def asks_for_dues(text: str) -> bool:
    """Say whether a text demands that all dues be paid."""
    return bool(_PAID.search(text))


def dues_paid() -> Quantity:
    """Compare the dues that were paid with those that were due."""
    return Quantity(
        title="党费实缴与应缴之比",
        num=Source(quantity="dues_paid", title="党费实缴数"),
        den=Source(quantity="dues_due", title="党费应缴数"),
        at_least=Decimal(1),
        indicated_by=("dues_register",),
    )


def number_asked(
    text: str, least: Least, events: tuple[str, ...], vocabulary: Vocabulary
) -> Quantity:
    """Give the number a text sets a least value for: read off events or papers, or filled in."""
    percent = least.unit == "%"
    title = number_title(text, "")
    unit = "" if percent else least.unit
    if title.endswith(ATTENDANCE) and events:
        source = Source(attendance=events[:1], title=title)
        return Quantity(title=title, num=source, at_least=least.number)
    labels = _labels(text, vocabulary)
    whole = next((one for one in labels if percent and _is_whole(text, one, least)), None)
    parts = [one for one in labels if one is not whole]
    if percent and whole is not None and parts:
        num, den = _told(parts[0][2], vocabulary), _told(whole[2], vocabulary)
        title = f"{num.title}与{den.title}之比"
        return Quantity(title=title, num=num, den=den, at_least=least.number)
    fits = [one for one in parts if vocabulary.quantity_units[one[2]] & _same_units(least.unit)]
    if fits:
        return Quantity(
            title=title, unit=unit, num=_told(fits[0][2], vocabulary), at_least=least.number
        )
    filled = Source(fact=TO_FILL_IN, title=title)
    return Quantity(title=title, unit=unit, num=filled, at_least=least.number)


def _labels(text: str, vocabulary: Vocabulary) -> list[tuple[int, int, str]]:
    """Find the numbers named in a text, each by its longest label: (begin, end, quantity)."""
    hits = [
        (at, at + len(word), name)
        for name, words in vocabulary.quantity_words.items()
        for word in words
        if len(word) > 3 and (at := text.find(word)) >= 0
    ] + [
        (at, at + 3, "staff_total")
        for at in [text.find("教职工")]
        if at >= 0 and text[at - 1] != "员"
    ]
    return sorted(
        hit
        for hit in hits
        if not any(
            o[0] <= hit[0] and hit[1] <= o[1] and o[1] - o[0] > hit[1] - hit[0] for o in hits
        )
    )


def _is_whole(text: str, label: tuple[int, int, str], least: Least) -> bool:
    """Say whether a label names what the percentage is of (教职工总数1%)."""
    between = text[label[1] : least.start]
    return label[1] <= least.start and bool(_OF.fullmatch(between))


def _told(quantity: str, vocabulary: Vocabulary) -> Source:
    title = vocabulary.quantities[quantity]
    return Source(quantity=quantity, fact=_FACTS.get(quantity), title=title)


def _same_units(unit: str) -> frozenset[str]:
    people = frozenset({"人", "名", "位"})
    money = frozenset({"元", "万元"})
    return next((units for units in (people, money) if unit in units), frozenset({unit}))
