"""Word files: everything people see comes out once, in order, with labels beside the text."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import BlockKind
from extractors.settings import Limits
from tests.extractors.made_files import QUIET, make_docx, paragraph, read, texts


def _cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (
            "<w:r><w:t>2022</w:t></w:r><w:r><w:t>年</w:t></w:r><w:r><w:t>3月</w:t></w:r>",
            "2022年3月",
        ),
        ("<w:ins><w:r><w:t>补入</w:t></w:r></w:ins>", "补入"),
        ("<w:smartTag><w:r><w:t>三月</w:t></w:r></w:smartTag>", "三月"),
        ("<w:fldSimple><w:r><w:t>域</w:t></w:r></w:fldSimple>", "域"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>已开</w:t></w:r>', "☑已开"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:t>未开</w:t></w:r>', "☐未开"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0fe</w:t></w:r>', "☑"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>dǎng</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>党</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "党",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/>'
            "</w:checkBox></w:ffData></w:fldChar><w:instrText>FORMCHECKBOX</w:instrText></w:r>",
            "☑",
        ),
    ],
)
def test_inline_text_is_what_people_see(tmp_path: Path, runs: str, text: str) -> None:
    assert texts(read(make_docx(tmp_path / "a.docx", paragraph(runs)))) == [text]


def test_deleted_text_is_kept_apart(tmp_path: Path) -> None:
    runs = "<w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    blocks = read(make_docx(tmp_path / "a.docx", paragraph(runs))).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.PARAGRAPH, "留"),
        (BlockKind.DELETED, "删"),
    ]


def test_hidden_text_is_kept_apart_and_reported(tmp_path: Path) -> None:
    runs = "<w:r><w:t>明</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
    document = read(make_docx(tmp_path / "a.docx", paragraph(runs)))
    assert [(b.kind, b.text) for b in document.blocks][1] == (BlockKind.DELETED, "暗")
    assert [problem.kind for problem in document.problems] == ["hidden_text"]


def test_text_box_comes_once_though_its_fallback_repeats_it(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    run = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    blocks = read(make_docx(tmp_path / "a.docx", paragraph("前") + paragraph(run))).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.PARAGRAPH, "前"),
        (BlockKind.TEXT_BOX, "框内"),
    ]


def test_merged_cells_come_once_and_keep_their_columns(tmp_path: Path) -> None:
    table = "<w:tbl>{}</w:tbl>".format(
        _row(_cell("时间", '<w:gridSpan w:val="2"/>'), _cell("2022年"))
        + _row(_cell("主要内容", '<w:vMerge w:val="restart"/>'), _cell("甲"), _cell("乙"))
        + _row(_cell("", "<w:vMerge/>"), _cell("丙"), _cell("丁"))
    )
    blocks = read(make_docx(tmp_path / "a.docx", table)).blocks
    assert [b.text for b in blocks] == ["时间\t2022年", "主要内容\t甲\t乙", "丙\t丁"]
    assert [(c.column, c.span) for c in blocks[0].cells] == [(0, 2), (2, 1)]
    assert [c.column for c in blocks[2].cells] == [1, 2]


def test_nested_table_follows_its_row(tmp_path: Path) -> None:
    inner = f"<w:tbl>{_row(_cell('内一'), _cell('内二'))}</w:tbl>"
    table = f"<w:tbl>{_row(_cell('外'), _cell(inner + paragraph('后')))}</w:tbl>"
    blocks = read(make_docx(tmp_path / "a.docx", table)).blocks
    assert [b.text for b in blocks] == ["外\t后", "内一\t内二"]
    assert [(b.locator.table, b.locator.row) for b in blocks] == [(1, 1), (2, 1)]


def test_cell_of_one_character_a_paragraph_keeps_its_lines(tmp_path: Path) -> None:
    label = "".join(paragraph(c) for c in "主要内容")
    table = f"<w:tbl>{_row(_cell(label), _cell('正文'))}</w:tbl>"
    (block,) = read(make_docx(tmp_path / "a.docx", table)).blocks
    first = block.cells[0]
    assert block.text[first.start : first.end] == "主\n要\n内\n容"


def test_parts_beside_the_body_follow_it_with_their_name(tmp_path: Path) -> None:
    parts = {
        "header1.xml": paragraph("页眉"),
        "footnotes.xml": f'<w:footnote w:type="separator">{paragraph("线")}</w:footnote>'
        f"<w:footnote>{paragraph('脚注')}</w:footnote>",
        "comments.xml": f"<w:comment>{paragraph('批注')}</w:comment>",
    }
    blocks = read(make_docx(tmp_path / "a.docx", paragraph("正文"), parts=parts)).blocks
    assert [(b.kind, b.text, b.locator.part) for b in blocks] == [
        (BlockKind.PARAGRAPH, "正文", None),
        (BlockKind.HEADER, "页眉", "header1"),
        (BlockKind.FOOTNOTE, "脚注", "footnotes"),
        (BlockKind.COMMENT, "批注", "comments"),
    ]


def test_heading_level_comes_from_the_style_or_the_paragraph(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    body = (
        paragraph("一", '<w:pStyle w:val="b"/>')
        + paragraph("二", '<w:outlineLvl w:val="0"/>')
        + paragraph("三")
    )
    blocks = read(make_docx(tmp_path / "a.docx", body, parts={"styles.xml": styles})).blocks
    assert [b.level for b in blocks] == [2, 1, None]


@pytest.mark.parametrize(
    ("created", "kept"),
    [
        ("2022-03-15T09:00:00Z", "2022-03-15T09:00:00"),
        ("2013-12-23T23:15:00Z", None),
        ("2013-01-27T09:14:16Z", None),
    ],
)
def test_a_template_date_is_no_evidence(tmp_path: Path, created: str, kept: str | None) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    )
    document = read(make_docx(tmp_path / "a.docx", paragraph("文"), core=core))
    assert dict(document.properties).get("created") == kept


def test_entities_bring_in_neither_files_nor_floods(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    path = make_docx(tmp_path / "a.docx", paragraph("正文"))
    import zipfile

    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    doctype = (
        f'<!DOCTYPE d [<!ENTITY e0 "哈"><!ENTITY x SYSTEM "{secret.as_uri()}">{levels}]>'
    ).encode()
    body = members["word/document.xml"].decode()
    body = body.replace("正文", "正&x;&e8;文")
    members["word/document.xml"] = doctype + body.encode()
    from tests.extractors.made_files import make_zip

    document = read(make_zip(path, members))
    assert "机密" not in "".join(texts(document))
    assert document.chars < 1000


def test_a_package_cut_short_is_unreadable_with_advice(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", paragraph("正文" * 500))
    path.write_bytes(path.read_bytes()[:-60])
    document = read(path)
    assert document.status == "unreadable"
    assert "重新提交" in (document.reason or "")


def test_an_embedded_file_is_named(tmp_path: Path) -> None:
    import zipfile

    path = make_docx(tmp_path / "a.docx", paragraph("正文"))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/embeddings/Book1.xlsx", b"x")
    document = read(path)
    assert [problem.kind for problem in document.problems] == ["embedded_file"]
    assert "Book1.xlsx" in document.problems[0].message


def test_a_document_too_long_for_a_tree_gives_the_same_blocks(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    nested = f"<w:tbl><w:tr><w:tc>{paragraph('内')}</w:tc></w:tr></w:tbl>"
    row = (
        f"<w:tr><w:tc>{paragraph('甲')}{nested}</w:tc><w:tc>{paragraph('乙', number)}</w:tc></w:tr>"
    )
    table = f"<w:tbl><w:tblPr/>{row}{row}</w:tbl>"
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('框')}{table}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    body = (
        paragraph("一", number)
        + f"<w:sdt><w:sdtContent>{paragraph('控件')}{table}</w:sdtContent></w:sdt>"
        + f"<w:ins>{table}</w:ins>"
        + paragraph(f"<w:r><w:t>二</w:t></w:r>{box}", number)
        + table
        + table
    )
    path = make_docx(tmp_path / "a.docx", body, parts={"numbering.xml": numbering})
    whole = read(path)
    with zipfile.ZipFile(path) as package:
        sizes = {info.filename: info.file_size for info in package.infolist()}
    limits = Limits(tree_bytes=2000)
    assert sizes["word/numbering.xml"] < limits.tree_bytes < sizes["word/document.xml"]
    assert read(path, settings=replace(QUIET, limits=limits)).blocks == whole.blocks
    assert [block.label for block in whole.blocks if block.text in ("一", "二")] == ["1.", "6."]
