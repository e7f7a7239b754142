"""`zuozheng check`: a submission against a rubric, with reports."""

from __future__ import annotations

import argparse
import shutil
import sys
from datetime import datetime

from matchers.checked_yaml import CheckedYamlError
from pipeline.assessment import Assessment
from pipeline.commands.options import settings_from
from pipeline.errors import InputError
from pipeline.output import STDOUT, planned_folder, written
from pipeline.progress import progress_for_terminal
from pipeline.reply import Reply
from pipeline.reports.console_report import USUAL_COLUMNS, console_table
from pipeline.reports.rendering import REPORTS, render
from pipeline.run import assess
from pipeline.submission import open_submission
from rubrics.errors import RubricError

TEXT_FORMATS = ("html", "json")


def run(arguments: argparse.Namespace) -> Reply:
    """Check, write the reports, and say where they are.

    Raises:
        InputError: for whatever the person has to put right.
    """
    formats: tuple[str, ...] = arguments.formats
    if arguments.out == STDOUT and (len(formats) != 1 or formats[0] not in TEXT_FORMATS):
        raise InputError("--out - 只能输出一种文字格式：请加 --format json 或 --format html。")
    folder = None
    if arguments.out != STDOUT:
        folder = planned_folder(open_submission(arguments.path), arguments.out)
    assessment = _assessed(arguments)
    created = None if arguments.reproducible else datetime.now().astimezone()
    if folder is None:
        return Reply(render(assessment, formats[0], created).decode("utf-8"))
    files = {name: written(folder, name, render(assessment, name, created)) for name in formats}
    where = "\n".join(f"  {path}　{REPORTS[name].purpose}" for name, path in files.items())
    return Reply(f"{console_table(assessment, _columns())}\n报告在：\n{where}\n")


def _assessed(arguments: argparse.Namespace) -> Assessment:
    try:
        with progress_for_terminal() as progress:
            return assess(
                arguments.path,
                arguments.rubric,
                period=arguments.period,
                profile=arguments.profile,
                settings=settings_from(arguments),
                progress=progress,
                self_score=arguments.self_score,
            )
    except (RubricError, CheckedYamlError) as error:
        raise InputError(str(error)) from error


def _columns() -> int:
    """Give the terminal's width; where there is none, the usual one."""
    if not sys.stdout.isatty():
        return USUAL_COLUMNS
    return shutil.get_terminal_size((USUAL_COLUMNS, 24)).columns
