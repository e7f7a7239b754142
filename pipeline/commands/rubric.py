"""`zuozheng rubric`: list, show, check and draft rubrics."""

from __future__ import annotations

import argparse
from pathlib import Path

from matchers.checked_yaml import CheckedYamlError
from matchers.yaml_mistake import Mistake
from pipeline.display_width import printable
from pipeline.errors import InputError
from pipeline.office_files import refuse_printed_rubric
from pipeline.output import STDOUT, save
from pipeline.reply import Reply
from pipeline.reports.console_layout import table
from pipeline.reports.wording import points, shortened
from pipeline.single_file import read_one
from rubrics.all_at_once import mistakes_of
from rubrics.draft import draft_rubric
from rubrics.draft_report import draft_report
from rubrics.errors import RubricError
from rubrics.lint import lint
from rubrics.load import WHAT, load_rubric, read_text
from rubrics.rubric import Rubric
from rubrics.show import list_rubrics, rows, show, summary
from rubrics.vocabulary import load_vocabulary


def run(arguments: argparse.Namespace) -> Reply:
    """Answer `rubric list`, `rubric show`, `rubric check` or `rubric draft`.

    Raises:
        InputError: when the rubric cannot be used.
    """
    try:
        if arguments.action == "list":
            return Reply(_listed())
        if arguments.action in ("show", "check") and Path(arguments.rubric).is_file():
            refuse_printed_rubric(arguments.rubric)
        if arguments.action == "show":
            return Reply(printable(_shown(load_rubric(arguments.rubric))))
        if arguments.action == "draft":
            return _drafted(Path(arguments.form), arguments.out)
        return Reply(_checked(arguments.rubric))
    except (RubricError, CheckedYamlError) as error:
        raise InputError(str(error)) from error


def _listed() -> str:
    lines = [("编号", "版本", "指标", "满分", "名称")]
    lines += [(r.id, r.version, str(r.items), points(r.max), r.title) for r in list_rubrics()]
    return table(lines, frozenset({2, 3})) + "\n看一份的内容：zuozheng rubric show 编号\n"


def _shown(rubric: Rubric) -> str:
    """Give a table of all rules, one line each, and below it every rule in full."""
    lines = [("规则", "分值", "原文", "怎样判定")]
    lines += [
        (row.rule, points(row.points), shortened(row.text, 22), shortened(row.decided, 34))
        for row in rows(rubric)
    ]
    return f"{table(lines, frozenset({1}))}\n{show(rubric)}"


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


def _drafted(form: Path, out: str | None) -> Reply:
    """Draft a rubric from a printed form; the YAML goes to `out` (or standard output)."""
    target = Path(out) if out and out != STDOUT else None
    if target is not None and target.exists():
        raise InputError(
            f"“{target}”已经存在，没有覆盖（也许已经改过）。请换一个文件名，或先删除它。"
        )
    draft = draft_rubric(read_one(form))
    report = printable(draft_report(draft))
    if target is None:
        return Reply(draft.yaml, note=report)
    save(target, draft.yaml.encode("utf-8"))
    return Reply(f"{report}\n草稿在：{target}\n改好后用 zuozheng rubric check {target} 检查。\n")
