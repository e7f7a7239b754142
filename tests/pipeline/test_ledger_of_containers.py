"""The ledger of a whole check against a list by hand: archives' and mails' members included."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import py7zr
import pytest

from pipeline import cli
from tests.extractors.made_files import make_docx, paragraph, zip_bytes

_MINUTES = "支部党员大会会议记录\n时间：2022年3月15日\n主持人：周明远\n到会：8人\n内容：学习。\n"


def _mail() -> bytes:
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "a@b.cn", "c@d.cn", "内"
    inner.set_content("内文")
    inner.add_attachment(b"x", maintype="text", subtype="plain", filename="内附件.txt")
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "a@b.cn", "c@d.cn", "外"
    outer.set_content("外文")
    outer.add_attachment(inner)
    outer.add_attachment(
        zip_bytes({"党课.txt": b"x"}), maintype="application", subtype="zip", filename="附.zip"
    )
    return bytes(outer)


@pytest.fixture(name="material")
def _material(tmp_path: Path) -> Path:
    """Make a school's folder with archives in archives, mails in mails, and files in documents."""
    root = tmp_path / "育英小学"
    (root / "1.党课").mkdir(parents=True)
    (root / "1.党课" / "3月.txt").write_text(_MINUTES, encoding="utf-8")
    (root / "1.党课" / "~$3月.docx").write_bytes(b"x")
    (root / "信.eml").write_bytes(_mail())
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        link = tarfile.TarInfo("链接")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        member = tarfile.TarInfo("4月.txt")
        member.size = 3
        archive.addfile(member, io.BytesIO(b"abc"))
    with zipfile.ZipFile(root / "材料.zip", "w") as packed:
        packed.writestr("内/包.tar.gz", out.getvalue())
        packed.writestr("../逃.txt", b"x")
        packed.writestr("信.eml", _mail())
        packed.writestr("__MACOSX/._a", b"x")
    with py7zr.SevenZipFile(root / "b.7z", "w") as seven:
        seven.writestr(b"one", "同名.txt")
        seven.writestr(b"two", "同名.txt")
    (root / "坏.zip").write_bytes(b"PK\x03\x04 broken")
    make_docx(root / "报告.docx", paragraph("工作报告"))
    with zipfile.ZipFile(root / "报告.docx", "a") as package:
        package.writestr("word/embeddings/Book1.xlsx", zip_bytes({"表.txt": b"x"}))
    return root


_IN_A_MAIL = ("", "/附.zip", "/附.zip/党课.txt", "/附件2.eml", "/附件2.eml/内附件.txt")
_BY_HAND = {
    "1.党课/3月.txt": "read",
    "1.党课/~$3月.docx": "skipped",
    **{f"信.eml{inside}": "read" for inside in _IN_A_MAIL},
    "材料.zip": "read",
    **{f"材料.zip/信.eml{inside}": "read" for inside in _IN_A_MAIL},
    "材料.zip/内/包.tar.gz": "read",
    "材料.zip/内/包.tar.gz/链接": "unreadable",
    "材料.zip/内/包.tar.gz/4月.txt": "read",
    "材料.zip/../逃.txt": "unreadable",
    "材料.zip/__MACOSX/._a": "skipped",
    "b.7z": "read",
    "b.7z/同名.txt": "read",
    "b.7z/同名 (2).txt": "read",
    "坏.zip": "unreadable",
    "报告.docx": "read",
    "报告.docx/Book1.xlsx": "read",
    "报告.docx/Book1.xlsx/表.txt": "read",
}


def _ledger(capsys: pytest.CaptureFixture[str], material: Path) -> dict[str, Any]:
    options = ["--rubric", "yangzhou-2022", "--format", "json", "--out", "-", "--ocr", "off"]
    assert cli.main(["check", str(material), *options, "--no-cache"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    ledger = {file["path"]: file for file in files}
    assert len(ledger) == len(files)
    return ledger


def test_the_ledger_names_every_member_with_its_status(
    capsys: pytest.CaptureFixture[str], material: Path
) -> None:
    ledger = _ledger(capsys, material)
    assert {path: file["status"] for path, file in ledger.items()} == _BY_HAND
    for file in ledger.values():
        assert file["status"] == "read" or file["reason"]


def test_an_archive_of_the_folder_gives_the_same_ledger(
    capsys: pytest.CaptureFixture[str], material: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "报送.zip", "w") as packed:
        for path in sorted(material.rglob("*")):
            packed.write(path, path.relative_to(material).as_posix())
    ledger = _ledger(capsys, tmp_path / "报送.zip")
    assert {path: file["status"] for path, file in ledger.items()} == _BY_HAND
