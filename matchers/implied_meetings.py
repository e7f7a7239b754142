"""Meetings that another event cannot be without: a branch is elected by its members' meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchers.annotation import DocumentKind, Granularity, Status
from matchers.judged_mention import Mention
from matchers.scene import Scene
from matchers.sentences import sentence_around

_ELECTION, _MEETING = "branch_election", "members_meeting"
_TELLING = (DocumentKind.NEWS, DocumentKind.SUMMARY, DocumentKind.REPORT)
# What tells that members came together for it; 换届完成 or 选举产生 alone may be the committee's.
_CAME = re.compile(
    r"(?:应到|实到|到会)[^,;。]{0,8}(?:\d|[一二三四五六七八九十])|无记名|差额|党员[^,;。]{0,6}投票|开大会"
)
_WHY = "换届选举由党员大会进行，写明了到会或投票的情况"


def with_meetings(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give all mentions, and the members' meeting that an election of a branch was.

    Only where the text tells that the members came and voted, and names no such meeting of that
    day itself. A report of one day may tell it in another sentence.
    """
    met = {m.date.begin for m in mentions if m.hit.type == _MEETING and m.date is not None}
    for mention in mentions:
        yield mention
        day = mention.date
        if mention.hit.type != _ELECTION or mention.status is not Status.HELD or day is None:
            continue
        if scene.kind not in _TELLING or day.granularity is not Granularity.DAY:
            continue
        if day.begin not in met and _is_told(scene, mention):
            met.add(day.begin)
            hit = replace(mention.hit, type=_MEETING)
            yield replace(mention, hit=hit, why=(_WHY,), confidence=min(mention.confidence, 0.6))


def _is_told(scene: Scene, mention: Mention) -> bool:
    text = scene.view.text
    if scene.kind is DocumentKind.NEWS:
        return _CAME.search(text) is not None
    sentence = sentence_around(text, mention.hit.start, mention.hit.end)
    return _CAME.search(text, sentence.start, sentence.end) is not None
