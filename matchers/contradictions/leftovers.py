"""Blanks of a model text left in a paper that is otherwise filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchers.annotation import Flag, Occurrence, Status
from matchers.record_text import RecordText

_X = "[Xx×○*]"
_LEFT = re.compile(
    rf"{_X}{{2,}}(?:学校|小学|中学|幼儿园|党支部|支部|党总支|街道|社区|镇)"
    rf"|20{_X}{{2}}年|(?<![\dA-Za-z]){_X}{{1,2}}月{_X}{{1,2}}日"
    r"|[(\[【]?(?:此处|请在此处?|在此)(?:填写|输入|插入|粘贴|省略)|待(?:补充|填写|完善)(?=[)\]】。,;\s]|$)"
)


def check_leftovers(view: RecordText, occurrences: Sequence[Occurrence]) -> Iterator[Flag]:
    """Flag the first blank of a model text in the record of a held event.

    Names hidden on purpose (某某, 张**) are no blanks.
    """
    if not any(o.status is Status.HELD for o in occurrences):
        return
    found = _LEFT.search(view.text)
    if found is not None:
        said = view.raw[found.start() : found.end()]
        message = f"记录里有像是模板留下的空白“{said}”，请核对是否写完。"
        cited = (view.cite(found.start(), found.end()),)
        yield Flag("placeholder_left", "low", message, cited)
