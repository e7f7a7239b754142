"""Web pages: plain (.html) and saved with their pictures in one file (.mht)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from extractors.document import BlockKind
from extractors.errors import DamagedFileError
from extractors.file_start import read_mail_start, read_page_start
from extractors.html_text import read_html
from extractors.sink import BlockSink, Source


def extract(source: Source, sink: BlockSink) -> None:
    """Read a web page.

    Raises:
        DamagedFileError: when nothing can be made of it.
    """
    read_html(read_page_start(source.location, sink), sink, BlockKind.PARAGRAPH)


def extract_mht(source: Source, sink: BlockSink) -> None:
    """Read a web page saved with its pictures as one file (.mht).

    Raises:
        DamagedFileError: when it holds no page.
    """
    message = email.message_from_bytes(
        read_mail_start(source.location, sink), policy=email.policy.default, _class=EmailMessage
    )
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = part.get_content_charset()
                read_html(payload, sink, BlockKind.PARAGRAPH, charset)
                return
    raise DamagedFileError("网页存档里没有网页内容", ".docx")
