"""What only a name says is a lead where nothing could be read, and nothing where all was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import FileStatus
from matchers.annotate import annotate
from matchers.context import SubmissionContext
from tests.matchers.made_documents import made


@pytest.mark.parametrize(
    ("media", "status", "leads"),
    [
        ("application/zip", FileStatus.READ, 0),
        ("application/vnd.rar", FileStatus.READ, 0),
        ("application/zip", FileStatus.UNREADABLE, 1),
        ("application/pdf", FileStatus.UNREADABLE, 1),
        ("video/mp4", FileStatus.SKIPPED, 1),
    ],
)
def test_an_archive_whose_members_were_read_is_no_lead(
    media: str, status: FileStatus, leads: int
) -> None:
    document = replace(made("", "材料/3月主题党日资料", media), status=status)
    assert len(annotate(document, SubmissionContext()).occurrences) == leads
