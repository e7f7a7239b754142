"""Tables whose cells are occasions: the column says what, the cell says when.

Six shapes are read: accounts beside demands (`account_tables`), people who ticked days
(`attendance_grids`), columns named by events
(季度 | 分析研判 | 督查 | 报告, with days in the cells), columns named by months (a dues book, with
the day of collection in the cells or in a row of its own), rows named by events under months or
quarters (`period_matrix`), and columns named by branches beside one of months (月份 | 第一支部 |
第二支部, with “9.27 参观” in the cells).
Amounts and counts of such tables look like days (5.10, 2/2); a number is a day only where the
months of the columns or rows or all numbers of its column agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Cell
from matchers.account_tables import cells_by_account
from matchers.attendance_grids import cells_by_attendance
from matchers.body_lines import Line
from matchers.field_lexicon import FieldLexicon, field_lexicon
from matchers.numerals import parse_numeral
from matchers.period_matrix import DatedCell, bare_days, cells_by_rows, columns_of_periods
from matchers.record import FieldName, Region
from matchers.register_tables import table_runs

_MONTH = re.compile(r"(?:\d{4}年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月份?")
_NUMBER = r"(?P<m>\d{1,2})\s?[./]\s?(?P<d>\d{1,2})"
_WRITTEN = (
    r"(?:\d{4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})\s?[日号])"
    r"(?:\s?(?:-|至|~|—)+\s?(?:\d{1,2}\s?月)?\s?\d{1,2}\s?[日号])?"
)
_LEAD = r"[^\d()年月日,。;]{0,4}?"
_DAY = re.compile(rf"\s*{_LEAD}(?P<day>{_WRITTEN}|{_NUMBER})(?![\d.%/元])")
_FIGURE = re.compile(r"\s*\d+(?:\.\d+)?\s*")
_MAX_HEAD = 24
_LONGEST_CELL = 40
_ROWS_OF_MONTHS = 3
_HEADS = 6  # rows of titles and notes above a header
_MOST_MONTHS_LATE = 2  # dues of July and August are often taken in September
_TRUSTED = 0.8
_AHEAD = re.compile(r"拟|计划|预|原定|待")
_UNIT_HEAD = re.compile(r"(?!所[在属]|开展|组织|责任|主办|承办|各).{1,10}(?:支部|小组|总支)")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of dated cells, with all its lines."""

    lines: tuple[Line, ...]
    cells: tuple[DatedCell, ...]

    @property
    def told(self) -> bool:
        """Say whether it sets what was done beside what was asked."""
        return any(cell.told for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Find:
    """A cell with a day in it; `month` and `number` are None unless it is a mere number."""

    line: Line
    cell: Cell
    day: Region
    month: int | None


def find_matrices(lines: Sequence[Line]) -> tuple[Matrix, ...]:
    """Find the tables of a register whose cells, not rows, are the occasions."""
    lexicon = field_lexicon()
    found = (_matrix(rows, lexicon) for rows in table_runs(lines))
    return tuple(matrix for matrix in found if matrix is not None)


def find_accounts(lines: Sequence[Line]) -> tuple[Matrix, ...]:
    """Find the tables that set what was done beside what was asked, with days in the account."""
    found = (_account(rows) for rows in table_runs(lines))
    return tuple(matrix for matrix in found if matrix is not None)


def _account(rows: Sequence[Line]) -> Matrix | None:
    for place, head in enumerate(rows[: min(_HEADS, len(rows) - 1)]):
        if cells := cells_by_account(head, rows[place + 1 :]):
            return Matrix(tuple(rows), cells)
    return None


def _matrix(rows: Sequence[Line], lexicon: FieldLexicon) -> Matrix | None:
    if (account := _account(rows)) is not None:
        return account
    for place, head in enumerate(rows[:-1]):
        columns = [cell for cell in head.cells if head.cell_text(cell).strip()]
        texts = [head.cell_text(cell).strip() for cell in columns]
        if len(columns) < 3 or any(len(text) > _MAX_HEAD for text in texts):
            continue
        if any(_DAY.match(text) for text in texts):
            if cells := cells_by_attendance(head, rows[place + 1 :]):
                return Matrix(tuple(rows), cells)
            continue
        if cells := cells_by_rows(columns, texts, rows[place + 1 :]):
            return Matrix(tuple(rows), cells)
        months = {c.column: m for c, t in zip(columns, texts, strict=True) if (m := _month(t))}
        if units := _unit_columns(columns, texts, lexicon):
            cells = _by_units(head, units, rows[place + 1 :])
        elif len(months) >= 2:
            cells = _by_months(rows[place + 1 :], months, lexicon)
        elif any(_is_exact_time(text, lexicon) for text in texts):
            return None  # a register by rows
        elif columns_of_periods(columns, texts) and _are_scores(columns, texts, rows[place + 1 :]):
            return None
        else:
            cells = _by_names(head, columns, rows[place + 1 :], lexicon)
        return Matrix(tuple(rows), cells) if cells else None
    return None


def _month(head: str) -> int | None:
    found = _MONTH.fullmatch("".join(head.split()))
    number = parse_numeral(found.group(1)) if found else None
    return number if number is not None and 1 <= number <= 12 else None


def _is_exact_time(head: str, lexicon: FieldLexicon) -> bool:
    return lexicon.column(head) is FieldName.TIME and head not in ("月", "月份", "活动月份")


def _finds(rows: Sequence[Line], columns: set[int]) -> Iterator[_Find]:
    """Give the cells of some columns that begin with a day."""
    for line in rows:
        for cell in line.cells:
            text = line.cell_text(cell)
            found = _DAY.match(text) if cell.column in columns else None
            if found is None or len(text) > _LONGEST_CELL:
                continue
            start, end = (cell.start + at for at in found.span("day"))
            if found["m"] is None:
                yield _Find(line, cell, Region(line.block, start, end), None)
            elif 1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= 31:
                yield _Find(line, cell, Region(line.block, start, end), int(found["m"]))


def _by_months(
    rows: Sequence[Line], months: dict[int, int], lexicon: FieldLexicon
) -> tuple[DatedCell, ...]:
    """Give the days under month heads, one occasion a day."""
    finds = list(_finds(rows, set(months)))
    sure = [f for f in finds if f.month is None or _leads_days(f.line, lexicon)]
    numbers = [f for f in finds if f not in sure]
    fits = [f for f in numbers if f.month is not None and _follows(f.month, months[f.cell.column])]
    spread = len({f.cell.column for f in fits}) >= 2
    if spread and len(fits) >= _TRUSTED * len(numbers):
        sure += fits
    days: dict[str, list[_Find]] = {}
    for find in sorted(sure, key=lambda f: (f.day.block, f.day.start)):
        days.setdefault(_said(find), []).append(find)
    return tuple(_dated(found, None, None) for found in days.values())


def _follows(month: int, head: int) -> bool:
    return 0 <= (month - head) % 12 <= _MOST_MONTHS_LATE


def _leads_days(line: Line, lexicon: FieldLexicon) -> bool:
    """Say whether a row begins with a label of time (收缴日期): its numbers are days."""
    first = next((t for c in line.cells if (t := line.cell_text(c).strip())), "")
    return lexicon.column(first) is FieldName.TIME


def _by_names(
    head: Line, columns: Sequence[Cell], rows: Sequence[Line], lexicon: FieldLexicon
) -> tuple[DatedCell, ...]:
    """Give the days under heads that are no fields: the head names what took place."""
    occasions: list[DatedCell] = []
    for column in columns[1:]:
        text = head.cell_text(column).strip()
        if lexicon.column(text) is not None or lexicon.is_other_time(text):
            continue
        finds = [f for f in _finds(rows, {column.column}) if not _is_fraction(f)]
        if any(f.month is not None for f in finds) and _has_figures(rows, column.column):
            continue
        above = Region(head.block, column.start, column.end)
        days: dict[tuple[str, str], list[_Find]] = {}
        for find in finds:
            days.setdefault((_said(find), _first(find.line)[0]), []).append(find)
        occasions += [_dated(f, above, _first(f[0].line)[1]) for f in days.values()]
        occasions += _of_months(rows, column, above)
    return tuple(occasions)


def _unit_columns(
    columns: Sequence[Cell], texts: Sequence[str], lexicon: FieldLexicon
) -> list[Cell]:
    """Give the columns of a table of months that are named by branches; empty if it is none."""
    units = {c.column: c for c, t in zip(columns, texts, strict=True) if _UNIT_HEAD.fullmatch(t)}
    if len(units) < 2:
        return []
    if columns[0].column > 0 and len(units) == len(columns):
        return list(units.values())  # the head of the months is left empty
    if lexicon.column(texts[0]) is not FieldName.TIME or _is_exact_time(texts[0], lexicon):
        return []
    return list(units.values()) if len(units) == len(columns) - 1 else []


def _by_units(head: Line, units: Sequence[Cell], rows: Sequence[Line]) -> tuple[DatedCell, ...]:
    """Give the days under branches' names: of the month that the row names, with words beside."""
    occasions: list[DatedCell] = []
    finds = list(_finds(rows, {unit.column for unit in units}))
    numbers = [find for find in finds if find.month is not None]
    fits = sum(find.month == _month(_first(find.line)[0]) for find in numbers)
    months = len({_first(find.line)[0] for find in numbers})
    sure = months >= _ROWS_OF_MONTHS and fits >= _TRUSTED * len(numbers)
    for find in finds:
        name, month = _first(find.line)
        before, _, behind = find.line.cell_text(find.cell).partition(_said(find))
        if _AHEAD.search(before):
            continue
        if find.month is not None and (find.month != _month(name) or not (sure or behind.strip())):
            continue
        unit = next(unit for unit in units if unit.column == find.cell.column)
        above = Region(head.block, unit.start, unit.end)
        occasions.append(replace(_dated([find], None, month), unit=above))
    return tuple(occasions)


def _of_months(rows: Sequence[Line], column: Cell, above: Region) -> Iterator[DatedCell]:
    """Give the days without a month (6日) of a column, in rows that months name."""
    for line in rows:
        month = _first(line)[1]
        for cell in line.cells:
            if cell.column == column.column:
                for part, day, label in bare_days(line, cell):
                    yield DatedCell(above, month, (part,), day, label)


def _are_scores(columns: Sequence[Cell], heads: Sequence[str], rows: Sequence[Line]) -> bool:
    """Say whether the numbers below quarters do not lie in them: 9.5 under 一季度 is no day."""
    periods = columns_of_periods(columns, heads)
    numbers = [f for f in _finds(rows, set(periods)) if f.month is not None]
    return sum(f.month in periods[f.cell.column] for f in numbers) < _TRUSTED * len(numbers)


def _is_fraction(find: _Find) -> bool:
    return find.month is not None and "/" in _said(find)


def _has_figures(rows: Sequence[Line], column: int) -> bool:
    """Say whether numbers that are no days stand in a column: then all its numbers may be sums."""
    for line in rows:
        for cell in line.cells:
            text = line.cell_text(cell)
            if cell.column == column and _FIGURE.fullmatch(text) and not _DAY.match(text):
                return True
    return False


def _said(find: _Find) -> str:
    line = find.line
    return line.text[find.day.start - line.start : find.day.end - line.start]


def _first(line: Line) -> tuple[str, Region | None]:
    """Give what a row begins with: a branch, a quarter, a person."""
    for cell in line.cells:
        if text := line.cell_text(cell).strip():
            return text, Region(line.block, cell.start, cell.end)
    return "", None


def _dated(finds: Sequence[_Find], head: Region | None, row_head: Region | None) -> DatedCell:
    cells = tuple(Region(f.line.block, f.cell.start, f.cell.end) for f in finds)
    return DatedCell(head, row_head, cells, finds[0].day, _said(finds[0]))
