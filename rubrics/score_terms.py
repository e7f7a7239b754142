"""The many words for earning and losing points, written in the few that the clause reader knows.

减1分, 扣减1分 -> 扣1分; 记2分, 赋2分, a bare 2分 -> 得2分; 记0分, 不计分 -> 不得分. The form's own
wording is kept beside it: this is only what is read.
"""

from __future__ import annotations

import re
from functools import lru_cache

_N = r"\d+(?:\.\d+)?"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[\d一二三四五六七八九十两])[ \t]+(?=[次分项个人份篇起名场])"), ""),
    (
        re.compile(
            rf"(?P<v>[扣减加得计奖])?\s*(?P<n>{_N})\s*分\s*[/／]\s*(?P<u>人次|[次篇项人件个起场期条例份])"
        ),
        r"每\g<u>\g<v>\g<n>分",
    ),
    (re.compile(rf"(?:扣减|扣除|扣去|扣掉|倒扣|减扣|减去|减少|减)\s*(?={_N}\s*分)"), "扣"),
    (re.compile(rf"[-－]\s*(?={_N}\s*分(?!以|为|的))(?<![\d分]-)(?<![\d分]－)"), "扣"),
    (re.compile(rf"[+＋]\s*(?={_N}\s*分)"), "加"),
    (
        re.compile(
            r"(?:得|计|记|给|为|赋|评|打)?\s*(?:(?<![\d.—–~～\-至到])0|零)\s*分(?!钟|值)|"
            r"(?:不计|不记|不给|不予计|不予得|不赋|不能得|均不得)分|得分为0"
        ),
        "不得分",
    ),
    (re.compile(r"(?:本|该|此)(?:小?项|款|条|指标)(?:目)?不得分"), "不得分"),
    (
        re.compile(
            rf"(?:可获得?|可得|应得|获得|得|获)?(?:基[础本准]|标准|全部)分\s*(?=(?:为|得|计)?\s*{_N}\s*分)|可获得?\s*(?={_N}\s*分)"
        ),
        "得",
    ),
    (re.compile(rf"(?<![合累共总小不])计\s*(?={_N}\s*分)"), "得"),
    (re.compile(rf"(?:可得|应得|记|赋|评|积|给予|奖励|可加|折)\s*(?={_N}\s*分)"), "得"),
    (re.compile(r"(?:得|按|计|记|给|赋|为)(?:该项|本项|此项)?(?:满|全)分(?:计[分算]?)?"), "得满分"),
)
_BARE = re.compile(
    rf"(?<![\d.—–~～\-至到])(?P<n>{_N})\s*分(?!钟|以[上下]|及以|制|值|之|者|段|档|数|类|[—–~～\-至到]|[（(]含)"
)
_HELD = re.compile(
    r"(?:(?:满|总)分|分值|[扣得计给加奖满总共于过至止限为到多高低完到超打减值])\s*[为:：]?\s*$"
)


@lru_cache(maxsize=4096)
def plain_terms(text: str) -> str:
    """Rewrite how points are earned and lost; all else stays as it is."""
    for pattern, plain in _FORMS:
        text = pattern.sub(plain, text)
    return _BARE.sub(lambda m: m[0] if _HELD.search(text[: m.start()]) else f"得{m[0]}", text)
