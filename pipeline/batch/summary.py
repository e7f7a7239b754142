"""The district's summary files, written from the ledger; no clock is in them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from pipeline.batch.comparing import compare_schools
from pipeline.batch.discover import Found, schools, years
from pipeline.batch.district import put_together
from pipeline.batch.figures import FigureSum
from pipeline.batch.ledger import Ledger
from pipeline.batch.summary_html import summary_html
from pipeline.batch.summary_tables import (
    FLAG_COLUMNS,
    ITEM_COLUMNS,
    SCHOOL_COLUMNS,
    figure_lines,
    flag_lines,
    item_lines,
    parquet,
    school_lines,
)
from pipeline.batch.summary_xlsx import summary_xlsx
from pipeline.output import save_parts
from rubrics.rubric import Rubric

HTML, XLSX = "汇总.html", "汇总.xlsx"
SCHOOLS, ITEMS, FIGURES = "学校.jsonl", "指标.jsonl", "同批数值.jsonl"
FLAGS = "跨校疑点.jsonl"


def write_summary(
    out: Path,
    rubric: Rubric,
    ledger: Ledger,
    found: Found,
    folders: Mapping[str, str],
    figures: Sequence[FigureSum] = (),
    *,
    linked: bool = True,
) -> tuple[tuple[Path, str], ...]:
    """Write all summary files; give each with what it is for.

    `linked` says that every checked school has a web page of its own.

    Raises:
        RunError: when one cannot be written.
    """
    district = put_together(ledger.entries(), folders, rubric.form, years(found))
    flags = compare_schools(ledger.engine, schools(found))
    files = _Files(out)
    files.keep(
        HTML,
        "用浏览器打开：排名、失分最多的指标、待人工判定、跨校疑点",
        (summary_html(rubric, district, flags, found.left_out, figures, linked=linked),),
    )
    book = summary_xlsx(rubric, district, flags, found.left_out, figures, ledger.entries(), folders)
    files.keep(XLSX, "用 Excel 打开，可筛选排序", (book,))
    with_grades = partial(school_lines, grades=district.grades)
    tables: tuple[tuple[str, Callable[[], Iterable[bytes]], Mapping[str, str]], ...] = (
        (SCHOOLS, lambda: with_grades(ledger.entries()), SCHOOL_COLUMNS),
        (ITEMS, lambda: item_lines(ledger.entries()), ITEM_COLUMNS),
        (FLAGS, lambda: flag_lines(flags), FLAG_COLUMNS),
    )
    for name, lines, columns in tables:
        files.keep(name, "供其他程序使用", lines())
        table = _parquet(lines(), columns)
        if table:
            files.keep(name.replace(".jsonl", ".parquet"), "供数据分析软件使用", (table,))
    if figures:
        files.keep(FIGURES, "各校数值和同批的平均值、最高值，供其他程序使用", figure_lines(figures))
    return tuple(files.written)


class _Files:
    """Writes files into a folder and remembers them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.written: list[tuple[Path, str]] = []

    def keep(self, name: str, purpose: str, pieces: Iterable[bytes]) -> None:
        save_parts(self._folder / name, pieces)
        self.written.append((self._folder / name, purpose))


def _parquet(lines: Iterable[bytes], columns: Mapping[str, str]) -> bytes:
    """Give the lines as Parquet; nothing where pyarrow is not installed."""
    return parquet(lines, columns) if importlib.util.find_spec("pyarrow") is not None else b""
