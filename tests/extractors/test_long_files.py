"""Files longer than the limits: their start is read, and the ledger says that it is a start."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractors.document import FileStatus
from extractors.settings import Limits
from extractors.submission_files import list_files
from tests.extractors.made_files import QUIET, read, texts

LINE = "2022年3月15日下午召开支部党员大会"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", f"{LINE}\n" * 300),
        ("a.csv", f"{LINE},党课\n" * 300),
        ("a.md", f"# 标题\n\n{LINE}\n" * 300),
        ("a.html", f"<html><body>{f'<p>{LINE}</p>' * 300}</body></html>"),
    ],
)
def test_the_start_of_a_long_text_is_read_and_said_to_be_one(
    tmp_path: Path, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    whole = read(path)
    assert (whole.problems, whole.reason) == ((), None)
    limits = Limits(text_bytes=4000, page_bytes=4000)
    start = read(path, settings=replace(QUIET, limits=limits))
    assert start.status is FileStatus.READ
    assert "只读出了前面的部分" in (start.reason or "")
    assert [problem.kind for problem in start.problems] == ["truncated"]
    assert 10 < len(start.blocks) < len(whole.blocks)
    assert texts(start)[:-1] == texts(whole)[: len(start.blocks) - 1]


@pytest.mark.parametrize("size", [1_500, 900_000, 1_048_000, 3_000_000])
def test_pictures_written_into_a_page_do_not_count(tmp_path: Path, size: int) -> None:
    picture = "data:image/png;base64," + "iVBORw0K" * (size // 8)
    page = f'<html><body><p>前</p><img src="{picture}"><p>{LINE}</p></body></html>'
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    document = read(path, settings=replace(QUIET, limits=Limits(page_bytes=10_000)))
    assert texts(document) == ["前", LINE]
    assert document.problems == ()


def _mail(path: Path) -> Path:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "会议通知"
    message.set_content(LINE)
    message.add_attachment(b"x" * 9_000_000, maintype="application", subtype="x", filename="a.bin")
    path.write_bytes(bytes(message))
    return path


def test_a_mail_is_read_beside_a_large_enclosure(tmp_path: Path) -> None:
    document = read(_mail(tmp_path / "a.eml"))
    assert texts(document)[-2:] in ([LINE, "附件：a.bin"], ["附件：a.bin", LINE])
    assert document.problems == ()


def test_enclosures_of_a_mail_too_large_are_named_not_lost(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    _mail(root / "a.eml")
    settings = replace(QUIET, limits=Limits(mail_bytes=1_000_000))
    entries = list_files(root, settings, tmp_path / "work")
    assert [entry.path for entry in entries] == ["a.eml", "a.eml/附件"]
    assert entries[1].decided is not None
    assert "附件没有展开" in (entries[1].decided.reason or "")
