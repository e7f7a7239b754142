"""A one-item rubric around given rules, and a case judged by it."""

from __future__ import annotations

from typing import Any

from matchers.period import parse_period
from rubrics.batch_figure import BatchFigure
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, Expected
from rubrics.finding import Scorecard
from rubrics.judge import assess
from rubrics.load import parse_rubric
from rubrics.rubric import Rubric

HEAD = """\
id: small
version: "1"
title: 小表
source: 自拟
max: {most}
groups: [{{id: g, title: 组}}]
"""


def small_rubric(items: str, most: str, form: str = "") -> Rubric:
    """Read a rubric whose items are given as YAML."""
    return parse_rubric(HEAD.format(most=most) + form + "items:\n" + items, "小表.yaml")


def item(rules: str, most: str, item_id: str = "1", extra: str = "") -> str:
    """Write an item; `rules` are YAML flow mappings, one a line."""
    body = "".join(f"      - {line.strip()}\n" for line in rules.strip().splitlines())
    head = f'  - id: "{item_id}"\n    group: g\n    max: {most}\n    text: 要求\n{extra}'
    return f"{head}    rules:\n{body}"


def judged(
    rubric: Rubric, period: str = "2022", batch: dict[str, BatchFigure] | None = None, **case: Any
) -> Scorecard:
    """Judge made-up evidence by a rubric."""
    made = Case.model_validate({"name": "", "rule": "1.1", "expect": Expected(), **case})
    evidence, when = build_evidence(made), parse_period(period)
    return assess(rubric, evidence, made.profile, when, batch=batch)
