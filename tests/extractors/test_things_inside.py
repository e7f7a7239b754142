"""What lies inside mails, saved pages and documents is listed once, each with a path of its own."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractors.document import BlockKind, Document
from extractors.isolated import ExtractionPool
from extractors.submission_files import SourceFile, list_files
from tests.extractors.made_files import (
    QUIET,
    chinese_canvas,
    draw_lines,
    make_docx,
    paragraph,
    read,
    texts,
    zip_bytes,
)
from tests.extractors.made_ole import make_ole

_FIXTURES = Path(__file__).with_name("fixtures")


def _list(root: Path, tmp_path: Path) -> dict[str, SourceFile]:
    return {e.path: e for e in list_files(root, QUIET, tmp_path / "work")}


def _bytes(entry: SourceFile) -> bytes:
    assert entry.location is not None
    return entry.location.read_bytes()


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    root = tmp_path / "材料"
    root.mkdir()
    return root


def _picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def _mail(subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", subject
    message.set_content(body)
    return message


def _forwarding() -> EmailMessage:
    inner = _mail("内", "3月15日召开支部党员大会")
    inner.add_attachment(b"minutes", maintype="text", subtype="plain", filename="记录.txt")
    outer = _mail("外", "请看转来的邮件")
    outer.add_attachment(inner)
    outer.add_attachment(b"x", maintype="text", subtype="plain", filename="外.txt")
    return outer


def test_what_a_forwarded_mail_says_and_holds_stands_once(tmp_path: Path, root: Path) -> None:
    (root / "转.eml").write_bytes(bytes(_forwarding()))
    found = _list(root, tmp_path)
    assert [path for path in found if path.endswith("记录.txt")] == ["转.eml/附件2.eml/记录.txt"]
    assert len(found) == 4
    outer, inner = (
        read(entry.location, entry.path)
        for path, entry in sorted(found.items())
        if entry.location is not None and path.endswith(".eml")
    )
    said = [text for text in [*texts(outer), *texts(inner)] if "党员大会" in text]
    assert said == ["3月15日召开支部党员大会"]
    assert "附件：附件2.eml、外.txt" in texts(outer)


def test_pictures_in_the_text_of_a_mail_are_listed_but_for_icons(
    tmp_path: Path, root: Path
) -> None:
    message = _mail("现场", "见图")
    for name, data in (("现场.png", _picture(400, 300)), ("标志.png", _picture(40, 20))):
        message.add_attachment(
            data, maintype="image", subtype="png", filename=name, disposition="inline"
        )
    message.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf")
    del message.get_payload()[-1]["Content-Disposition"]  # type: ignore[index, union-attr]
    (root / "a.eml").write_bytes(bytes(message))
    found = _list(root, tmp_path)
    assert set(found) == {"a.eml", "a.eml/现场.png", "a.eml/附件4"}
    assert _bytes(found["a.eml/现场.png"]) == _picture(400, 300)


def test_pictures_of_a_saved_page_are_listed_under_their_names(tmp_path: Path, root: Path) -> None:
    page = EmailMessage()
    page["From"], page["Subject"], page["Snapshot-Content-Location"] = "saved", "x", "http://a.cn/"
    page.set_content("<html><p>主题党日</p><img src='cid:1'></html>", subtype="html")
    for data, place in (
        (_picture(400, 300), "http://a.cn/img/%E7%8E%B0%E5%9C%BA.png?x=1"),
        (_picture(16, 16), "http://a.cn/img/dot.png"),
        (_picture(300, 300), ""),
    ):
        page.add_related(data, maintype="image", subtype="png", cid="<1>")
        part = list(page.iter_parts())[-1]
        del part["Content-Disposition"]
        if place:
            part["Content-Location"] = place
    (root / "a.mht").write_bytes(bytes(page))
    assert set(_list(root, tmp_path)) == {"a.mht", "a.mht/现场.png", "a.mht/图片4.png"}


def test_pictures_written_into_a_page_are_listed(tmp_path: Path, root: Path) -> None:
    def shown(data: bytes) -> str:
        return f'<img src="data:image/png;base64,{base64.b64encode(data).decode()}">'

    noise = Image.effect_noise((200, 200), 50)
    out = io.BytesIO()
    noise.save(out, "PNG")
    icon = io.BytesIO()
    noise.resize((39, 39)).save(icon, "PNG")
    assert len(icon.getvalue()) > 1000
    page = f"<html><p>主题党日</p>{shown(icon.getvalue())}{shown(out.getvalue())}</html>"
    (root / "a.html").write_text(page, encoding="utf-8")
    found = _list(root, tmp_path)
    assert set(found) == {"a.html", "a.html/图片1.png"}
    assert _bytes(found["a.html/图片1.png"]) == out.getvalue()


def _packaged(name: str, data: bytes) -> bytes:
    label = name.encode("gb18030") + b"\0"
    path = b"C:\\" + label
    body = b"\x02\x00" + label + path + b"\x00\x00\x03\x00" + struct.pack("<L", len(path)) + path
    body += struct.pack("<L", len(data)) + data
    return struct.pack("<L", len(body)) + body


def _with_embedded(tmp_path: Path, root: Path) -> Path:
    """Write a .docx in which a workbook, a packaged text, a PDF and a chart's data lie."""
    wrapped = make_ole(
        tmp_path / "1.ole", {"\x01Ole10Native": _packaged("签到表.txt", b"x" * 5000)}
    )
    acrobat = make_ole(tmp_path / "2.ole", {"CONTENTS": b"%PDF-1.4\n" + b"y" * 5000})
    chart = "<c:chartSpace xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'/>"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/package" Target="../embeddings/Data.xlsx"/>'
        "</Relationships>"
    )
    path = make_docx(root / "报告.docx", paragraph("正文"))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/embeddings/Book1.xlsx", zip_bytes({"a.txt": b"inside"}))
        package.writestr("word/embeddings/oleObject1.bin", wrapped.read_bytes())
        package.writestr("word/embeddings/oleObject2.bin", acrobat.read_bytes())
        package.writestr("word/embeddings/Data.xlsx", b"PK")
        package.writestr("word/charts/chart1.xml", chart)
        package.writestr("word/charts/_rels/chart1.xml.rels", relations)
    return path


