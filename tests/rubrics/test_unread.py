"""Unread files keep a count open only where their names bear on it; the rest is said aloud."""

from __future__ import annotations

import pytest

from rubrics.gaps import holds
from rubrics.load import load_rubric
from rubrics.loose_ends import loose_ends
from rubrics.unread import bearing
from rubrics.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("path", "bears"),
    [
        ("2.党课/扫描件.pdf", True),
        ("材料/9月党课.doc", True),
        ("2.党课/IMG_0001.jpg", False),  # a photo of a lecture is no further lecture
        ("2.党课/党课记录1.jpg", True),  # a picture of the record book may be one
        ("2.党课/记录/IMG_0001.jpg", True),
        ("财务/账目.xls", False),
        ("新建文件夹/扫描0001.pdf", False),
    ],
)
def test_a_file_bears_on_a_rule_by_its_name(path: str, bears: bool) -> None:
    assert bool(bearing([path], ["党课"])) is bears


def test_files_nobody_can_place_are_named() -> None:
    rubric, words = load_rubric("yangzhou-2022"), load_vocabulary()
    notes = loose_ends(rubric, ["新建文件夹/0001.pdf", "党课/a.pdf", "照片/1.jpg"], words)
    assert len(notes) == 2
    assert "1 个文件" in notes[0] and "新建文件夹/0001.pdf" in notes[0]
    assert "1 张图片" in notes[1]


def test_nothing_is_said_when_everything_was_read() -> None:
    assert loose_ends(load_rubric("yangzhou-2022"), [], load_vocabulary()) == ()


@pytest.mark.parametrize(
    ("phrase", "text", "there"),
    [
        ("接收*预备党员", "同意接收周老师为中共预备党员", True),
        ("接收*预备党员", "接收预备党员", True),
        ("接收*预备党员", "讨论预备党员转正", False),
        ("接收*预备党员", "接收材料，讨论预备党员转正", False),  # two phrases
        ("创先争优*<制度>", "2022创先争优长效机制", True),
        ("创先争优*<制度>", "创先争优总结", False),
        ("议事规则", "党组织会议议事规则", True),
    ],
)
def test_a_phrase_may_have_gaps_within_one_phrase(phrase: str, text: str, there: bool) -> None:
    assert holds(phrase, text, {"制度": ("制度", "机制")}) is there
