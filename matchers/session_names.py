"""The session that names tell of: the type that headings, sheet, title or path give a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from extractors.document import Document
from matchers.annotation import EventDate, Granularity, Occurrence, Rejected, Status
from matchers.attributes import attributes_of
from matchers.document_kind import KindVerdict
from matchers.mention_dates import event_date, is_fine, is_yearless
from matchers.normalize import normalize
from matchers.organisations import unit
from matchers.profile import Profile
from matchers.record import FieldName, Record, RecordKind, Region
from matchers.record_tables import BY_COLUMN, ONE_CELL, TOLD
from matchers.record_text import RecordText
from matchers.register_rows import is_only_name, matter_of, named_types, subject_of, with_session
from matchers.row_words import row_types
from matchers.scene import Scene
from matchers.terms import TermMatcher

_TITLE_CHARS = 60
_DATE_WORDS = re.compile(r"[\d\s年月日号一二三四五六七八九十〇:,.、/-]|星期.|[上下]午")
_PUPILS = re.compile(r"学生|同学|家长|队员|幼儿")
_ADULTS = re.compile(r"党员|教师|教职工|教工|班子|干部|老师|同志|书记|校长")
_FOR_PUPILS = frozenset({"civics_class", "league_congress", "student_congress", "pioneer_congress"})
_WITH_WHOM = (FieldName.AUDIENCE, FieldName.ATTENDEES)
_FIGURES = re.compile(r"\d+(?:\.\d+)?(?:/\d+)?[元人]?")
_LEAST_WORDS = 2
_SCRIPT_WORD = re.compile(
    r"(?:讲稿|教案|课件|讲义|文稿|备课稿|(?:发言|讲话|演讲|主持|宣讲)稿|稿)(?=[\d._() -]*$)"
)
_OTHER_BODY = re.compile(
    r"校务|行政|办公会|教研|备课|班主任|年级组|家长|家委|工会|团委|团支部|少先队|大队部|学生|安全|食堂"
)
_DEPUTY = re.compile(r"副(?:书记|校长|园长)")
_NOT_HELD = (Status.CANCELLED, Status.PLANNED)


class SessionNamer:
    """Reads the names above and around one record."""

    def __init__(
        self,
        document: Document,
        verdict: KindVerdict,
        record: Record,
        view: RecordText,
        scene: Scene,
        profile: Profile,
        rejected: tuple[Rejected, ...] = (),
    ) -> None:
        self._document = document
        self._verdict = verdict
        self._record = record
        self._view = view
        self._scene = scene
        self._profile = profile
        self._rejected = rejected
        self.unit = next((u for _, name, _ in self._names() if (u := unit(name))), None)

    def with_inherited(
        self, occurrences: list[Occurrence], matcher: TermMatcher, labelled: bool
    ) -> list[Occurrence]:
        """Add the type that headings, sheet, document title or path give the session.

        A register named 党课登记 says of every row that it is a 党课, whatever else the row
        names; minutes take their type from there only when no label of their own (`labelled`)
        names one, and from the path only when nothing in them does.
        """
        is_row = self._record.kind is RecordKind.REGISTER_ROW
        held = [o for o in occurrences if o.status is Status.HELD]
        refused = set() if is_row else {t for o in occurrences if o not in held for t in o.types}
        called_off = refused & {t for o in occurrences if o.status in _NOT_HELD for t in o.types}
        wholes = {w for o in held for t in o.types for w in matcher.lexicon.entry(t).part_of}
        if labelled and not is_row and not wholes:
            return occurrences
        for source, text, region in self._names():
            if (is_row or held) and source in ("文件名", "文件夹名"):
                break
            above = region is not None and self._view.locate(region) is None
            told = TOLD in self._record.reasons
            named = named_types(text, matcher, lacking=told)
            named |= matcher.lexicon.headed(text) if told else set()
            types = named - (called_off if above else refused)
            if labelled and not is_row:
                types &= wholes
            if is_row:
                types = {t for t in types if not self._is_by_deputy(matcher.lexicon.entry(t).needs)}
            if not types or (source == "文件夹名" and not self._may_name(types, matcher)):
                continue
            if types <= {t for o in held for t in o.types}:
                return occurrences
            own = [o for o in occurrences if o.status is Status.HELD or not types & set(o.types)]
            session = self._from_name(tuple(sorted(types)), source, region)
            if source == "文件夹名" and not is_only_name(text, matcher):
                session = _to_be_seen(session)
            return with_session(own, session)
        return occurrences

    def _may_name(self, types: set[str], matcher: TermMatcher) -> bool:
        """Say whether a folder can name a paper's session: one type, and nothing against it.

        Against it are a title that names another body, and a name of the paper's own that only
        looks like the type (教代会预备会 in the folder 教代会).
        """
        if len(types) != 1 or _OTHER_BODY.search(normalize(self._verdict.title)):
            return False
        own = [text for source, text, _ in self._names() if source != "文件夹名"]
        return not any(
            alike.type in types for text in own for alike in matcher.find(text).lookalikes
        )

    def with_row_words(
        self, occurrences: list[Occurrence], matcher: TermMatcher
    ) -> list[Occurrence]:
        """Add what the terse cells of a table's row name beside the register's own title."""
        session = self._scene.session
        if not self._is_row() or session is None or not is_fine(session):
            return occurrences
        title = normalize(self._verdict.title)
        named = {t for _, text, _ in self._names() for t in named_types(text, matcher)}
        known = {t for o in occurrences if o.status is not Status.REFERENCED for t in o.types}
        found = row_types(self._record, title, named, matcher)
        types = {event_type for event_type in found if event_type not in known}
        joined = [o for o in occurrences if not types & set(o.types)]
        for cell in dict.fromkeys(found[event_type] for event_type in sorted(types)):
            told = tuple(sorted(t for t in types if found[t] == cell))
            joined = with_session(joined, self._from_name(told, "本行内容", cell))
        return joined if types else occurrences

    def as_script(
        self, occurrences: Sequence[Occurrence], matcher: TermMatcher
    ) -> list[Occurrence]:
        """Take a lecture's script as a lead to the lecture: it was written, not yet given.

        Its own day is that of its title or of its 授课时间. What it tells of other days stays;
        what it says of its own day (今天我给大家上一堂党课) is no more than such a lead.
        """
        lead = self._script_lead(matcher) if self._record.index == 0 else None
        own = set(lead.types) if lead else set()
        told = [o for o in occurrences if o.status is Status.HELD and not own & set(o.types)]
        session = self._scene.session
        today = (session.begin, session.finish) if session else None
        rest = [
            _only_written(o) if o.date is None or (o.date.begin, o.date.end) == today else o
            for o in told
        ]
        return [lead, *rest] if lead else rest

    def _script_lead(self, matcher: TermMatcher) -> Occurrence | None:
        """Give the lecture that a script's title or file name tells of, or None."""
        for source, text, region in self._names():
            types = named_types(_SCRIPT_WORD.sub("", text), matcher)
            types = {t for t in types if self._is_met(matcher.lexicon.entry(t).needs)}
            if types and source != "文件夹名":
                named = self._from_name(tuple(sorted(types)), source, region)
                date = _title_date(self._scene, self._view, region)
                if date is None and self._record.field(FieldName.TIME) is not None:
                    date = named.date
                first = self._view.raw.split("\n", 1)[0].strip()
                attributes = replace(named.attributes, topic=first or named.attributes.topic)
                return _only_written(replace(named, date=date, attributes=attributes))
        return None

    def _is_met(self, needs: Sequence[str]) -> bool:
        """Say whether one of the words that a type needs (书记, 校长) stands in the record."""
        text = f"{self._scene.names}\n{self._view.text}"
        return not needs or any(word in text for word in needs)

    def _is_by_deputy(self, needs: Sequence[str]) -> bool:
        """Say whether a row names a deputy only where the register's type needs the head."""
        others = _DEPUTY.sub("", self._view.text)
        return others != self._view.text and bool(needs) and not any(w in others for w in needs)

    def _row_status(
        self, date: EventDate | None, types: Iterable[str]
    ) -> tuple[Status, tuple[str, ...]]:
        """Let the row's own words (未开, 待开, 取消) speak before its date."""
        if cue := self._scene.row_cue:
            what = "本行" if self._is_row() else "记录"
            return cue.status, (f"{what}写有“{cue.text}”",)
        audience = next((f for f in self._record.fields if f.name in _WITH_WHOM), None)
        if (
            audience
            and not _FOR_PUPILS & {*types}
            and _PUPILS.search(audience.value)
            and not _ADULTS.search(audience.value)
        ):
            return Status.UNCLEAR, (f"对象是“{audience.value}”，需人工核对",)
        if self._is_row() and ONE_CELL not in self._record.reasons and self._is_blank():
            return Status.UNCLEAR, ("本行除日期外没有填写内容",)
        session = self._scene.session
        if date is not None and date.granularity is Granularity.MONTH and self._is_row():
            return Status.UNCLEAR, ("本行只写到月份，需核对是哪一天",)
        if date is None and (session is None or not is_yearless(session)):
            return Status.UNCLEAR, ("没有可用的日期",)
        return Status.HELD, ()

    def _is_row(self) -> bool:
        return self._record.kind is RecordKind.REGISTER_ROW

    def _is_blank(self) -> bool:
        """Say whether a row has hardly a word besides its date: a line kept for later.

        Numbers in further cells (a sum, how many came) are content, the row's own number is not.
        """
        text = self._view.text
        for name in (FieldName.STATUS, FieldName.TIME):
            if field := self._record.field(name):
                text = text.replace(normalize(field.value), "")
        cells = [cell.strip() for cell in re.split(r"[\t\n]", text)]
        if any(_FIGURES.fullmatch(cell) for cell in cells[1:]):
            return False
        return len(_DATE_WORDS.sub("", text)) < _LEAST_WORDS

    def _names(self) -> Iterable[tuple[str, str, Region | None]]:
        if BY_COLUMN in self._record.reasons:
            yield from self._column_names()
            return
        for heading in (self._record.title, *reversed(self._record.headings)):
            if heading is not None:
                raw = self._document.blocks[heading.block].text[heading.start : heading.end]
                yield "标题", normalize(raw), heading
        if self._record.regions:
            sheet = self._document.blocks[self._record.regions[0].block].locator.sheet
            if sheet:
                yield "工作表名", normalize(sheet), None
        yield "文档标题", normalize(self._verdict.title), self._verdict.title_region
        *folders, name = self._document.path.split("/")
        yield "文件名", normalize(PurePosixPath(name).stem), None
        for folder in reversed(folders):
            yield "文件夹名", normalize(folder), None

    def _column_names(self) -> Iterable[tuple[str, str, Region | None]]:
        """Give the column's head, alone and after the sheet's subject (意识形态工作 + 督查)."""
        *above, head = self._record.headings
        name = self._heading(head)
        yield "栏目名", name, head
        if TOLD in self._record.reasons and above:
            yield "栏目名", self._heading(above[-1]) + name, head
            yield "标题和栏目名", matter_of(normalize(self._verdict.title)) + name, head
        yield "标题和栏目名", subject_of(normalize(self._verdict.title)) + name, head
        for region in reversed(above[1:]):
            yield "标题", self._heading(region), region

    def _heading(self, heading: Region) -> str:
        raw = self._document.blocks[heading.block].text[heading.start : heading.end]
        return normalize(raw).strip()

    def _from_name(self, types: tuple[str, ...], source: str, region: Region | None) -> Occurrence:
        session = self._scene.session
        field = self._record.field(FieldName.TIME)
        topic = self._record.field(FieldName.TOPIC) or self._record.field(FieldName.CONTENT)
        matter = topic.region if topic is not None and self._is_row() else None
        regions = [r for r in (region, field.region if field else None, matter) if r is not None]
        cited = [self._document.cite(r.block, r.start, r.end) for r in regions]
        date = None
        if session is not None and session.begin is not None and session.finish is not None:
            date = EventDate(
                session.begin, session.finish, session.granularity, session.text, session.inferred
            )
        title = topic.value if topic else self._verdict.title
        clock = session.clock if session else None
        status, why = self._row_status(date, types)
        return Occurrence(
            file=self._document.path,
            record=self._record.index,
            types=types,
            title=" ".join(title.split())[:_TITLE_CHARS],
            status=status,
            date=date,
            for_year=None,
            attributes=attributes_of(
                self._record, self._view.plain, clock, self._profile, self.unit
            ),
            evidence_kind=self._verdict.evidence_kind,
            confidence=0.8,
            citations=tuple(dict.fromkeys(cited)),
            trace=(f"活动类型取自{source}", *why),
            rejected=self._rejected,
        )


def _only_written(occurrence: Occurrence) -> Occurrence:
    why = (*occurrence.trace, "讲稿不能单独证明课已经讲过")
    return replace(occurrence, status=Status.UNCLEAR, trace=why)


def _to_be_seen(session: Occurrence) -> Occurrence:
    """Let a person look at a type that only a folder's longer name suggests."""
    if session.status is not Status.HELD:
        return session
    why = (*session.trace, "文件里没有写明是什么活动，需人工核对")
    return replace(session, status=Status.UNCLEAR, trace=why)


def _title_date(scene: Scene, view: RecordText, region: Region | None) -> EventDate | None:
    """Give the date that stands in a title, or None."""
    place = view.locate(region) if region is not None else None
    if place is None:
        return None
    inside = [d for d in scene.dates if place[0] <= d.start < place[1]]
    return event_date(inside[0], inside[0].problem) if inside else None
