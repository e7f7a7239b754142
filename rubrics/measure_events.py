"""The measure `events`: happenings counted against a frequency."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractors.document import Citation
from matchers.period import Period
from rubrics.conditions import all_hold, unknown_facts
from rubrics.fact_names import fact_titles
from rubrics.filling import Demand, Filling, fill
from rubrics.finding import DecidedBy, NotCounted
from rubrics.interval import ZERO, Interval, exactly
from rubrics.lacks import Lack, Sort, lack
from rubrics.long_gaps import long_gaps
from rubrics.measure_documents import present_types
from rubrics.measured import Measured, Setting, combine, unique
from rubrics.measures import Events, Stream
from rubrics.selecting import Candidate, Selection, event_ids, select
from rubrics.unread import unread_bearing
from rubrics.window_notes import window_notes
from rubrics.windows import (
    Windows,
    anchor_windows,
    is_shorter_than_a_year,
    pieces,
    windows,
)
from rubrics.wording import labels, listed, period_code

_CITED = 3  # passages shown for one event


def measure_events(measure: Events, setting: Setting) -> Measured:
    """Count the events of every stream; shortfalls of several streams are added up."""
    return combine([_stream(stream, setting) for stream in measure.streams])


@dataclass(slots=True)
class _Tally:
    """One stream being counted: `worst` and `best` are the shortfalls without and with doubts."""

    stream: Stream
    setting: Setting
    title: str
    windows: Windows
    selection: Selection
    filling: Filling
    worst: int
    best: int
    gaps: tuple[Period, ...] = ()
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    documents: tuple[str, ...] = ()


def _stream(stream: Stream, setting: Setting) -> Measured:
    title = stream.title or setting.vocabulary.titles(stream.types)
    applies = all_hold(stream.conditions, setting.profile)
    if applies is False:
        sentence = f"{title}：按学校情况不要求"
        return Measured(exactly(0), exactly(0), DecidedBy.COUNT, sentence)
    measured = _measured(_tally(stream, setting, title))
    if applies is None and measured.lacking != exactly(0):
        facts = unknown_facts(stream.conditions, setting.profile)
        doubt = f"{title}是否要求，要看学校信息里的{fact_titles(facts, setting.facts)}"
        return replace(
            measured,
            lacking=Interval(ZERO, measured.lacking.high),
            needs=unique((*measured.needs, *facts)),
            doubts=(*measured.doubts, doubt),
            lacks=tuple(replace(one, unsure=True) for one in measured.lacks),
        )
    return measured


def _tally(stream: Stream, setting: Setting, title: str) -> _Tally:
    cut = windows(stream, setting.period, setting.profile.semesters)
    selection = select(stream, setting.evidence, cut.whole)
    demand = Demand(stream.each_need, stream.carry, stream.grace_days)
    filling = fill(cut.slots, selection.certain, selection.doubtful, selection.late, demand)
    tally = _Tally(stream, setting, title, cut, selection, filling, filling.worst, filling.best)
    _apply_total(tally)
    wide = _apply_gap(tally)
    _apply_companion(tally)
    _explain_doubts(tally)
    _open_cut_off(tally)
    _open_for_unread(tally)
    _note_anchors(tally)
    tally.notes += window_notes(stream, setting, cut, selection, filling)
    _find_gaps(tally)
    tally.gaps = unique((*tally.gaps, *wide))
    return tally


def _apply_total(tally: _Tally) -> None:
    """A second demand on the whole period: the greater of the two shortfalls holds."""
    if tally.stream.total is None:
        return
    graced = sum(late in tally.selection.late for _, late in tally.filling.graced)
    certain = len(tally.selection.certain) - len(tally.filling.outside) + graced
    missing = max(0, tally.stream.total - certain)
    tally.worst = max(tally.worst, missing)
    if missing and is_shorter_than_a_year(tally.windows.whole):
        tally.doubts.append(f"评分时段不足一年，全年不少于 {tally.stream.total} 次尚不能下结论")
        return
    tally.best = max(tally.best, missing - len(tally.selection.doubtful))


def _apply_gap(tally: _Tally) -> tuple[Period, ...]:
    """Look for events too far apart; give the stretches without any."""
    months, certain = tally.stream.max_gap, tally.selection.certain
    if months is None:
        return ()
    whole = tally.windows.whole
    sure = long_gaps([(c.begin, c.end) for c in certain], whole, months)
    either = [(c.begin, c.end) for c in (*certain, *tally.selection.doubtful)]
    tally.worst = max(tally.worst, sum(gap.lacking for gap in sure))
    tally.best = max(tally.best, sum(gap.lacking for gap in long_gaps(either, whole, months)))
    tally.notes += [f"{gap.stretch.label}没有开展，间隔超过 {months} 个月" for gap in sure]
    return tuple(gap.stretch for gap in sure)


def _open_cut_off(tally: _Tally) -> None:
    """Leave open what a stretch lacks that the assessed period does not cover to its ends."""
    counts = zip(tally.windows.slots, tally.filling.counts, strict=True)
    need = tally.stream.each_need
    short = {slot: need - count for slot, count in counts if count < need}
    cut = tuple(slot for slot in tally.windows.cut_off if slot in short)
    if not cut or not tally.worst:
        return
    tally.best = max(0, min(tally.best, tally.worst - sum(short[slot] for slot in cut)))
    tally.doubts.append(
        f"评分时段（{tally.windows.whole.label}）没有包含{labels(cut)}的全部，缺的可能在时段之外"
    )


def _apply_companion(tally: _Tally) -> None:
    """Look for the second kind of event in every part where the first was found."""
    companion = tally.stream.companion
    if companion is None:
        return
    plain = Stream(types=companion.types, title=companion.title, counts=tally.stream.counts)
    also = select(plain, tally.setting.evidence, tally.windows.whole)
    alone = tuple(
        slot
        for slot, count in zip(tally.windows.slots, tally.filling.counts, strict=True)
        if count and not any(slot.covers(one.begin, one.end) for one in also.certain)
    )
    if not alone:
        return
    text = f"{labels(alone)}未见{companion.title}的材料"
    if companion.when_absent == "note":
        tally.notes.append(f"{text}，是否须另有{companion.title}请人核对")
        return
    tally.worst += len(alone)
    if companion.when_absent == "missing":
        tally.best += len(alone)
        tally.notes.append(text)
    else:
        tally.doubts.append(text)


def _explain_doubts(tally: _Tally) -> None:
    tally.doubts += [
        f"{candidate.event.id}《{candidate.event.title}》{candidate.doubt}"
        for candidate in tally.selection.doubtful
    ]
    tally.notes += tally.selection.notes
    tally.notes += [
        f"{tally.windows.slots[index].label}由宽限期内的 {late.event.id}（{late.begin}）补上"
        for index, late in tally.filling.graced
    ]


def _open_for_unread(tally: _Tally) -> None:
    """What could not be read, or stands for the event on paper only, keeps a shortfall open."""
    if not tally.worst:
        return
    if tally.windows.partial:
        tally.best = 0
        tally.doubts.append(
            f"评分时段（{tally.windows.whole.label}）不足要求的一整段，尚不能下结论"
        )
    if tally.windows.reaches_back:
        tally.best = 0
        years = tally.stream.years
        tally.doubts.append(f"要求按 {years} 年计算，此前年度的材料不在本次报送范围内，请核对")
    words = (*tally.setting.vocabulary.words(tally.stream.types), *tally.setting.words)
    files = unread_bearing(tally.setting.evidence, words)
    if files:
        tally.best = 0
        tally.doubts.append(f"未能读取的文件可能含有记录：{listed(files, 3)}")
    papers = _loose_papers(tally)
    if papers:
        tally.best = 0
        tally.documents = papers
        tally.doubts.append(f"有相关材料但未见活动记录：{listed(papers, 3)}")


def _loose_papers(tally: _Tally) -> tuple[str, ...]:
    """List papers that stand for an event and belong to none that is dated: those count already."""
    wanted = set(tally.stream.types)
    dated = {
        file
        for event in tally.setting.evidence.events
        if event.date is not None and not wanted.isdisjoint(event.types)
        for file in (*event.files, *(cited.file for cited in event.citations))
    }
    papers = present_types(tally.stream.indicated_by, tally.setting)
    return tuple(file for file in papers if file not in dated)


def _note_anchors(tally: _Tally) -> None:
    """Say for anchors that only flavour the demand whether anything happened around them."""
    stream = tally.stream
    if not stream.anchors or stream.anchor_rule != "note":
        return
    for window in anchor_windows(stream.anchors, tally.setting.period):
        near = [c for c in tally.selection.certain if window.touches(c.begin, c.end)]
        if not near:
            tally.notes.append(f"{window.label}未见活动")


def _find_gaps(tally: _Tally) -> None:
    stream = tally.stream
    if not tally.worst:
        return
    if stream.spread is not None:
        semesters = tally.setting.profile.semesters
        slots = pieces(tally.windows.whole, stream.spread, semesters)
        certain = tally.selection.certain
        tally.gaps = tuple(
            slot for slot in slots if not any(slot.covers(c.begin, c.end) for c in certain)
        )
        return
    tally.gaps = tuple(
        slot
        for slot, count in zip(tally.windows.slots, tally.filling.counts, strict=True)
        if count < stream.each_need
    )


def _measured(tally: _Tally) -> Measured:
    selection, stream = tally.selection, tally.stream
    graced = [late for _, late in tally.filling.graced if late in selection.late]
    out = [NotCounted(c.event.id, "不在要求的各时段内") for c in tally.filling.outside]
    late = [
        NotCounted(c.event.id, f"{c.begin} 在评分时段之外")
        for c in selection.late
        if c not in graced
    ]
    counted = [*(c for c in selection.certain if c not in tally.filling.outside), *graced]
    doubtful = [NotCounted(c.event.id, f"待核：{c.doubt}") for c in selection.doubtful]
    required = max(stream.each_need * len(tally.windows.slots), stream.total or 0)
    possible = len(counted) + len(selection.doubtful)
    return Measured(
        lacking=Interval(Decimal(min(tally.best, tally.worst)), Decimal(tally.worst)),
        value=Interval(Decimal(len(counted)), Decimal(possible)),
        decided_by=DecidedBy.COUNT,
        sentence=_sentence(tally, required, len(counted)),
        present=bool(counted),
        required=required,
        counted=len(counted),
        possible=possible,
        claimed=_claimed(selection),
        missing=tuple(period_code(gap) for gap in tally.gaps),
        lacks=_lacking(tally),
        events=event_ids(counted),
        documents=tally.documents,
        citations=_citations(counted, selection.doubtful, stream.types),
        not_counted=(*doubtful, *out, *late, *selection.not_counted),
        doubts=tuple(tally.doubts),
        notes=tuple(tally.notes),
    )


def _claimed(selection: Selection) -> int | None:
    """Give how many times summaries claim: the greatest number said, or the mentions counted."""
    said = [event.attributes.count for event in selection.claimed if event.attributes.count]
    return max(said) if said else len(selection.claimed) or None


def _sentence(tally: _Tally, required: int, counted: int) -> str:
    gaps = f"（缺 {_shown(tally.gaps)}）" if tally.gaps else ""
    more = len(tally.selection.doubtful)
    waiting = f"，另有 {more} 次待核" if more else ""
    source = f"（频次依据：{tally.stream.norm_source}）" if tally.stream.norm_source else ""
    claims = _claimed(tally.selection)
    said = f"，总结中自述 {claims} 次（自述不计）" if claims else ""
    return f"{tally.title}应有 {required} 次，确认 {counted} 次{gaps}{waiting}{said}{source}"


def _lacking(tally: _Tally) -> tuple[Lack, ...]:
    """Say for people what is lacking: how often, where the whole period is one stretch; else when.

    党课（2022年第三季度）, 组织生活会 1 次; 组织生活会的会案、照片 where only papers of it lack.
    """
    if not tally.gaps:
        return ()
    types = tally.stream.types
    if pieces := _lacking_links(tally):
        return lack(pieces, Sort.PAPER, types)
    if tally.gaps == (tally.windows.whole,):
        return lack((f"{tally.title} {tally.worst} 次",), Sort.OCCASION, types)
    return lack((f"{tally.title}（{_shown(tally.gaps)}）",), Sort.OCCASION, types)


def _lacking_links(tally: _Tally) -> tuple[str, ...]:
    """Name the papers that events lack which would do but for them."""
    without = [c for c in tally.selection.doubtful if c.doubt.startswith("缺")]
    if not tally.stream.chain or len(without) < tally.worst:
        return ()
    fewest = min(without, key=lambda c: (c.doubt.count("、"), c.begin))
    name = tally.title.rpartition("（")[0] if tally.title.endswith("）") else tally.title
    return (f"{name}的{fewest.doubt.removeprefix('缺').replace('、', '和')}",)


def _shown(gaps: tuple[Period, ...]) -> str:
    """List missing stretches; months and quarters of one year share its name."""
    year = gaps[0].begin.year if gaps else 0
    own = all(
        gap.begin.year == gap.end.year == year
        and gap.label.startswith(f"{year}年")
        and gap.label.endswith(("月", "季度", "半年"))
        for gap in gaps
    )
    if len(gaps) > 1 and own:
        return f"{year}年" + "、".join(gap.label.removeprefix(f"{year}年") for gap in gaps)
    return labels(gaps)


def _citations(
    counted: list[Candidate], doubtful: list[Candidate], types: tuple[str, ...]
) -> tuple[Citation, ...]:
    """Cite the passages that show the events to be of the wanted types."""
    events = [candidate.event for candidate in (*counted, *doubtful)]
    return unique(cited for event in events for cited in event.shown_for(types, _CITED))
