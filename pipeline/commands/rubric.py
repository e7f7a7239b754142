"""`zuozheng rubric`: list, show and check rubrics."""

from __future__ import annotations

import argparse
from pathlib import Path

from matchers.checked_yaml import CheckedYamlError
from matchers.yaml_mistake import Mistake
from pipeline.display_width import printable
from pipeline.errors import InputError
from pipeline.reply import Reply
from pipeline.reports.console_report import table
from pipeline.reports.wording import points
from rubrics.errors import RubricError
from rubrics.lint import lint
from rubrics.load import WHAT, load_rubric, mistakes_of, read_text
from rubrics.rubric import Rubric
from rubrics.show import list_rubrics, show, summary
from rubrics.vocabulary import load_vocabulary


def run(arguments: argparse.Namespace) -> Reply:
    """Answer `rubric list`, `rubric show` or `rubric check`.

    Raises:
        InputError: when the rubric cannot be used.
    """
    try:
        if arguments.action == "list":
            return Reply(_listed())
        if arguments.action == "show":
            return Reply(printable(show(load_rubric(arguments.rubric))))
        return Reply(_checked(arguments.rubric))
    except (RubricError, CheckedYamlError) as error:
        raise InputError(str(error)) from error


def _listed() -> str:
    rows = [("编号", "版本", "指标", "满分", "名称")]
    rows += [(r.id, r.version, str(r.items), points(r.max), r.title) for r in list_rubrics()]
    return table(rows, frozenset({2, 3})) + "\n看一份的内容：zuozheng rubric show 编号\n"


def _checked(asked: str) -> str:
    rubric = load_rubric(asked)
    sums = summary(rubric)
    total = f"满分 {points(sums.max)}" if sums.max is not None else "不设分值"
    found = f"《{sums.title}》可以使用：{sums.items} 项指标，{sums.rules} 条规则，{total}。\n"
    return printable(found + _warnings(asked, rubric))


def _warnings(asked: str, rubric: Rubric) -> str:
    """Give what is allowed but probably not meant; only for a file a person wrote."""
    path = Path(asked)
    faults = [fault for fault in lint(rubric, load_vocabulary()) if fault.warning]
    if not faults or not path.is_file():
        return ""
    mistakes = mistakes_of(faults, read_text(path), str(path))
    return f"{WHAT}有 {len(mistakes)} 处请留意：\n" + "".join(_line(m) for m in mistakes)


def _line(mistake: Mistake) -> str:
    place = f"{mistake.file}:{mistake.line}:{mistake.column}"
    advice = f"（{mistake.hint_zh}）" if mistake.hint_zh else ""
    return f"{place}: {mistake.message_zh}{advice}\n"
