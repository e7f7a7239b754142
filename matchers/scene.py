"""What is known of a record while its mentions are judged. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day

from matchers.annotation import DocumentKind
from matchers.cues import Cue
from matchers.date_expression import DateExpression, YearHint
from matchers.lexicon import EventLexicon
from matchers.record_text import RecordText
from matchers.sentences import Span


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a record while its mentions are judged.

    `labels` are the spans that name the occasion (title, type fields), `topics` those that
    list what it dealt with; `inspection` are the types of an inspection it records; `session`
    is the record's own date from its header; `lead` the date the text begins with; `row_cue` the
    word in a register row that says it did not (yet) take place; `year` the year the
    document speaks of, as far as its heading or name tells; `names` the document's title,
    headings and path; `inspected` the words of its title that make it an authority's inspection;
    `beside_rows` whether the record is a note beside a register's rows;
    `ahead` whether the whole paper only tells of what is to come;
    `known_day` the day on which the paper was published or signed;
    `moved` whether a row's time cell names the later day to which it was put off;
    `labelled_time` whether the session's date stands in a time field.
    """

    view: RecordText
    kind: DocumentKind
    template: bool
    labels: tuple[Span, ...]
    dates: tuple[DateExpression, ...]
    session: DateExpression | None
    lead: DateExpression | None
    is_meeting: bool
    own: tuple[str, ...]
    lexicon: EventLexicon
    topics: tuple[Span, ...] = ()
    inspection: frozenset[str] = frozenset()
    row_cue: Cue | None = None
    year: YearHint | None = None
    names: str = ""
    inspected: str | None = None
    beside_rows: bool = False
    ahead: bool = False
    known_day: Day | None = None
    labelled_time: bool = True
    moved: bool = False
