"""Many pages are made in one process: one compilation, and no page shows another school."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jinja2 import Environment

from pipeline.reports.html_report import html_report
from tests.pipeline.made_assessment import made_assessment


def _page(event_title: str) -> str:
    assessment = made_assessment()
    events = tuple(replace(event, title=event_title) for event in assessment.reading.events)
    reading = replace(assessment.reading, events=events)
    return html_report(replace(assessment, reading=reading), version="1", created=None)


def test_a_second_page_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _page("先做的一页")

    def compiled_again(*_: object, **__: object) -> str:
        raise AssertionError("the template was compiled again")

    monkeypatch.setattr(Environment, "_generate", compiled_again)
    assert "后做的一页" in _page("后做的一页")


def test_a_page_shows_nothing_of_the_one_before() -> None:
    first, second = _page("甲校的活动"), _page("乙校的活动")
    assert "甲校的活动" in first
    assert "甲校的活动" not in second
    assert second == _page("乙校的活动")
