"""The items of a printed scoring table: their labels, demands, points, criteria and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from rubrics.form_heads import Role, squeezed
from rubrics.form_parts import parts_of
from rubrics.form_table import FormTable, Row
from rubrics.interval import ZERO

_POINTS = re.compile(r"[（(【\[]?\s*(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*分\s*[）)】\]]?")
_POINTS_AT_END = re.compile(
    r"[（(【\[]\s*(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*分\s*[）)】\]]\s*[。；]?\s*"
    r"(?P<after>(?:[（(][^（()）]{1,40}[）)]\s*)?)$"
)
_CIRCLED = re.compile(r"^[ \t\u3000]*(?P<n>[①-⑳])", re.MULTILINE)
_LABELS = (
    re.compile(r"^[ \t\u3000]*[（(](?P<n>\d{1,3})[）)]", re.MULTILINE),
    re.compile(r"^[ \t\u3000]*(?P<n>[A-Z]\d{1,3})\s*[．.、]?", re.MULTILINE),
    re.compile(r"^[ \t\u3000]*(?P<n>\d{1,3})\s*[．.、](?!\d)", re.MULTILINE),
    _CIRCLED,
)
_BANNER = -1  # stands for the column of headings that have a row to themselves
_BANNER_MARK = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]+[章部项类节]|[A-Z][、.．]"
)
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]\s*")
_BESIDE: dict[str, tuple[str, ...]] = {"": (), "+": ("加分项目",), "-": ("扣分项目",)}
_END = re.compile(r"^(?:总分|合计|总计|小计|得分合计|说明|签字|检查人)")


@dataclass(frozen=True, slots=True)
class FormItem:
    """One item as printed.

    `number` is its number without brackets ("18", "C3") or its place in the form; `label` as
    printed, empty when there is none. `groups` are the headings above it, outermost first.
    `max`, `self_score`, `review_score` are None when not stated; `block` is the table row;
    `remark` what somebody wrote behind the points. `target` is the cell of a column that says how
    often or how much is demanded. `sign` is "+" or "-" for points beyond the form's (加分、扣分).
    """

    number: str
    label: str
    groups: tuple[str, ...]
    text: str
    criteria: str
    max: Decimal | None
    self_score: Decimal | None
    review_score: Decimal | None
    block: int
    remark: str = ""
    target: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class FormGroup:
    """A heading of the form and the points printed beside it."""

    title: str
    max: Decimal | None


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """All items of a table, its headings, and the totals at its foot (in row `total_block`).

    `unread` are headings of columns whose meaning is not known.
    """

    items: tuple[FormItem, ...]
    groups: tuple[FormGroup, ...]
    total_self: Decimal | None = None
    total_review: Decimal | None = None
    has_points: bool = True
    total_block: int | None = None
    unread: tuple[str, ...] = ()


def printed_form(table: FormTable) -> PrintedForm:
    """Read the items of a scoring table, carrying headings over merged cells and page breaks."""
    items: list[FormItem] = []
    groups: dict[str, FormGroup] = {}
    above: dict[int, FormGroup] = {}
    totals: Row | None = None
    for row in table.rows[: _foot(table)]:
        if _is_total(row):
            totals = row
            continue
        if banner := _banner(table, row):
            above.clear()
            above[_BANNER] = groups.setdefault(banner.title, banner)
            continue
        _headings(table, row, above, groups)
        path = tuple(above[column].title for column in sorted(above)) or _BESIDE[table.sign]
        if items and (more := _goes_on(table, row)):
            items[-1] = replace(items[-1], criteria=_behind(items[-1].criteria, more))
            continue
        items += _items_of(table, row, path, len(items))
    stated = any(item.max is not None for item in items)
    return PrintedForm(
        tuple(items),
        tuple(groups.values()),
        number_in(totals.text(table.columns.get(Role.SELF))) if totals else None,
        number_in(totals.text(table.columns.get(Role.REVIEW))) if totals else None,
        stated,
        totals.block if totals else None,
        table.unread,
    )


def _goes_on(table: FormTable, row: Row) -> str:
    """Give scoring wording that goes on for the item above: its row has no demand and no points.

    Only in a table with a column of points, for there an item without any is none.
    """
    columns = table.columns
    if Role.POINTS not in columns or Role.DEMAND not in columns:
        return ""
    if row.text(columns[Role.DEMAND]) or row.text(columns[Role.POINTS]):
        return ""
    if any(row.text(column) for column in table.groups):
        return ""
    return row.text(columns.get(Role.CRITERIA))


def _behind(criteria: str, more: str) -> str:
    return f"{criteria.rstrip('。；')}；{more}" if criteria else more


def number_in(text: str) -> Decimal | None:
    """Read a cell that holds nothing but a number, with or without 分."""
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?)分?", squeezed(text))
    if match is None:
        return None
    try:
        return Decimal(match[1])
    except InvalidOperation:
        return None


def _foot(table: FormTable) -> int:
    """Say where the notes under a table begin: rows of one cell in a sheet, behind the last item.

    Only where items have more than one cell; a form of demands alone has no such foot.
    """
    if Role.POINTS not in table.columns and Role.CRITERIA not in table.columns:
        return len(table.rows)
    wide = [
        index
        for index, row in enumerate(table.rows)
        if sum(bool(squeezed(text)) for text in row.texts.values()) > 1
    ]
    return max(wide, default=len(table.rows) - 1) + 1


def _is_total(row: Row) -> bool:
    texts = [squeezed(text) for _, text in sorted(row.texts.items()) if squeezed(text)]
    return bool(texts) and bool(_END.match(texts[0])) and len(texts[0]) < 20


def _banner(table: FormTable, row: Row) -> FormGroup | None:
    """Read a row that holds nothing but a heading: （一）组织领导（16分）."""
    filled = [(column, text) for column, text in sorted(row.texts.items()) if squeezed(text)]
    if len(filled) != 1:
        return None
    column, text = filled[0]
    flat = squeezed(text)
    asks = column in (table.columns.get(Role.DEMAND), table.columns.get(Role.CRITERIA))
    numbered = _BANNER_MARK.match(flat) is not None
    if len(flat) > 40 or "。" in flat or (asks and not numbered):
        return None
    if not numbered and not _POINTS.search(flat) and column in table.groups:
        return None
    return _group_of(text)


def _group_of(text: str) -> FormGroup:
    found = _POINTS.search(text)
    title = squeezed(_POINTS.sub("", text)).rstrip("。：:")
    return FormGroup(title, Decimal(found["n"]) if found else None)


def _headings(
    table: FormTable, row: Row, above: dict[int, FormGroup], groups: dict[str, FormGroup]
) -> None:
    """Take up new headings; one repeated after a page break is the same heading."""
    for place, column in enumerate(table.groups):
        text = _once(row.text(column))
        if not text:
            continue
        group = _group_of(text)
        above[column] = groups.setdefault(group.title, group)
        for inner in table.groups[place + 1 :]:
            if not row.text(inner):
                above.pop(inner, None)


def _once(text: str) -> str:
    """Drop the second copy of a heading printed twice in one cell."""
    flat = squeezed(text)
    half = len(flat) // 2
    return flat[:half] if half and len(flat) % 2 == 0 and flat[:half] == flat[half:] else flat


def _items_of(table: FormTable, row: Row, path: tuple[str, ...], before: int) -> Iterator[FormItem]:
    demand = _BOOKMARK.sub("", row.text(table.columns.get(Role.DEMAND)))
    criteria = _BOOKMARK.sub("", row.text(table.columns.get(Role.CRITERIA)))
    if not demand and not criteria:
        return
    criteria = criteria or _by_grade(table, row)
    demand, criteria = _limited(demand, criteria, row.text(table.columns.get(Role.LIMIT)))
    inside = parts_of(demand, criteria)
    parts = _split(demand or criteria)
    if inside and (criteria or len(parts) < 2):
        parts = [("", "", demand)]
    told = row.text(table.columns.get(Role.POINTS))
    for index, (label, number, text) in enumerate(parts):
        single = len(parts) == 1
        ends = None if inside and single else _POINTS_AT_END.search(text)
        points, remark = number_in(told.lstrip("+＋-－—–±")), ""
        if points is None and ends is not None:
            points, remark = Decimal(ends["n"]), ends["after"].strip()
            text = text[: ends.start()].rstrip()
        if points is None and single and Role.POINTS not in table.columns:
            points = number_in(row.text(table.columns.get(Role.LIMIT)))
        if points is None and single and inside and all(part.points for part in inside):
            points = sum((part.points or ZERO for part in inside), ZERO)
        yield FormItem(
            number=number or str(before + index + 1),
            label=label,
            groups=path,
            text=text.strip(),
            criteria=criteria.strip() if demand and single else "",
            max=points,
            self_score=number_in(row.text(table.columns.get(Role.SELF))) if single else None,
            review_score=number_in(row.text(table.columns.get(Role.REVIEW))) if single else None,
            block=row.block,
            remark=remark,
            target=row.text(table.columns.get(Role.TARGET)) if single else "",
            sign=_sign(squeezed(told)) or table.sign,
        )


def _limited(demand: str, criteria: str, limit: str) -> tuple[str, str]:
    """Put what a column of caps says (最多扣4分, 4) behind the scoring wording."""
    said = squeezed(limit)
    bare = number_in(said)
    if bare is not None:
        said = f"最多{bare}分"
    if not said or not re.search(r"\d", said):
        return demand, criteria
    if criteria:
        return demand, f"{criteria.rstrip('。；')}；{said}"
    return f"{demand.rstrip('。；')}；{said}", criteria


def _by_grade(table: FormTable, row: Row) -> str:
    """Write out columns of grades as wording: their points, or what each grade means."""
    told: list[str] = []
    for column, label in sorted(table.grades.items()):
        cell, worth = squeezed(row.text(column)), _POINTS.search(label)
        name = re.sub(r"[（(].*", "", label)
        points = number_in(cell) if number_in(cell) is not None else worth and worth["n"]
        if points is not None:
            told.append(f"{name}得{points}分")
        elif cell:
            told.append(f"{name}：{cell}")
    return ("，" if all("得" in one for one in told) else "；").join(told)


def _sign(told: str) -> str:
    """Tell points to be added (+5) or taken off (-5) from those of the form itself."""
    return "+" if told[:1] in ("+", "＋") else "-" if told[:1] in ("-", "－", "—", "–") else ""


def _split(text: str) -> list[tuple[str, str, str]]:
    """Cut a cell into its items: label as printed, number, and text without the label."""
    for pattern in _LABELS:
        marks = list(pattern.finditer(text))
        if marks and not text[: marks[0].start()].strip():
            ends = [mark.start() for mark in marks[1:]] + [len(text)]
            parts = [
                (mark[0].strip(), mark["n"], text[mark.end() : end].strip())
                for mark, end in zip(marks, ends, strict=True)
            ]
            if pattern is _CIRCLED and not all(_POINTS_AT_END.search(part[2]) for part in parts):
                continue  # ①②③ without points of their own are parts of one item
            return parts
    return [("", "", text)]
