"""The files attached to a mail, written out as an archive's members are."""

from __future__ import annotations

import email
import email.policy
import email.utils
import io
import re
import urllib.parse
from collections.abc import Callable, Iterator
from email.header import Header
from email.message import EmailMessage
from pathlib import Path

from extractors.errors import ExtractionError, LimitError
from extractors.format_names import Format
from extractors.member_writer import Budget, Member, MemberWriter, any_fault_told
from extractors.outlook import (
    ATTACHMENT_DATA,
    BODY,
    CC,
    HTML_BODY,
    LONG_NAME,
    SENDER,
    SENDER_ADDRESS,
    SHORT_NAME,
    SHOWN_NAME,
    SUBJECT,
    TO,
    OutlookMessage,
)
from extractors.rtf_text import rtf_text
from extractors.shown_pictures import IN_MAIL, IN_PAGE, SUFFIXES, tells_something

_TOO_LARGE = "邮件过大（{size} MB），附件没有展开：请把附件另存后单独提交"
_MOST_NESTED = 5  # messages inside messages
_NO_BYTES = "邮件里的这个附件没有内容：请单独提交原文件"


def iter_attachments(path: Path, form: Format, folder: Path, budget: Budget) -> Iterator[Member]:
    """Write a mail's attachments, and the pictures in its text, into `folder`, one by one.

    Of a saved web page it is the pictures.

    A mail that cannot be read yields nothing: its own entry says why.

    Raises:
        LimitError: when the mail is too large or the submission's limits are reached.
        DamagedFileError: when its parts cannot be told apart to the end.
        OSError: when this machine fails, its disk being full, say.
    """
    folder.mkdir(parents=True, exist_ok=True)
    size = path.stat().st_size
    writer = MemberWriter(folder, budget, size)
    if form is not Format.MSG and size > budget.limits.mail_bytes:
        raise LimitError(_TOO_LARGE.format(size=size // 1_000_000))
    with any_fault_told("邮件的附件不完整或已损坏"):
        yield from _SOURCES.get(form, _from_mail)(path, writer)


def own_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Give the parts of a mail that are not made of parts; an attached mail counts as one part."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.iter_parts():
        if isinstance(part, EmailMessage):
            yield from own_parts(part)


def attached_parts(message: EmailMessage) -> list[tuple[str, EmailMessage]]:
    """Give the parts that are attachments, with their names, in order.

    What an attached mail holds is its own, and comes when that mail is looked at.
    """
    found: list[tuple[str, EmailMessage]] = []
    for number, part in enumerate(own_parts(message), 1):
        name = part.get_filename() or ""
        if part.get_content_type() == "message/rfc822":
            found.append((name or f"附件{number}.eml", part))
        elif is_shown(part):
            continue
        elif part.get_content_disposition() == "attachment" or name or not _is_text(part):
            found.append((name or f"附件{number}", part))
    return found


def is_shown(part: EmailMessage) -> bool:
    """Tell a picture that stands in the text of a mail or saved page."""
    disposition = part.get_content_disposition()
    if part.get_content_maintype() != "image" or disposition == "attachment":
        return False
    named = part.get("Content-ID") is not None or part.get("Content-Location") is not None
    return disposition == "inline" or named or part.get_filename() is None


def _is_text(part: EmailMessage) -> bool:
    return part.get_content_maintype() in ("text", "multipart")


def _shown_pictures(
    message: EmailMessage, smallest: tuple[int, int]
) -> Iterator[tuple[str, bytes]]:
    """Give names and bytes of the pictures in a text that are large enough to tell something."""
    for number, part in enumerate(own_parts(message), 1):
        if not is_shown(part):
            continue
        data = _bytes_of(part)
        if data is not None and tells_something(data, smallest):
            address = urllib.parse.urlsplit(str(part.get("Content-Location", ""))).path
            place = urllib.parse.unquote(address).rpartition("/")[2]
            kind = part.get_content_subtype()
            made = f"图片{number}.{SUFFIXES.get(kind, kind)}"
            yield part.get_filename() or place or made, data


def _from_mail(path: Path, writer: MemberWriter) -> Iterator[Member]:
    message = email.message_from_bytes(
        path.read_bytes(), policy=email.policy.default, _class=EmailMessage
    )
    for name, part in attached_parts(message):
        yield _written(writer, name, _bytes_of(part))
    for name, data in _shown_pictures(message, IN_MAIL):
        yield _written(writer, name, data)


def _from_saved_page(path: Path, writer: MemberWriter) -> Iterator[Member]:
    """Give the pictures of a web page saved as one file; its other parts are how it looks."""
    message = email.message_from_bytes(
        path.read_bytes(), policy=email.policy.default, _class=EmailMessage
    )
    for name, data in _shown_pictures(message, IN_PAGE):
        yield _written(writer, name, data)


def _written(writer: MemberWriter, name: str, data: bytes | None) -> Member:
    safe = re.sub(r"[\\/\x00-\x1f]", "_", name).strip() or "附件"
    place = writer.next_place(safe)
    if data is None:
        return Member(safe, None, 0, _NO_BYTES)
    return writer.copy(io.BytesIO(data), safe, place, len(data))


def _bytes_of(part: EmailMessage) -> bytes | None:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
            return inner[0].as_bytes()
        return None
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None


def _from_outlook(path: Path, writer: MemberWriter) -> Iterator[Member]:
    try:
        message = OutlookMessage(path)
    except ExtractionError:
        return
    with message:
        for name, data in _enclosures(path, message, 0):
            yield _written(writer, name, data)


def _enclosures(
    path: Path, message: OutlookMessage, depth: int
) -> Iterator[tuple[str, bytes | None]]:
    """Give names and bytes of a message's attachments; an attached message comes as .eml."""
    for number, prefix in enumerate(message.attachments(), 1):
        name = message.text(LONG_NAME, prefix) or message.text(SHORT_NAME, prefix)
        name = name or message.text(SHOWN_NAME, prefix) or f"附件{number}"
        data = message.data(ATTACHMENT_DATA, prefix)
        storage = message.nested(prefix)
        if data is None and storage is not None and depth < _MOST_NESTED:
            name = f"{name.removesuffix('.msg').removesuffix('.eml')}.eml"
            with OutlookMessage(path, storage) as inner:
                data = _as_mail(path, inner, depth + 1)
        yield re.sub(r"[\\/\x00-\x1f]", "_", name).strip() or f"附件{number}", data


def _as_mail(path: Path, message: OutlookMessage, depth: int) -> bytes:
    """Write an attached Outlook message, which has no file of its own, as a mail."""
    mail = EmailMessage(policy=email.policy.SMTPUTF8)
    head = ""
    # Coded as words, because senders are often names without an address.
    for name, value in (
        ("From", message.text(SENDER) or message.text(SENDER_ADDRESS)),
        ("To", message.text(TO)),
        ("Cc", message.text(CC)),
        ("Subject", message.text(SUBJECT)),
    ):
        plain = " ".join(value.split())
        if plain:
            head += f"{name}: {Header(plain, 'utf-8').encode()}\n"
    sent = message.sent()
    if sent is not None:
        head += f"Date: {email.utils.format_datetime(sent)}\n"
    body = message.text(BODY) or rtf_text(message.rtf() or b"")
    page = message.data(HTML_BODY)
    mail.set_content(body or "")
    if page and not body.strip():
        mail.set_content(page, maintype="text", subtype="html")
    for name, data in _enclosures(path, message, depth):
        if data is not None:
            mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return head.encode("ascii") + mail.as_bytes()


_SOURCES: dict[Format, Callable[[Path, MemberWriter], Iterator[Member]]] = {
    Format.MSG: _from_outlook,
    Format.MHT: _from_saved_page,
}
