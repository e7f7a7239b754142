"""Self-checks written as a list: 3. 党务公开：3月28日上墙。 or 【指标4 意识形态】6月26日研判。

Each point names its matter and tells what was done; read like the rows of a self-check's table
(`account_tables`). Only papers whose title calls them a self-check are read so: in a plan the
same form lists what is intended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Cell
from matchers.account_tables import days_of_account, types_in
from matchers.body_lines import Line
from matchers.period_matrix import DatedCell
from matchers.record import Region
from matchers.register_matrix import Matrix

_SELF_CHECK = re.compile(r"自查|自评|自检|自我评价|对照检查(?!材料)|(?:落实|完成|整改)情况")
_INTENDED = re.compile(r"计划|方案|安排|要点|通知|办法|制度|标准|细则")
_POINT = re.compile(
    r"\s*(?:"
    r"[【\[](?:(?:指标|条目|项目|考核项|第)?\s*[一二三四五六七八九十\d.]{1,4}[条项]?)?\s*"
    r"(?P<boxed>[^】\]\d:]{2,16})(?:\s*\d{1,3}分)?[】\]]"
    r"|(?:[(（]?[一二三四五六七八九十\d]{1,3}[.、)）]+|第[一二三四五六七八九十\d]{1,3}[条项款])\s*"
    r"(?:[“\"](?P<quoted>[^”\"]{2,16})[”\"]\s*|(?P<named>[^:,。;\n]{2,24})\s*:)"
    r")\s*"
)
_LEAST = 2


def find_account_lists(lines: Sequence[Line], title: str) -> tuple[Matrix, ...]:
    """Give the points of a self-check that tell of days, as one table of dated cells.

    Args:
        lines: the lines outside tables.
        title: the paper's normalised title.
    """
    if not _SELF_CHECK.search(title) or _INTENDED.search(title):
        return ()
    taken: list[Line] = []
    cells: list[DatedCell] = []
    for line in lines:
        if not line.is_row and (found := _of_point(line)):
            taken.append(line)
            cells += found
    return (Matrix(tuple(taken), tuple(cells)),) if len(taken) >= _LEAST else ()


def _of_point(line: Line) -> list[DatedCell]:
    """Give the days of one point; none where no matter is named."""
    point = _POINT.match(line.text)
    if point is None:
        return []
    group = next(name for name in ("boxed", "quoted", "named") if point[name])
    start, end = point.span(group)
    end -= len(point[group]) - len(point[group].rstrip())
    subject = Region(line.block, line.start + start, line.start + end)
    account = Cell(line.start + point.end(), line.end, 1)
    found = days_of_account(line, account, subject, None)
    named = bool(types_in(line.text[start:end].strip()))
    return found if named or any(cell.head != subject for cell in found) else []
