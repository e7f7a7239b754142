"""What comes with the program is read quickly, and as strictly written as what people write."""

from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from matchers import shipped_yaml
from matchers.shipped_yaml import shipped_data, shipped_model
from matchers.yaml_tree import read_tree

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for room in ("matchers/lexicons", "rubrics/sets", "rubrics/norms")
    for path in (ROOT / room).rglob("*.yaml")
)
LEXICONS = sorted((ROOT / "matchers/lexicons").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_has_no_mistake_and_reads_the_same_both_ways(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = read_tree(text, path.name)
    assert tree.mistakes == []
    assert shipped_yaml._quick(text) == tree.data


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.name)
def test_a_lexicon_says_what_yaml_in_general_would_read(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _dates_as_text(YAML(typ="safe", pure=True).load(text)) == shipped_data(text)


def _dates_as_text(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _dates_as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_dates_as_text(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x", "a: 1\na: 2", "? [a]\n: 1", "a: [", "a: !x 1"])
def test_what_the_programs_files_do_not_have_is_read_the_strict_way(text: str) -> None:
    with pytest.raises(shipped_yaml._NotQuick):
        shipped_yaml._quick(text)
    assert shipped_data(text) == read_tree(text, "").data


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "matchers/lexicons/calendar.yaml").read_text("utf-8")
    quick = shipped_data(text)
    original = builtins.__import__

    def without(name: str, *given: Any, **named: Any) -> Any:
        if name == "yaml":
            raise ImportError(name)
        return original(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert shipped_data(text) == quick


class _Form(BaseModel):
    number: int


def test_what_does_not_fit_is_left_to_the_strict_way() -> None:
    assert shipped_model("number: 4", _Form) == _Form(number=4)
    assert shipped_model("number: 四", _Form) is None
