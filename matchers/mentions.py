"""Every event term of one record, judged: which event, held or not, and when.

A mention is a term hit with its verdict and date. Three judges speak in order: the document's
kind, the record (its header fields make a meeting of it), and the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchers.annotation import DocumentKind, EventDate, Status
from matchers.cues import Cue, cue_finder
from matchers.date_expression import DateExpression, DateProblem
from matchers.implied_meetings import with_meetings
from matchers.judged_mention import Mention
from matchers.lexicon_forms import EventEntry
from matchers.meeting_verdicts import only_topic
from matchers.mention_dates import date_for, event_date, is_fine, may_date
from matchers.organisations import attended_above, foreign_organiser, others_section, unit
from matchers.outlook import under_plans
from matchers.scene import Scene
from matchers.sentences import Span, sentence_around
from matchers.session_years import for_year_shift
from matchers.shared_days import several_days
from matchers.speakers import speakers_before, speakers_below
from matchers.status import SentenceVerdict, judge_sentence
from matchers.terms import Strength, TermHit
from matchers.verdicts import decide

_LOOKING_BACK = (DocumentKind.SUMMARY, DocumentKind.REPORT)
_TOOK_PLACE = re.compile(r"[^,;。]{0,6}(?:召开|举行|进行|开展|补开|补办|开成|完成)")
_TOOK_PART = re.compile(r"参加|参训|前往|赴")
_MOVED = re.compile(r"(?:改期?|延期?|推迟?|顺延|调整|移)(?:至|到|为|在|于)")
# What is only claimed, required or mentioned has no day but one in its own sentence.
_LOOSE = (Status.CLAIMED, Status.REQUIRED)
# A secretary is trained, and reports, where a superior calls him to.
_AT_SUPERIORS = ("secretary_training", "work_report")
_FOR_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度|年年度|学年)")


def judge_mentions(scene: Scene, hits: Sequence[TermHit]) -> tuple[Mention, ...]:
    """Judge all term hits of a record, sentence by sentence."""
    cues_by_sentence: dict[Span, tuple[Cue, ...]] = {}
    mentions = []
    for hit in hits:
        sentence = sentence_around(scene.view.text, hit.start, hit.end)
        if sentence not in cues_by_sentence:
            cues_by_sentence[sentence] = _cues(scene.view.text, sentence)
        mention = _judge(scene, hit, sentence, cues_by_sentence[sentence])
        several = several_days(scene, mention, sentence, hits)
        mentions += several or _put_off(scene, mention, sentence)
    dated = tuple(_dated_by_body(scene, tuple(_same_year(mentions))))
    return tuple(with_meetings(scene, tuple(_denied_by_body(dated))))


def _denied_by_body(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Let the text speak before its title: 8月支委会说明 says that it was not held."""
    body = [m for m in mentions if m.where == "body"]
    for mention in mentions:
        same = [m for m in body if m.hit.type == mention.hit.type]
        denial = next(
            (m for m in same if m.status is Status.CANCELLED and _day(m) == _day(mention)), None
        )
        named = mention.where == "label" and mention.status is Status.HELD
        if named and denial is not None and all(m.status is not Status.HELD for m in same):
            yield replace(mention, status=Status.CANCELLED, why=denial.why)
        else:
            yield mention


