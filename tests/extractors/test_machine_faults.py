"""A full disk is this machine's trouble: the school's archive is not called broken."""

from __future__ import annotations

import base64
import errno
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import py7zr
import pytest

from extractors.archive import iter_members
from extractors.embedded_files import iter_embedded
from extractors.formats import Format
from extractors.member_writer import BROKEN, Budget
from extractors.settings import ExtractSettings


def _packed(folder: Path, form: Format) -> Path:
    inner = folder / "记录.txt"
    inner.write_text("2022年3月1日召开党员大会" * 200, encoding="utf-8")
    packed = folder / "材料"
    if form is Format.ZIP:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(inner, inner.name)
    elif form is Format.TAR:
        with tarfile.open(packed, "w") as archive:
            archive.add(inner, inner.name)
    else:
        with py7zr.SevenZipFile(packed, "w") as archive:
            archive.write(inner, inner.name)
    return packed


class _Full:
    """A file that takes nothing."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, _content: bytes) -> int:
        raise OSError(self._number, "refused")

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


def _refusing(place: Path, number: int) -> Any:
    """Give an opener whose files below a folder take nothing."""
    whole = Path.open

    def opened(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if "w" in mode and path.is_relative_to(place):
            return _Full(number)
        return whole(path, mode, *rest, **more)

    return opened


@pytest.mark.parametrize("form", [Format.ZIP, Format.TAR, Format.SEVEN_ZIP])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_machine_that_fails_while_unpacking_is_not_the_archives_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: Format, number: int
) -> None:
    packed, place = _packed(tmp_path, form), tmp_path / "展开"
    monkeypatch.setattr(Path, "open", _refusing(place, number))
    with pytest.raises(OSError, match="refused") as told:
        list(iter_members(packed, form, place, Budget(ExtractSettings().limits)))
    assert told.value.errno == number


def test_nor_is_it_the_fault_of_a_document_that_holds_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed, place = tmp_path / "材料.html", tmp_path / "展开"
    picture = base64.b64encode(bytes(range(256)) * 40).decode()
    packed.write_text(f'<p>党课</p><img src="data:image/png;base64,{picture}">', encoding="utf-8")
    budget = Budget(ExtractSettings().limits)
    assert any(member.location for member in iter_embedded(packed, Format.HTML, place, budget))
    monkeypatch.setattr(Path, "open", _refusing(place, errno.ENOSPC))
    with pytest.raises(OSError, match="refused"):
        list(iter_embedded(packed, Format.HTML, place, Budget(ExtractSettings().limits)))


def test_a_broken_member_still_is(tmp_path: Path) -> None:
    packed = _packed(tmp_path, Format.ZIP)
    content = bytearray(packed.read_bytes())
    content[50:60] = b"0123456789"
    packed.write_bytes(content)
    (member,) = iter_members(
        packed, Format.ZIP, tmp_path / "展开", Budget(ExtractSettings().limits)
    )
    assert (member.location, member.refusal) == (None, BROKEN)
