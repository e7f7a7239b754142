"""Rubrics from the program's own sets or from a bureau's file, checked before use."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path

from matchers.checked_yaml import CheckedYamlError, load_checked, slips_mended
from matchers.yaml_tree import read_tree
from rubrics.all_at_once import all_at_once, mistakes_of
from rubrics.errors import RubricError, UnknownRubricError
from rubrics.fault import Fault
from rubrics.lint import lint
from rubrics.norms_in_force import resolve_norms
from rubrics.overlay import apply_overlay
from rubrics.overlay_faults import in_overlay
from rubrics.overlay_model import Overlay
from rubrics.rubric import Rubric
from rubrics.vocabulary import Vocabulary, load_vocabulary

WHAT = "评分标准"
_DEEPEST = 5  # overlays on overlays


def known_rubrics() -> tuple[str, ...]:
    """List the identifiers of the rubrics that ship with the program."""
    folder = resources.files("rubrics").joinpath("sets")
    return tuple(
        sorted(entry.name for entry in folder.iterdir() if entry.joinpath("rubric.yaml").is_file())
    )


def load_rubric(id_or_path: str | Path) -> Rubric:
    """Load a rubric by its identifier, or from a YAML file.

    Raises:
        UnknownRubricError: when it is neither a known identifier nor a file.
        CheckedYamlError: when the file has mistakes; all of them, each with its place.
    """
    if isinstance(id_or_path, str) and id_or_path in known_rubrics():
        return _known(id_or_path)
    text, name = _file(id_or_path)
    return parse_rubric(text, name, folder=Path(id_or_path).parent)


@cache
def _known(rubric_id: str) -> Rubric:
    file = resources.files("rubrics").joinpath(f"sets/{rubric_id}/rubric.yaml")
    return parse_rubric(file.read_text("utf-8"), f"{rubric_id}/rubric.yaml", shipped=True)


def parse_rubric(
    text: str,
    name: str,
    vocabulary: Vocabulary | None = None,
    *,
    folder: Path | None = None,
    depth: int = 0,
    shipped: bool = False,
) -> Rubric:
    """Read a rubric's YAML text, or an overlay's on top of the form it extends.

    `name` is how messages call it, `folder` where files it extends are looked for, `depth` how
    many overlays led here, `shipped` that it comes with the program. Raises as `load_rubric`.
    """
    if _is_overlay(text, name):
        return _overlaid(text, name, vocabulary or load_vocabulary(), folder, depth)
    words = vocabulary or load_vocabulary()
    try:
        rubric = load_checked(text, Rubric, what=WHAT, name=name, shipped=shipped)
    except CheckedYamlError as error:

        def look(made: Rubric) -> list[Fault]:
            return _looked_at(made, words, folder)[1]

        raise all_at_once(error, text, name, Rubric, look, folder) from None
    return _sound(_looked_at(rubric, words, folder), text, name)


def _looked_at(
    rubric: Rubric, vocabulary: Vocabulary, folder: Path | None
) -> tuple[Rubric, list[Fault]]:
    resolved, faults = resolve_norms(rubric, folder)
    return resolved, [*faults, *lint(resolved, vocabulary)]


def _sound(looked_at: tuple[Rubric, list[Fault]], text: str, name: str) -> Rubric:
    rubric, faults = looked_at
    wrong = [fault for fault in faults if not fault.warning]
    if wrong:
        raise CheckedYamlError(WHAT, mistakes_of(wrong, text, name), text.split("\n"))
    return rubric


def _is_overlay(text: str, name: str) -> bool:
    if "extends" not in text:
        return False
    data = read_tree(slips_mended(text), name).data
    return isinstance(data, dict) and "extends" in data


def _overlaid(
    text: str, name: str, vocabulary: Vocabulary, folder: Path | None, depth: int
) -> Rubric:
    if depth >= _DEEPEST:
        raise RubricError(f"“{name}”叠加了太多层，或者绕回了自己，请检查 extends。")

    def merged(overlay: Overlay) -> tuple[Rubric, list[Fault]]:
        return _merged(overlay, vocabulary, folder, depth)

    try:
        overlay = load_checked(text, Overlay, what=WHAT, name=name)
    except CheckedYamlError as error:
        raise all_at_once(
            error, text, name, Overlay, lambda made: _faults(made, merged), folder
        ) from None
    return _sound(merged(overlay), text, name)


def _merged(
    overlay: Overlay, vocabulary: Vocabulary, folder: Path | None, depth: int
) -> tuple[Rubric, list[Fault]]:
    """Put an overlay on its form; faults stand at the overlay's places."""
    base = _base(overlay.extends, folder, vocabulary, depth + 1)
    rubric, faults = apply_overlay(base, overlay)
    resolved, wrong = _looked_at(rubric, vocabulary, folder)
    return resolved, [*faults, *in_overlay(wrong, resolved, overlay, base)]


def _faults(
    overlay: Overlay, merged: Callable[[Overlay], tuple[Rubric, list[Fault]]]
) -> list[Fault]:
    """Give the faults of an overlay that has mistakes of form; its form may not be there."""
    try:
        return merged(overlay)[1]
    except UnknownRubricError as error:
        return [Fault(("extends",), str(error).rstrip("。"))]
    except (RubricError, CheckedYamlError):
        return []  # the form below has mistakes of its own: told once this file is read


def _base(extends: str, folder: Path | None, vocabulary: Vocabulary, depth: int) -> Rubric:
    if extends in known_rubrics():
        return load_rubric(extends)
    if not extends.lower().endswith((".yaml", ".yml")):
        raise UnknownRubricError(_unknown(extends, known_rubrics()))
    path = (folder or Path()) / extends
    return parse_rubric(read_text(path), str(path), vocabulary, folder=path.parent, depth=depth)


def _file(id_or_path: str | Path) -> tuple[str, str]:
    path = Path(id_or_path)
    if path.suffix.lower() in (".yaml", ".yml") or path.is_file():
        return read_text(path), str(path)
    raise UnknownRubricError(_unknown(str(id_or_path), known_rubrics()))


def read_text(path: Path) -> str:
    """Read a YAML file as UTF-8, with or without a byte order mark.

    Raises:
        RubricError: when it is not there or not UTF-8 text.
    """
    try:
        return path.read_text("utf-8-sig")
    except OSError:
        raise RubricError(f"打不开评分标准文件“{path}”，请检查文件名和所在文件夹。") from None
    except UnicodeDecodeError:
        hint = "请用记事本打开，“另存为”时编码选 UTF-8"
        raise RubricError(f"评分标准文件“{path}”不是 UTF-8 编码，{hint}。") from None


def _unknown(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    guess = f"是不是 {close[0]}？" if close else ""
    return (
        f"没有名为“{name}”的评分标准。{guess}已有：{'、'.join(known)}；也可以写 YAML 文件的路径。"
    )
