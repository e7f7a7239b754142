"""Tiny schools with one declared number, and a form that compares them by it."""

from __future__ import annotations

from pathlib import Path

COMPARING = """\
id: compared-2022
version: "1"
title: 投稿考核表（样例）
source: 自拟
max: 6
facts: [{name: papers, question: 全年投稿几篇, title: 投稿数}]
groups: [{id: g, title: 宣传}]
items:
  - id: "1"
    group: g
    max: 4
    text: 得分=本校投稿数÷全区最高×4
    rules:
      - id: "1.1"
        text: 按全区最高值折算
        points: 4
        score: {kind: linear, k: 4}
        measures:
          - kind: quantity
            title: 投稿
            num: {fact: papers, title: 投稿数}
            den: {batch: best, title: 投稿数}
  - id: "2"
    group: g
    max: 2
    text: 不低于全区平均数得2分
    rules:
      - id: "2.1"
        text: 不低于全区平均数得2分
        points: 2
        measures:
          - kind: quantity
            title: 投稿
            num: {fact: papers, title: 投稿数}
            den: {batch: mean, title: 投稿数}
            at_least: 1
form:
  bands: [{label: 优秀, at_least: 5}, {label: 合格, at_least: 0}]
  quotas: [{band: 优秀, most: 1}]
"""


def make_compared(root: Path, name: str, papers: int | None) -> None:
    """Write a school that declares how many papers it published, or does not."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "小结.txt").write_text(f"{name}2022年宣传工作小结", encoding="utf-8")
    declared = "" if papers is None else f"declares: {{papers: {papers}}}\n"
    (folder / "学校信息.yaml").write_text(f"name: {name}\n{declared}", encoding="utf-8")
