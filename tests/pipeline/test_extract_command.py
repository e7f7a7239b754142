"""`zuozheng extract` reads as a check does: same pictures, same store, things inside things."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extractors.settings import ExtractSettings
from pipeline import cli
from pipeline.session import Session
from pipeline.store.kept import NoStore

_MINUTES = "2022年3月15日召开支部党员大会"


@pytest.fixture(name="picture")
def _picture(tmp_path: Path) -> Path:
    image = Image.new("RGB", (420, 120), "white")
    ImageDraw.Draw(image).text((20, 40), "MEETING 2022", fill="black", font_size=40)
    image.save(tmp_path / "a.png")
    return tmp_path / "a.png"


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert cli.main([str(argument) for argument in arguments]) == 0
    return capsys.readouterr().out


def test_recognition_can_be_chosen(capsys: pytest.CaptureFixture[str], picture: Path) -> None:
    off = _run(capsys, "extract", picture, "--ocr", "off")
    assert "没有启用文字识别" in off
    assert "MEETING" not in off
    assert "MEETING" in _run(capsys, "extract", picture, "--ocr", "auto")


@pytest.fixture(name="sessions")
def _sessions(monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    """Keep the sessions that are begun."""
    begun: list[Session] = []
    enter = Session.__enter__

    def keep(session: Session) -> Session:
        begun.append(session)
        return enter(session)

    monkeypatch.setattr(Session, "__enter__", keep)
    return begun


def test_it_uses_the_store_and_as_many_workers_as_a_check(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sessions: list[Session]
) -> None:
    (tmp_path / "3月.txt").write_text(_MINUTES, encoding="utf-8")
    store = tmp_path / "缓存"
    first = _run(capsys, "extract", tmp_path / "3月.txt", "--store", store, "--jobs", "3")
    assert _MINUTES in first
    assert _run(capsys, "extract", tmp_path / "3月.txt", "--store", store) == first
    _run(capsys, "extract", tmp_path / "3月.txt", "--no-cache")
    began, again, without = sessions
    assert began.settings.workers == 3
    assert Path(began.settings.extract.ocr_cache or "").is_relative_to(store)
    assert began.settings.extract.ocr == ExtractSettings().ocr
    # The second time nothing was read, so no worker was begun for it.
    assert again._pool is None
    assert isinstance(without.store, NoStore)
    assert without.settings.extract.ocr_cache is None


def test_the_second_time_the_file_is_not_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "3月.txt").write_text(_MINUTES, encoding="utf-8")
    first = _run(capsys, "extract", tmp_path / "3月.txt")
    monkeypatch.setattr(
        "extractors.isolated.ExtractionPool.map", lambda *_: pytest.fail("it was read again")
    )
    assert _run(capsys, "extract", tmp_path / "3月.txt") == first


def test_what_lies_in_a_mail_can_be_looked_at(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "转"
    message.set_content("见附件")
    out = io.BytesIO(_MINUTES.encode())
    message.add_attachment(out.read(), maintype="text", subtype="plain", filename="记录.txt")
    (tmp_path / "信.eml").write_bytes(bytes(message))
    shown = _run(capsys, "extract", tmp_path / "信.eml" / "记录.txt", "--json")
    assert [block["text"] for block in json.loads(shown)["blocks"]] == [_MINUTES]
