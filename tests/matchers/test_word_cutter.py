"""Words are cut as jieba itself cuts them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.word_cutter import word_cutter
from rubrics.load import known_rubrics, load_rubric

PASSAGES = Path(__file__).resolve().parents[2] / "corpora" / "passages" / "01-minutes.jsonl"


@cache
def plain() -> jieba.Tokenizer:
    """The library's own cutter, with its own table."""
    cutter = jieba.Tokenizer()
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    return cutter


def both(text: str) -> tuple[list[str], list[str]]:
    """The cuts of both."""
    return word_cutter().lcut(text, HMM=False), plain().lcut(text, HMM=False)


@pytest.mark.parametrize("rubric", known_rubrics())
def test_the_words_of_all_rules(rubric: str) -> None:
    for item in load_rubric(rubric).items:
        ours, theirs = both(item.text)
        assert ours == theirs


def test_the_words_of_running_text() -> None:
    lines = PASSAGES.read_text(encoding="utf-8").splitlines()
    texts = [record["text"] for record in map(json.loads, lines) if record["split"] == "dev"]
    assert texts
    for text in texts:
        ours, theirs = both(text)
        assert ours == theirs


@given(
    st.text(
        st.sampled_from("党员大会支部组织生活民主评议意识形态分析研判的了一二A1 ，。𠮷\n"),
        max_size=40,
    )
)
def test_the_words_of_any_text(text: str) -> None:
    ours, theirs = both(text)
    assert ours == theirs
