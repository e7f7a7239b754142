"""The demands of a form without points: 每月召开1次支委会, 是否有党员名册, 全年无违纪违法.

Every demand that can be counted is a rule: what must be held (so and so often, else once), papers
that must be there, numbers that must be reached, faults that must not have been found. The rest is
for a person, in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rubrics.clause_frequency import read_frequency, timed_phrases
from rubrics.clause_model import Frequency, Reading
from rubrics.draft_numbers import asks_for_dues, least_of
from rubrics.draft_points import Read, by_person
from rubrics.form_items import FormItem
from rubrics.measures import Per
from rubrics.recognising import (
    UMBRELLA,
    Recognised,
    acts_with,
    is_act_only_of_topic,
    recognise,
    recognise_papers_of,
    things_there,
)
from rubrics.vocabulary import Vocabulary

_SENTENCE = re.compile(r"[。；;？?\n]|(?<=[\u4e00-\u9fff”）])(?=[①-⑳])")
_ASKS = re.compile(
    r"^(?:[①-⑳]|[（(]?\d{1,2}[）)．.、])|是否(?:已|都|均|做到|能够?|按照?(?=每)|存在(?=无))?|有没有(?=有)|能否(?:做到)?|"
    r"(?<=次)[吗]$|(?:达标|合格|符合要求)$"
)
_FAULT = re.compile(
    r"(?:是否(?:存在|发生|出现|有)|有无|有没有|^[\u4e00-\u9fff]{0,8}?(?:无|没有|未发生|不存在|未出现|未发现|不发生|零))"
    r"[^，；。？]{0,40}(?:案件|事故|事件|问题|现象|行为|情况|情形|违[纪法规]|处分|投诉|举报|上访|通报)"
)
_CARRIED_OUT = re.compile(
    r"落实|执行|坚持|推行|实行|抓手|形式|载体|召开|开展|组织(?!生活|建设|部|机构)|举行|举办(?!法)|进行|"
    r"定期|按期|按时|参加|上(?:好|党|思|一)|讲(?:党|授|一)|听取|述职|抓好|推进|观看|参观|宣讲|会前|接受|"
    r"严肃|规范|认真|深入|慰问|走访|公开|(?:会|课|日|评议|换届|谈话|学习|研讨|活动|服务)$"
)
_FOR_WHOM = re.compile(
    r"[^，；。]{2,24}的(?:党?支部|学校|党组织|单位|党?总支|党委|幼儿园)|任期届满(?:时|的)?"
)  # says for whom a demand is, and demands nothing
_OPTIONAL = re.compile(r"(?:也|均|还)?可(?:以|与|采取|结合|通过)|鼓励|提倡|有条件的")
_OWNED = re.compile(r"有(?:明确|具体|详细|健全|完善|规范)?的?")  # 委员有明确的分工 is 委员分工
_SET_UP = re.compile(
    r"建立|健全|完善|制[定订]|修订|出台|有[^，；。]{0,12}制度|制度[^，；。]{0,4}(?:健全|完[善备])"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a sentence as printed, what stands before it there, and in the whole item."""

    text: str
    before: str
    earlier: str = ""


def demands(item: FormItem, vocabulary: Vocabulary) -> Read:
    """Read an item's demands; what none of its rules covers is left to a person."""
    reader = _Demands(vocabulary, item.groups[-1] if item.groups else "")
    earlier: list[str] = []
    for sentence in filter(None, (part.strip() for part in _SENTENCE.split(item.text))):
        for piece in _pieces(sentence):
            reader.take(replace(piece, earlier="，".join(reversed(earlier))))
            earlier.append(piece.text)
    told, left = reader.read, reader.left
    if left or not told:
        told = [*told, ("；".join(left) or item.text, by_person(None))]
    return told


def _pieces(sentence: str) -> Iterator[_Piece]:
    """Cut a sentence into phrases, each with what stands before it."""
    at = 0
    for text in timed_phrases(sentence):
        if text.strip():
            yield _Piece(text.strip(), sentence[:at].rstrip("，,、"))
        at += len(text) + 1


