"""More votes than people present, than people with a vote, or than ballots given out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchers.annotation import Flag, Occurrence, Status
from matchers.numerals import parse_numeral
from matchers.record_text import RecordText

_N = r"(?P<{}>\d{{1,4}}|[一二三四五六七八九十百零两]{{1,4}})"
_FOR, _AGAINST, _ABSTAIN = "赞成|同意", "反对|不同意", "弃权"


def _votes(words: str, name: str) -> str:
    before = rf"(?<!不)(?:{words})(?:票数?|人数|的)?[:为有]?\s?{_N.format(name + '1')}\s?[票人名]"
    after = rf"{_N.format(name + '2')}\s?[票人名](?:党员|表示)?(?:{words})"
    return rf"(?:{before}|{after})"


_VOTE = re.compile("|".join((_votes(_FOR, "f"), _votes(_AGAINST, "a"), _votes(_ABSTAIN, "b"))))
_ENTITLED = re.compile(
    rf"有表决权的?(?:正式)?(?:党员|代表|人数|人员)?(?:实到)?[:为有共]?\s?{_N.format('n')}\s?[人名]"
)
_BALLOTS = re.compile(
    rf"发出?(?:选票|表决票|票)[:为共]?\s?{_N.format('out')}\s?张[^。;\n]{{0,12}}?收回(?:选票|表决票|票)?"
    rf"[:为共]?\s?{_N.format('back')}\s?张(?:[^。;\n]{{0,10}}?有效(?:选票|票)?[:为共]?\s?{_N.format('good')}\s?张)?"
)
_SENTENCE = re.compile(r"[^。;!?\n]+")
_ELSEWHERE = re.compile(r"传达|通报|上级|全国|人大|学生|家长|问卷|少先队|教代会")


def check_votes(view: RecordText, occurrences: Sequence[Occurrence]) -> Iterator[Flag]:
    """Flag votes that are more than could have been cast.

    Fewer votes than people are in order: guests and probationary members have none.
    """
    held = [o for o in occurrences if o.status is Status.HELD]
    if not held or ("票" not in view.text and "同意" not in view.text):
        return
    entitled = _ENTITLED.search(view.text)
    limit = parse_numeral(entitled["n"]) if entitled else held[0].attributes.present
    who = "有表决权的" if entitled else "实到的"
    for sentence in _SENTENCE.finditer(view.text):
        if _ELSEWHERE.search(sentence.group()):
            continue
        yield from _check_ballots(view, sentence)
        if limit is not None:
            yield from _check_sums(view, sentence, limit, who)


def _check_ballots(view: RecordText, sentence: re.Match[str]) -> Iterator[Flag]:
    for found in _BALLOTS.finditer(view.text, sentence.start(), sentence.end()):
        out, back = parse_numeral(found["out"]), parse_numeral(found["back"])
        good = parse_numeral(found["good"]) if found["good"] else None
        cited = (view.cite(found.start(), found.end()),)
        if out is not None and back is not None and back > out:
            message = f"发出 {out} 张票，收回了 {back} 张，请核对。"
            yield Flag("votes_exceed_present", "medium", message, cited)
        elif back is not None and good is not None and good > back:
            message = f"收回 {back} 张票，有效票却有 {good} 张，请核对。"
            yield Flag("votes_exceed_present", "medium", message, cited)


def _check_sums(view: RecordText, sentence: re.Match[str], limit: int, who: str) -> Iterator[Flag]:
    """Add up each ballot of a sentence: votes for begin one, the others belong to it."""
    total, begin, end = 0, 0, 0
    ballots: list[tuple[int, int, int]] = []
    for found in _VOTE.finditer(view.text, sentence.start(), sentence.end()):
        kind, number = next((k[0], n) for k, n in found.groupdict().items() if n)
        count = parse_numeral(number) or 0
        if kind == "f" or not total:
            ballots.append((total, begin, end))
            total, begin = 0, found.start()
        total, end = total + count, found.end()
    for votes, first, last in (*ballots, (total, begin, end)):
        if votes > limit:
            message = f"表决共 {votes} 票，多于{who} {limit} 人，请核对。"
            cited = (view.cite(first, last),)
            yield Flag("votes_exceed_present", "medium", message, cited)
