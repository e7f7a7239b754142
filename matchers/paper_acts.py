"""Papers that are the act themselves: a signed report to the authorities, a public notice."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from matchers.annotation import Attributes, EventDate, Granularity, Occurrence, Status
from matchers.document_kind import KindVerdict
from matchers.normalize import normalize
from matchers.record import Record
from matchers.terms import Strength, TermMatcher
from matchers.year_context import signature_day


def acts_by_paper(
    document: Document,
    verdict: KindVerdict,
    record: Record,
    matcher: TermMatcher,
    known: Sequence[Occurrence],
) -> list[Occurrence]:
    """Give the act that a signed and dated paper proves by being there, if it is one.

    The lexicon says which types have such papers (`papers`) and what their titles end with.
    Types that the document's text already shows as held (`known`) are not given again.
    """
    region, signed = verdict.title_region, signature_day(document)
    if verdict.template or region is None or signed is None or record.index != 0:
        return []
    title = normalize(verdict.title)
    held = {t for o in known if o.status is Status.HELD for t in o.types}
    types = _types(title, matcher) - held
    if not types:
        return []
    date = EventDate(signed, signed, Granularity.DAY, signed.isoformat(), ("date: of signature",))
    return [
        Occurrence(
            file=document.path,
            record=record.index,
            types=tuple(sorted(types)),
            title=verdict.title,
            status=Status.HELD,
            date=date,
            for_year=None,
            attributes=Attributes(),
            evidence_kind=verdict.evidence_kind,
            confidence=0.8,
            citations=(document.cite(region.block, region.start, region.end),),
            trace=("落款的报告或公示，本身就是这项工作，日期取落款日期",),
        )
    ]


def _types(title: str, matcher: TermMatcher) -> set[str]:
    return {
        hit.type
        for hit in matcher.find(title).hits
        if hit.strength is Strength.NAME
        and any(word in title[hit.start :] for word in matcher.lexicon.entry(hit.type).papers)
    }