class _Demands:
    """Takes the pieces of an item one after the other; a demand met again is not read twice."""

    def __init__(self, vocabulary: Vocabulary, topic: str) -> None:
        self._topic = topic
        self.read: Read = []
        self.left: list[str] = []
        self._vocabulary = vocabulary
        self._seen: set[str] = set()

    def take(self, piece: _Piece) -> None:
        """Read one piece."""
        if _OPTIONAL.match(piece.text):
            return
        if _FAULT.search(piece.text):
            self._add(piece.text, Reading("award", None, findings=True))
            return
        text = _ASKS.sub("", piece.text).strip("：: ")
        frequency = read_frequency(text)
        if frequency is not None and self._often(piece, text, frequency):
            return
        least = least_of(text)
        if least is not None or asks_for_dues(text):
            events = recognise(text, self._vocabulary).events
            reading = Reading("award", None, least=least, subjects=events, dues=least is None)
            self._add(text, reading)
            return
        if not self._once(text, piece) and not _FOR_WHOM.fullmatch(text):
            self.left.append(text)

    def _often(self, piece: _Piece, text: str, frequency: Frequency) -> bool:
        """Read what is demanded so and so often; its subject may stand before it."""
        events = recognise(text, self._vocabulary).events
        shown = text
        if not events:
            events, subject = self._spoken_of(piece, text)
            shown = f"{subject}，{text}" if subject else text
        if not events:
            return False
        reading = Reading("award", None, frequency=frequency, only="events", subjects=events)
        self._seen |= set(events)
        self.read.append((shown, reading))
        return True

    def _spoken_of(self, piece: _Piece, text: str) -> tuple[tuple[str, ...], str]:
        """Find the subject of a frequency: what is done to what stands before it, what stands
        before it in the sentence, in the item, or the heading; and its words.
        """
        if events := acts_with(text, piece.before, self._vocabulary):
            return events, piece.before
        nearer = [piece.before, *piece.earlier.split("，"), self._topic]
        for subject in filter(None, nearer):
            events = recognise(f"{subject}，{text}", self._vocabulary).events[-1:]
            events = events or self._planned(subject)
            if events:
                self._forget(events)
                return events, subject
        return (), ""

    def _planned(self, subject: str) -> tuple[str, ...]:
        """Give the event a plan or a policy is for (central_group_study_plan)."""
        papers = recognise(subject, self._vocabulary).documents
        kinds = (paper.rpartition("_")[0] for paper in papers)
        return tuple(kind for kind in kinds if kind in self._vocabulary.events)[:1]

    def _once(self, text: str, piece: _Piece) -> bool:
        """Read events that must have been held at all, and papers that must be there."""
        found = recognise(text, self._vocabulary)
        events = tuple(
            e for e in found.events if not is_act_only_of_topic(e, text, self._vocabulary)
        )
        done = bool(_CARRIED_OUT.search(text)) and not _SET_UP.search(text)
        papers = found.documents or self._papers(text, piece, found.events)
        if not done and papers:
            events = ()
        elif events and done:
            papers = ()
        elif not _CARRIED_OUT.search(text):
            events = ()
        for name, shown in _single(events, text, self._vocabulary):
            self._event(name, shown)
        new = tuple(name for name in papers if name not in self._seen)
        if new:
            self._add(text, Reading("award", None, only="documents", subjects=new), *new)
        return bool(events or papers)

    def _papers(self, text: str, piece: _Piece, events: tuple[str, ...]) -> tuple[str, ...]:
        if events:
            return ()
        there = things_there(text, self._vocabulary)
        there = there or recognise(_OWNED.sub("", text), self._vocabulary).documents
        return there or recognise_papers_of(text, piece.earlier, self._vocabulary)

    def _event(self, name: str, shown: str) -> None:
        if name == UMBRELLA:
            under = Recognised(recognise(UMBRELLA, self._vocabulary).events, ()).events
            self._add(shown, Reading("award", None, only="events", subjects=under), *under)
        elif name not in self._seen:
            once = Frequency(Per.PERIOD, 1)
            reading = Reading("award", None, frequency=once, only="events", subjects=(name,))
            self._add(shown, reading, name)

    def _add(self, text: str, reading: Reading, *types: str) -> None:
        self.read.append((text, reading))
        self._seen |= set(types)

    def _forget(self, events: tuple[str, ...]) -> None:
        """Take back “once” for events of which the same sentence goes on to say how often."""
        once = Frequency(Per.PERIOD, 1)
        self.read = [
            (text, reading)
            for text, reading in self.read
            if not (reading.frequency == once and set(reading.subjects) <= set(events))
        ]


def _single(
    events: tuple[str, ...], text: str, vocabulary: Vocabulary
) -> Iterator[tuple[str, str]]:
    """Give every event a rule of its own; 三会一课 is one rule."""
    under = recognise(UMBRELLA, vocabulary).events if UMBRELLA in text else ()
    names = [*([UMBRELLA] if under else []), *(name for name in events if name not in under)]
    for name in names:
        title = UMBRELLA if name == UMBRELLA else vocabulary.title(name)
        shown = text if len(names) == 1 else f"{text}（{title}）"
        yield name, shown
