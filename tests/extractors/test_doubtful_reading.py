"""What was recognised with little confidence: named line by line, and what was left out too."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from extractors.document import Document
from extractors.ocr import recognise
from extractors.ocr.engine import Corners, Fragment
from extractors.registry import extract_file
from extractors.settings import ExtractSettings
from tests.extractors.made_engine import MadeEngine
from tests.extractors.made_files import make_docx, paragraph
from tests.extractors.sound_document import check_document

TITLE, DAY, PLACE = (
    "支部党员大会会议记录（第一党支部全体党员参加）",
    "时间：2022年3月15日",
    "地点：三楼",
)


def _line(y: float, right: float = 220.0) -> Corners:
    return (20.0, y), (right, y), (right, y + 20), (20.0, y + 20)


class _Reader(MadeEngine):
    """Reads a sure title, a doubtful day, a place that is no text, and a speck."""

    version = "made-doubt"

    def read(self, image: Image.Image) -> list[Fragment]:
        return [
            Fragment(TITLE, _line(20), 0.99),
            Fragment(DAY, _line(120, 380.0), 0.55),
            Fragment(PLACE, _line(220), 0.45),
            Fragment("、", _line(260), 0.2),
        ]


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "PNG")
    return out.getvalue()


def _read(path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(recognise, "load_engine", lambda threads: _Reader())
    document = extract_file(path, settings=ExtractSettings(ocr="auto", soffice=""))
    check_document(document)
    return document


def test_a_doubtful_line_on_a_good_page_and_what_was_left_out_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(_png())
    document = _read(path, monkeypatch)
    assert [(b.text, b.confidence) for b in document.blocks] == [(TITLE, 0.99), (DAY, 0.55)]
    line, dropped = document.problems
    assert (line.kind, line.page) == ("doubtful_lines", 1)
    assert f"1 行识别把握不大：“{DAY}”（55%）" in line.message
    assert dropped.kind == "fragments_dropped"
    assert f"1 处文字认不清，没有采用：“{PLACE}”（45%）" in dropped.message


def test_a_citation_knows_how_sure_its_words_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(_png())
    document = _read(path, monkeypatch)
    sure, unsure = document.cite(0, 0, 2), document.cite(1, 0, 2)
    assert (sure.confidence, sure.doubtful) == (0.99, False)
    assert (unsure.confidence, unsure.doubtful) == (0.55, True)


def test_text_in_an_embedded_picture_keeps_its_box_and_confidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = paragraph('<w:r><w:drawing><a:blip r:embed="m0"/></w:drawing></w:r>')
    path = make_docx(tmp_path / "a.docx", paragraph("党课") + shown, pictures=[_png()])
    document = _read(path, monkeypatch)
    _, _, day = document.blocks
    assert (day.text, day.confidence, day.page) == (DAY, 0.55, None)
    assert day.locator.part == "0.png"
    citation = document.cite(2, 0, len(DAY))
    assert citation.page is None  # the document has none, only the picture has a place
    assert citation.bbox == pytest.approx((20, 120, 380, 140), abs=1)
    assert all("0.png" in problem.message for problem in document.problems)
