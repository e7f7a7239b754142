"""Coverage tells each word's and each rule's right and wrong ones apart."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.lexicon_coverage import measure, report

_TEXT = "2022年3月15日，我校党支部召开支部党员大会。\n支部定于2022年4月6日召开支委会。"


def _measured(folder: Path, status: str) -> str:
    event = {"date": "2022-03-15", "year_source": "text", "date_text": "3月15日"}
    page = {
        "id": "x",
        "kind": "news",
        "title": "",
        "text": _TEXT,
        "events": [{**event, "type": "members_meeting", "status": status}],
    }
    path = folder / f"{status}.jsonl"
    path.write_text(json.dumps(page, ensure_ascii=False) + "\n", encoding="utf-8")
    coverage = measure([path])
    right = coverage.words_right["members_meeting", "支部党员大会"]
    wrong = coverage.words_wrong["members_meeting", "支部党员大会"]
    return f"{right}/{wrong}\n{report(coverage)}"


def test_a_word_is_right_where_the_truth_says_so_and_wrong_where_not(tmp_path: Path) -> None:
    assert _measured(tmp_path, "held").startswith("1/0\n")
    text = _measured(tmp_path, "planned")
    assert text.startswith("0/1\n")
    assert "支部党员大会 0/1" in text


def test_status_rules_have_figures_of_their_own(tmp_path: Path) -> None:
    text = _measured(tmp_path, "held")
    assert "状态规则和提示词" in text
    assert "“…”表示将来：0 / 1" in text
