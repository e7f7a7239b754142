"""Office documents given where a file written with an editor is wanted."""

from __future__ import annotations

from pathlib import PurePath

from pipeline.errors import InputError

_ENDINGS = frozenset(
    {".docx", ".doc", ".wps", ".rtf", ".xlsx", ".xls", ".et", ".pdf", ".pptx", ".ppt"}
)


def refuse_printed_rubric(path: str | PurePath) -> None:
    """Say how a printed form becomes a rubric.

    Raises:
        InputError: when the path's ending is that of an office document.
    """
    if PurePath(path).suffix.lower() in _ENDINGS:
        raise InputError(
            f"“{path}”是印发的表格，不是评分标准文件。\n"
            f'请先把它变成草稿：zuozheng rubric draft "{path}" --out 我的标准.yaml，'
            "核对后用 --rubric 我的标准.yaml。"
        )


def refuse_office_profile(path: str | PurePath) -> None:
    """Say what the school's information is written in.

    Raises:
        InputError: when the path's ending is that of an office document.
    """
    if PurePath(path).suffix.lower() in _ENDINGS:
        raise InputError(
            f"“{path}”不能用作学校信息：要用记事本写成 学校信息.yaml，"
            "一行一项，如 members: 23（编码选 UTF-8）。"
        )