def test_files_inside_a_document_have_paths_and_their_own_names(tmp_path: Path, root: Path) -> None:
    _with_embedded(tmp_path, root)
    found = _list(root, tmp_path)
    assert set(found) == {
        "报告.docx", "报告.docx/Book1.xlsx", "报告.docx/Book1.xlsx/a.txt", "报告.docx/签到表.txt",
        "报告.docx/oleObject2.pdf",
    }  # fmt: skip
    assert _bytes(found["报告.docx/签到表.txt"]) == b"x" * 5000
    assert _bytes(found["报告.docx/oleObject2.pdf"]).startswith(b"%PDF-1.4\nyyy")


def test_equations_and_controls_are_no_material(tmp_path: Path, root: Path) -> None:
    path = make_docx(root / "报告.docx", paragraph("正文"))
    with zipfile.ZipFile(path, "a") as package:
        for number, stream in enumerate(("Equation Native", "\x03OCXNAME")):
            data = make_ole(tmp_path / f"{number}.ole", {stream: b"x" * 5000}).read_bytes()
            package.writestr(f"word/embeddings/oleObject{number}.bin", data)
    found = _list(root, tmp_path)
    decided = [entry.decided for name, entry in found.items() if name != "报告.docx"]
    assert [document and document.status for document in decided] == ["skipped", "skipped"]


def _messages(document: Document) -> list[str]:
    return [problem.message for problem in document.problems if problem.kind == "embedded_file"]


def test_a_document_says_where_its_files_are_read(tmp_path: Path, root: Path) -> None:
    path = _with_embedded(tmp_path, root)
    with ExtractionPool(QUIET) as pool:
        listed = {d.path: d for d in pool.map(list_files(root, QUIET, tmp_path / "work"))}
    assert len(_messages(listed["报告.docx"])) == 3
    assert all("列入文件清单" in message for message in _messages(listed["报告.docx"]))
    # Read on its own it has no ledger.
    assert all("单独提交" in message for message in _messages(read(path)))


def test_attachments_of_a_pdf_are_listed(tmp_path: Path, root: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_lines(canvas, ["党课记录见附件"])
    canvas.save()
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    document.new_attachment("签到表.txt").set_data("3月15日签到".encode())
    document.save(root / "a.pdf")
    document.close()
    found = _list(root, tmp_path)
    assert set(found) == {"a.pdf", "a.pdf/签到表.txt"}
    assert _bytes(found["a.pdf/签到表.txt"]).decode() == "3月15日签到"


def test_what_lies_over_the_cells_of_an_old_workbook_is_read_or_named() -> None:
    document = read(_FIXTURES / "drawings.xls")
    boxes = [block for block in document.blocks if block.kind is BlockKind.TEXT_BOX]
    assert [(box.text, box.locator.sheet) for box in boxes] == [("3月15日党课", "台账")]
    unread = [p.message for p in document.problems if p.kind == "pictures_not_read"]
    assert len(unread) == 2
    assert "“台账”有 1 张图片、1 个图表" in unread[0]
    assert "“照片”有 2 张图片" in unread[1]
