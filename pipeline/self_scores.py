"""The school's own scores: found in the submission or named, and set beside the findings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from extractors.document import Document
from matchers.annotation import Flag
from pipeline.assessment import Reading, SelfAssessment
from pipeline.errors import InputError
from pipeline.single_file import read_one
from rubrics.finding import Scorecard
from rubrics.rubric import Rubric
from rubrics.selfscore import (
    Claim,
    SelfScores,
    compare,
    has_self_scores,
    read_self_scores,
    weigh_scores,
)
from rubrics.wording import listed, number

SELF, REVIEW = "自评", "考评"


def self_assessment(
    rubric: Rubric, card: Scorecard, reading: Reading, named: str | Path | None = None
) -> SelfAssessment | None:
    """Read the filled self-score form and compare it with what was found.

    Args:
        rubric: the form the scores are for.
        card: what was found for it.
        reading: the submission, in which the form is looked for when `named` is None.
        named: the form's file; it need not lie in the submission.

    Raises:
        InputError: when the named file is not there or holds no scores for this rubric.
    """
    if named is None:
        found = _found(rubric, reading)
        if not found:
            return None
        document, scores = found[0]
        others = tuple(other.path for other, _ in found[1:])
    else:
        document = read_one(Path(named))
        scores, others = read_self_scores(document, rubric), ()
        if _filled(scores) == 0:
            raise InputError(
                f"“{named}”里没有读到与《{rubric.title}》对应的自评分。\n"
                "请确认是填好的自评表；想看程序读到了什么，用：zuozheng extract 文件"
            )
    claims = compare(scores, card)
    flags = (*scores.flags, *_too_much(claims, card, scores, document), *_several(document, others))
    weighed, grade, why = _weighing(rubric, card, scores)
    return SelfAssessment(document.path, scores, claims, flags, weighed, grade, why)


def _found(rubric: Rubric, reading: Reading) -> list[tuple[Document, SelfScores]]:
    """List the own papers with scores for at least half of the items, the fullest first."""
    found = []
    for document, annotation in zip(reading.documents, reading.annotations, strict=True):
        if annotation.own and has_self_scores(document):
            scores = read_self_scores(document, rubric)
            if 2 * _filled(scores) >= len(rubric.items):
                found.append((document, scores))
    return sorted(found, key=lambda pair: (-_filled(pair[1]), pair[0].path))


def _filled(scores: SelfScores) -> int:
    return sum(one.self_score is not None for one in scores.scores)


def _too_much(
    claims: Sequence[Claim], card: Scorecard, scores: SelfScores, document: Document
) -> list[Flag]:
    """Point out the scores that the evidence does not reach, each with its row in the form.

    A score above the form's own maximum is pointed out by the form's check already.
    """
    most = {finding.item: finding.max for finding in card.findings}
    rows = {one.item: one.block for one in scores.scores}
    flags = []
    for claim in claims:
        top = most[claim.item]
        if claim.claimed <= claim.high or (top is not None and claim.claimed > top):
            continue
        text = document.blocks[rows[claim.item]].text
        cited = (document.cite(rows[claim.item], 0, len(text)),) if text else ()
        flags.append(Flag("self_score_unsupported", "medium", claim.message, cited))
    return flags


def _several(document: Document, others: tuple[str, ...]) -> list[Flag]:
    if not others:
        return []
    message = (
        f"材料里有 {len(others) + 1} 份填了分的自评表，用的是“{document.path}”；"
        f"没有用：{listed(others, 5)}。请核对以哪份为准。"
    )
    return [Flag("self_score_several", "medium", message)]


def _weighing(
    rubric: Rubric, card: Scorecard, scores: SelfScores
) -> tuple[Decimal | None, str | None, str]:
    """Weigh both totals where both are certain; else say what is still open."""
    if not rubric.form.weights:
        return None, None, ""
    own, why_own = _own_total(rubric, scores)
    review, why_review = _review_total(rubric, card, scores)
    totals = {name: total for name, total in ((SELF, own), (REVIEW, review)) if total is not None}
    weighed = weigh_scores(rubric, totals)
    if weighed is not None:
        shown = f"定级总分：自评、考评加权 {weighed.explanation}。{why_review}"
        return weighed.total, weighed.grade, shown
    parts = " + ".join(
        f"{number(weight.share)}×{weight.assessor}" for weight in rubric.form.weights
    )
    return None, None, f"定级总分 = {parts}，现在还不能算：{why_own}{why_review}"


def _own_total(rubric: Rubric, scores: SelfScores) -> tuple[Decimal | None, str]:
    """Give the school's total when its form leaves no doubt about it."""
    if scores.stated is not None and scores.stated != scores.computed:
        return None, (
            f"自评总分有 {number(scores.computed)}（各条相加）和 {number(scores.stated)}"
            "（表上写的）两个数，请先核对；"
        )
    if _filled(scores) < len(rubric.items):
        return None, "自评表没有填完；"
    return scores.computed, ""


def _review_total(
    rubric: Rubric, card: Scorecard, scores: SelfScores
) -> tuple[Decimal | None, str]:
    """Give the assessors' total: as they wrote it in the form, else as found if nothing is open."""
    reviewed = sum(one.review_score is not None for one in scores.scores)
    if reviewed == len(rubric.items):
        return scores.computed_review, ""
    total = card.total
    if total.needs_review == 0 and total.low is not None and total.low == total.high:
        return total.low, "考评用的是本次核查的建议总分。"
    return None, f"考评总分未定（待人工判定 {total.needs_review} 项）。"
