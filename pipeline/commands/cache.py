"""`zuozheng cache`: what is remembered on this machine, where, and clearing it."""

from __future__ import annotations

import argparse

from pipeline.reply import Reply
from pipeline.reports.console_layout import table
from pipeline.settings import usual_store
from pipeline.store.address import StoreAddress
from pipeline.store.upkeep import StageUse, prune, store_use

_STAGES = {
    "extract": "读到的文字",
    "annotate": "找到的活动",
    "check": "核查结果",
    "ocr": "识别过的图片",
}
_REPORT = "report-"


def run(arguments: argparse.Namespace) -> Reply:
    """Show or clear the store.

    Raises:
        InputError: when the store cannot be used.
        RunError: when it fails on the way.
    """
    address = StoreAddress(arguments.store or usual_store(), arguments.blobs)
    if arguments.action == "prune":
        days = None if arguments.all else arguments.days
        count = prune(address, days)
        what = "全部内容" if days is None else f"{days} 天没有用过的内容"
        return Reply(f"已清理缓存里{what}：{count} 条。\n位置：{address.shown}\n")
    uses = store_use(address)
    rows = [("内容", "条数", "占用"), *(_row(use) for use in uses)]
    total = StageUse("", sum(use.values for use in uses), sum(use.size for use in uses))
    rows.append(("合计", *_row(total)[1:]))
    shown = table(rows, frozenset({1, 2})) if uses else "缓存是空的。\n"
    return Reply(
        f"缓存位置：{address.shown}\n\n{shown}\n"
        "缓存里有材料的文字，只在本机使用；清理：zuozheng cache prune --all\n"
    )


def _row(use: StageUse) -> tuple[str, str, str]:
    if use.stage.startswith(_REPORT):
        name = f"报告（{use.stage.removeprefix(_REPORT)}）"
    else:
        name = _STAGES.get(use.stage, use.stage)
    return name, f"{use.values:,}", _size(use.size)


def _size(count: int) -> str:
    value, unit = float(count), "字节"
    for larger in ("KB", "MB", "GB", "TB"):
        if value < 1024:
            break
        value, unit = value / 1024, larger
    return f"{count} 字节" if unit == "字节" else f"{value:.1f} {unit}"
