"""A document as an outline that a person can read: what was read, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Block, BlockKind, Document, FileStatus, Locator

_KINDS = {
    BlockKind.HEADING: "标题",
    BlockKind.PARAGRAPH: "段落",
    BlockKind.TABLE_ROW: "表格",
    BlockKind.TEXT_BOX: "文本框",
    BlockKind.HEADER: "页眉",
    BlockKind.FOOTER: "页脚",
    BlockKind.FOOTNOTE: "脚注",
    BlockKind.COMMENT: "批注",
    BlockKind.DELETED: "已删除",
    BlockKind.SLIDE: "幻灯片",
    BlockKind.NOTES: "备注",
    BlockKind.MAIL_HEADER: "邮件头",
    BlockKind.MAIL_BODY: "邮件正文",
    BlockKind.OCR_LINE: "识别",
    BlockKind.NAVIGATION: "网页导航",
    BlockKind.STAMP: "印章水印",
}
_STATUS = {
    FileStatus.READ: "已读取",
    FileStatus.OCR: "已读取（含文字识别）",
    FileStatus.EMPTY: "没有文字",
    FileStatus.UNREADABLE: "无法读取",
    FileStatus.SKIPPED: "未读取",
}
_ASIDE = (BlockKind.HEADER, BlockKind.FOOTER)
# Parts whose name says no more than the kind of their blocks.
_SAID_BY_KIND = re.compile(
    r"(?:header|footer|footnotes|endnotes|comments|annotation)\d*(?:\.xml)?\Z"
)
_PARTS = {"template": "底版"}
_PROPERTIES = {
    "title": "标题",
    "author": "作者",
    "last_author": "最后修改人",
    "created": "创建时间",
    "modified": "修改时间",
    "exif_time": "拍摄时间",
}


def render_outline(document: Document) -> str:
    """Give the outline as lines of plain Chinese text, ending with a line feed.

    Control characters of the file are shown as blanks, so that text cannot steer a terminal.
    """
    lines = [f"文件：{_plain(document.path)}", f"状态：{_STATUS[document.status]}"]
    if document.reason:
        lines.append(f"说明：{_plain(document.reason)}")
    lines.append(f"内容：{_amount(document)}")
    for name, value in document.properties:
        if name in _PROPERTIES:
            lines.append(f"{_PROPERTIES[name]}：{_plain(value)}")
    lines.append("")
    lines.extend(_block_lines(document))
    if document.problems:
        lines.extend(["", "读取时发现的问题："])
        for problem in document.problems:
            where = "" if problem.page is None else f"（第 {problem.page} 页）"
            number = "" if problem.block is None else f"[{problem.block}] "
            lines.append(f"- {number}{_plain(problem.message)}{where}")
    return "\n".join(lines).rstrip("\n") + "\n"


def _amount(document: Document) -> str:
    """Say how much there is: pages by the name of their kind, paragraphs, rows, characters."""
    rows = sum(block.kind is BlockKind.TABLE_ROW for block in document.blocks)
    pages = ""
    if document.pages is not None:
        slides = any(block.locator.slide for block in document.blocks)
        sheets = any(block.locator.sheet for block in document.blocks)
        unit = "张幻灯片" if slides else "个工作表" if sheets else "页"
        pages = f"{document.pages} {unit}，"
    others = len(document.blocks) - rows
    counts = [f"{others} 段"] if others or not rows else []
    counts += [f"表格 {rows} 行"] if rows else []
    return f"{pages}{'、'.join(counts)}，{document.chars} 字"


def _block_lines(document: Document) -> Iterator[str]:
    """Show the blocks under their pages; running heads and feet of pages stand apart at the end."""
    page: int | None = None
    apart = False
    for block in document.blocks:
        running = block.kind in _ASIDE and block.page is not None and not block.locator.slide
        if running and not apart:
            yield "—— 各页的页眉、页脚（读到了，不算正文）——"
        elif not running and block.page is not None and (block.page != page or apart):
            page = block.page
            yield f"—— 第 {page} {'张' if block.locator.slide else '页'} ——"
        apart = running
        yield _block_line(block, f" 第 {block.page} 页" if running else "")


def _block_line(block: Block, where: str) -> str:
    """Show one block on one line: number, kind, place, label, text with cells parted by │."""
    text = block.text.replace("\t", " │ ") if block.cells else block.text
    label = f"{block.label} " if block.label else ""
    indent = "  " * (block.level - 1) if block.level else ""
    sure = "" if block.confidence is None else f" {round(block.confidence * 100)}%"
    place = where + _place(block.locator)
    return f"[{block.index}] {_KINDS[block.kind]}{place}{sure}｜{indent}{label}{_plain(text)}"


def _place(locator: Locator) -> str:
    if locator.sheet is not None:
        row = "" if locator.row is None else f" 第 {locator.row} 行"
        return f" {_plain(locator.sheet)}{row}{_part(locator)}"
    if locator.table is not None:
        return f" {locator.table} 第 {locator.row} 行{_part(locator)}"
    return _part(locator)


def _part(locator: Locator) -> str:
    part = locator.part
    if part is None or _SAID_BY_KIND.match(part):
        return ""
    return " " + _plain(_PARTS.get(part, part.removeprefix("comment ")))


def _plain(text: str) -> str:
    """Put line ends and control characters on one harmless line."""
    shown = text.replace("\r", "").replace("\n", " ⏎ ")
    return "".join(
        character if character.isprintable() or character == "　" else " " for character in shown
    )
