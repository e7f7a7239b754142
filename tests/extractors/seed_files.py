"""One small file of each format, to be broken in every way."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
from email.message import EmailMessage
from pathlib import Path

import olefile
import openpyxl
import py7zr
from PIL import Image
from pptx import Presentation

from tests.extractors.made_files import (
    chinese_canvas,
    draw_lines,
    draw_table,
    make_docx,
    make_zip,
    paragraph,
    zip_bytes,
)
from tests.extractors.made_ofd import make_ofd
from tests.extractors.made_ole import make_ole
from tests.extractors.made_rar import rar_bytes
from tests.extractors.made_volumes import cut, named, spanned_zip
from tests.extractors.made_word_binary import make_word_95, make_word_binary
from tests.extractors.made_xls import make_xls


def make_seeds(folder: Path) -> list[Path]:
    """Write the seeds into `folder` and give their paths, sorted."""
    for write in (_office, _pages, _texts, _archives, _volumes):
        write(folder)
    return sorted(path for path in folder.iterdir() if path.is_file())


def _office(folder: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("时间")}</w:tc>'
    body = paragraph("2022年3月15日召开支部党员大会", number) + (
        f"<w:tbl><w:tr>{cell}<w:tc>{paragraph('内容')}</w:tc></w:tr></w:tbl>"
    )
    make_docx(folder / "a.docx", body, parts={"numbering.xml": numbering})
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["时间", "内容", 12.5])
    sheet.merge_cells("A3:B3")
    book.save(folder / "a.xlsx")
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "专题党课"
    deck.save(str(folder / "a.pptx"))
    make_word_binary(folder / "a.doc", "支部党员大会\r时间\x07三月\x07\x07")
    make_word_binary(folder / "a.wps", "党课\r", stories=["注\r", "", "", "批注\r"])
    make_word_95(folder / "95.doc", "2001年党课\r")
    rtf = r"{\rtf1\ansi\ansicpg936\uc1 \'b5\'b3\'bf\'ce\par \u20826?\u35838?\cell\row}"
    (folder / "a.rtf").write_bytes(rtf.encode("ascii"))
    make_xls(folder / "a.xls", [["时间", "内容"], ["3月15日", "党课"]], 12.5)
    with olefile.OleFileIO(folder / "a.xls") as ole:
        cells = ole.openstream("Workbook").read()
    make_ole(folder / "内.xls", {"Workbook": cells, "MBD00000001/Workbook": cells})
    make_ole(folder / "a.ppt", {"PowerPoint Document": b"\x0f\x00\xe8\x03" * 1200})


def _pages(folder: Path) -> None:
    canvas = chinese_canvas(folder / "a.pdf")
    draw_lines(canvas, ["2022年3月15日下午召开支部党员大会", "地点：三楼"])
    draw_table(canvas, [["序号", "时间"], ["1", "3月15日"]])
    canvas.save()
    make_ofd(folder / "a.ofd", ["2022年3月15日", "支部党员大会"])
    picture = Image.new("RGB", (60, 40), "white")
    exif = Image.Exif()
    exif[0x0132] = "2022:03:15 14:30:00"
    picture.save(folder / "a.jpg", exif=exif)
    picture.save(folder / "a.png")
    picture.save(folder / "a.tif")
    picture.save(folder / "a.webp")
    heic = Path(__file__).with_name("fixtures") / "sideways.heic"
    (folder / "a.heic").write_bytes(heic.read_bytes())


def _texts(folder: Path) -> None:
    (folder / "a.txt").write_bytes("2022年3月15日，党课\n".encode("gb18030") * 3)
    (folder / "a.md").write_text("# 党课\n\n| 时间 | 内容 |\n|--|--|\n| 3月 | 党课 |\n", "utf-8")
    (folder / "a.csv").write_text("时间,内容\n3月15日,党课\n", encoding="utf-8")
    page = "<html><body><p>党课</p><table><tr><td>甲</td><td>乙</td></tr></table></body></html>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "会议通知"
    message.set_content("请参加支部大会")
    message.add_attachment(b"x", maintype="text", subtype="plain", filename="附件.txt")
    (folder / "a.eml").write_bytes(bytes(message))
    make_ole(
        folder / "a.msg",
        {
            "__properties_version1.0": b"",
            "__substg1.0_0037001F": "通知".encode("utf-16-le"),
            "__substg1.0_1000001F": "正文".encode("utf-16-le"),
            "__attach_version1.0_#00000000/__substg1.0_37010102": b"x\n" * 3000,
            "__attach_version1.0_#00000000/__substg1.0_3707001F": "附.txt".encode("utf-16-le"),
        },
    )
    packed = struct.pack("<IIII", 26, 14, 0x414C454D, 0) + b"{\\rtf1 lesson}"
    make_ole(folder / "rtf.msg", {"__properties_version1.0": b"", "__substg1.0_10090102": packed})
    saved = EmailMessage()
    saved["From"], saved["Subject"], saved["Snapshot-Content-Location"] = (
        "saved",
        "x",
        "http://a.cn",
    )
    saved.set_content(page, subtype="html")
    saved.make_related()
    (folder / "a.mht").write_bytes(bytes(saved))


def _archives(folder: Path) -> None:
    member = folder / "a.txt"
    make_zip(folder / "a.zip", {"党课/3月.txt": b"x" * 50, "../b.txt": b"y"})
    with py7zr.SevenZipFile(folder / "a.7z", "w") as archive:
        archive.write(member, "党课/3月.txt")
    (folder / "a.rar").write_bytes(rar_bytes({"党课/3月.txt".encode(): b"x" * 50}))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        tar.add(member, "党课/3月.txt")
    packed = out.getvalue()
    (folder / "a.tar").write_bytes(packed)
    (folder / "a.tar.gz").write_bytes(gzip.compress(packed, mtime=0))
    (folder / "a.tar.bz2").write_bytes(bz2.compress(packed))
    (folder / "a.tar.xz").write_bytes(lzma.compress(packed))
    nested = {name: (folder / name).read_bytes() for name in ("a.7z", "a.tar.xz", "a.eml")}
    make_zip(folder / "套.zip", nested)


def _volumes(folder: Path) -> None:
    whole = zip_bytes({"3月.txt": "党课".encode() * 90, "4月.txt": "党员大会".encode() * 40})
    pieces = named("卷.zip.001", cut(whole, 150))
    for name, data in (pieces | named("跨.zip", spanned_zip({"3月.txt": b"x" * 200}, 200))).items():
        (folder / name).write_bytes(data)
