"""A batch's summary as one HTML file: nothing is loaded from outside, every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.batch.comparing import CrossFlag
from pipeline.batch.discover import LeftOut
from pipeline.batch.district import District, ItemSum, Standing
from pipeline.batch.figures import FigureSum
from pipeline.batch.summary_wording import (
    CROSS_FLAG,
    commonest_gaps,
    files_of,
    grade_text,
    own_text,
    ranks,
    share_text,
)
from pipeline.reports.rendering import REPORTS
from pipeline.reports.wording import point_range, points
from pipeline.version import program_version
from rubrics.rubric import Rubric

MOST_ROWS = 2_000  # of one table; a browser takes no more with ease, the workbook has them all
_STATES = (
    ("met", "达标"),
    ("partial", "部分达标"),
    ("unmet", "未见佐证"),
    ("needs_review", "待人工判定"),
    ("not_applicable", "不适用"),
)


def summary_html(
    rubric: Rubric,
    district: District,
    flags: Sequence[CrossFlag],
    left_out: Sequence[LeftOut],
    figures: Sequence[FigureSum] = (),
    *,
    linked: bool = True,
) -> bytes:
    """Give the page's bytes; `linked` says that every school has a web page to lead to."""
    environment = Environment(
        loader=PackageLoader("pipeline.batch"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "commonest_gaps": commonest_gaps,
        "files_of": files_of,
        "grade_text": grade_text,
        "own_text": own_text,
        "points": points,
        "range_to": point_range,
        "ranks": ranks,
        "share_text": share_text,
        "shares": _shares,
        "link": _link,
        "page_in": _page_in,
    }
    page = environment.get_template("summary.html.j2").render(
        rubric=rubric,
        district=district,
        flags=flags,
        left_out=left_out,
        figures=figures,
        linked=linked,
        most=MOST_ROWS,
        cross_flag=CROSS_FLAG,
        states=_STATES,
        version=program_version(),
    )
    return page.encode("utf-8")


def _shares(item: ItemSum) -> list[tuple[str, str, int, float]]:
    """Give each state's name, title, number of schools and percentage, for the bar."""
    return [
        (name, title, item.states[name], round(100 * item.states[name] / item.schools, 2))
        for name, title in _STATES
        if item.states[name]
    ]


def _link(one: Standing) -> str:
    """Give the address of a school's report, relative to the summary."""
    return _page_in(one.folder)


def _page_in(folder: str) -> str:
    return f"{quote(folder)}/{quote(REPORTS['html'].file_name)}"
