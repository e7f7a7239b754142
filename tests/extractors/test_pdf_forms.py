"""PDF forms filled in by people, and pages whose only text is short or lies in a form object."""

from __future__ import annotations

from pathlib import Path

from extractors.document import FileStatus
from tests.extractors.made_files import read, texts
from tests.extractors.raw_pdf import write_pdf

_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _form_pdf(path: Path, field: str, content: str = "") -> Path:
    """Write a page with one form field; `content` is what the page itself draws."""
    return write_pdf(
        path,
        [
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/DA(/F1 12 Tf 0 g)"
            "/DR<</Font<</F1 6 0 R>>>>>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Annots[5 0 R]"
            "/Resources<</Font<</F1 6 0 R>>>>>>",
            f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
            "<</Type/Annot/Subtype/Widget/F 4/P 3 0 R/Rect[50 200 350 220]/T(name)"
            f"/DA(/F1 12 Tf 0 g){field}>>",
            _FONT,
        ],
    )


def test_a_typed_field_is_read_though_it_keeps_no_picture_of_itself(tmp_path: Path) -> None:
    path = _form_pdf(tmp_path / "a.pdf", "/FT/Tx/V(MEETING 2022-03-15)")
    document = read(path)
    assert texts(document) == ["MEETING 2022-03-15"]
    box = document.blocks[0].box
    assert box is not None
    assert 45 < box.x0 < box.x1 < 355
    assert 75 < box.y0 < box.y1 < 105


def test_an_empty_field_gives_nothing(tmp_path: Path) -> None:
    document = read(_form_pdf(tmp_path / "a.pdf", "/FT/Tx"))
    assert document.status is FileStatus.EMPTY


def _object_pdf(path: Path, text: str, *, objects: int = 1) -> Path:
    """Write pages whose only text is drawn by a form object (a letterhead, a stamp)."""
    shown = f"BT /F1 20 Tf 50 200 Td ({text}) Tj ET"
    kids = " ".join(f"{6 + number} 0 R" for number in range(objects))
    return write_pdf(
        path,
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count {objects}>>",
            _FONT,
            f"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Length {len(shown)}>>\nstream\n{shown}\nendstream",
            "<</Length 6>>\nstream\n/X1 Do\nendstream",
            *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 5 0 R"
              "/Resources<</XObject<</X1 4 0 R>>>>>>"] * objects,
        ],
    )  # fmt: skip


def test_short_text_over_a_picture_is_kept_where_nothing_is_recognised(tmp_path: Path) -> None:
    document = read(_object_pdf(tmp_path / "a.pdf", "2022-03-15", objects=2))
    assert texts(document) == ["2022-03-15", "2022-03-15"]
    assert document.status is FileStatus.READ
    # A page number over a scan looks the same, so the page is named as perhaps not whole.
    kinds = [(problem.kind, problem.page) for problem in document.problems]
    assert kinds == [("page_not_recognised", 1), ("page_not_recognised", 2)]
    assert "没有识别" in (document.reason or "")


def test_a_dynamic_form_is_named(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        [
            "<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</Fields[]/XFA 4 0 R>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]>>",
            "<</Length 11>>\nstream\n<xdp></xdp>\nendstream",
        ],
    )
    assert "dynamic_form" in [problem.kind for problem in read(path).problems]
