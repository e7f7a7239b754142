"""One table: which function makes which report, and under which name it is saved."""

from __future__ import annotations

import importlib
from datetime import datetime

from pipeline.assessment import Assessment
from pipeline.version import program_version

# format -> (file name, "module:function"); the module is loaded when the format is asked for
REPORTS = {
    "html": ("核查报告.html", "pipeline.reports.html_report:html_report"),
    "json": ("assessment.json", "pipeline.reports.json_report:assessment_json"),
    "xlsx": ("核查表.xlsx", "pipeline.reports.xlsx_report:xlsx_report"),
}


def render(assessment: Assessment, name: str, created: datetime | None) -> bytes:
    """Give a report's bytes; `created` None leaves the time of making out."""
    module, _, function = REPORTS[name][1].partition(":")
    make = getattr(importlib.import_module(module), function)
    made: str | bytes = make(assessment, version=program_version(), created=created)
    return made.encode("utf-8") if isinstance(made, str) else made
