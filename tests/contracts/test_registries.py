"""The tables that name modules and types point at what is there."""

from __future__ import annotations

import importlib

import pytest

from extractors.formats import MEDIA_TYPES, Format
from extractors.registry import EXTRACTORS
from matchers.lexicon import load_lexicon
from pipeline.argument_values import FORMATS
from pipeline.cli import COMMANDS
from pipeline.reports.rendering import REPORTS

# The event types that the result file promises; the list only grows.
EVENT_TYPES = {
    "members_meeting",
    "committee_meeting",
    "group_meeting",
    "party_lecture",
    "theme_party_day",
    "organizational_life",
    "democratic_life",
    "member_appraisal",
    "central_group_study",
    "central_group_discussion",
    "ideology_review",
    "ideology_inspection",
    "ideology_report",
    "governance_meeting",
    "party_building_study",
    "integrity_review",
    "integrity_education",
    "branch_report_hearing",
    "secretary_appraisal",
    "work_report",
    "staff_congress",
    "league_congress",
    "pioneer_congress",
    "student_congress",
    "affairs_disclosure",
    "ledger_inspection",
    "civics_class",
    "congress_study",
    "volunteer_service",
    "dues_payment",
    "three_appraisals",
    "branch_election",
    "heart_talk",
    "secretary_training",
    "community_party_day",
}


@pytest.mark.parametrize("target", sorted(set(EXTRACTORS.values())))
def test_every_extractor_exists(target: str) -> None:
    module, _, name = target.partition(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_every_format_has_a_media_type() -> None:
    assert set(MEDIA_TYPES) == set(Format)


@pytest.mark.parametrize("module", sorted(COMMANDS.values()))
def test_every_command_exists(module: str) -> None:
    assert callable(importlib.import_module(module).run)


def test_every_report_format_exists() -> None:
    assert set(FORMATS) == set(REPORTS)
    for report in REPORTS.values():
        module, _, name = report.maker.partition(":")
        assert callable(getattr(importlib.import_module(module), name))


def test_the_promised_event_types_are_known() -> None:
    known = {entry.id for entry in load_lexicon().events}
    assert known >= EVENT_TYPES


def test_every_event_type_has_a_chinese_title() -> None:
    assert not [entry.id for entry in load_lexicon().events if not entry.title]
