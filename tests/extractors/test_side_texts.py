"""Text beside the main text: charts, SmartArt, comments, page edges, hidden rows and sheets."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from extractors.document import BlockKind, Document
from tests.extractors.made_files import make_docx, paragraph, read, texts

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_CHART = f"""<c:chartSpace {_C} {_A}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>各月党课次数
</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>
<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>第一支部</c:v></c:pt></c:strCache></c:strRef>
</c:tx><c:cat><c:strRef><c:strCache><c:ptCount val="3"/><c:pt idx="0"><c:v>3月</c:v></c:pt>
<c:pt idx="2"><c:v>5月</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>
<c:pt idx="0"><c:v>1.2000000000000002</c:v></c:pt><c:pt idx="2"><c:v>2</c:v></c:pt></c:numCache>
</c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"""
_ART = f"""<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" {_A}>
<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>支部</a:t></a:r><a:r><a:t>书记</a:t></a:r></a:p></dgm:t>
</dgm:pt><dgm:pt type="pres"/><dgm:pt><dgm:t><a:p><a:r><a:t>组织委员</a:t></a:r></a:p></dgm:t>
</dgm:pt></dgm:ptLst></dgm:dataModel>"""


def _drawn(graphic: str) -> str:
    return paragraph(f"<w:r><w:drawing><a:graphic>{graphic}</a:graphic></w:drawing></w:r>")


def test_charts_and_smartart_of_a_word_file_are_read_where_they_stand(tmp_path: Path) -> None:
    dgm = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    body = (
        paragraph("前")
        + _drawn(f'<c:chart {_C} r:id="x0"/>')
        + paragraph("中")
        + _drawn(f'<dgm:relIds {dgm} r:dm="x1" r:lo="x9"/>')
        + paragraph("后")
    )
    made = {"charts/chart1.xml": ("chart", _CHART), "diagrams/data1.xml": ("diagramData", _ART)}
    document = read(make_docx(tmp_path / "a.docx", body, related=made))
    assert texts(document) == [
        "前", "各月党课次数", "\t3月\t\t5月", "第一支部\t1.2\t\t2",
        "中", "支部书记", "组织委员", "后",
    ]  # fmt: skip
    assert [block.locator.part for block in document.blocks][1:4] == ["chart1"] * 3


def test_a_broken_chart_costs_only_itself(tmp_path: Path) -> None:
    body = _drawn(f'<c:chart {_C} r:id="x0"/>') + paragraph("后")
    document = read(
        make_docx(tmp_path / "a.docx", body, related={"charts/chart1.xml": ("chart", "")})
    )
    assert texts(document) == ["后"]
    assert [problem.kind for problem in document.problems] == ["part_unreadable"]


def test_a_deck_gives_its_charts_comments_and_edges(tmp_path: Path) -> None:
    deck = Presentation()
    for day in ("2022年3月15日", "2022年3月15日"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "汇报"
        _placeholder(slide, "ftr", f"<a:r><a:t>{day}育英小学</a:t></a:r>")
        _placeholder(slide, "dt", '<a:fld type="datetime1"><a:t>2026-01-01</a:t></a:fld>')
        _placeholder(slide, "sldNum", '<a:fld type="slidenum"><a:t>7</a:t></a:fld>')
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx has no types here
    data.categories = ["3月", "4月"]
    data.add_series("党课", (1, 2))  # type: ignore[no-untyped-call]  # as above
    frame = (Cm(1), Cm(5), Cm(8), Cm(6))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *frame, data)
    deck.save(str(tmp_path / "made.pptx"))
    _with_comments(tmp_path / "made.pptx", tmp_path / "a.pptx")
    document = read(tmp_path / "a.pptx")
    assert [(b.kind, b.text, b.page) for b in document.blocks] == [
        (BlockKind.HEADING, "汇报", 1),
        (BlockKind.FOOTER, "2022年3月15日育英小学", 1),
        (BlockKind.COMMENT, "日期请核对", 1),
        (BlockKind.HEADING, "汇报", 2),
        (BlockKind.TABLE_ROW, "\t3月\t4月", 2),
        (BlockKind.TABLE_ROW, "党课\t1\t2", 2),
    ]
    # The workbook behind the chart holds what was read from the chart.
    assert document.problems == ()


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ('<a:fld type="slidenum"><a:t>&lt;number&gt;</a:t></a:fld>', []),
        (
            '<a:r><a:t>第</a:t></a:r><a:fld type="slidenum"><a:t>7</a:t></a:fld>'
            "<a:r><a:t>次党课</a:t></a:r>",
            ["第7次党课"],
        ),
    ],
)
def test_a_page_number_without_a_placeholder_is_no_text(
    tmp_path: Path, inner: str, shown: list[str]
) -> None:
    deck = Presentation()
    _placeholder(deck.slides.add_slide(deck.slide_layouts[6]), "", inner)
    deck.save(str(tmp_path / "a.pptx"))
    assert texts(read(tmp_path / "a.pptx")) == shown


def _placeholder(slide: object, kind: str, inner: str) -> None:
    from lxml import etree

    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    shape = etree.fromstring(
        f'<p:sp xmlns:p="{p}" {_A}><p:nvSpPr><p:cNvPr id="90" name="x"/><p:cNvSpPr/><p:nvPr>'
        f'<p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p>{inner}'
        "</a:p></p:txBody></p:sp>"
    )
    slide.shapes._spTree.append(shape)  # type: ignore[attr-defined]


def _with_comments(made: Path, path: Path) -> None:
    """Add a comment to the first slide of a deck."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    link = f'<Relationship Id="c1" Type="{kind}" Target="../comments/comment1.xml"/>'
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "ppt/slides/_rels/slide1.xml.rels":
                data = data.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            new.writestr(name, data)
        new.writestr(
            "ppt/comments/comment1.xml",
            f'<p:cmLst xmlns:p="{p}"><p:cm><p:text>日期请核对</p:text></p:cm></p:cmLst>',
        )


