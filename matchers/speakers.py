"""Who spoke at a meeting, by name: 何敏、顾佳作交流发言, or a list of lines 何敏：…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchers.people import names

_LIST = r"(?:[\u4e00-\u9fff]{2,4}(?:同志|老师)?[、和])+[\u4e00-\u9fff]{2,4}"
_SPOKE = re.compile(
    rf"(?P<who>{_LIST}?)(?:等)?(?:[一二三四五六七八九十\d]+[位名人])?(?:同志|老师|委员|党员)?"
    r"(?:先后|依次|分别|轮流|相继|逐一)?[作做](?:了)?(?:[\u4e00-\u9fff]{0,4}?)$"
)
_SPEECH = re.compile(r"(?:交流|重点|研讨|讨论|专题|中心)发言")
_HEADS = re.compile(
    r"(?:^|[\n\t])\s*(?:研讨交流|交流研讨|讨论交流|研讨发言|讨论发言|交流发言|发言摘要|发言记录|讨论记录|研讨情况)"
    r"(?:情况|摘要|记录)?\s*[:\n\t]"
)
_LINE = re.compile(
    r"(?:\d{1,2}[.、]\s*)?(?P<who>[\u4e00-\u9fff·]{2,5}(?:同志|老师)?(?:\([^()\n]{1,8}\))?)\s*:[^\n]"
)
# In one line: 张建国——要走公开程序；李晓东——…, or 张建国谈教师流动，李晓东谈….
_INLINE = re.compile(
    r"(?:^|[,;。:])\s{0,2}(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:同志|老师)?(?:—{1,2}|-{1,2}|谈(?![话心判]))(?=[\u4e00-\u9fff“《])"
)
_REACH = 40


def speakers_before(text: str, start: int) -> tuple[str, ...]:
    """Give the people, two or more, whom the words right before an offset let speak.

    Args:
        text: a normalised text.
        start: where the word for the speech stands (交流发言).
    """
    found = _SPOKE.search(text, max(0, start - _REACH), start)
    listed = found["who"].replace("和", "、") if found else ""
    people = tuple(name for name, _, _ in names(listed))
    return people if len(people) > 1 else ()


def speakers_below(text: str, end: int) -> tuple[str, ...]:
    """Give the people, two or more, whose words are listed under a label, by line or in one.

    Args:
        text: a normalised text.
        end: where the label ends (研讨交流).
    """
    people: list[str] = []
    for line in text[end:].lstrip(":\t \n").split("\n"):
        found = _LINE.match(line.strip())
        named = names(found["who"]) if found else ()
        if len(named) != 1:
            break
        people.append(named[0][0])
    if len(people) < 2 and text[end : end + 1] == ":":
        people = list(_inline(text[end:].split("\n", 1)[0]))
    return tuple(dict.fromkeys(people)) if len(people) > 1 else ()


def _inline(line: str) -> Iterator[str]:
    """Give the people whose words follow one another in one line behind a label."""
    for found in _INLINE.finditer(line):
        named = names(found["who"])
        if len(named) == 1 and named[0][0] == found["who"]:
            yield named[0][0]


def speakers_in(text: str) -> tuple[str, ...]:
    """Give all people whom a normalised text names as speakers in either way, in order."""
    found: list[str] = []
    for speech in _SPEECH.finditer(text):
        found += speakers_before(text, speech.start())
    for head in _HEADS.finditer(text):
        found += speakers_below(text, head.end())
    return tuple(dict.fromkeys(found))
