"""The measure `documents`: how many of the named papers are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Citation
from matchers.annotation import DocumentEvidence, DocumentKind, Event
from rubrics.conditions import all_hold, unknown_facts
from rubrics.fact_names import fact_titles
from rubrics.finding import DecidedBy, NotCounted
from rubrics.interval import ZERO, Interval
from rubrics.lacks import Lack, Sort
from rubrics.measured import Measured, Setting, unique
from rubrics.measures import DocumentPart, Documents, Stream
from rubrics.selecting import select
from rubrics.unread import unread_bearing
from rubrics.wording import listed

_CITED = 2
_FROM_PERIOD = "year: from the period"
_STATE = {True: "有", False: "未见", None: "待核"}


@dataclass(frozen=True, slots=True)
class _Part:
    """One demanded paper: True there, None doubtful, False absent."""

    title: str
    present: bool | None
    files: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    doubts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def measure_documents(measure: Documents, setting: Setting) -> Measured:
    """Check every demanded paper; parts that do not apply to the school are left out."""
    asked = [part for part in measure.of if _applies(part, setting) is not False]
    parts = [_part(part, setting) for part in asked]
    there = sum(part.present is True for part in parts)
    maybe = sum(part.present is not False for part in parts)
    need = min(measure.need or len(parts), len(parts))
    absent = tuple(part.title for part in parts if part.present is not True)
    lacks = tuple(
        Lack(
            part.title,
            Sort.PAPER if one.dated == "period" else Sort.RULES,
            unsure=_applies(one, setting) is None,
        )
        for one, part in zip(asked, parts, strict=True)
        if part.present is not True
    )
    lacking = Interval(Decimal(max(0, need - maybe)), Decimal(max(0, need - there)))
    return Measured(
        lacking=lacking,
        value=Interval(Decimal(there), Decimal(maybe)),
        decided_by=DecidedBy.PRESENCE,
        sentence=_sentence(need, parts, lacking),
        present=there > 0,
        required=need,
        counted=there,
        possible=maybe,
        missing=absent if lacking.high else (),
        lacks=lacks if lacking.high else (),
        documents=unique(file for part in parts for file in part.files),
        citations=unique(cited for part in parts for cited in part.citations),
        not_counted=unique(entry for part in parts for entry in part.not_counted),
        needs=unique(name for part in parts for name in part.needs),
        doubts=unique(text for part in parts for text in part.doubts),
    )


def present_types(types: Iterable[str], setting: Setting) -> tuple[str, ...]:
    """List the files of the school's own papers of these types, whatever their year."""
    return tuple(document.file for document in papers_of(types, setting))


def papers_of(types: Iterable[str], setting: Setting) -> tuple[DocumentEvidence, ...]:
    """List the school's own papers of these types, whatever their year, in order of their files."""
    wanted = set(types)
    return tuple(
        document
        for document, own in _all(setting)
        if own is not False
        and not document.draft_or_template
        and not wanted.isdisjoint(document.types)
    )


def in_period(document: DocumentEvidence, setting: Setting) -> bool | None:
    """Say whether a paper is of the assessed period; None when it names no year."""
    years = document.years or _years_from_days(document, setting)
    return bool(set(years) & set(setting.period.years())) if years else None


def _all(setting: Setting) -> list[tuple[DocumentEvidence, bool | None]]:
    """List all papers, and whether each is the school's own (None when that is not clear)."""
    found = [
        (document, document.own if annotation.own else False)
        for annotation in setting.evidence.annotations
        for document in annotation.documents
    ]
    return sorted(found, key=lambda pair: (pair[0].file, pair[0].title, pair[0].types))


def _applies(part: DocumentPart, setting: Setting) -> bool | None:
    return all_hold(part.when, setting.profile)


def _part(part: DocumentPart, setting: Setting) -> _Part:
    title = part.title or setting.vocabulary.titles(part.types)
    wanted = set(part.types)
    good: list[DocumentEvidence] = []
    unsure: list[tuple[DocumentEvidence, str]] = []
    refused: list[NotCounted] = []
    for document, own in _all(setting):
        if wanted.isdisjoint(document.types):
            continue
        verdict, why = _judge(document, own, part, setting)
        if verdict:
            good.append(document)
        elif verdict is None:
            unsure.append((document, why))
        else:
            refused.append(NotCounted(None, f"《{document.title}》{why}", document.file))
    if good:
        files = tuple(document.file for document in good)
        return _Part(title, True, files, _cited(good), not_counted=tuple(refused))
    shown = [
        e for e in _events(part.evidence_of, setting) if part.evidence_kind in e.evidence_kinds
    ]
    if shown:
        files = unique(file for event in shown for file in event.files)
        cited = unique(c for e in shown for c in e.shown_for(part.evidence_of, 1))
        return _Part(title, True, files, cited, not_counted=tuple(refused))
    return _absent(part, title, unsure, refused, setting)


