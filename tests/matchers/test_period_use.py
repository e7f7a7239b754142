"""What is not searched a second time must be what a second search would have found."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy_events import page_document
from extractors.document import Document
from extractors.settings import ExtractSettings
from matchers.annotate import annotate
from matchers.annotation import Annotation
from matchers.context import SubmissionContext
from matchers.period import Period, parse_period
from matchers.period_use import PeriodUse
from pipeline.run import find_events
from pipeline.settings import Settings
from tests.corpora.test_pages import ALL as PAGES

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
PERIODS = ("2021", "2022", "2023", "2021-2022学年")


@cache
def read(folder: str) -> tuple[Document, ...]:
    """What is read of a sample's files, pictures aside."""
    settings = Settings(ExtractSettings(ocr="off"), jobs=1)
    return find_events(CORPORA / folder, settings=settings).documents


def left_alone(documents: tuple[Document, ...], period: Period) -> tuple[int, list[str]]:
    """How many files keep what was first found, and those of them where that is wrong."""
    unknown, known = SubmissionContext(), SubmissionContext(period=period)
    stays, wrong = 0, []
    for document in documents:
        first = annotate(document, unknown)
        if first.period_use.unaffected_by(period):
            stays += 1
            if _told(first) != _told(annotate(document, known)):
                wrong.append(document.path)
    return stays, wrong


def _told(annotation: Annotation) -> Annotation:
    return replace(annotation, period_use=PeriodUse())


@pytest.mark.parametrize("folder", ["yucai-primary/submission", "chenxi/submission", "traps/files"])
@pytest.mark.parametrize("period", PERIODS)
def test_a_file_left_alone_would_have_been_found_the_same(folder: str, period: str) -> None:
    documents = read(folder)
    stays, wrong = left_alone(documents, parse_period(period))
    assert not wrong
    assert stays, "nothing was left alone: the second search saves nothing"


def _seen(page: dict[str, Any]) -> bool:
    return bool(page["split"] == "dev")


@pytest.mark.parametrize("period", ["2019", "2023"])
def test_a_page_left_alone_would_have_been_found_the_same(period: str) -> None:
    documents = tuple(page_document(page) for page in PAGES if _seen(page))
    stays, wrong = left_alone(documents, parse_period(period))
    assert not wrong
    assert 0 < stays < len(documents), "both kinds must be there for this to show anything"


@pytest.mark.parametrize(
    ("use", "period", "unaffected"),
    [
        (PeriodUse(), "2022", True),
        (PeriodUse(open=True), "2022", False),
        (PeriodUse(open=True), "2021-2022学年", False),
        (PeriodUse(years=(2022,)), "2022", True),
        (PeriodUse(years=(2022,)), "2022-03", True),
        (PeriodUse(years=(2021, 2022)), "2022", False),
        (PeriodUse(years=(2021,)), "2021-2022学年", False),  # a month of it may say 2022
        (PeriodUse(years=(2021,)), "2021-01-01..2022-12-31", True),  # two years help no date
        (PeriodUse(), "2021-2022学年", True),
    ],
)
def test_a_period_matters_where_a_year_is_missing_or_another(
    use: PeriodUse, period: str, unaffected: bool
) -> None:
    assert use.unaffected_by(parse_period(period)) is unaffected


def test_records_of_a_file_ask_together() -> None:
    uses = [PeriodUse(years=(2022,)), PeriodUse(open=True, years=(2021, 2022))]
    assert PeriodUse().joined(uses) == PeriodUse(open=True, years=(2021, 2022))
