"""Rooms import one way only, and only where told does a room reach for clock, net or screen."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("extractors", "matchers", "rubrics", "pipeline")


def _modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def test_import_contracts_hold() -> None:
    code = "from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_talks_to_the_network() -> None:
    nets = {"socket", "ssl", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "urllib3"}
    nets |= {"http.client", "urllib.request", "xmlrpc.client"}
    found = [
        (path.relative_to(ROOT).as_posix(), name)
        for path in _modules(*ROOMS)
        for name in _imports(path)
        if name in nets or name.split(".")[0] in nets
    ]
    assert not found


def test_only_the_command_line_prints() -> None:
    found = [
        (path.relative_to(ROOT).as_posix(), line)
        for path in _modules(*ROOMS)
        for name, line in _calls(path)
        if name in {"print", "sys.stdout.write", "sys.stderr.write", "pprint"}
        and path.relative_to(ROOT).as_posix() != "pipeline/cli.py"
    ]
    assert not found


def test_only_the_pipeline_knows_the_clock() -> None:
    clocks = {"datetime.now", "datetime.today", "date.today", "time.time", "datetime.utcnow"}
    found = [
        (path.relative_to(ROOT).as_posix(), name, line)
        for path in _modules("extractors", "matchers", "rubrics")
        for name, line in _calls(path)
        if name in clocks
    ]
    assert not found


def test_documents_are_never_run_as_code() -> None:
    dangerous = {"eval", "exec", "pickle.load", "pickle.loads", "os.system", "yaml.load"}
    found = [
        (path.relative_to(ROOT).as_posix(), name, line)
        for path in _modules(*ROOMS)
        for name, line in _calls(path)
        if name in dangerous
    ]
    assert not found


def _reached(start: str) -> set[str]:
    """List the modules of the rubrics room that a module needs, itself included."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        path = ROOT / (name.replace(".", "/") + ".py")
        if name not in found and name.startswith("rubrics.") and path.is_file():
            found.add(name)
            waiting += _imports(path)
    return found


def test_judging_reads_no_evidence_text_with_regular_expressions() -> None:
    reached = _reached("rubrics.judge")
    assert len(reached) > 10
    paths = [ROOT / (name.replace(".", "/") + ".py") for name in sorted(reached)]
    assert not [path.name for path in paths if "re" in set(_imports(path))]
