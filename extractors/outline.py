"""A document as an outline that a person can read: what was read, and where it stands."""

from __future__ import annotations

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
    pages = "" if document.pages is None else f"{document.pages} 页，"
    lines.append(f"内容：{pages}{len(document.blocks)} 段，{document.chars} 字")
    for name, value in document.properties:
        if name in _PROPERTIES:
            lines.append(f"{_PROPERTIES[name]}：{_plain(value)}")
    lines.append("")
    page: int | None = None
    for block in document.blocks:
        if block.page is not None and block.page != page:
            page = block.page
            lines.append(f"—— 第 {page} 页 ——")
        lines.append(_block_line(block))
    if document.problems:
        lines.extend(["", "读取时发现的问题："])
        for problem in document.problems:
            where = "" if problem.page is None else f"（第 {problem.page} 页）"
            number = "" if problem.block is None else f"[{problem.block}] "
            lines.append(f"- {number}{_plain(problem.message)}{where}")
    return "\n".join(lines).rstrip("\n") + "\n"


def _block_line(block: Block) -> str:
    """Show one block on one line: number, kind, place, label, text with cells parted by │."""
    text = block.text.replace("\t", " │ ") if block.cells else block.text
    label = f"{block.label} " if block.label else ""
    indent = "  " * (block.level - 1) if block.level else ""
    sure = "" if block.confidence is None else f" {round(block.confidence * 100)}%"
    place = _place(block.locator)
    return f"[{block.index}] {_KINDS[block.kind]}{place}{sure}｜{indent}{label}{_plain(text)}"


def _place(locator: Locator) -> str:
    if locator.sheet is not None:
        return f" {_plain(locator.sheet)}!{locator.row or ''}"
    if locator.table is not None:
        return f" {locator.table}-{locator.row}"
    if locator.slide is not None:
        return f" {locator.slide}"
    return f" {_plain(locator.part)}" if locator.part else ""


def _plain(text: str) -> str:
    """Put line ends and control characters on one harmless line."""
    shown = text.replace("\r", "").replace("\n", " ⏎ ")
    return "".join(
        character if character.isprintable() or character == "　" else " " for character in shown
    )
