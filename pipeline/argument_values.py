"""What people write behind an option, read and refused in Chinese. Imports nothing heavy."""

from __future__ import annotations

import argparse
import re

from pipeline.store.address import means_none

FORMATS = ("html", "json", "xlsx", "docx")
_LAST_PORT = 65_535
_FORMAT_NAMES = {"word": "docx", "excel": "xlsx", "网页": "html", "htm": "html"}


def formats(text: str) -> tuple[str, ...]:
    """Read `html,json`: the report formats, in the program's order, each once."""
    parts = (part.strip().lower() for part in re.split(r"[,，、;；]", text))
    asked = {_FORMAT_NAMES.get(part, part) for part in parts if part}
    unknown = sorted(asked.difference(FORMATS))
    if unknown or not asked:
        pdf = "；要 PDF，就用浏览器打开网页报告，打印时选“另存为 PDF”" if "pdf" in asked else ""
        raise argparse.ArgumentTypeError(
            f"没有报告格式“{'、'.join(unknown) or text}”；"
            f"可以写 {'、'.join(FORMATS)}，用逗号隔开{pdf}"
        )
    return tuple(name for name in FORMATS if name in asked)


def place(text: str) -> str:
    """Take a path that says something: "" would mean the folder one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("没有写路径；当前文件夹请写 .")
    return text


def store_place(text: str) -> str:
    """Take where a store is to lie; words that mean "none" are not taken for a folder's name."""
    if means_none(text):
        raise argparse.ArgumentTypeError(
            f"“{text}”不是位置；不用缓存请写 --no-cache"
            f"（真要放在叫这个名字的文件夹里，写 ./{text.strip()}）"
        )
    return place(text)


def jobs(text: str) -> int:
    """Read the number of worker processes, at least 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


def port(text: str) -> int:
    """Read a port's number."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口：请写 1 到 {_LAST_PORT} 的整数")
    return int(text)