def _absent(
    part: DocumentPart,
    title: str,
    unsure: list[tuple[DocumentEvidence, str]],
    refused: list[NotCounted],
    setting: Setting,
) -> _Part:
    doubts = [f"《{document.title}》{why}" for document, why in unsure]
    needs: tuple[str, ...] = ()
    words = (*setting.vocabulary.words(part.types), title, *setting.words)
    shapes = setting.vocabulary.shapes(part.types)
    files = unread_bearing(setting.evidence, words, shapes)
    if files:
        doubts.append(f"未能读取的文件可能就是{title}：{listed(files, 3)}")
    if _applies(part, setting) is None:
        needs = unknown_facts(part.when, setting.profile)
        doubts.append(f"{title}是否要求，要看学校信息里的{fact_titles(needs, setting.facts)}")
    papers = present_types(part.weak_documents, setting)
    if papers:
        doubts.append(f"只有相关材料：{listed(papers, 3)}")
    events = _events(part.weak_events, setting)
    if events:
        doubts.append(f"有相关活动 {listed(tuple(e.id for e in events), 3)}，未见{title}")
    waiting = tuple(NotCounted(None, f"待核：《{d.title}》{why}", d.file) for d, why in unsure)
    documents = [document for document, _ in unsure]
    present = None if doubts else False
    files_shown = tuple(document.file for document in documents)
    return _Part(
        title, present, files_shown, _cited(documents), (*waiting, *refused), tuple(doubts), needs
    )


def _years_from_days(document: DocumentEvidence, setting: Setting) -> tuple[int, ...]:
    """Read the year of a paper that names none off its issue date, or the days it tells of.

    A year that was itself only taken from the assessment period says nothing about the paper.
    """
    if document.issued is not None:
        return (document.issued.begin.year,)
    told = {
        occurrence.date.begin.year
        for annotation in setting.evidence.annotations
        if annotation.file == document.file
        for occurrence in annotation.occurrences
        if occurrence.date is not None and _FROM_PERIOD not in occurrence.date.inferred
    }
    return tuple(sorted(told)) if len(told) == 1 else ()


def _kind(document: DocumentEvidence, setting: Setting) -> DocumentKind | None:
    annotations = setting.evidence.annotations
    return next((one.kind for one in annotations if one.file == document.file), None)


def _events(types: tuple[str, ...], setting: Setting) -> list[Event]:
    """List the events of these types that were held in the period."""
    if not types:
        return []
    stream = Stream(types=types, dedupe="none")
    return [one.event for one in select(stream, setting.evidence, setting.period).certain]


def _judge(
    document: DocumentEvidence, own: bool | None, part: DocumentPart, setting: Setting
) -> tuple[bool | None, str]:
    """Say whether a paper is what is asked for, is doubtful, or is not, and why."""
    if document.draft_or_template:
        return False, "是范本或草稿"
    if own is False and not part.from_others:
        return False, document.whose or "是上级或外单位的文件，不是本单位的"
    kind = _kind(document, setting)
    if part.kinds and kind not in part.kinds:
        return False, "不是所要的那种材料"
    current = part.dated != "period" or in_period(document, setting)
    if current is False:
        years = document.years or _years_from_days(document, setting)
        return False, f"是 {listed(tuple(str(year) for year in years))} 年的"
    doubts = [document.whose] if own is None and not part.from_others else []
    if current is None:
        doubts.append("没有写明年度")
    if part.signed and not document.signed:
        doubts.append("未见签字")
    lacking = tuple(clause for clause in part.clauses if clause not in document.clauses)
    if lacking:
        doubts.append("未找到要求写入的内容")
    return (None, "、".join(doubts)) if doubts else (True, "")


def _cited(documents: Iterable[DocumentEvidence]) -> tuple[Citation, ...]:
    return unique(cited for document in documents for cited in document.citations[:_CITED])


def _sentence(need: int, parts: list[_Part], lacking: Interval) -> str:
    there = tuple(part.title for part in parts if part.present is True)
    if not parts:
        return "按学校情况不要求"
    if len(parts) == 1:
        return f"{parts[0].title}：{_STATE[parts[0].present]}"
    shown = f"应有 {need} 项，确认 {len(there)} 项"
    absent = tuple(part.title for part in parts if part.present is False)
    unsure = tuple(part.title for part in parts if part.present is None)
    if absent and lacking.high != ZERO:
        shown += f"（未见 {listed(absent)}）"
    if unsure and lacking.high != ZERO:
        shown += f"（待核 {listed(unsure)}）"
    return shown
