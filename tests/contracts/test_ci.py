"""A run of the checks is not green when the server's tests could have run and did not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASH = shutil.which("bash")
TOOLS = ("bash", "chmod", "cp", "dirname", "env", "ls", "mkdir", "mktemp", "rm", "sort", "tail")

pytestmark = pytest.mark.skipif(
    BASH is None or sys.platform == "win32", reason="the checks' script is for bash on Linux"
)


def _program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!{BASH}\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def _project(folder: Path) -> tuple[Path, Path]:
    """Make a project whose every step succeeds at once; give it and the programs it finds."""
    bin_, project = folder / "bin", folder / "project"
    bin_.mkdir()
    for name in TOOLS:
        (bin_ / name).symlink_to(shutil.which(name) or name)
    _program(bin_, "id", "echo 0")
    _program(bin_, "make", "true")
    (bin_ / "mv").symlink_to(shutil.which("mv") or "mv")
    _program(bin_, "zuozheng", "mkdir -p 结果; echo x > 结果/汇总.html")
    _program(bin_, "venv-python", "mkdir -p reports; echo x > reports/assessment.json")
    _program(
        bin_,
        "python3",
        f"mkdir -p venv/bin; cp {bin_}/zuozheng venv/bin/; cp {bin_}/venv-python venv/bin/python",
    )
    shutil.copytree(ROOT / ".ci", project / ".ci")
    for name in ("corpora/yucai-primary/submission/a", "dist/zuozheng-1.whl"):
        (project / name).parent.mkdir(parents=True)
        (project / name).touch()
    (project / "requirements").mkdir()
    for name in ("build.txt", "run.txt"):
        (project / "requirements" / name).touch()
    return project, bin_


def _run(project: Path, bin_: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(bin_), "POSTGRES_HOME": str(project / "nowhere"), "LANG": "C.UTF-8"}
    environment["TMPDIR"] = os.environ.get("TMPDIR", str(project))
    return subprocess.run(
        [str(project / ".ci" / "run")],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_a_server_that_could_not_be_installed_fails_the_run_in_its_last_line(
    tmp_path: Path,
) -> None:
    project, bin_ = _project(tmp_path)
    _program(bin_, "apt-get", "echo no network; exit 100")
    ended = _run(project, bin_)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith("FAILED: PostgreSQL could not be installed")


def test_where_none_can_be_installed_the_run_is_green_and_says_so_last(tmp_path: Path) -> None:
    project, bin_ = _project(tmp_path)
    ended = _run(project, bin_)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.splitlines()[-1].startswith("WARNING: no PostgreSQL")


def test_another_failure_stays_one(tmp_path: Path) -> None:
    project, bin_ = _project(tmp_path)
    _program(bin_, "make", "exit 7")
    assert _run(project, bin_).returncode == 7
