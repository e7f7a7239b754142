"""A filled self-score form: the scores a school gave itself, their sum, caps, grade and claims.

Nothing is corrected silently: what does not add up is pointed out with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from extractors.document import Citation, Document
from matchers.annotation import Flag
from rubrics.finding import Scorecard
from rubrics.form_heads import squeezed
from rubrics.form_items import FormItem, PrintedForm, printed_form
from rubrics.form_table import FormTable, scoring_tables
from rubrics.grade import band_of, grade_of_weighed, weigh
from rubrics.interval import ZERO
from rubrics.rubric import Item, Rubric
from rubrics.stated_total import Stated, stated_grade, stated_totals
from rubrics.verdict import Verdict
from rubrics.wording import number

_ALIKE = 80.0  # similarity (0-100) from which two wordings are the same item
_RATHER = 55.0  # …and when the number is the same as well


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What the form says of one rubric item; scores are None where the cell is empty."""

    item: str
    max: Decimal | None
    self_score: Decimal | None
    review_score: Decimal | None
    block: int


@dataclass(frozen=True, slots=True)
class SelfScores:
    """A filled form: item scores, the sum of them, and the totals and grade it states."""

    scores: tuple[ItemScore, ...]
    computed: Decimal
    stated: Decimal | None
    computed_review: Decimal | None
    stated_grade: str | None
    flags: tuple[Flag, ...]

    def score(self, item: str) -> Decimal | None:
        """Give the self score of an item, None when it has none."""
        return next((one.self_score for one in self.scores if one.item == item), None)


@dataclass(frozen=True, slots=True)
class Claim:
    """A self score beside what the evidence supports."""

    item: str
    claimed: Decimal
    low: Decimal
    high: Decimal
    message: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """The total that grades: the assessors' totals weighed, and the band it falls in."""

    total: Decimal
    grade: str | None
    explanation: str


def has_self_scores(document: Document) -> bool:
    """Say whether a document holds a scoring table in which somebody wrote scores."""
    items = (i for table in scoring_tables(document) for i in printed_form(table).items)
    return any(item.self_score is not None for item in items)


def states_result(document: Document) -> bool:
    """Say whether a paper other than the scoring table states a result (附件2 on its own)."""
    return not scoring_tables(document) and any(
        one.rank == 0 for one in stated_totals(document, (), None)
    )


def read_self_scores(
    document: Document, rubric: Rubric, sheets: Sequence[Document] = ()
) -> SelfScores:
    """Read a filled form against its rubric and check it.

    Args:
        document: the filled form as an extractor read it.
        rubric: the form it is said to be; items are matched by wording, then by number.
        sheets: papers of their own that state the form's result, such as 附件2.

    Returns:
        The scores, and as flags everything that is missing, above its maximum, or does not
        add up. A document without a scoring table gives no scores and says so in a flag.
    """
    tables = scoring_tables(document)
    forms = [printed_form(table) for table in tables]
    printed = [item for form in forms for item in form.items]
    matched = _matched(rubric, printed)
    scores = tuple(_score(item, found) for item, found in matched if found is not None)
    computed = sum((one.self_score or ZERO for one in scores), ZERO)
    reviews = [one.review_score for one in scores if one.review_score is not None]
    totals = _totals(document, tables, forms, rubric, sheets)
    wrong = [one for one in totals if one.value != computed]
    stated = next((one.value for one in (*wrong, *totals)), None)
    labels = [band.label for band in rubric.form.bands]
    grade = stated_grade(document, tables, labels) or next(
        (told for sheet in sheets if (told := stated_grade(sheet, (), labels))), None
    )
    flags = [*_missing(matched, scores), *_caps(document, scores)]
    flags += _sum(wrong, computed)
    flags += _grade(rubric, grade, stated if stated is not None else computed)
    review = sum(reviews, ZERO) if reviews else None
    return SelfScores(scores, computed, stated, review, grade, tuple(flags))


def _totals(
    document: Document,
    tables: Sequence[FormTable],
    forms: Sequence[PrintedForm],
    rubric: Rubric,
    sheets: Sequence[Document],
) -> tuple[Stated, ...]:
    """List the totals stated by the form, its foot and its sheets, the surest label first."""
    told = list(stated_totals(document, tables, rubric.max))
    told += [one for sheet in sheets for one in stated_totals(sheet, (), rubric.max)]
    feet = [
        Stated(form.total_self, cited, rank=1)
        for form in forms
        if form.total_self is not None
        for cited in _row(document, form.total_block)
    ]
    rows = {one.citation.block for one in feet}
    rest = (one for one in told if one.rank > 0 and one.citation.block not in rows)
    return (*(one for one in told if one.rank == 0), *feet, *rest)


