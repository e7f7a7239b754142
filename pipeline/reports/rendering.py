"""One table: which function makes which report, and under which name it is saved."""

from __future__ import annotations

import importlib
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from pipeline.version import program_version

if TYPE_CHECKING:
    from pipeline.assessment import Assessment


class ReportFormat(NamedTuple):
    """A kind of report: the name it is saved under, what it is for, and "module:function".

    The module is loaded when the format is asked for.
    """

    file_name: str
    purpose: str
    maker: str


REPORTS = {
    "html": ReportFormat(
        "核查报告.html",
        "用浏览器打开，每一分都能展开查到出处",
        "pipeline.reports.html_report:html_report",
    ),
    "json": ReportFormat(
        "assessment.json", "供其他程序使用", "pipeline.reports.json_report:assessment_json"
    ),
    "xlsx": ReportFormat(
        "核查表.xlsx", "用 Excel 打开，可填核定得分", "pipeline.reports.xlsx_report:xlsx_report"
    ),
    "docx": ReportFormat(
        "核查表.docx", "用 Word 打开，可打印签字", "pipeline.reports.docx_report:docx_report"
    ),
}


def render(assessment: Assessment, name: str, created: datetime | None) -> bytes:
    """Give a report's bytes; `created` None leaves the time of making out."""
    module, _, function = REPORTS[name].maker.partition(":")
    make = getattr(importlib.import_module(module), function)
    made: str | bytes = make(assessment, version=program_version(), created=created)
    return made.encode("utf-8") if isinstance(made, str) else made
