"""The same material gives the same words, whatever order Python's sets fall into."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

MINUTES = """支部换届选举党员大会记录
时间：2022年11月11日
地点：三楼会议室
主持人：许
出席：应到18人，实到17人
召开换届选举党员大会，选举产生新一届支部委员会。
专题研判意识形态工作，分析意识形态形势，各年级排查课外读物。
"""


def _told(folder: Path, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "events", str(folder), "--json", "--no-cache"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.dumps(json.loads(done.stdout)["events"], ensure_ascii=False)


def test_events_do_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    folder = tmp_path / "学校"
    folder.mkdir()
    (folder / "换届记录.txt").write_text(MINUTES, encoding="utf-8")
    first, *others = (_told(folder, seed) for seed in ("1", "2", "5"))
    assert "换届" in first
    assert all(other == first for other in others)
