"""Small made-up schools for batch tests: a few papers each, quickly read."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

_TOPICS = (
    "学习全会精神",
    "师德师风建设",
    "安全工作",
    "党员教育",
    "课后服务",
    "读书行动",
    "廉洁从教",
)
_HALLS = ("会议室", "阶梯教室", "党员之家", "多功能厅")
_NAMES = ("周岚", "吴成", "郑晓", "王庭", "冯越", "陈澄", "褚言", "卫川")


def make_school(folder: Path, seed: int, papers: int = 4) -> Path:
    """Write a school's folder: minutes of several months, a plan, a lesson; give the folder."""
    chance = random.Random(seed)
    name = f"第{seed}实验小学"
    for number in range(papers):
        month = 1 + (number * 3) % 12
        day = chance.randint(1, 25)
        host = chance.choice(_NAMES)
        _write(
            folder / "会议记录" / f"{month}月支委会.txt",
            f"{name}支部委员会会议记录\n时间：2022年{month}月{day}日下午\n"
            f"地点：{chance.choice(_HALLS)}\n主持人：{host}\n参加人员：{'、'.join(_NAMES[:4])}\n"
            f"议题：{chance.choice(_TOPICS)}\n会议由{host}主持，研究了{chance.choice(_TOPICS)}，"
            f"对{chance.choice(_TOPICS)}作了分工，与会人员逐一发言，形成了一致意见。",
        )
    _write(folder / "计划.txt", f"{name}2022年党建工作计划\n3月召开组织生活会，每季度上一次党课。")
    day = chance.randint(1, 28)
    _write(
        folder / "党课" / "党课记录.txt",
        f"党课记录\n时间：2022年4月{day}日\n地点：{chance.choice(_HALLS)}\n主讲人：{_NAMES[0]}\n"
        f"参加人员：全体党员\n书记以“{chance.choice(_TOPICS)}”为题给全体党员上了一堂党课。",
    )
    _write(folder / "空白.docx", "")
    return folder


def make_archive(root: Path, schools: int, papers: int = 4) -> Path:
    """Write a root of several schools, one of them an archive, with something that is none."""
    for seed in range(1, schools + 1):
        make_school(root / f"学校{seed:02d}", seed, papers)
    packed = root / f"学校{schools:02d}"
    shutil.make_archive(str(packed), "zip", packed)
    shutil.rmtree(packed)
    _write(root / "说明.txt", "这是说明")
    (root / "坏的.zip").write_bytes(b"PK\x03\x04 broken")
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def results_in(out: Path) -> dict[str, bytes]:
    """Give everything that a batch wrote, but what has a clock or a database in it."""
    left_out = {"运行日志.jsonl", "进度.sqlite3", "进度.sqlite3-wal", "进度.sqlite3-shm"}
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in left_out
    }
