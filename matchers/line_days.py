"""Whether a mention's day stands where the mention stands: in its line, in its sentence."""

from __future__ import annotations

import re

from matchers.annotation import DocumentKind
from matchers.date_expression import DateExpression, DateProblem
from matchers.mention_dates import is_fine
from matchers.scene import Scene
from matchers.sentences import Span
from matchers.terms import Strength, TermHit

_CAME = re.compile(r"(?:签到|实到|到会|出席)[ :]?\d")
_STILL_A_DAY = (None, DateProblem.NEEDS_YEAR)


def in_its_line(scene: Scene, hit: TermHit, date: DateExpression | None) -> bool:
    """Say whether a mention's date stands in its own line (a row, a remark of a register)."""
    start = scene.view.text.rfind("\n", 0, hit.start) + 1
    end = scene.view.text.find("\n", hit.end)
    return date is not None and start <= date.start and (end < 0 or date.start < end)


def is_signed(scene: Scene, hit: TermHit, date: DateExpression | None) -> bool:
    """Say whether a line of a register gives a meeting's day and how many came (签到21/22)."""
    if scene.kind is not DocumentKind.REGISTER or hit.strength is not Strength.NAME:
        return False
    line = scene.view.text[hit.end :].split("\n", 1)[0]
    fine = date is not None and is_fine(date)
    return in_its_line(scene, hit, date) and fine and _CAME.search(line) is not None


def names_own_day(date: DateExpression | None, sentence: Span) -> bool:
    """Say whether a mention has an exact day of its own in its sentence."""
    near = date is not None and sentence.start <= date.start < sentence.end
    return near and date is not None and is_fine(date) and date.problem in _STILL_A_DAY
