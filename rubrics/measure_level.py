"""The measure `level`: the highest level of recognition that awards or papers show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Citation
from matchers.annotation import Annotation, Award, AwardStatus, DocumentEvidence
from rubrics.finding import DecidedBy, NotCounted
from rubrics.interval import ONE, ZERO, Interval
from rubrics.lacks import Sort, lack
from rubrics.measured import Measured, Setting, unique
from rubrics.measures import Level, LevelSource
from rubrics.unread import unread_bearing
from rubrics.wording import listed


@dataclass(frozen=True, slots=True)
class _Shown:
    """One thing that shows a level; ends differ when it does not say which."""

    title: str
    file: str
    low: int
    high: int
    citations: tuple[Citation, ...]
    doubt: str = "没有写明级别"


def measure_level(measure: Level, setting: Setting) -> Measured:
    """Find the highest level reached; an award that names no level stays open."""
    found = sorted(_look(measure, setting), key=_key)
    shown = [one for one in found if isinstance(one, _Shown)]
    ranks = tuple(rank.id for rank in measure.order)
    low = max((one.low for one in shown), default=0)
    high = max((one.high for one in shown), default=0)
    doubts = [f"“{one.title}”{one.doubt}" for one in shown if one.high > max(one.low, low)]
    types = [name for source in measure.sources for name in source.documents]
    words = (*setting.vocabulary.words(types), measure.title, *setting.words)
    files = unread_bearing(
        setting.evidence,
        words,
        setting.vocabulary.shapes(types),
    )
    if files and low < len(ranks):
        high = len(ranks)
        doubts.append(f"未能读取的文件可能是证书或文件：{listed(files, 3)}")
    lacking = _lacking(measure, ranks, low, high)
    return Measured(
        lacking=lacking,
        value=Interval(Decimal(low), Decimal(high)),
        decided_by=DecidedBy.VALUE,
        sentence=_sentence(measure, low, high),
        present=bool(shown),
        documents=unique(one.file for one in shown),
        citations=unique(cited for one in shown for cited in one.citations),
        not_counted=unique(one for one in found if isinstance(one, NotCounted)),
        doubts=unique(doubts),
        ranks=ranks,
        projects=_projects(shown) if measure.each_project else (),
        missing=(_wanted(measure),) if lacking.high != ZERO else (),
        lacks=lack((_shown_as(measure),), Sort.HONOUR) if lacking.high != ZERO else (),
    )


def _projects(shown: list[_Shown]) -> tuple[Interval, ...]:
    """Give the highest level of each project; two papers of one title speak of one project."""
    best: dict[str, tuple[int, int]] = {}
    for one in shown:
        name = "".join(one.title.split()).strip("“”《》")
        low, high = best.get(name, (0, 0))
        best[name] = (max(low, one.low), max(high, one.high))
    return tuple(Interval(Decimal(low), Decimal(high)) for _, (low, high) in sorted(best.items()))


def _key(one: _Shown | NotCounted) -> tuple[str, str]:
    return (one.file or "", one.title if isinstance(one, _Shown) else one.why)


def _look(measure: Level, setting: Setting) -> Iterator[_Shown | NotCounted]:
    for annotation in setting.evidence.annotations:
        for source in measure.sources:
            for award in annotation.awards:
                if award.type in source.awards:
                    whose = award.own if annotation.own else False
                    yield _award(award, whose, annotation.file, measure, setting)
            told = source.level is None and _names_level(annotation, measure)
            for document in annotation.documents:
                if set(source.documents) & set(document.types) and not told:
                    yield _document(document, annotation.own, source, measure, setting)


def _names_level(annotation: Annotation, measure: Level) -> bool:
    """Say whether the awards read from a file already tell what its papers would leave open."""
    wanted = {name for source in measure.sources for name in source.awards}
    return any(award.type in wanted for award in annotation.awards)


def _award(
    award: Award, own: bool | None, file: str, measure: Level, setting: Setting
) -> _Shown | NotCounted:
    """Place an honour on the rungs; whose it is and of which year may leave it open."""
    ranks = [rank.id for rank in measure.order]
    if award.status is AwardStatus.PLANNED:
        return NotCounted(None, f"“{award.title}”是争创目标，不是已获认定", file)
    if own is False:
        return NotCounted(None, f"“{award.title}”说的是别的单位，不是本校的", file)
    years = () if award.year is None else (award.year,)
    if _other_year(measure, setting, years):
        return NotCounted(None, f"“{award.title}”不是本时段获得的", file)
    cited = (award.citation,)
    doubt = _open_because(own, years, measure)
    if award.status is AwardStatus.APPLIED:
        if "applied" not in ranks:
            return NotCounted(None, f"“{award.title}”只是申报，尚未获认定", file)
        reached = ranks.index("applied") + 1
        return _shown(award.title, file, reached, reached, cited, doubt)
    if award.level is None:
        floor = ranks.index("applied") + 1 if "applied" in ranks else 0
        return _shown(award.title, file, floor, len(ranks), cited, doubt)
    if award.level not in ranks:
        return NotCounted(None, f"“{award.title}”的级别不在本条计分之列", file)
    reached = ranks.index(award.level) + 1
    return _shown(award.title, file, reached, reached, cited, doubt)


def _open_because(own: bool | None, years: tuple[int, ...], measure: Level) -> str:
    """Say why what a paper shows may not count for this school in this period."""
    why = [] if own else ["没有写明是本校的"]
    if measure.awarded_in == "period" and not years:
        why.append("没有写明年份")
    return "、".join(why)


def _shown(
    title: str, file: str, low: int, high: int, citations: tuple[Citation, ...], doubt: str
) -> _Shown:
    if doubt:
        return _Shown(title, file, 0, high, citations, doubt)
    return _Shown(title, file, low, high, citations)


def _document(
    document: DocumentEvidence, own: bool, source: LevelSource, measure: Level, setting: Setting
) -> _Shown | NotCounted:
    if document.draft_or_template:
        return NotCounted(None, f"《{document.title}》是范本或草稿", document.file)
    if not own:
        return NotCounted(None, f"《{document.title}》是别的单位的，不是本校的", document.file)
    if _other_year(measure, setting, document.years):
        return NotCounted(None, f"《{document.title}》不是本时段的", document.file)
    ranks = [rank.id for rank in measure.order]
    low = ranks.index(source.level) + 1 if source.level else 0
    high = low if source.level else len(ranks)
    doubt = _open_because(own, document.years, measure)
    return _shown(document.title, document.file, low, high, document.citations[:2], doubt)


def _other_year(measure: Level, setting: Setting, years: tuple[int, ...]) -> bool:
    if measure.awarded_in == "any" or not years:
        return False
    return set(setting.period.years()).isdisjoint(years)


def _lacking(measure: Level, ranks: tuple[str, ...], low: int, high: int) -> Interval:
    wanted = ranks.index(measure.at_least) + 1 if measure.at_least else 1
    return Interval(ZERO if high >= wanted else ONE, ZERO if low >= wanted else ONE)


def _wanted(measure: Level) -> str:
    least = next((rank.title for rank in measure.order if rank.id == measure.at_least), "")
    return f"{measure.title}（{least}以上）" if least else measure.title


def _shown_as(measure: Level) -> str:
    """Name what would show a level: where an application is one, that does as well."""
    applied = measure.at_least is None and any(rank.id == "applied" for rank in measure.order)
    return f"{_wanted(measure)}的申报或认定" if applied else _wanted(measure)


def _sentence(measure: Level, low: int, high: int) -> str:
    def title(index: int) -> str:
        return measure.order[index - 1].title if index else "未见"

    if low == high:
        return f"{measure.title}：{title(low)}"
    return f"{measure.title}：已确认{title(low)}，最高可能为{title(high)}"
