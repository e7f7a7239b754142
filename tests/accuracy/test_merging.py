"""On both made-up schools every happening is one event with its own papers, archives included."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy_corpus import compare, load_truth, read_corpus
from benchmarks.accuracy_merging import CORPORA, MergingErrors, merging_errors
from pipeline.assessment import Reading


@pytest.fixture(scope="module", params=CORPORA, ids=lambda corpus: corpus.name)
def corpus(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def reading(corpus: Path) -> Reading:
    return read_corpus(corpus)


@pytest.fixture(scope="module")
def errors(corpus: Path, reading: Reading) -> MergingErrors:
    return merging_errors(reading.events, load_truth(corpus))


def test_no_happening_is_split_joined_or_lost(errors: MergingErrors) -> None:
    assert errors.happenings >= 28
    assert (errors.unfound, errors.split, errors.joined) == ([], [], [])


def test_papers_lie_with_what_they_document(errors: MergingErrors) -> None:
    assert errors.papers_right >= 0.98 * errors.papers
    assert errors.astray == []


def test_archives_are_read_as_a_check_reads_them(corpus: Path, reading: Reading) -> None:
    """The sample's talks lie in an archive; nothing of the truth is missing."""
    result = compare(reading.events, load_truth(corpus))
    assert (result.missing, result.extra, result.split) == ([], [], [])
    packed = [f for event in reading.events for f in event.files if ".zip/" in f]
    assert bool(packed) is (corpus.name == "yucai-primary")
