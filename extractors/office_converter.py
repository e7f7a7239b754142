"""Convert old office formats with LibreOffice, where it is installed.

One profile a process: two runs on one profile fail. The file goes in under a plain name with the
suffix its bytes call for, because LibreOffice looks at suffixes; its macros do not run and it
reads no network.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from extractors.errors import DamagedFileError, MissingToolError
from extractors.format_names import Format
from extractors.processes import run_program

# What LibreOffice converts here: the suffix it is shown, the format it makes.
LEGACY: dict[Format, tuple[str, str]] = {
    Format.DOC: (".doc", "docx"),
    Format.RTF: (".rtf", "docx"),
    Format.WORD_XML: (".xml", "docx"),
    Format.ODT: (".odt", "docx"),
    Format.XLSB: (".xlsb", "xlsx"),
    Format.EXCEL_XML: (".xml", "xlsx"),
    Format.ODS: (".ods", "xlsx"),
    Format.PPT: (".ppt", "pptx"),
    Format.ODP: (".odp", "pptx"),
}
# What is converted only when its own reader fails.
SECOND_WAY: dict[Format, tuple[str, str]] = {Format.XLS: (".xls", "xlsx")}
_SECONDS, _SECONDS_A_FILE = 90.0, 15.0
_MEMORY = 3_000_000_000  # bytes
_WINDOWS_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_MAC_PLACE = "/Applications/LibreOffice.app/Contents/MacOS/soffice"


class _Profile:
    """The folder that holds this process's LibreOffice settings, made when first used."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def uri(self) -> str:
        """Give the folder's address."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="zuozheng-office-"))
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder.as_uri()

    def forget(self) -> None:
        """Take another folder from now on: a killed LibreOffice leaves its own locked."""
        self._folder = None


_PROFILE = _Profile()


def find_soffice(chosen: str | None) -> str | None:
    """Give LibreOffice's program: the chosen one, or where it usually lies; "" means none."""
    if chosen is not None:
        return chosen or None
    for place in (*_WINDOWS_PLACES, _MAC_PLACE):
        if Path(place).is_file():
            return place
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(path: Path, suffix: str, target: str, folder: Path, soffice: str | None) -> Path:
    """Convert a file to `target` ("docx", "xlsx", "pptx") and give the result in `folder`.

    `suffix` is that of the source's format, with its dot.

    Raises:
        MissingToolError: when LibreOffice is not installed.
        DamagedFileError: when it cannot convert the file, or not in time.
    """
    (result,) = convert_many([(path, suffix)], target, folder, soffice)
    if result is None:
        raise DamagedFileError("旧格式文件无法转换，可能已损坏", f".{target}")
    return result


def convert_many(
    files: Sequence[tuple[Path, str]],
    target: str,
    folder: Path,
    soffice: str | None,
    wanted: Callable[[], bool] = lambda: True,
) -> list[Path | None]:
    """Convert files with one start of LibreOffice; None for each that did not come out.

    `files` are (path, suffix of its format). Results lie in `folder` under numbers. One bad file
    can cost those after it: try them alone. LibreOffice is ended, with the programs it is made
    of, when it takes too long or too much memory or is no longer `wanted`.

    Raises:
        MissingToolError: when LibreOffice is not installed.
    """
    program = find_soffice(soffice)
    if program is None:
        raise MissingToolError(
            f"这台电脑没有安装 LibreOffice，不能读取旧格式文件：请另存为 .{target} 后重新提交，"
            "或安装 LibreOffice 后重新运行"
        )
    sources = []
    for number, (path, suffix) in enumerate(files):
        source = folder / f"{number:04d}{suffix}"
        shutil.copyfile(path, source)
        sources.append(str(source))
    out = folder / "converted"
    command = [
        program,
        f"-env:UserInstallation={_PROFILE.uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--convert-to", target, "--outdir"),
        str(out),
        *sources,
    ]
    try:
        ended = run_program(
            command,
            seconds=_SECONDS + _SECONDS_A_FILE * len(files),
            memory_bytes=_MEMORY,
            environment={**os.environ, "SAL_DISABLE_OPENCL": "1"},
            wanted=wanted,
        )
    except OSError as error:
        raise MissingToolError(
            f"LibreOffice 无法启动，不能读取旧格式文件：请另存为 .{target} 后重新提交"
        ) from error
    if not ended:
        _PROFILE.forget()  # what came out before is still good
    return [_result(out / f"{number:04d}.{target}") for number in range(len(files))]


def _result(path: Path) -> Path | None:
    return path if path.is_file() and path.stat().st_size else None