def _dated_by_body(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give what a title names the day on which the text says that it was held.

    The text may begin with another day: that of a preparatory meeting, of a first round.
    """
    for mention in mentions:
        said = [
            m
            for m in mentions
            if m.hit.type == mention.hit.type
            and m.where == "body"
            and m.status is Status.HELD
            and (m.date is not None or m.month_day is not None)
        ]
        own = (mention.date, mention.month_day)
        named = mention.where == "label" and mention.status is Status.HELD
        if scene.session is None and named and said and all(own != _day(m) for m in said):
            yield replace(mention, date=said[0].date, month_day=said[0].month_day)
        else:
            yield mention


def _day(mention: Mention) -> tuple[EventDate | None, tuple[int, int | None] | None]:
    return mention.date, mention.month_day


def _same_year(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give all mentions of one day the year that 2022年度 moved for one that was held.

    What is only named beside it (a notice on the 2023年度 appraisal) moves nothing.
    """
    moved = {
        (m.date.begin.replace(year=m.for_year), m.date.text): m.date
        for m in mentions
        if m.date
        and m.status is Status.HELD
        and m.for_year is not None
        and m.date.begin.year == m.for_year + 1
        and any("the spring after" in why for why in m.date.inferred)
    }
    for mention in mentions:
        day = (mention.date.begin, mention.date.text) if mention.date else None
        yield replace(mention, date=moved[day]) if day in moved else mention


def _put_off(scene: Scene, mention: Mention, sentence: Span) -> list[Mention]:
    """Give a mention, and the new day of what was put off to a day named behind it (改期至4月8日).

    Papers that look back tell that it took place then: the first day is the one called off.
    """
    text = scene.view.text
    at = sentence.start if mention.status is Status.CANCELLED else mention.hit.end
    moved = _MOVED.search(text, at, sentence.end)
    later = [
        d for d in scene.dates if moved and moved.end() <= d.start < sentence.end and may_date(d)
    ]
    if moved is None or not later:
        return [mention]
    looks_back = scene.kind in _LOOKING_BACK and is_fine(later[0])
    told = looks_back and _TOOK_PLACE.match(text, later[0].end) is not None
    between = text[mention.hit.end : moved.start()]
    if mention.status is not Status.CANCELLED and (not told or ";" in between):
        return [mention]
    date = event_date(later[0], later[0].problem)
    if told:
        why = ("总结里写明改期后在这一天开展",)
        held = replace(mention, status=Status.HELD, why=why, date=date, month_day=None)
        return [replace(mention, status=Status.CANCELLED, why=(f"“{moved.group()}”",)), held]
    why = ("改期后的安排，没有开展的记载",)
    return [mention, replace(mention, status=Status.PLANNED, why=why, date=date, month_day=None)]


def _inside(spans: Sequence[Span], hit: TermHit) -> bool:
    return any(s.start <= hit.start and hit.end <= s.end for s in spans)


def _around(scene: Scene, sentence: str) -> str:
    """Give the words near a mention: its sentence and what names the occasion."""
    labels = (scene.view.text[label.start : label.end] for label in scene.labels)
    return "\n".join((*labels, sentence))


def _cues(text: str, sentence: Span) -> tuple[Cue, ...]:
    base = sentence.start
    return tuple(
        replace(c, start=c.start + base, end=c.end + base)
        for c in cue_finder().find(text[base : sentence.end])
    )


def _judge(scene: Scene, hit: TermHit, sentence: Span, cues: tuple[Cue, ...]) -> Mention:
    text = scene.view.text
    term = Span(hit.start, hit.end)
    label = next((s for s in scene.labels if s.start <= hit.start and hit.end <= s.end), None)
    inside = [Span(d.start, d.end) for d in scene.dates if may_date(d)]
    own_dates = [d for d in inside if sentence.start <= d.start < sentence.end]
    if hit.strength is not Strength.NAME:
        cues = tuple(c for c in cues if c.id != "tail_state")
    spoken = judge_sentence(text, sentence, term, cues, own_dates)
    where = "label" if label else ("topic" if _inside(scene.topics, hit) else "body")
    date, problem = date_for(scene, hit, sentence, where)
    for_year = _for_year(text[sentence.start : sentence.end], hit.start - sentence.start)
    date = for_year_shift(date, for_year, hit.type, scene.known_day)
    status, why, confidence = decide(scene, hit, sentence, spoken, where, date)
    if status is Status.HELD and (session := only_topic(scene, hit, spoken, where, date)):
        status, why = Status.REFERENCED, (*why, f"是{session}的记录，这里只是议题")
    sentence_text = text[sentence.start : sentence.end]
    entry = scene.lexicon.entry(hit.type)
    near = _around(scene, sentence_text).replace("集团", "集")  # 教育集团支部 is no 团支部
    alone = not any(word in near for word in entry.despite)
    for word, reason in entry.unless.items():
        if status is Status.HELD and alone and word in near:
            status, why = Status.REFERENCED, (*why, f"出现“{word}”：{reason}")
    whole = text if scene.is_meeting or not entry.near else _around(scene, sentence_text)
    around = f"{whole}\n{scene.names}"
    if status is Status.HELD and _lacks(entry, hit, around):
        status = Status.UNCLEAR if hit.strength is Strength.NAME else Status.REFERENCED
        why = (*why, f"没有写到{'、'.join(entry.needs[:3])}等，需人工核对")
    if speakers := _speakers(scene, hit, status, around):
        status, why = Status.HELD, (f"写明{'、'.join(speakers)}发言",)
    elif hit.strength is Strength.WEAK and status is Status.HELD:
        status, why = Status.UNCLEAR, (*why, f"“{hit.form}”说法含混，需人工核对")
    if status in _LOOSE and date is not None and not sentence.start <= date.start < sentence.end:
        date, problem = None, None
    if status is Status.HELD and (doubt := _doubt_of_day(date, problem)):
        status, why = Status.UNCLEAR, (*why, doubt)
    if status is Status.HELD and (ahead := _still_to_come(scene, hit, spoken, where, date)):
        status, why = Status.PLANNED, (ahead,)
    foreign = _organiser(scene, entry, sentence, term)
    foreign = foreign or others_section(text, hit.start, scene.own)
    if hit.type not in _AT_SUPERIORS:
        foreign = foreign or attended_above(text, sentence.start, term)
    if foreign and status in (Status.HELD, Status.UNCLEAR):
        status, why = Status.REFERENCED, (*why, f"“{foreign}”表明是其他单位的活动")
    return Mention(
        hit=hit,
        status=status,
        why=why,
        date=event_date(date, problem),
        for_year=for_year,
        month_day=(date.month, date.day) if date and date.month and date.begin is None else None,
        where=where,
        unit=unit(text[sentence.start : hit.end]),
        count=spoken.count,
        confidence=confidence * (date.confidence if date else 0.8),
        clock=date.clock if date else None,
    )


def _doubt_of_day(date: DateExpression | None, problem: DateProblem | None) -> str | None:
    """Say what is wrong with a written day so that nothing can be counted on it, or None."""
    if problem is DateProblem.INVALID:
        return "写的日期并不存在，需人工核对"
    if problem is DateProblem.DAMAGED and date is not None and not is_fine(date):
        return "日期的字有损坏，需对照原件"
    return None


def _lacks(entry: EventEntry, hit: TermHit, around: str) -> bool:
    """Say whether none of the words is near that a type needs; a matter has words of its own."""
    if hit.strength is Strength.MATTER or not entry.needs:
        return False
    return not any(word in around for word in entry.needs)


def _organiser(scene: Scene, entry: EventEntry, sentence: Span, term: Span) -> str | None:
    """Give the words that make an event another body's, or None.

    Where own people took part, what only authorities hold (书记培训) is the school's, too.
    """
    said = scene.view.text[sentence.start : term.end]
    if entry.attended and _TOOK_PART.search(said):
        return None
    return foreign_organiser(scene.view.text, sentence.start, term, scene.own)


def _speakers(scene: Scene, hit: TermHit, status: Status, around: str) -> tuple[str, ...]:
    """Give the people whom a discussion inside another meeting lets speak by name.

    Only where the record is of such a meeting, and nothing says that it is still to come.
    """
    entry = scene.lexicon.entry(hit.type)
    if not entry.part_of or not any(word in around for word in entry.needs):
        return ()
    text = scene.view.plain
    if status is Status.HELD:
        return speakers_before(text, hit.start)
    if status is not Status.REFERENCED or not scene.is_meeting:
        return ()
    return speakers_below(text, hit.end)


def _still_to_come(
    scene: Scene, hit: TermHit, spoken: SentenceVerdict, where: str, date: DateExpression | None
) -> str | None:
    """Say in Chinese why a mention is of what is to come: the heading over it, its day; or None."""
    plans = None
    if not (scene.is_meeting or spoken.perfective):
        plans = under_plans(scene.view.text, hit.start)
    if plans:
        return f"写在“{plans}”之下，还没有开展"
    if where == "body" and _is_after(scene, date):
        return "日期在这份材料的日期之后，还没有开展"
    return None


def _is_after(scene: Scene, date: DateExpression | None) -> bool:
    """Say whether a day lies behind the day on which the paper itself was made."""
    if scene.known_day is None or date is None or date.begin is None or not is_fine(date):
        return False
    if date == scene.lead:  # the report's own day: a contradiction to be asked about, not a plan
        return False
    return date.begin > scene.known_day


def _for_year(sentence: str, at: int) -> int | None:
    """Give the year an event is for (2022年度组织生活会), if it stands shortly before it."""
    found = None
    for match in _FOR_YEAR.finditer(sentence, max(0, at - 24), at + 4):
        found = int(match.group(1))
    return found
