"""The built-in forms say what the printed forms say, and their points add up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from matchers.period import parse_period
from matchers.profile import Profile
from matchers.yaml_tree import read_tree
from rubrics.evidence import Evidence
from rubrics.judge import assess
from rubrics.lint import lint
from rubrics.load import known_rubrics, load_rubric
from rubrics.schema import (
    OVERLAY_SCHEMA_FILE,
    SCHEMA_FILE,
    overlay_schema_text,
    schema_text,
)
from rubrics.show import list_rubrics, rows, show
from rubrics.vocabulary import load_vocabulary

RUBRICS = SCHEMA_FILE.parent
SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
SEED_OF = {
    "yangzhou-2022": "yangzhou-selfcheck.txt",
    "tianning-2012": "tianning-grading.txt",
    "shanghai-pandeng": "shanghai-pandeng.txt",
    "shandong-basic": "shandong-basic.txt",
    "six-efforts-24": "six-efforts-24.txt",
}
SIZES = {
    "yangzhou-2022": (30, 100),
    "tianning-2012": (27, 100),
    "shanghai-pandeng": (43, None),
    "shandong-basic": (16, None),
    "six-efforts-24": (24, None),
}


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", known_rubrics())
def test_a_form_has_its_items_and_its_points(name: str) -> None:
    rubric = load_rubric(name)
    assert (len(rubric.items), rubric.max) == SIZES[name]
    assert [fault.message for fault in lint(rubric, load_vocabulary()) if not fault.warning] == []


@pytest.mark.parametrize("name", known_rubrics())
def test_texts_are_word_for_word_those_of_the_form(name: str) -> None:
    source = SEEDS / SEED_OF[name]
    if not source.is_file():
        pytest.skip("the source forms are not beside the project")
    seed = _squeezed(source.read_text("utf-8"))
    for item in load_rubric(name).items:
        assert _squeezed(item.text) in seed, item.id
        plain = seed  # the speakers' remarks stand within the wording; they are kept apart
        for hint in item.hints:
            plain = plain.replace(_squeezed(hint), "")
        assert _squeezed(item.criteria) in plain, item.id
        for hint in item.hints:
            assert _squeezed(hint) in seed, item.id


def test_hints_are_not_part_of_what_scores() -> None:
    for item in load_rubric("yangzhou-2022").items:
        for hint in item.hints:
            assert all(hint not in rule.text for rule in item.rules), item.id
            assert hint not in item.criteria, item.id


@pytest.mark.parametrize("name", known_rubrics())
def test_hints_are_shown_as_such(name: str) -> None:
    rubric = load_rubric(name)
    told = show(rubric)
    card = assess(rubric, Evidence((), (), ()), Profile(), parse_period("2022"))
    for item, finding in zip(rubric.items, card.findings, strict=True):
        hints = (*item.hints, *(rule.hint for rule in item.rules if rule.hint))
        assert finding.hints == hints
        assert all(f"参考（不计分）：{hint}" in told for hint in hints)


@pytest.mark.parametrize("name", known_rubrics())
def test_a_form_can_be_shown_rule_by_rule(name: str) -> None:
    rubric = load_rubric(name)
    text = show(rubric)
    rules = [rule.id for item in rubric.items for rule in item.rules]
    assert [row.rule for row in rows(rubric)] == rules
    assert all(f"    {rule}  " in text for rule in rules)
    assert all(row.decided for row in rows(rubric))


def test_the_list_tells_items_rules_and_points() -> None:
    listed = {one.id: one for one in list_rubrics()}
    assert listed["yangzhou-2022"].items == 30
    assert listed["yangzhou-2022"].rules == 60
    assert listed["yangzhou-2022"].max == 100


def test_the_published_schemas_are_those_of_the_models() -> None:
    assert SCHEMA_FILE.read_text("utf-8") == schema_text()
    assert OVERLAY_SCHEMA_FILE.read_text("utf-8") == overlay_schema_text()


@pytest.mark.parametrize("name", known_rubrics())
def test_an_editor_finds_nothing_wrong_with_the_forms(name: str) -> None:
    written = RUBRICS / "sets" / name / "rubric.yaml"
    assert _errors(schema_text(), written.read_text("utf-8")) == []


def test_an_editor_takes_an_overlay_for_one() -> None:
    guide = (RUBRICS.parent / "docs" / "writing-a-rubric.md").read_text("utf-8")
    [overlay] = [
        part for part in re.findall(r"```yaml\n(.*?)```", guide, re.S) if "extends:" in part
    ]
    assert _errors(overlay_schema_text(), overlay) == []
    assert _errors(schema_text(), overlay)  # as a form of its own it is all wrong
    assert _errors(overlay_schema_text(), overlay.replace("reason:", "reasons:"))
    assert _errors(overlay_schema_text(), overlay.replace("waive:", "waiver:"))


def test_the_guide_names_the_schemas_that_are_there() -> None:
    guide = (RUBRICS.parent / "docs" / "writing-a-rubric.md").read_text("utf-8")
    named = set(re.findall(r"rubrics/(\w+\.schema\.json)", guide))
    assert named == {SCHEMA_FILE.name, OVERLAY_SCHEMA_FILE.name}
    assert named == {file.name for file in RUBRICS.glob("*.schema.json")}


def _errors(schema: str, text: str) -> list[str]:
    data = read_tree(text, "表.yaml").data
    return [error.message for error in Draft202012Validator(json.loads(schema)).iter_errors(data)]
