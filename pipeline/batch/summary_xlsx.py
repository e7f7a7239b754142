"""A batch's summary as an Excel workbook, to sort and filter.

Every text is written as text: a cell that begins with = can never become a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pipeline.batch.comparing import CrossFlag
from pipeline.batch.discover import LeftOut
from pipeline.batch.district import NEEDS_REVIEW, District, ItemSum, Standing
from pipeline.batch.figures import FigureSum
from pipeline.batch.ledger import Entry
from pipeline.batch.summary_wording import (
    CROSS_FLAG,
    commonest_gaps,
    files_of,
    grade_text,
    own_text,
    ranks,
    share_text,
)
from rubrics.rubric import Rubric

Value = str | int | Decimal | None
_CELL_LIMIT = 32_000  # Excel takes 32,767 characters in a cell
_ROW_LIMIT = 1_048_000  # and 1,048,576 rows
_GRADE_WHY = "等次说明"
_NO_FOLDERS: Mapping[str, str] = {}
_FIXED_TIME = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[Sequence[Value]]


def summary_xlsx(
    rubric: Rubric,
    district: District,
    flags: Sequence[CrossFlag],
    left_out: Sequence[LeftOut],
    figures: Sequence[FigureSum] = (),
    entries: Iterable[Entry] = (),
    folders: Mapping[str, str] = _NO_FOLDERS,
) -> bytes:
    """Give the workbook's bytes; `entries` are for the list of all that waits for a person."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    workbook.set_properties({"title": f"批量核查汇总：{rubric.title}", "created": _FIXED_TIME})
    head = workbook.add_format({"bold": True, "bg_color": "#DCE6F0", "border": 1, "valign": "top"})
    body = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for sheet in (
        _standings(district),
        *([_figures(figures)] if figures else []),
        _items("各项情况", district.items),
        _waiting(district),
        _to_judge(entries, folders),
        _flags(flags),
        _failures(district, left_out),
        _unread(district),
    ):
        _write(workbook, sheet, head, body)
    workbook.close()
    return buffer.getvalue()


def _write(workbook: Workbook, sheet: _Sheet, head: Format, body: Format) -> None:
    page = workbook.add_worksheet(sheet.name)
    for column, (heading, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, heading, head)
    count = 0
    for count, row in enumerate(sheet.rows, start=1):
        if count > _ROW_LIMIT:
            break
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal):
                page.write_number(count, column, float(value), body)
            elif value:
                page.write_string(count, column, value[:_CELL_LIMIT], body)
            else:
                page.write_blank(count, column, None, body)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, min(count, _ROW_LIMIT), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _standings(district: District) -> _Sheet:
    points = (("建议总分", 9), ("最低", 8), ("最高", 8), ("自评", 8), ("加权总分", 9), ("等次", 9))
    columns = (
        ("时段", 14),
        ("名次", 6),
        ("可能名次", 10),
        ("学校", 30),
        *(points if district.with_points else ()),
        *(((_GRADE_WHY, 50),) if district.grades else ()),
        ("达标", 6),
        ("部分达标", 8),
        ("未见佐证", 8),
        ("待人工判定", 10),
        ("已开展活动", 10),
        ("文件", 7),
        ("读不出", 7),
        ("疑点", 6),
        ("报告文件夹", 40),
    )
    return _Sheet("排名", columns, (_standing(one, district) for one in district.standings))


def _standing(one: Standing, district: District) -> Sequence[Value]:
    grade = grade_text(one, district)
    points = (one.suggested, one.low, one.high, one.self_total, one.weighed, grade)
    return (
        one.period,
        one.rank,
        ranks(one),
        one.name,
        *(points if district.with_points else ()),
        *((one.grade_why,) if district.grades else ()),
        one.met,
        one.partial,
        one.unmet,
        one.needs_review,
        one.held,
        one.files,
        one.unread,
        one.flags,
        one.folder,
    )


def _items(name: str, items: Sequence[ItemSum]) -> _Sheet:
    columns = (
        ("指标", 8),
        ("内容", 50),
        ("满分", 8),
        ("学校数", 8),
        ("达标", 8),
        ("部分达标", 9),
        ("未见佐证", 9),
        ("待人工判定", 10),
        ("不适用", 8),
        ("确定失分合计", 12),
        ("待定分值合计", 12),
        ("最常见的缺口", 50),
    )
    rows = (
        (
            item.item,
            item.text,
            item.max,
            item.schools,
            item.states["met"],
            item.states["partial"],
            item.states["unmet"],
            item.states["needs_review"],
            item.states["not_applicable"],
            item.lost,
            item.open,
            commonest_gaps(item),
        )
        for item in items
    )
    return _Sheet(name, columns, rows)


def _figures(figures: Sequence[FigureSum]) -> _Sheet:
    columns = (("时段", 14), ("同批数值", 50), ("材料", 40), ("本校数值", 30))
    rows = (
        (one.period, one.figure.sentence, own, said)
        for one in figures
        for own, said in (
            *((own, own_text(figure)) for own, figure in one.members),
            *((own, "没有核查成，没有计入") for own in one.failed),
        )
    )
    return _Sheet("同批数值", columns, rows)


def _waiting(district: District) -> _Sheet:
    columns = (("指标", 8), ("内容", 50), ("等待判定的学校数", 16), ("待定分值合计", 14))
    rows = (
        (item.item, item.text, item.states[NEEDS_REVIEW], item.open) for item in district.waiting
    )
    return _Sheet("待人工判定", columns, rows)


def _to_judge(entries: Iterable[Entry], folders: Mapping[str, str]) -> _Sheet:
    """List what a person has to decide, school by school, to work through."""
    columns = (
        ("时段", 14),
        ("学校", 30),
        ("指标", 8),
        ("内容", 60),
        ("满分", 8),
        ("最低", 8),
        ("最高", 8),
        ("报告文件夹", 40),
    )
    rows = (
        (
            entry.row.period,
            entry.row.name,
            item.item,
            item.text,
            item.max,
            item.low,
            item.high,
            folders.get(entry.id, entry.id),
        )
        for entry in entries
        if entry.row is not None
        for item in entry.row.items
        if item.status == NEEDS_REVIEW
    )
    return _Sheet("待判定清单", columns, rows)


def _flags(flags: Sequence[CrossFlag]) -> _Sheet:
    columns = (("疑点", 40), ("相同程度", 12), ("学校数", 8), ("文件", 90))
    rows = (
        (
            CROSS_FLAG[flag.kind],
            share_text(flag),
            flag.schools,
            files_of(flag),
        )
        for flag in flags
    )
    return _Sheet("跨校疑点", columns, rows)


def _failures(district: District, left_out: Sequence[LeftOut]) -> _Sheet:
    columns = (("材料", 40), ("原因", 90))
    failed = [(entry.id, entry.reason) for entry in district.failures]
    return _Sheet("没有核查的", columns, [*failed, *((one.id, one.why) for one in left_out)])


def _unread(district: District) -> _Sheet:
    columns = (("学校", 30), ("读不出的文件", 90))
    rows = ((name or own, file) for own, name, files in district.unread for file in files)
    return _Sheet("读不出的文件", columns, rows)
