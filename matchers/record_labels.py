"""Where a record names its occasion: its title, its fields of type and topic, a first line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.document import Document
from matchers.annotation import DocumentKind
from matchers.document_kind import KindVerdict
from matchers.normalize import normalize
from matchers.record import FieldName, Record, RecordKind, Region
from matchers.record_text import RecordText
from matchers.register_rows import named_types
from matchers.sentences import Span
from matchers.terms import TermMatcher

_LABELS = (FieldName.TITLE, FieldName.EVENT_TYPE)
_TOPICS = (FieldName.TOPIC,)
_MEETING_NAMES = (
    "会议名称",
    "活动名称",
    "会议内容",
    "活动内容",
    "培训名称",
    "会议主题",
    "活动主题",
)
_LABEL_CHARS = 240
_TITLE_CHARS = 40


def labels_of(
    view: RecordText, verdict: KindVerdict, record: Record
) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Give the places that name the occasion, those that list what it dealt with, and all topics.

    A register's row, or a record that nothing else names, is named by its topics; they then
    stand among the first and the last, not among the second.
    """
    is_row = record.kind is RecordKind.REGISTER_ROW
    labels = tuple(_labels(view, record, _LABELS, record.title or verdict.title_region))
    topics = tuple(_labels(view, record, _TOPICS, None))
    if not labels and record.kind is RecordKind.MINUTES:
        labels = _first_line(view)
    if is_row or not labels:
        labels += topics
    if verdict.kind is DocumentKind.SIGNIN:
        labels += tuple(_named_meeting(view, record))
    return labels, () if is_row or not labels else topics, topics


def _labels(
    view: RecordText, record: Record, names: tuple[FieldName, ...], title: Region | None
) -> Iterable[Span]:
    """Give the places of the title and of the fields named, unless they are whole texts."""
    regions = [f.region for f in record.fields if f.name in names]
    for region in (title, *regions):
        place = view.locate(region) if region is not None else None
        if place is not None and place[1] - place[0] <= _LABEL_CHARS:
            yield Span(*place)


def _named_meeting(view: RecordText, record: Record) -> Iterable[Span]:
    """Give the place where a sign-in sheet names what was signed for (会议名称：…)."""
    for field in record.fields:
        place = view.locate(field.region) if field.label in _MEETING_NAMES else None
        if place is not None:
            yield Span(*place)


def _first_line(view: RecordText) -> tuple[Span, ...]:
    """Take a short first line of minutes as their title."""
    end = view.text.find("\n")
    return (Span(0, end),) if 0 < end <= _TITLE_CHARS else ()


def inspection_of_row(
    document: Document, verdict: KindVerdict, record: Record, matcher: TermMatcher
) -> frozenset[str]:
    """Give the inspection types that the nearest telling name gives a register's row."""
    for name in _nearest_names(document, verdict, record):
        if types := named_types(name, matcher):
            return _inspecting(types, matcher)
    return frozenset()


def _nearest_names(document: Document, verdict: KindVerdict, record: Record) -> Iterable[str]:
    """Give what names a register's row, nearest first: headings, sheet, title."""
    for region in reversed(record.headings):
        yield normalize(document.blocks[region.block].text[region.start : region.end])
    yield normalize(document.blocks[record.regions[0].block].locator.sheet or "")
    yield normalize(verdict.title)


def inspection_of(view: RecordText, labels: Sequence[Span], matcher: TermMatcher) -> frozenset[str]:
    """Give the inspection types that the labels name: other things in it are only inspected."""
    text = "\n".join(view.text[label.start : label.end] for label in labels)
    return _inspecting({hit.type for hit in matcher.find(text).hits}, matcher)


def _inspecting(types: Iterable[str], matcher: TermMatcher) -> frozenset[str]:
    return frozenset(t for t in types if matcher.lexicon.entry(t).inspects)
