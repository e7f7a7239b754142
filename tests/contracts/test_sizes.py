"""Modules and functions stay small enough to be read in one go; there are no exceptions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("extractors", "matchers", "rubrics", "pipeline", "benchmarks", "corpora")
MODULE_LINES, FUNCTION_LINES = 500, 60
USUAL_MODULE_LINES, USUAL_FUNCTION_LINES = 300, 30
ATTIC_NAMES = {"utils", "util", "common", "helpers", "helper", "base", "misc", "manager"}

MODULES = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "__pycache__" not in path.parts
)


def _functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_are_found() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_module_or_function_is_too_long(path: Path) -> None:
    assert _lines(path) <= MODULE_LINES
    long = [(name, size) for name, size in _functions(path) if size > FUNCTION_LINES]
    assert not long, f"functions over {FUNCTION_LINES} lines: {long}"


def test_long_ones_are_rare() -> None:
    sizes = [size for path in MODULES for _, size in _functions(path)]
    assert sum(_lines(path) > USUAL_MODULE_LINES for path in MODULES) <= len(MODULES) // 20
    assert sum(size > USUAL_FUNCTION_LINES for size in sizes) <= len(sizes) // 20


def test_no_module_is_an_attic() -> None:
    assert not [path for path in MODULES if path.stem in ATTIC_NAMES]
