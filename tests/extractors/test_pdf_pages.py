"""Pages out of the ordinary: broken, askew, drawn, slanted, with pictures inside forms."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractors import pdf
from extractors.document import BlockKind, Document
from extractors.glyphs import Ruling
from extractors.ocr import recognise
from extractors.ocr.engine import Fragment
from extractors.registry import extract_file
from extractors.ruled_tables import Table
from extractors.settings import ExtractSettings, Limits
from tests.extractors.made_engine import MadeEngine
from tests.extractors.made_files import chinese_canvas, draw_lines, draw_table, read, texts

LINES = ["2022年3月15日下午召开支部党员大会，全体党员参加", "地点：三楼会议室", "主持人：张三"]


class _Reader(MadeEngine):
    """Reads the same words over whatever is dark."""

    version = "made-pages"

    def read(self, image: Image.Image) -> list[Fragment]:
        box = image.convert("L").point(lambda value: 255 * (value < 200)).getbbox()
        if box is None:
            return []
        left, top, right, bottom = box
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return [Fragment("签到表", corners, 0.97)]


def _three_pages(canvas: Canvas) -> None:
    for number in (1, 2, 3):
        canvas.setFont("STSong-Light", 12)
        draw_lines(canvas, [f"第{number}次支部党员大会，全体党员参加"])
        canvas.showPage()
    canvas.save()


def _recognised(
    path: Path, monkeypatch: pytest.MonkeyPatch, settings: ExtractSettings | None = None
) -> Document:
    monkeypatch.setattr(recognise, "load_engine", lambda threads: _Reader())
    return extract_file(path, settings=settings or ExtractSettings(ocr="auto"))


def test_a_page_that_cannot_be_read_does_not_take_the_others_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    _three_pages(canvas)
    counted = itertools.count(1)

    def broken(rulings: list[Ruling]) -> list[Table]:
        if next(counted) == 2:
            raise ValueError("made to fail")
        return []

    monkeypatch.setattr(pdf, "find_tables", broken)
    document = read(tmp_path / "a.pdf")
    assert [text[:3] for text in texts(document)] == ["第1次", "第3次"]
    assert [(p.kind, p.page) for p in document.problems] == [("page_unreadable", 2)]


def test_recognition_that_fails_on_one_page_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = itertools.count(1)

    class Failing(_Reader):
        version = "made-failing"

        def read(self, image: Image.Image) -> list[Fragment]:
            number = next(counted)
            if number == 2:
                raise RuntimeError("made to fail")
            (fragment,) = super().read(image)
            return [fragment._replace(text=f"{number}月签到表。")]

    pages = [Image.new("RGB", (300, 200 + number), "black") for number in range(3)]
    pages[0].save(tmp_path / "a.pdf", save_all=True, append_images=pages[1:])
    monkeypatch.setattr(recognise, "load_engine", lambda threads: Failing())
    document = extract_file(tmp_path / "a.pdf", settings=ExtractSettings(ocr="auto"))
    assert "".join(texts(document)) == "1月签到表。3月签到表。"
    assert [(p.kind, p.page) for p in document.problems] == [("page_not_recognised", 2)]


@pytest.mark.parametrize("degrees", [-6, -2, 2, 5, 12, 94])
def test_a_page_askew_is_read_as_if_it_lay_level(tmp_path: Path, degrees: float) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    canvas.translate(297, 421)
    canvas.rotate(degrees)
    canvas.translate(-297, -421)
    draw_lines(canvas, LINES)
    draw_table(canvas, [["序号", "时间"], ["1", "3月15日"]])
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert texts(document) == [*LINES, "序号\t时间", "1\t3月15日"]
    assert {block.kind for block in document.blocks[3:]} == {BlockKind.TABLE_ROW}


def test_a_box_on_a_page_askew_covers_the_words_where_they_are_shown(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    canvas.translate(297, 421)
    canvas.rotate(5)
    draw_lines(canvas, LINES, x=-200, top=200)
    x, y = canvas.absolutePosition(-200, 200 - 20)
    canvas.save()
    document = read(tmp_path / "a.pdf")
    box = document.cite(1, 0, 2).bbox
    assert box is not None
    # The base line's left end, as drawn, lies at the lower left of the quoted words.
    assert box.x0 - 1 <= x <= box.x0 + 4
    assert box.y0 <= 841.9 - y <= box.y1 + 1


def test_a_watermark_across_a_page_is_no_page_askew(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    canvas.rotate(15)
    canvas.drawString(100, 300, "内部资料严禁外传内部资料严禁外传内部资料严禁外传")
    canvas.save()
    (block,) = read(tmp_path / "a.pdf").blocks
    assert block.kind is BlockKind.STAMP


def test_letters_made_to_slant_are_text(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    for at, line in enumerate(LINES):
        text = canvas.beginText()
        text.setTextTransform(1, 0, 0.3, 1, 72, 700 - 24 * at)
        text.textOut(line)
        canvas.drawText(text)
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert texts(document) == LINES
    box = document.blocks[0].box
    assert box is not None
    assert box.y1 - box.y0 < 20


def test_a_picture_inside_a_form_is_read_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (300, 200), "black").save(tmp_path / "p.png")
    canvas = chinese_canvas(tmp_path / "a.pdf")
    canvas.beginForm("F")
    canvas.drawImage(str(tmp_path / "p.png"), 10, 20, width=300, height=240)
    canvas.endForm()
    draw_lines(canvas, ["2022年3月15日召开支部党员大会，签到表如下"])
    canvas.translate(90, 280)
    canvas.doForm("F")
    canvas.save()
    unread = read(tmp_path / "a.pdf")
    assert [problem.kind for problem in unread.problems] == ["pictures_not_read"]
    text, found = _recognised(tmp_path / "a.pdf", monkeypatch).blocks
    assert (text.kind, found.kind, found.text) == (
        BlockKind.PARAGRAPH,
        BlockKind.OCR_LINE,
        "签到表",
    )
    assert found.box == pytest.approx((100, 302, 400, 542), abs=1.5)


def _outlines(path: Path) -> Path:
    canvas = Canvas(str(path))
    for y in range(500, 700, 20):
        for x in range(60, 400, 14):
            shape = canvas.beginPath()
            shape.moveTo(x, y)
            shape.curveTo(x + 3, y + 9, x + 6, y + 9, x + 9, y)
            shape.lineTo(x + 4, y + 12)
            shape.close()
            canvas.drawPath(shape, fill=1)
    canvas.save()
    return path


def test_text_turned_into_outlines_is_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _outlines(tmp_path / "a.pdf")
    assert [problem.kind for problem in read(path).problems] == ["page_not_recognised"]
    assert texts(_recognised(path, monkeypatch)) == ["签到表"]


def test_an_empty_ruled_form_is_not_taken_for_outlines(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for y in range(100, 700, 5):
        canvas.line(60, y, 500, y)
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert (document.status, document.problems) == ("empty", ())


def test_all_pages_are_recognised_when_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_lines(canvas, LINES)
    canvas.save()
    assert texts(_recognised(tmp_path / "a.pdf", monkeypatch)) == LINES
    document = _recognised(tmp_path / "a.pdf", monkeypatch, ExtractSettings(ocr="all"))
    assert (document.status, texts(document)) == ("ocr", ["签到表"])


def test_pages_beyond_the_limit_are_said_to_be_left_out(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    _three_pages(canvas)
    settings = ExtractSettings(ocr="off", limits=Limits(pages=2))
    document = extract_file(tmp_path / "a.pdf", settings=settings)
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.pages == 3
    assert any("前 2 页" in problem.message for problem in document.problems)
