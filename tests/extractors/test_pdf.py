"""PDFs: whole paragraphs and tables, and boxes that cover what they are said to cover."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from extractors.document import BlockKind, BoundingBox, Document
from extractors.outline import render_outline
from tests.extractors.made_engine import MadeEngine
from tests.extractors.made_files import chinese_canvas, draw_lines, draw_table, read, texts
from tests.extractors.raw_pdf import make_raw_pdf


def _lines(tmp_path: Path, lines: list[str]) -> Document:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_lines(canvas, lines)
    canvas.save()
    return read(tmp_path / "a.pdf")


def _wrap(text: str, width: float = 37) -> list[str]:
    """Break text where a line of `width` Chinese characters is full."""
    lines, used = [""], 0.0
    for character in text:
        need = 0.5 if character.isascii() else 1.0
        if used + need > width:
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += need
    return lines


@pytest.mark.parametrize("before", range(24, 36))
def test_a_date_broken_by_a_line_end_is_whole(tmp_path: Path, before: int) -> None:
    text = "　　" + "会" * before + "2022年3月15日组织全体党员开展学习活动" + "并由书记作总结" * 12
    document = _lines(tmp_path, _wrap(text))
    assert texts(document) == [text.strip()]


@pytest.mark.parametrize(
    "lines",
    [
        ["会议记录", "时间：2022年3月15日", "地点：三楼会议室", "主持人：张三"],
        ["一、学习文件", "二、讨论发言", "三、总结"],
        ["张三", "李四", "王五", "赵六"],
        [f"2022年第{n}次支部党员大会" for n in range(1, 9)],
    ],
)
def test_short_lines_stay_apart(tmp_path: Path, lines: list[str]) -> None:
    assert texts(_lines(tmp_path, lines)) == lines


def test_an_indent_begins_a_paragraph(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    first = "甲" * 35
    draw_lines(canvas, [first], x=96)
    draw_lines(canvas, ["乙" * 37, "乙" * 37, "乙" * 37], top=740)
    draw_lines(canvas, ["丙" * 35], x=96, top=680)
    canvas.save()
    assert texts(read(tmp_path / "a.pdf")) == [first + "乙" * 111, "丙" * 35]


def test_a_paragraph_goes_on_over_the_page_end(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_lines(canvas, ["前" * 37] * 4)
    canvas.showPage()
    canvas.setFont("STSong-Light", 12)
    draw_lines(canvas, ["后" * 37, "后" * 37, "后" * 37, "后" * 5])
    canvas.save()
    (block,) = read(tmp_path / "a.pdf").blocks
    assert block.page == 1
    assert {span.page for span in block.spans} == {1, 2}


def test_repeated_edges_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    for number in range(1, 4):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 810, "育英小学党支部工作手册")
        draw_lines(canvas, [f"第{number}次会议记录，内容各不相同{'甲乙丙'[number - 1]}"])
        canvas.drawString(290, 30, f"- {number} -")
        canvas.showPage()
    canvas.save()
    blocks = read(tmp_path / "a.pdf").blocks
    kinds = [block.kind for block in blocks]
    assert kinds.count(BlockKind.PARAGRAPH) == 3
    assert kinds.count(BlockKind.HEADER) == 3
    assert kinds.count(BlockKind.FOOTER) == 3


def _minutes(tmp_path: Path, first: list[str], *, book: str = "", table: bool = False) -> Document:
    """Draw three pages that all begin with the same title, `first` below it."""
    canvas = chinese_canvas(tmp_path / "a.pdf")
    for number in range(1, 4):
        canvas.setFont("STSong-Light", 12)
        if book:
            canvas.drawString(72, 822, book)
        canvas.drawString(230, 800, "党员大会会议记录")
        if table:
            draw_table(canvas, [["会议时间", f"3月{number}日"], ["主持人", "韩立新"]], top=780)
        else:
            draw_lines(canvas, [line.format(number) for line in first], top=780)
        canvas.showPage()
    canvas.save()
    return read(tmp_path / "a.pdf")


def _titles(document: Document) -> list[BlockKind]:
    return [block.kind for block in document.blocks if block.text == "党员大会会议记录"]


@pytest.mark.parametrize("label", ["会议时间：3月{}日", "时 间: 3月{}日", "主持人：韩立新{}"])
def test_the_title_of_a_record_on_every_page_stays(tmp_path: Path, label: str) -> None:
    document = _minutes(tmp_path, [label, "会议内容：表决通过。"])
    assert len(_titles(document)) == 3
    assert BlockKind.HEADER not in _titles(document)


def test_the_title_above_a_form_on_every_page_stays(tmp_path: Path) -> None:
    assert BlockKind.HEADER not in _titles(_minutes(tmp_path, [], table=True))


def test_a_books_name_above_the_titles_is_a_running_head(tmp_path: Path) -> None:
    document = _minutes(tmp_path, ["会议时间：3月{}日", "地点：会议室"], book="党支部工作手册")
    assert BlockKind.HEADER not in _titles(document)
    heads = [b.text for b in document.blocks if b.kind is BlockKind.HEADER]
    assert heads == ["党支部工作手册"] * 3


@pytest.mark.parametrize("line", ["会上第{}名党员发言。", "时间过得很快，第{}次会议结束。"])
def test_a_line_above_running_text_is_a_running_head(tmp_path: Path, line: str) -> None:
    document = _minutes(tmp_path, [line, "会议内容：表决通过。"])
    assert _titles(document) == [BlockKind.HEADER] * 3
    assert "页眉" in render_outline(document)


def test_a_ruled_table_over_two_pages_is_one_table(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_table(canvas, [["序号", "时间", "内容"], ["1", "3月1日", "党课"]])
    canvas.showPage()
    canvas.setFont("STSong-Light", 12)
    draw_table(canvas, [["2", "4月1日", "大会"], ["3", "5月1日", "小组会"]], top=780)
    canvas.save()
    blocks = read(tmp_path / "a.pdf").blocks
    assert [b.text for b in blocks] == [
        "序号\t时间\t内容",
        "1\t3月1日\t党课",
        "2\t4月1日\t大会",
        "3\t5月1日\t小组会",
    ]
    assert [(b.locator.table, b.locator.row, b.page) for b in blocks] == [
        (1, 1, 1),
        (1, 2, 1),
        (1, 3, 2),
        (1, 4, 2),
    ]


def test_a_row_cut_by_the_page_end_is_one_row(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_table(canvas, [["1", "开展主题党日活动", "张三"]], width=104)
    canvas.showPage()
    canvas.setFont("STSong-Light", 12)
    draw_table(canvas, [["", "动学习", ""], ["2", "讲党课", "李四"]], top=780, width=104)
    canvas.save()
    assert texts(read(tmp_path / "a.pdf")) == ["1\t开展主题党日活动动学习\t张三", "2\t讲党课\t李四"]


def test_tables_agree_with_pdfplumber(tmp_path: Path) -> None:
    rows = [[f"{row}行{column}列" for column in range(4)] for row in range(12)]
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_table(canvas, rows)
    canvas.save()
    with pdfplumber.open(tmp_path / "a.pdf") as reference:
        (expected,) = reference.pages[0].extract_tables()
    assert texts(read(tmp_path / "a.pdf")) == ["\t".join(str(c) for c in row) for row in expected]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (20, 30, 380, 280)])
def test_boxes_hold_on_turned_and_cropped_pages(
    tmp_path: Path, rotate: int, crop: tuple[int, int, int, int] | None
) -> None:
    path = make_raw_pdf(tmp_path / "a.pdf", "甲乙丙丁", rotate=rotate, crop=crop)
    left, bottom, right, top = crop or (0, 0, 400, 300)
    # The text's rectangle in the page's own coordinates: four characters of 20 points at 50, 200.
    x0, y0, x1, y1 = 50, 200, 130, 214
    expected = {
        0: (x0 - left, top - y1, x1 - left, top - y0),
        90: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: (top - y1, right - x1, top - y0, right - x0),
    }[rotate]
    (block,) = read(path).blocks
    assert (block.kind, block.text) == (BlockKind.PARAGRAPH, "甲乙丙丁")
    assert block.box is not None
    assert _covers(block.box, BoundingBox(*expected), slack=1.0)
    assert not _covers(BoundingBox(*expected), block.box, slack=-30)


def _covers(outer: BoundingBox, inner: BoundingBox, slack: float) -> bool:
    return (
        outer.x0 <= inner.x0 + slack
        and outer.y0 <= inner.y0 + slack
        and outer.x1 >= inner.x1 - slack
        and outer.y1 >= inner.y1 - slack
    )


@pytest.mark.parametrize("text", ["甲𠮷乙", "𠮷𠮷野家", "张𬭚𠮷三"])
def test_rare_characters_move_no_box(tmp_path: Path, text: str) -> None:
    (block,) = read(make_raw_pdf(tmp_path / "a.pdf", text)).blocks
    assert block.text == text
    (span,) = block.spans
    assert (span.start, span.end) == (0, len(text))
    assert span.box.x0 == pytest.approx(50, abs=2)
    assert span.box.x1 == pytest.approx(50 + 20 * len(text), abs=3)


@pytest.mark.parametrize("text", ["甲☑乙Ⅳ丙½丁", "☑已完成", "第Ⅳ季度½学时"])
def test_characters_of_fallback_fonts_keep_their_places(tmp_path: Path, text: str) -> None:
    (block,) = read(make_raw_pdf(tmp_path / "a.pdf", text)).blocks
    assert block.text == text


def test_characters_out_of_order_in_the_file_stand_in_order(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    canvas.drawString(120, 700, "已完成")
    canvas.drawString(72, 700, "任务一")
    canvas.save()
    assert texts(read(tmp_path / "a.pdf")) == ["任务一 已完成"]


def test_text_drawn_twice_to_look_bold_comes_once(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    for shift in (0, 0.4):
        canvas.drawString(72 + shift, 700, "支部党员大会")
    canvas.save()
    assert texts(read(tmp_path / "a.pdf")) == ["支部党员大会"]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    left = ["左" * 17 for _ in range(8)]
    right = ["右" * 17 for _ in range(8)]
    draw_lines(canvas, left, x=72)
    draw_lines(canvas, right, x=310)
    canvas.save()
    assert "".join(texts(read(tmp_path / "a.pdf"))) == "".join(left + right)


def test_a_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (200, 300), "gray").save(picture, "PDF")
    (tmp_path / "a.pdf").write_bytes(picture.getvalue())
    document = read(tmp_path / "a.pdf")
    assert document.status == "empty"
    assert "扫描" in (document.reason or "")
    assert [problem.kind for problem in document.problems] == ["page_not_recognised"]


def test_a_password_is_said_to_be_one(tmp_path: Path) -> None:
    lock = pdfencrypt.StandardEncryption("secret", canPrint=0)
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=lock)
    canvas.drawString(72, 700, "text")
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert document.status == "unreadable"
    assert "密码" in (document.reason or "")


def test_a_pdf_cut_short_gives_what_is_left_or_says_so(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_lines(canvas, ["文字"])
    canvas.save()
    path = tmp_path / "a.pdf"
    path.write_bytes(path.read_bytes()[:-200])
    document = read(path)
    assert document.blocks or document.reason


def test_a_picture_beside_text_is_recognised_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    from extractors.ocr import recognise
    from extractors.ocr.engine import Fragment
    from extractors.registry import extract_file
    from extractors.settings import ExtractSettings

    class Engine(MadeEngine):
        version = "made-3"

        def read(self, image: Image.Image) -> list[Fragment]:
            dark = image.convert("L").point(lambda value: 255 * (value < 200)).getbbox()
            left, top, right, bottom = dark or (0, 0, 1, 1)
            corners = ((left, top), (right, top), (right, bottom), (left, bottom))
            return [Fragment("签到表", corners, 0.97)]

    monkeypatch.setattr(recognise, "load_engine", lambda threads: Engine())
    picture = tmp_path / "p.png"
    Image.new("RGB", (300, 200), "black").save(picture)
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_lines(canvas, ["2022年3月15日召开支部党员大会，签到表如下"])
    canvas.drawImage(str(picture), 100, 300, width=300, height=240)
    canvas.save()
    document = extract_file(tmp_path / "a.pdf", settings=ExtractSettings(ocr="auto"))
    text, found = document.blocks
    assert (text.kind, found.kind) == (BlockKind.PARAGRAPH, BlockKind.OCR_LINE)
    assert found.box == pytest.approx((100, 302, 400, 542), abs=1.5)
    unread = read(tmp_path / "a.pdf")
    assert [problem.kind for problem in unread.problems] == ["pictures_not_read"]
    assert unread.status == "read"


def test_a_hyphen_at_a_line_end_does_not_mix_two_lines(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    canvas.setFont("Times-Roman", 12)
    draw_lines(canvas, ["Rules for encoding and decoding of data and for its manip-", "ulation."])
    canvas.save()
    text = "".join(texts(read(tmp_path / "a.pdf")))
    assert text.endswith("manip-ulation.")
    assert text.startswith("Rules for encoding and decoding of data and for its")


def test_lines_set_tight_are_not_mixed(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    for number, line in enumerate(["甲甲甲甲甲甲甲甲", "乙乙乙乙乙乙"]):
        canvas.drawString(72, 700 - 5 * number, line)
    canvas.save()
    assert "".join(texts(read(tmp_path / "a.pdf"))) == "甲甲甲甲甲甲甲甲乙乙乙乙乙乙"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_set_sideways_is_read_with_its_tables(tmp_path: Path, turn: int) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf", (842, 842))
    canvas.translate(421, 421)
    canvas.rotate(turn)
    canvas.translate(-421, -421)
    draw_lines(canvas, ["2022年志愿服务登记表"])
    draw_table(canvas, [["时间", "内容"], ["3月5日", "学雷锋"]])
    canvas.save()
    blocks = read(tmp_path / "a.pdf").blocks
    assert [b.text for b in blocks] == ["2022年志愿服务登记表", "时间\t内容", "3月5日\t学雷锋"]
    box = blocks[0].spans[0].box
    x, y = (box.x0 + box.x1) / 2 - 421, (box.y0 + box.y1) / 2 - 421
    # The line's middle before turning, seen from the page's middle, x right and y down.
    middle = (72 + 66 - 421, 842 - 765 - 421)
    expected = {
        90: (middle[1], -middle[0]),
        180: (-middle[0], -middle[1]),
        270: (-middle[1], middle[0]),
    }[turn]
    assert (x, y) == pytest.approx(expected, abs=12)


def test_a_slanting_watermark_is_kept_apart(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_lines(canvas, ["2022年3月15日召开支部党员大会", "会议由书记主持"])
    canvas.translate(200, 400)
    canvas.rotate(40)
    canvas.drawString(0, 0, "内部资料")
    canvas.save()
    blocks = read(tmp_path / "a.pdf").blocks
    assert (blocks[-1].kind, blocks[-1].text) == (BlockKind.STAMP, "内部资料")
    assert len(blocks) == 3
