"""The documents speak of what is there: commands, make targets, files, event types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matchers.lexicon import load_lexicon
from pipeline.cli import COMMANDS
from rubrics.load import known_rubrics

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for folder in (".", "docs", "benchmarks", "corpora")
    for path in (ROOT / folder).glob("*.md")
)
PROMISED = ("README", "ARCHITECTURE", "CONTRIBUTING", "DECISIONS", "CHANGELOG")

_LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
_TARGET = re.compile(r"`make ([a-z][a-z-]*)|^\s*make ([a-z][a-z-]*)\b", re.MULTILINE)
_MODULE = re.compile(r"`((?:extractors|matchers|rubrics|pipeline)/[\w./-]+\.(?:py|yaml|json))`")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", _text(ROOT / "Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", PROMISED)
def test_the_promised_documents_are_there(name: str) -> None:
    assert len(_text(ROOT / f"{name}.md")) > 300


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_to_files(path: Path) -> None:
    missing = [link for link in _LINK.findall(_text(path)) if not (path.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_make_targets_exist(path: Path) -> None:
    named = {first or second for first, second in _TARGET.findall(_text(path))}
    assert not named - _make_targets()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_modules_spoken_of_exist(path: Path) -> None:
    missing = [module for module in _MODULE.findall(_text(path)) if not (ROOT / module).exists()]
    assert not missing


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = _text(ROOT / "README.md")[:1500]
    assert "make demo" in opening
    assert "make test" in opening


def test_the_readme_names_every_command_and_rubric() -> None:
    readme = _text(ROOT / "README.md")
    assert not [command for command in COMMANDS if f"zuozheng {command}" not in readme]
    assert not [rubric for rubric in known_rubrics() if rubric not in readme]


def test_every_room_is_in_the_architecture() -> None:
    text = _text(ROOT / "ARCHITECTURE.md")
    for room in ("extractors", "matchers", "rubrics", "pipeline", "corpora"):
        assert f"`{room}/`" in text


def test_event_types_named_in_documents_exist() -> None:
    known = {entry.id for entry in load_lexicon().events}
    named = set(re.findall(r"`(party_[a-z_]+|[a-z]+_meeting)`", _text(ROOT / "ARCHITECTURE.md")))
    assert named <= known


def test_nothing_names_the_machine_it_was_written_on() -> None:
    machine = re.compile(r"/(?:work|root|home|tmp)/")
    files = [*DOCUMENTS, ROOT / "Makefile", ROOT / "pyproject.toml"]
    files += [p for room in ("pipeline", "benchmarks") for p in (ROOT / room).rglob("*.py")]
    assert not [path.name for path in files if machine.search(_text(path))]