def _book(tmp_path: Path) -> Document:
    book = openpyxl.Workbook()
    sheet: Worksheet = book.worksheets[0]
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    sheet.title = "登记"
    sheet.append(["时间", "次数"])
    sheet.append(["3月", 1])
    sheet.append(["4月", 2])
    sheet.row_dimensions[3].hidden = True
    sheet["B2"].comment = Comment("补记", "张三")
    sheet.oddHeader.center.text = "育英小学 &D"
    sheet.oddFooter.left.text = "第 &P 页 A&&B"
    chart = BarChart()
    chart.title = "党课次数"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D2")
    book.save(tmp_path / "a.xlsx")
    return read(tmp_path / "a.xlsx")


def test_a_workbook_gives_comments_edges_and_chart_titles_with_their_sheet(tmp_path: Path) -> None:
    document = _book(tmp_path)
    assert [(b.kind, b.text) for b in document.blocks] == [
        (BlockKind.TABLE_ROW, "时间\t次数"),
        (BlockKind.TABLE_ROW, "3月\t1"),
        (BlockKind.TABLE_ROW, "4月\t2"),
        (BlockKind.HEADER, "育英小学"),
        (BlockKind.FOOTER, "第  页 A&B"),
        (BlockKind.TEXT_BOX, "党课次数"),
        (BlockKind.COMMENT, "补记"),
    ]
    assert {block.locator.sheet for block in document.blocks} == {"登记"}
    assert document.blocks[-1].locator.part == "comment B2"
    assert [(p.kind, "1 行" in p.message) for p in document.problems] == [("hidden_rows", True)]


def _sheet_book(path: Path, rows: str, *, formats: str = "", texts: str = "") -> Path:
    """Write a workbook part by part; `formats` are the xf elements of cell styles from 1 on."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="甲" sheetId="1" r:id="s1"/><sheet name="缺" sheetId="2" r:id="s2"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{links}"><Relationship Id="s1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/>{formats}'
        "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{texts}</sst>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (14, "2022-03-15"), (31, "2022-03-15"), (57, "2022年3月"), (58, "3月15日"),
        (32, "14:24"), (0, "44635.6"), (999, "44635.6"),
    ],
)  # fmt: skip
def test_dates_in_the_formats_of_chinese_excel_are_dates(
    tmp_path: Path, number: int, shown: str
) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>44635.6</v></c></row>'
    path = _sheet_book(tmp_path / "a.xlsx", rows, formats=f'<xf numFmtId="{number}"/>')
    assert texts(read(path))[0].partition(" ")[0] == shown


def test_a_sheet_formatted_to_its_last_row_and_odd_cells_are_read(tmp_path: Path) -> None:
    rows = (
        '<row><c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>读音</t></rPh></is></c>'
        '<c t="s"><v>0</v></c><c t="s"><v>7</v></c><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c>'
        '<c t="d"><v>2022-03-15T00:00:00</v></c><c r="ZZZ1"><v>1</v></c></row>'
        '<row r="1048576"><c r="C1048576" t="str"><v>末行</v></c></row><row r="x"/>'
    )
    path = _sheet_book(tmp_path / "a.xlsx", rows, texts="<si><t>共享</t></si>")
    document = read(path)
    assert texts(document) == ["甲乙\t共享\t\t\t是\t2022-03-15", "\t\t末行"]
    assert [block.locator.row for block in document.blocks] == [1, 1048576]
    kinds = sorted(problem.kind for problem in document.problems)
    assert kinds == ["columns_cut", "part_unreadable"]
    assert any("“缺”" in problem.message for problem in document.problems)
