"""The formats this program tells apart, and their media types."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The formats this program tells apart; values are stable."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    WORD_XML = "word_xml"
    ODT = "odt"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    EXCEL_XML = "excel_xml"
    ODS = "ods"
    CSV = "csv"
    PPTX = "pptx"
    PPT = "ppt"
    ODP = "odp"
    PDF = "pdf"
    OFD = "ofd"
    HTML = "html"
    MHT = "mht"
    EML = "eml"
    MSG = "msg"
    TXT = "txt"
    MD = "md"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    WEBP = "webp"
    HEIC = "heic"
    GIF = "gif"
    BMP = "bmp"
    ZIP = "zip"
    SEVEN_ZIP = "7z"
    RAR = "rar"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    OTHER_ARCHIVE = "other_archive"
    ENCRYPTED_OFFICE = "encrypted_office"
    MEDIA = "media"
    PROGRAM = "program"
    SHORTCUT = "shortcut"
    UNKNOWN = "unknown"


ARCHIVES = frozenset(
    {Format.ZIP, Format.SEVEN_ZIP, Format.RAR, Format.TAR, Format.GZIP, Format.BZIP2, Format.XZ}
)
MAILS = frozenset({Format.EML, Format.MSG, Format.MHT})  # what is made of parts, as mails are

_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: dict[Format, str] = {
    Format.DOCX: _OFFICE + "wordprocessingml.document",
    Format.DOC: "application/msword",
    Format.RTF: "application/rtf",
    Format.WORD_XML: "application/msword",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.XLSX: _OFFICE + "spreadsheetml.sheet",
    Format.XLSB: "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    Format.XLS: "application/vnd.ms-excel",
    Format.EXCEL_XML: "application/vnd.ms-excel",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Format.CSV: "text/csv",
    Format.PPTX: _OFFICE + "presentationml.presentation",
    Format.PPT: "application/vnd.ms-powerpoint",
    Format.ODP: "application/vnd.oasis.opendocument.presentation",
    Format.PDF: "application/pdf",
    Format.OFD: "application/ofd",
    Format.HTML: "text/html",
    Format.MHT: "multipart/related",
    Format.EML: "message/rfc822",
    Format.MSG: "application/vnd.ms-outlook",
    Format.TXT: "text/plain",
    Format.MD: "text/markdown",
    Format.JPEG: "image/jpeg",
    Format.PNG: "image/png",
    Format.TIFF: "image/tiff",
    Format.WEBP: "image/webp",
    Format.HEIC: "image/heic",
    Format.GIF: "image/gif",
    Format.BMP: "image/bmp",
    Format.ZIP: "application/zip",
    Format.SEVEN_ZIP: "application/x-7z-compressed",
    Format.RAR: "application/vnd.rar",
    Format.TAR: "application/x-tar",
    Format.GZIP: "application/gzip",
    Format.BZIP2: "application/x-bzip2",
    Format.XZ: "application/x-xz",
    Format.OTHER_ARCHIVE: "application/octet-stream",
    Format.ENCRYPTED_OFFICE: "application/encrypted",
    Format.MEDIA: "application/octet-stream",
    Format.PROGRAM: "application/octet-stream",
    Format.SHORTCUT: "application/octet-stream",
    Format.UNKNOWN: "application/octet-stream",
}
