"""The traps that files of this kind set, each met in practice, and the tests that hold them.

Most tests stand beside their format; this table names them, so that none is lost when tests move.
Those that fit nowhere else stand below.
"""

from __future__ import annotations

import importlib
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors import legacy_office
from tests.extractors.made_files import make_docx, paragraph, read
from tests.extractors.made_ole import make_ole

TRAPS: dict[str, tuple[str, ...]] = {
    "cells repeat, nest and hide; inserted, deleted and boxed text; ☑ as a symbol": (
        "test_docx:test_inline_text_is_what_people_see",
        "test_docx:test_deleted_text_is_kept_apart",
        "test_docx:test_text_box_comes_once_though_its_fallback_repeats_it",
        "test_docx:test_merged_cells_come_once_and_keep_their_columns",
        "test_docx:test_nested_table_follows_its_row",
    ),
    "automatic numbers are not in the text": (
        "test_numbering:test_lists_of_one_abstract_numbering_share_their_count",
        "test_numbering:test_start_override_begins_anew_once",
        "test_numbering:test_numbering_is_inherited_from_the_style",
    ),
    "pdfium counts UTF-16 units": (
        "test_pdf:test_rare_characters_move_no_box",
        "test_citation_boxes:test_in_a_pdf_the_box_of_any_quote_covers_its_characters",
    ),
    "characters of fallback fonts move; blanks at a line's start are dropped": (
        "test_pdf:test_characters_of_fallback_fonts_keep_their_places",
        "test_pdf:test_an_indent_begins_a_paragraph",
    ),
    "turned pages and crop boxes": (
        "test_pdf:test_boxes_hold_on_turned_and_cropped_pages",
        "test_citation_boxes:test_in_a_pdf_the_box_of_any_quote_covers_its_characters",
    ),
    "a table over pages is found as two": (
        "test_pdf:test_a_ruled_table_over_two_pages_is_one_table",
        "test_pdf:test_a_row_cut_by_the_page_end_is_one_row",
    ),
    "月 and 日 vanish: flagged, never guessed": (
        "test_registry:test_damaged_dates_are_flagged_where_they_stand",
        "test_registry:test_sound_dates_are_not_flagged",
    ),
    "two LibreOffice runs on one profile fail; it reads anything; web pages named .doc": (
        "test_office_converter:test_each_worker_has_one_profile_of_its_own",
        "test_office_converter:test_bytes_that_are_no_old_file_never_reach_libreoffice",
        "test_registry:test_a_web_page_renamed_doc_is_read_as_the_page_it_is",
    ),
    "a template's date is no evidence; LibreOffice writes dates of its own": (
        "test_docx:test_a_template_date_is_no_evidence",
        "test_traps:test_times_and_title_are_those_of_the_old_file",
    ),
    "pages askew and lying": (
        "test_ocr:test_lines_are_in_order_though_the_page_is_askew",
        "test_ocr:test_a_page_that_lies_is_turned_and_its_boxes_turned_back",
    ),
    "member names in any encoding, leading outside, bombs, links": (
        "test_submission_files:test_member_names_come_right_whatever_made_them",
        "test_submission_files:test_members_that_lead_outside_are_refused_and_written_nowhere",
        "test_submission_files:test_a_zip_bomb_stops_at_its_limit",
        "test_submission_files:test_archives_nested_too_deep_are_named",
        "test_submission_files:test_links_in_a_tar_are_refused",
    ),
    "any parser can hang, grow or crash": (
        "test_isolated:test_a_file_too_slow_or_too_large_is_named_and_the_rest_is_read",
        "test_isolated:test_a_file_that_brings_its_worker_down_twice_is_named",
    ),
    "OFD: templates, seals, private glyphs": (
        "test_ofd:test_page_template_and_annotation_are_told_apart",
        "test_ofd:test_private_glyphs_are_said_to_be_unreadable",
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_has_a_test_that_exists(trap: str) -> None:
    for name in TRAPS[trap]:
        module, _, function = name.partition(":")
        assert callable(getattr(importlib.import_module(f"tests.extractors.{module}"), function))


def _summary(title: str, created: datetime) -> bytes:
    """Give the property set of an OLE file: title in GBK and creation time."""
    text = title.encode("gb18030") + b"\x00"
    text += b"\x00" * (-len(text) % 4)
    ticks = int((created - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    values = [
        (1, struct.pack("<IhH", 2, 936, 0)),
        (2, struct.pack("<II", 30, len(text)) + text),
        (12, struct.pack("<IQ", 64, ticks)),
    ]
    table, body = b"", b""
    for number, value in values:
        table += struct.pack("<II", number, 8 + 8 * len(values) + len(body))
        body += value
    section = struct.pack("<II", 8 + len(table) + len(body), len(values)) + table + body
    kind = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    return (
        struct.pack("<HHI", 0xFFFE, 0, 2)
        + b"\x00" * 16
        + struct.pack("<I", 1)
        + kind
        + (struct.pack("<I", 48) + section)
    )


def test_times_and_title_are_those_of_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>别的</dc:title>'
        "<dcterms:created>2026-11-24T08:00:00Z</dcterms:created>"
        "<dcterms:modified>2026-11-24T08:00:00Z</dcterms:modified></cp:coreProperties>"
    )
    converted = make_docx(tmp_path / "new.docx", paragraph("党课"), core=core)
    summary = _summary("三月党课", datetime(2022, 3, 15, 6, 30, tzinfo=UTC))
    old = {"WordDocument": b"x", "\x05SummaryInformation": summary}
    path = make_ole(tmp_path / "a.doc", old)
    monkeypatch.setattr(legacy_office, "convert", lambda *_: converted)
    properties = dict(read(path).properties)
    assert properties["title"] == "三月党课"
    assert properties["created"].startswith("2022-03-15")
    assert "modified" not in properties
