"""What other programs may rely on is importable, typed, documented, and loaded when used."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PUBLIC = {
    "assess": "pipeline",
    "extract_file": "extractors",
    "find_dates": "matchers",
    "find_events": "pipeline",
    "load_rubric": "rubrics",
}


def test_the_top_module_exports_exactly_this() -> None:
    zuozheng = importlib.import_module("zuozheng")
    assert zuozheng.__all__ == sorted(PUBLIC)
    assert set(PUBLIC) <= set(dir(zuozheng))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_function_is_typed_and_documented(name: str) -> None:
    function: Callable[..., Any] = getattr(importlib.import_module("zuozheng"), name)
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(p.annotation is not inspect.Parameter.empty for p in signature.parameters.values())
    assert inspect.getdoc(function)


@pytest.mark.parametrize(("name", "room"), sorted(PUBLIC.items()))
def test_function_is_also_found_in_its_room(name: str, room: str) -> None:
    same = getattr(importlib.import_module(room), name)
    assert getattr(importlib.import_module("zuozheng"), name) is same


def test_paths_may_be_strings(tmp_path: Path) -> None:
    file = tmp_path / "党课.txt"
    file.write_text("2022年3月15日上党课", encoding="utf-8")
    zuozheng = importlib.import_module("zuozheng")
    assert zuozheng.extract_file(str(file)) == zuozheng.extract_file(file)


@pytest.mark.parametrize("module", ["zuozheng", "extractors", "matchers", "rubrics", "pipeline"])
def test_unknown_names_are_attribute_errors(module: str) -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = importlib.import_module(module).no_such_name


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, contextlib\n"
        "from pipeline.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['check', '--help'])\n"
        "heavy = {'pydantic', 'spacy', 'lxml', 'ruamel', 'numpy', 'rich', 'jinja2', 'docx'}\n"
        "sys.exit(','.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"imported by --help: {done.stderr}"
