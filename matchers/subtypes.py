"""Which kind of its type an event is: 微党课, 专题党课, 年度组织生活会, the forms of a 主题党日.

The lexicon says by which words: `words` stand in the event's own name or sentence, `told` anywhere
in what is told of it, `role` is the lecturer's. What is asked for or still to come tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from matchers.annotation import Occurrence, Status
from matchers.lexicon import EventLexicon
from matchers.lexicon_forms import Subtype
from matchers.normalize import normalize

_GAP = r"[^。；;，,、！？!?\n第]{0,10}?"
_TITLES = re.compile(r"《[^《》\n]*》")
_ENDS = re.compile(r"[。；;！!？?\n]")
# A sentence on what is wanted, still to come or not done tells nothing of this event.
_NOT_THIS = re.compile(
    r"下一步|下阶段|下个?月|今后|将[要于在会开组]|计划|拟|要求|希望|建议|打算|准备|安排|布置|每月|每季|每年|"
    r"未能|没有|没能|取消|改为|不再|上次|上个?月|去年|此前"
)


def with_subtypes(
    text: str, whole: bool, occurrences: Sequence[Occurrence], lexicon: EventLexicon
) -> Iterator[Occurrence]:
    """Give the occurrences with their subtypes.

    Args:
        text: the record's text, normalised.
        whole: whether all of it speaks of one meeting.
        occurrences: what the record tells of.
        lexicon: whose entries name the subtypes.
    """
    alone = sum(o.status is Status.HELD for o in occurrences) == 1
    for occurrence in occurrences:
        near = [occurrence.title, *(proof.citation.quote for proof in occurrence.proofs)]
        near = [_TITLES.sub("", normalize(part)) for part in near]
        if occurrence.status is Status.HELD:
            near = [part for part in near if not _NOT_THIS.search(part)]
        everything = whole or (alone and occurrence.status is Status.HELD)
        sentences = _told(text if everything else "\n".join(near))
        role = occurrence.attributes.lecturer_role
        found = (
            name
            for event_type in occurrence.types
            for name, subtype in _subtypes(lexicon, event_type)
            if _fits(subtype, near, sentences, role)
        )
        subtypes = tuple(dict.fromkeys(found))
        attributes = replace(occurrence.attributes, subtypes=subtypes)
        yield replace(occurrence, attributes=attributes) if subtypes else occurrence


def _subtypes(lexicon: EventLexicon, event_type: str) -> Iterable[tuple[str, Subtype]]:
    return lexicon.entry(event_type).subtypes.items()


def _fits(subtype: Subtype, near: Sequence[str], told: Sequence[str], role: str | None) -> bool:
    if subtype.role is not None and subtype.role == role:
        return True
    if subtype.words and any(_pattern(subtype.words).search(part) for part in near):
        return True
    return bool(subtype.told) and any(_pattern(subtype.told).search(part) for part in told)


def _told(text: str) -> list[str]:
    sentences = _ENDS.split(_TITLES.sub("", text))
    return [sentence for sentence in sentences if not _NOT_THIS.search(sentence)]


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = (_GAP.join(map(re.escape, word.split("*"))) for word in words)
    return re.compile("|".join(forms))
