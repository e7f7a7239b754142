"""What the caller decides about reading: OCR or not, and how much of a hostile file to bear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OcrMode = Literal["auto", "off", "all"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file and on one submission's archives; sizes are bytes, times seconds.

    `archive_ratio` is unpacked size over packed size of one member, looked at only above
    `archive_ratio_floor` unpacked bytes (short repetitive texts compress well and harm nobody).
    `seconds` is how long a file may take to be read, and an archive to give a sign of life;
    `archive_seconds` is for all archives and mails of a submission together.
    `text_bytes` is how much of a text file is read, `page_bytes` of a web page or a mail's own
    text; of a larger mail than `mail_bytes` the enclosures are not unpacked. Parts of Office
    packages are held in memory up to `xml_bytes`, made into a tree up to `tree_bytes`, and read
    piece by piece up to `streamed_bytes`. Together these keep a worker under 400 MB.
    """

    file_bytes: int = 1_000_000_000
    text_chars: int = 10_000_000
    text_bytes: int = 32_000_000
    page_bytes: int = 12_000_000
    mail_bytes: int = 60_000_000
    blocks: int = 250_000
    pages: int = 2_000
    xml_bytes: int = 100_000_000
    tree_bytes: int = 16_000_000
    streamed_bytes: int = 1_000_000_000
    image_pixels: int = 150_000_000
    archive_depth: int = 5
    archive_members: int = 20_000
    archive_member_bytes: int = 500_000_000
    archive_bytes: int = 4_000_000_000
    archive_ratio: int = 200
    archive_ratio_floor: int = 20_000_000
    archive_seconds: float = 600.0
    seconds: float = 180.0
    seconds_per_ocr_page: float = 60.0
    memory_bytes: int = 3_000_000_000


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How files are read.

    `ocr`: "auto" recognises pictures and pages without text, "all" every page, "off" none.
    `soffice`: path of LibreOffice's program; None looks for it, "" does without.
    `ocr_threads`: threads of one recognition, 0 leaves it to the engine.
    `ocr_cache`: folder that keeps what was recognised, by content; None keeps it in memory only.
    `ocr_claims`: folder where the workers of one run say which picture they are at; the pool's.
    `embedded_listed`: files inside a document have entries of their own in the ledger; the pool's.
    """

    ocr: OcrMode = "auto"
    limits: Limits = Limits()
    soffice: str | None = None
    ocr_cache: str | None = None
    ocr_threads: int = 0
    ocr_claims: str | None = None
    embedded_listed: bool = False
