"""One file read on its own, outside any submission."""

from __future__ import annotations

import tempfile
from pathlib import Path

from extractors.document import Document
from extractors.submission_files import list_files
from pipeline.errors import InputError
from pipeline.progress import Silent
from pipeline.reading_files import read_files
from pipeline.session import Session
from pipeline.settings import Settings


def read_one(path: Path, session: Session | None = None) -> Document:
    """Read a file, or what lies in one, given as 材料.zip/党课/3月.docx or 信.eml/附件.docx.

    Without a session one worker reads it and nothing is remembered.

    Raises:
        InputError: when there is no such file, or it is an archive as a whole.
    """
    if session is None:
        with Session(Settings(jobs=1)) as own:
            return _read(path, own)
    return _read(path, session)


def _read(path: Path, session: Session) -> Document:
    container = next((p for p in (path, *path.parents) if p.is_file()), None)
    if container is None:
        what = "是文件夹，不是文件" if path.is_dir() else "找不到"
        raise InputError(f"“{path}”{what}。请给出一个文件，例如：zuozheng extract 会议记录.docx")
    inside = path.relative_to(container).as_posix() if container != path else ""
    names = (inside, f"{container.name}/{inside}") if inside else (container.name,)
    with tempfile.TemporaryDirectory(prefix="zuozheng-", ignore_cleanup_errors=True) as workdir:
        files = list_files(container, session.settings.extract, Path(workdir))
        wanted = [file for file in files if file.path in names]
        if wanted:
            return read_files(wanted, session, Silent())[0]
    members = "\n".join(f"  {container.as_posix()}/{file.path}" for file in files)
    problem = f"里没有“{inside}”" if inside else "是压缩包"
    raise InputError(f"“{container}”{problem}；里面有这些文件，请选一个：\n{members}")
