"""Mails and web pages: who, when, what, and tables of data kept as rows."""

from __future__ import annotations

import datetime
import struct
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractors.document import BlockKind
from extractors.settings import ExtractSettings
from extractors.submission_files import list_files
from tests.extractors.made_files import read, texts
from tests.extractors.made_ole import make_ole


def test_a_mail_gives_its_headers_then_its_body(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "党办 <a@b.cn>", "c@d.cn", "会议通知"
    message["Date"] = "Tue, 15 Mar 2022 09:30:00 +0800"
    message.set_content("定于3月18日召开支部大会。\n请准时参加。", charset="gb18030")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    document = read(tmp_path / "a.eml")
    assert texts(document) == [
        "发件人：党办 <a@b.cn>",
        "收件人：c@d.cn",
        "主题：会议通知",
        "时间：2022-03-15 09:30",
        "定于3月18日召开支部大会。",
        "请准时参加。",
    ]
    assert [b.kind for b in document.blocks][3:5] == [BlockKind.MAIL_HEADER, BlockKind.MAIL_BODY]


def test_a_mail_with_a_page_only_is_read_from_the_page(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.cn", "通知"
    message.set_content("<p>第一段</p><p>第二段</p>", subtype="html")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    assert texts(read(tmp_path / "a.eml"))[2:] == ["第一段", "第二段"]


def _message(tmp_path: Path) -> Path:
    def text(value: str) -> bytes:
        return value.encode("utf-16-le")

    sent = datetime.datetime(2022, 3, 15, 1, 30) - datetime.datetime(1601, 1, 1)
    ticks = int(sent.total_seconds()) * 10_000_000
    times = b"\x00" * 32 + struct.pack("<HHIQ", 0x40, 0x39, 0, ticks)
    return make_ole(
        tmp_path / "a.msg",
        {
            "__properties_version1.0": times,
            "__substg1.0_0037001F": text("会议通知"),
            "__substg1.0_0C1A001F": text("党办"),
            "__substg1.0_1000001F": text("第一段\r\n第二段"),
            "__attach_version1.0_#00000000/__substg1.0_3707001F": text("附件.txt"),
            "__attach_version1.0_#00000000/__substg1.0_37010102": "附件内容".encode(),
        },
    )


def test_an_outlook_message_is_read(tmp_path: Path) -> None:
    assert texts(read(_message(tmp_path))) == [
        "发件人：党办",
        "主题：会议通知",
        "时间：2022-03-15 09:30",
        "第一段",
        "第二段",
    ]


def test_an_outlook_message_brings_its_attachments(tmp_path: Path) -> None:
    path = _message(tmp_path)
    found = list_files(path, ExtractSettings(ocr="off"), tmp_path / "work")
    assert [entry.path for entry in found] == ["a.msg", "a.msg/附件.txt"]
    assert found[1].location is not None
    assert found[1].location.read_bytes().startswith("附件内容".encode())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>一<b>二</b>三</p><p>四</p>", ["一二三", "四"]),
        ("<div>甲<br>乙</div>", ["甲", "乙"]),
        ("<p>2022年<span><span>3月</span></span>15日</p>", ["2022年3月15日"]),
        ("<script>坏()</script><style>p{}</style><p>好</p>", ["好"]),
        ("<p style='display:none'>暗</p><p>明</p>", ["明"]),
        ("<table><tr><td>时间<td>3月</table>", ["时间\t3月"]),
        ("<table><tr><td>排版<p>正文</p></td></tr></table>", ["排版", "正文"]),
        ("<p>一&nbsp;&nbsp;二</p>", ["一 二"]),
    ],
)
def test_a_page_gives_what_a_browser_shows(tmp_path: Path, page: str, expected: list[str]) -> None:
    html = f"<!DOCTYPE html><html><body>{page}</body></html>"
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    assert texts(read(tmp_path / "a.html")) == expected


def test_cells_over_rows_and_columns_keep_their_columns(tmp_path: Path) -> None:
    page = (
        "<html><table><tr><td rowspan=2>月</td><td colspan=2>内容</td></tr>"
        "<tr><td>甲</td><td>乙</td></tr></table></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    first, second = read(tmp_path / "a.html").blocks
    assert [(c.column, c.span) for c in first.cells] == [(0, 1), (1, 2)]
    assert [c.column for c in second.cells] == [1, 2]


def test_a_page_in_gbk_that_says_gb2312_is_read(tmp_path: Path) -> None:
    page = "<html><head><meta charset=gb2312></head><p>朱镕基同志</p></html>"
    (tmp_path / "a.htm").write_bytes(page.encode("gbk"))
    assert texts(read(tmp_path / "a.htm")) == ["朱镕基同志"]


def test_a_saved_page_is_read(tmp_path: Path) -> None:
    page = "<html><p>主题党日活动</p></html>"
    data = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{page}\r\n--b--\r\n"
    )
    (tmp_path / "a.mht").write_bytes(data.encode())
    document = read(tmp_path / "a.mht")
    assert (texts(document), document.media_type) == (["主题党日活动"], "multipart/related")
