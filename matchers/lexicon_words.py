"""Whether the words of a bureau's lexicon can be searched for at all, and tell anything."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import ValidationInfo
from rapidfuzz import fuzz, process

from matchers.lexicon_forms import spelled_out
from matchers.normalize import normalize

NEAR = 75
_SHORTEST = 2
_CHOICE = re.compile(r"<[^<>]*>")
# Every paper has them: alone they name no event, and what is only done (召开*会议) is none either.
_DOINGS = frozenset[str]().union(
    ("召开", "开展", "举行", "举办", "组织", "进行", "参加", "开会", "召开会议", "开展活动"),
    ("会议", "活动", "大会", "学习", "研究", "讨论", "交流", "工作", "组织学习", "参加会议"),
)  # fmt: skip
_EVERYWHERE = _DOINGS.union(
    ("培训", "检查", "教育", "记录", "通知", "计划", "总结", "报告", "党建", "学校", "校长"),
    ("书记", "党员", "全体党员", "支部", "党支部", "支委", "教师", "全体教师", "教职工"),
)  # fmt: skip


def checked_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse words that would be found everywhere, or nowhere.

    Raises:
        ValueError: with a Chinese sentence on the first of them.
    """
    for word in words:
        _check_choices(word)
        parts = [part.strip() for part in word.split("*")]
        if not all(parts):
            raise ValueError(f"“{word}”的 * 前后都要有字（* 表示中间可隔几个字）。")
        if sum(map(len, parts)) < _SHORTEST:
            raise ValueError(f"“{word}”只有一个字，到处都会碰上，至少写两个字。")
    return words


def telling_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse words of events that consist of nothing but words of every paper (召开, 召开*会议)."""
    for word in words:
        for spelled in spelled_out((word,)):
            parts = spelled.split("*")
            if all(part in (_DOINGS if len(parts) > 1 else _EVERYWHERE) for part in parts):
                raise ValueError(
                    f"“{word}”太常见，几乎每份材料都会碰上，写明是什么活动，如 召开*读书沙龙。"
                )
    return words


def checked_reasons(reasons: dict[str, str]) -> dict[str, str]:
    """Refuse look-alikes without their reason."""
    checked_words(tuple(reasons))
    for word, why in reasons.items():
        if not why.strip():
            raise ValueError(f"“{word}”后面要写明不计的原因。")
    return reasons


def checked_title(title: str, info: ValidationInfo, known: Iterable[str]) -> str:
    """Ask for the Chinese name of a new type: most often its identifier is only misspelt."""
    type_id, ids = info.data.get("id"), sorted(known)
    if title or type_id is None or type_id in ids:
        return title
    best = process.extractOne(type_id, ids, scorer=fuzz.ratio, score_cutoff=NEAR)
    meant = f"你是不是想写已有的 {best[0]}？" if best else ""
    raise ValueError(f"“{type_id}”是新的类型，要用 title 写上中文名称。{meant}")


def _check_choices(word: str) -> None:
    plain = normalize(word)
    bare = _CHOICE.sub("", plain)
    if "<" in bare or ">" in bare:
        raise ValueError(f"“{word}”的尖括号没有成对，任选其一写成 <上|讲>党课。")
    if "|" in bare:
        raise ValueError(f"“{word}”里的 | 要写在尖括号里，任选其一写成 <上|讲>党课，或分成两个词。")
    for choice in _CHOICE.findall(plain):
        if not choice.strip("<>| "):
            raise ValueError(f"“{word}”的尖括号里是空的，任选其一写成 <上|讲>党课。")