def compare(scores: SelfScores, card: Scorecard) -> tuple[Claim, ...]:
    """List the items for which the school claims more than the evidence can support, or less
    than it already does.
    """
    claims = []
    for finding in card.findings:
        claimed = scores.score(finding.item)
        if claimed is None or finding.low is None or finding.high is None:
            continue
        if claimed > finding.high:
            found = f"现有材料最多支持 {number(finding.high)} 分"
        elif claimed < finding.low:
            found = f"材料已能确认 {number(finding.low)} 分"
        else:
            continue
        message = f"第 {finding.item} 条自评 {number(claimed)} 分，{found}，请核对。"
        claims.append(Claim(finding.item, claimed, finding.low, finding.high, message))
    return tuple(claims)


def weigh_scores(
    rubric: Rubric, totals: dict[str, Decimal], verdicts: Sequence[Verdict] = ()
) -> Weighed | None:
    """Weigh the assessors' totals (自评, 考评) as the form says; None when one is missing.

    Args:
        rubric: the form with its weights and bands.
        totals: what each assessor gave.
        verdicts: which of the form's vetoes hold; one that may hold leaves the grade open.
    """
    total = weigh(rubric.form, totals)
    if total is None:
        return None
    parts = " + ".join(
        f"{number(weight.share)}×{number(totals[weight.assessor])}"
        for weight in rubric.form.weights
    )
    found = grade_of_weighed(rubric.form, total, verdicts)
    shown = f"{parts} = {number(total)} 分，{found.reason}"
    return Weighed(total, found.label, shown)


def _score(item: Item, found: FormItem) -> ItemScore:
    return ItemScore(
        item.id, found.max or item.max, found.self_score, found.review_score, found.block
    )


def _matched(rubric: Rubric, printed: Sequence[FormItem]) -> list[tuple[Item, FormItem | None]]:
    """Find each rubric item in the form, by wording first: forms are copied with small edits."""
    left = list(printed)
    result: list[tuple[Item, FormItem | None]] = []
    for item in rubric.items:
        best = max(left, key=lambda one: _likeness(item, one), default=None)
        if best is not None and not _is_same(item, best):
            best = None
        if best is not None:
            left.remove(best)
        result.append((item, best))
    return result


def _likeness(item: Item, found: FormItem) -> float:
    return float(fuzz.ratio(squeezed(item.text), squeezed(found.text)))


def _is_same(item: Item, found: FormItem) -> bool:
    likeness = _likeness(item, found)
    return likeness >= (_RATHER if found.number == item.id else _ALIKE)


def _missing(
    matched: Sequence[tuple[Item, FormItem | None]], scores: Sequence[ItemScore]
) -> Iterator[Flag]:
    absent = [item.id for item, found in matched if found is None]
    if absent and len(absent) == len(matched):
        yield Flag("self_score_missing", "medium", "没有找到与评分标准对应的自评表。")
        return
    if absent:
        message = f"自评表里没有找到第 {'、'.join(absent)} 条，请核对是否用了别的版本。"
        yield Flag("self_score_item_missing", "medium", message)
    blank = [one.item for one in scores if one.self_score is None]
    if blank:
        yield Flag("self_score_blank", "medium", f"第 {'、'.join(blank)} 条没有填自评分。")


def _caps(document: Document, scores: Sequence[ItemScore]) -> Iterator[Flag]:
    for one in scores:
        if one.self_score is None or one.max is None or one.self_score <= one.max:
            continue
        cited = _row(document, one.block)
        message = (
            f"第 {one.item} 条自评 {number(one.self_score)} 分，超过满分 {number(one.max)} 分。"
        )
        yield Flag("self_score_above_max", "high", message, cited)


def _row(document: Document, block: int | None) -> tuple[Citation, ...]:
    """Cite a whole table row; nothing where there is none or it is empty."""
    text = document.blocks[block].text if block is not None else ""
    return (document.cite(block, 0, len(text)),) if block is not None and text else ()


def _sum(wrong: Sequence[Stated], computed: Decimal) -> Iterator[Flag]:
    """Point out every number that is not the sum, once, with all places where it is written."""
    for value in dict.fromkeys(one.value for one in wrong):
        message = f"各条自评分相加是 {number(computed)} 分，表上写的是 {number(value)} 分，请核对。"
        cited = tuple(one.citation for one in wrong if one.value == value)
        yield Flag("self_score_sum", "high", message, cited)


def _grade(rubric: Rubric, stated: str | None, total: Decimal) -> Iterator[Flag]:
    if stated is None or not rubric.form.bands:
        return
    band, _ = band_of(rubric.form, total)
    if band is not None and band.label != stated:
        message = f"自评 {number(total)} 分属于“{band.label}”，表上写的是“{stated}”，请核对。"
        yield Flag("self_score_grade", "medium", message)
