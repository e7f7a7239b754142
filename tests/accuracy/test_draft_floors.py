"""How well other bureaus' forms are drafted may not fall: floors a little under the last figures.

The figures are printed by `make accuracy` and written down in benchmarks/README.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from benchmarks.accuracy_drafts import WRITERS, Tally, lots, measure, score
from benchmarks.made_forms import MadeForm
from extractors import extract_file
from rubrics.draft import draft_rubric
from rubrics.load import parse_rubric

LOTS = lots()


def _whole(tallies: dict[str, Tally]) -> Tally:
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    return whole


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_the_five_sets_printed_again_are_read(kind: str) -> None:
    found = _whole(measure(LOTS["sets"], kind))
    assert found.items == found.points == found.of_items == 140, found.wrong
    assert found.of_clauses == 266
    assert found.scored >= 241
    assert found.counted >= 188


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_made_up_forms_in_other_layouts_are_read(kind: str) -> None:
    found = _whole(measure(LOTS["made"], kind))
    assert found.items == found.points == found.of_items == 66, found.wrong
    assert found.of_clauses == 94
    assert found.scored >= 93
    assert found.counted >= 88


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_later_layouts_are_read(kind: str) -> None:
    found = _whole(measure(LOTS["later"], kind))
    assert found.items == found.points == found.of_items == 67, found.wrong
    assert found.of_clauses == 104
    assert found.scored >= 102
    assert found.counted >= 100
    assert found.whole == found.of_whole == 10, found.wrong


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_forms_that_nothing_was_fitted_to_are_read(kind: str) -> None:
    """What is read wrong in them is not shown, so that they stay unseen."""
    found = _whole(measure(LOTS["held out"], kind))
    right = (found.items, found.points, found.scored, found.counted, found.whole)
    assert (found.of_items, found.of_clauses, found.of_whole) == (55, 73, 5)
    floors = (55, 55, 66, 57, 4)
    fallen = [n for n, (a, b) in enumerate(zip(right, floors, strict=True)) if a < b]
    assert not fallen


def _pdf(form: MadeForm, target: Path) -> Path:
    """Print a form as a PDF with ruled lines (or as paragraphs where it is text)."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=9, wordWrap="CJK")
    story: list[Flowable] = [Paragraph(form.title, style)]
    if form.head:
        rows = [[Paragraph(cell, style) for cell in row] for row in (form.head, *form.rows)]
        table = Table(rows, colWidths=[720 / len(form.head)] * len(form.head))
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
        story.append(table)
    story += [Paragraph(line, style) for line in form.text]
    SimpleDocTemplate(str(target), pagesize=landscape(A4)).build(story)
    return target


def test_made_up_forms_are_read_from_pdf(tmp_path: Path) -> None:
    whole = Tally()
    for form in (*LOTS["made"], *LOTS["later"]):
        draft = draft_rubric(extract_file(_pdf(form, tmp_path / f"{form.name}.pdf")), "draft")
        whole.add(score(form, draft))
    assert whole.of_items == 133
    assert whole.items == whole.points == 133, whole.wrong
    assert whole.scored >= 195, whole.wrong
    assert whole.counted >= 188, whole.wrong


@pytest.mark.parametrize("form", [pytest.param(f, id=f.name) for lot in LOTS.values() for f in lot])
def test_every_draft_loads_back_and_its_points_add_up(form: MadeForm, tmp_path: Path) -> None:
    draft = draft_rubric(extract_file(WRITERS["docx"](form, tmp_path / "form.docx")), "draft")
    again = parse_rubric(draft.yaml, "草稿.yaml")
    assert again == draft.rubric
    if form not in LOTS["held out"]:
        assert not any("合计" in text and "满分" in text for text in draft.problems)
