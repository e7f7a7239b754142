"""The examples of the guide for people who write rubrics can be used as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rubrics.batch_statistics import asked_statistics
from rubrics.load import parse_rubric

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "writing-a-rubric.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


def test_the_guide_has_its_three_examples() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_loads(number: int) -> None:
    rubric = parse_rubric(EXAMPLES[number], "指南.yaml")
    assert rubric.items


def test_the_example_that_compares_schools_does_what_the_guide_says() -> None:
    made = parse_rubric(EXAMPLES[1], "指南.yaml")
    assert [one.key for one in asked_statistics(made)] == ["刊发篇数:best"]
    assert [quota.band for quota in made.form.quotas] == ["优秀"]


def test_the_example_overlay_comes_to_what_the_guide_says() -> None:
    made = parse_rubric(EXAMPLES[2], "指南.yaml")
    assert made.max == 100 + 1 - 4 + 2
    assert made.item("16").waived
