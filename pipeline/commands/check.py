"""`zuozheng check`: a submission against a rubric, with reports."""

from __future__ import annotations

import argparse
import shutil
import sys
from datetime import datetime
from pathlib import Path

from pipeline.checking import Checked, Request, check
from pipeline.commands.options import session_from
from pipeline.errors import InputError
from pipeline.output import STDOUT, planned_folder, require_free, written
from pipeline.progress import progress_for_terminal
from pipeline.reply import Reply
from pipeline.reports.console_layout import USUAL_COLUMNS, laid_out
from pipeline.reports.rendering import REPORTS
from pipeline.submission import open_submission

TEXT_FORMATS = ("html", "json")


def run(arguments: argparse.Namespace) -> Reply:
    """Check, write the reports, and say where they are.

    Raises:
        InputError: for whatever the person has to put right.
    """
    formats: tuple[str, ...] = arguments.formats
    if arguments.out == STDOUT and (len(formats) != 1 or formats[0] not in TEXT_FORMATS):
        raise InputError("--out - 只能输出一种文字格式：请加 --format json 或 --format html。")
    material = open_submission(arguments.path)
    folder = None if arguments.out == STDOUT else planned_folder(material, arguments.out)
    if folder is not None:
        require_free(folder, formats)
    _require_form(arguments.self_score)
    checked = _checked(arguments)
    if folder is None:
        return Reply(checked.reports[formats[0]].decode("utf-8"))
    files = {name: written(folder, name, checked.reports[name], material) for name in formats}
    where = "\n".join(f"  {path}　{REPORTS[name].purpose}" for name, path in files.items())
    table = laid_out(checked.result.view, _columns())
    return Reply(f"{table}\n报告在：\n{where}\n{_reused(checked)}")


def _require_form(named: str | None) -> None:
    """Tell before the long reading that the self-score form is not there; it may be in a zip."""
    if named is not None and not any(p.is_file() for p in (Path(named), *Path(named).parents)):
        raise InputError(f"找不到 --self-score 写的“{named}”。请检查文件名和所在文件夹。")


def _checked(arguments: argparse.Namespace) -> Checked:
    request = Request(
        path=Path(arguments.path),
        rubric=arguments.rubric,
        formats=arguments.formats,
        period=arguments.period,
        profile=arguments.profile,
        self_score=arguments.self_score,
        created=None if arguments.reproducible else datetime.now().astimezone(),
    )
    with progress_for_terminal() as progress, session_from(arguments) as session:
        return check(request, session, progress)


def _reused(checked: Checked) -> str:
    """Say that nothing had changed since the last check, and when that was."""
    if not checked.reused:
        return ""
    created = checked.result.created
    when = f" {created:%Y-%m-%d %H:%M} " if created else "上次"
    return f"材料和评分标准都没有变化，以上是{when}的核查结果；要全部重新核查，加 --no-cache。\n"


def _columns() -> int:
    """Give the terminal's width; where there is none, the usual one."""
    if not sys.stdout.isatty():
        return USUAL_COLUMNS
    return shutil.get_terminal_size((USUAL_COLUMNS, 24)).columns
