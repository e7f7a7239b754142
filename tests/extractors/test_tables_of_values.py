"""Spreadsheets and slides: rows as people see them, nothing invented."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Cm

from extractors.cell_values import show_value
from extractors.document import BlockKind
from tests.extractors.made_files import read, texts

MOMENT = datetime.datetime(2022, 3, 15, 14, 30)


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (MOMENT, "yyyy-mm-dd", "2022-03-15"),
        (MOMENT, 'yyyy"年"m"月"d"日"', "2022-03-15"),
        (MOMENT, "yyyy/m/d h:mm", "2022-03-15 14:30"),
        (MOMENT, 'm"月"d"日"', "3月15日"),
        (MOMENT, 'yyyy"年"m"月"', "2022年3月"),
        (MOMENT, "mmm-yy", "2022年3月"),
        (MOMENT, "h:mm", "14:30"),
        (MOMENT, 'h"时"mm"分"', "14:30"),
        (MOMENT, 'm"月"d"日" h"时"mm"分"', "3月15日 14:30"),
        (MOMENT, "General", "2022-03-15"),
        (MOMENT, "[$-804]yyyy/m/d;@", "2022-03-15"),
        (12.0, "General", "12"),
        (0.5, "0%", "50%"),
        (0.856, "0.0%", "85.6%"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "1e+20"),
        (float("nan"), "General", ""),
        (True, "General", "是"),
        ("#REF!", "General", ""),
        ("  张三 ", "General", "张三"),
        (None, "General", ""),
    ],
)
def test_values_are_shown_as_in_the_cell(value: object, pattern: str, shown: str) -> None:
    assert show_value(value, pattern) == shown


def test_a_workbook_gives_rows_with_their_sheet_and_number(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "党费"
    sheet["A1"] = "党费收缴登记"
    sheet.merge_cells("A1:C1")
    sheet.append(["日期", "姓名", "金额"])
    sheet.append([MOMENT.date(), "张三", 12])
    hidden = book.create_sheet("旧表")
    hidden["B3"] = "李四"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx")
    assert texts(document) == ["党费收缴登记", "日期\t姓名\t金额", "2022-03-15\t张三\t12", "\t李四"]
    places = [(b.locator.sheet, b.locator.row) for b in document.blocks]
    assert places == [("党费", 1), ("党费", 2), ("党费", 3), ("旧表", 3)]
    assert document.blocks[0].cells[0].span == 3
    assert [problem.kind for problem in document.problems] == ["hidden_sheet"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes('时间,内容\n3月15日,"党课，一次"\n'.encode(encoding))
    assert texts(read(tmp_path / "a.csv")) == ["时间\t内容", "3月15日\t党课，一次"]


def test_slides_give_text_tables_and_notes(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "专题党课"
    box = slide.shapes.add_textbox(Cm(1), Cm(5), Cm(5), Cm(2))
    box.text_frame.text = "2022年3月15日"
    table = slide.shapes.add_table(2, 2, Cm(1), Cm(8), Cm(8), Cm(3)).table
    for at, text in enumerate(["时间", "内容", "3月", "党课"]):
        table.cell(at // 2, at % 2).text = text
    slide.notes_slide.notes_text_frame.text = "备注"
    deck.save(str(tmp_path / "a.pptx"))
    blocks = read(tmp_path / "a.pptx").blocks
    assert [(b.kind, b.text, b.page) for b in blocks] == [
        (BlockKind.HEADING, "专题党课", 1),
        (BlockKind.SLIDE, "2022年3月15日", 1),
        (BlockKind.TABLE_ROW, "时间\t内容", 1),
        (BlockKind.TABLE_ROW, "3月\t党课", 1),
        (BlockKind.NOTES, "备注", 1),
    ]
