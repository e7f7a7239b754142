"""Mails (.eml, .msg): sender, receivers, subject and time, then the body."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from email.message import EmailMessage

from extractors.document import BlockKind
from extractors.encoding import decode_text
from extractors.file_start import read_mail_start
from extractors.html_text import read_html
from extractors.mail_attachments import attached_parts, own_parts
from extractors.outlook import (
    BODY,
    CC,
    HTML_BODY,
    SENDER,
    SENDER_ADDRESS,
    SUBJECT,
    TO,
    OutlookMessage,
)
from extractors.rtf_text import rtf_text
from extractors.sink import BlockSink, Source

_HEADERS = (("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Subject", "主题"))
_DAY = "%Y-%m-%d %H:%M"
_RAW_WORD = re.compile(r"[\udc80-\udcff]")


def extract_eml(source: Source, sink: BlockSink) -> None:
    """Read a mail file: one block a header line, one a paragraph of the body."""
    message = email.message_from_bytes(
        read_mail_start(source.location, sink), policy=email.policy.default, _class=EmailMessage
    )
    for name, shown in _HEADERS:
        value = _header(message, name)
        if value:
            sink.add(BlockKind.MAIL_HEADER, f"{shown}：{value}")
    sent = _sent(message)
    if sent:
        sink.add(BlockKind.MAIL_HEADER, f"时间：{sent}")
        sink.set_property("created", sent.replace(" ", "T"))
    sink.set_property("title", _header(message, "Subject"))
    _body(message, sink)
    attached = [name for name, _ in attached_parts(message)]
    if attached:
        sink.add(BlockKind.MAIL_HEADER, "附件：" + "、".join(attached))


def _header(message: EmailMessage, name: str) -> str:
    """Give a header decoded; old programs write raw GBK bytes there."""
    try:
        value = str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""
    if _RAW_WORD.search(value):
        value = decode_text(value.encode("utf-8", "surrogateescape"))
    return " ".join(value.split())


def _sent(message: EmailMessage) -> str | None:
    try:
        moment = email.utils.parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.strftime(_DAY)


def _body(message: EmailMessage, sink: BlockSink) -> None:
    """Read the plain text if there is one that says something, else the page."""
    pages: list[tuple[bytes, str | None]] = []
    plain: list[str] = []
    for part in own_parts(message):
        payload = None if part.is_multipart() else part.get_payload(decode=True)
        if not isinstance(payload, bytes) or part.get_content_disposition() == "attachment":
            continue
        charset = part.get_content_charset()
        if part.get_content_type() == "text/plain":
            plain.append(_decode(payload, charset))
        elif part.get_content_type() == "text/html":
            pages.append((payload, charset))
    text = "\n".join(plain)
    if text.strip() or not pages:
        _paragraphs(text, sink)
        return
    for payload, charset in pages:
        read_html(payload, sink, BlockKind.MAIL_BODY, charset)


def _decode(data: bytes, charset: str | None) -> str:
    if charset and charset.lower().replace("-", "") in ("gb2312", "gbk"):
        charset = "gb18030"
    if charset and charset.lower() not in ("us-ascii", "ascii"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(data)


def _paragraphs(text: str, sink: BlockSink) -> None:
    for line in text.replace("\r", "").replace("\x00", "").split("\n"):
        sink.add(BlockKind.MAIL_BODY, line.strip())


def extract_msg(source: Source, sink: BlockSink) -> None:
    """Read an Outlook message.

    Raises:
        DamagedFileError: when it cannot be opened.
    """
    with OutlookMessage(source.location) as message:
        sender = message.text(SENDER) or message.text(SENDER_ADDRESS)
        for shown, value in (
            ("发件人", sender),
            ("收件人", message.text(TO)),
            ("抄送", message.text(CC)),
            ("主题", message.text(SUBJECT)),
        ):
            if value.strip():
                sink.add(BlockKind.MAIL_HEADER, f"{shown}：{' '.join(value.split())}")
        sent = message.sent()
        if sent is not None:
            sink.add(BlockKind.MAIL_HEADER, f"时间：{sent.strftime(_DAY)}")
            sink.set_property("created", sent.strftime("%Y-%m-%dT%H:%M"))
        sink.set_property("title", message.text(SUBJECT))
        body = message.text(BODY)
        page = message.data(HTML_BODY)
        if body.strip():
            _paragraphs(body, sink)
        elif page:
            read_html(page, sink, BlockKind.MAIL_BODY)
        else:
            _paragraphs(rtf_text(message.rtf() or b""), sink)
