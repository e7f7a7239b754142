"""Flags where text looks damaged by an earlier extraction or conversion; repairs nothing.

What was lost (月 or 日 swallowed, 2017年年) cannot be known from here: the place is named, the
text stays as it was read, and later stages may offer the reading that agrees with the context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.document import Block, BlockKind, Problem

_LOST_UNIT = re.compile(
    r"""(?<![\d.年月/-])(?:
        (?:19|20)\d{2}(?:0?[1-9]|1[0-2])月          # 20225月: 年 is missing
      | (?:19|20)\d{2}\d{1,4}日                     # 2019101日: 年 and 月 are missing
      | (?=\d{3,4}日)(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])日
        (?=[上中下晚至起（(，。,]|\s|$)                # 1228日: 月 is missing
      )""",
    re.VERBOSE,
)
# Not a span of days (60日内, 满45日), which a number above 31 otherwise is.
_IMPOSSIBLE_DAY = re.compile(
    r"(?<![\d.满于过逾第约近共达每后])(?:3[2-9]|[4-9]\d)日(?![内以之后期龄元均常本制])"
)
_DOUBLED = re.compile(r"\d{4}年年|\d{1,2}月月\d|\d{1,2}日日")
_REPLACED = re.compile("�")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# What every damaged place has; one quick look spares sound text the closer ones.
_SUSPECT = re.compile(
    "[月日](?<=\\d\\d\\d[月日])|日(?<=[3-9]\\d日)|年年|月月|日日|[\ufffd\ue000-\uf8ff]"
)
_LIMIT = 50  # problems a document: a wholly broken file needs no thousand lines

_CHECKS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("date_damaged", _LOST_UNIT, "日期里的“年/月/日”可能在转换中丢失：{found}，请核对原件"),
    ("date_damaged", _IMPOSSIBLE_DAY, "日期受损，没有这样的日子：{found}，请核对原件"),
    ("doubled_character", _DOUBLED, "日期里有重复的字：{found}，请核对原件"),
    ("undecodable", _REPLACED, "有无法解码的字符：请核对原件，或另存为 UTF-8、.docx 后重新提交"),
    ("private_glyph", _PRIVATE, "有字体自造的字符，无法还原成文字：请核对原件"),
)


def find_damage(blocks: Iterable[Block]) -> tuple[Problem, ...]:
    """Give one problem for each damaged-looking place, at most fifty a document, in order."""
    problems: list[Problem] = []
    for problem in _all_damage(blocks):
        if len(problems) == _LIMIT:
            break
        problems.append(problem)
    return tuple(problems)


def _all_damage(blocks: Iterable[Block]) -> Iterator[Problem]:
    for block in blocks:
        if block.kind is BlockKind.DELETED or _SUSPECT.search(block.text) is None:
            continue
        for kind, pattern, message in _CHECKS:
            match = pattern.search(block.text)
            if match is not None:
                found = match.group().strip()
                yield Problem(kind, message.format(found=found), block.page, block.index)
