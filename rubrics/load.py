"""Rubrics from the program's own sets or from a bureau's file, checked before use."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

from matchers.checked_yaml import CheckedYamlError, load_checked, slips_mended
from matchers.yaml_mistake import Mistake
from matchers.yaml_tree import YamlTree, read_tree
from rubrics.errors import RubricError, UnknownRubricError
from rubrics.fault import Fault, near
from rubrics.lint import lint
from rubrics.measures import Events, Measure, Stream
from rubrics.mending import is_consequence, mended_rubric
from rubrics.norms import Norms, known_norms, load_norms
from rubrics.overlay import Overlay, apply_overlay
from rubrics.overlay_faults import in_overlay
from rubrics.rubric import Item, Rubric, Rule
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
    try:
        rubric = load_checked(text, Rubric, what=WHAT, name=name, shipped=shipped)
    except CheckedYamlError as error:
        raise CheckedYamlError(
            WHAT, _all_at_once(error, text, name, vocabulary or load_vocabulary()), error.lines
        ) from None
    resolved, faults = resolve_norms(rubric)
    faults += lint(resolved, vocabulary or load_vocabulary())
    wrong = [fault for fault in faults if not fault.warning]
    if wrong:
        raise CheckedYamlError(WHAT, mistakes_of(wrong, text, name), text.split("\n"))
    return resolved


def _all_at_once(
    error: CheckedYamlError, text: str, name: str, vocabulary: Vocabulary
) -> list[Mistake]:
    """Look at all of a file that cannot be used for mistakes of form, to tell everything at once.

    What is only a consequence of a mistake that is told already is left out.
    """
    mended = slips_mended(text)
    found = [*error.mistakes]
    if mended != text and read_tree(mended, name).readable:  # nothing but slips was in the way
        pairs = zip(text.split("\n"), mended.split("\n"), strict=True)
        slips = {number for number, (was, now) in enumerate(pairs, 1) if was != now}
        found = [mistake for mistake in found if mistake.line in slips]
        try:
            load_checked(mended, Rubric, what=WHAT, name=name)
        except CheckedYamlError as more:
            found += _on_other_lines(more.mistakes, found)
    found += _on_other_lines(_unknown_norms(mended, name), found)
    rubric, unsure = mended_rubric(mended, name)
    if rubric is None:
        return found
    resolved, faults = resolve_norms(rubric)
    sound = [
        fault
        for fault in (*faults, *lint(resolved, vocabulary))
        if not fault.warning and fault.place[:1] != ("norms",)
        if not is_consequence(fault.place, unsure)
    ]
    found += _on_other_lines(mistakes_of(sound, mended, name), found)
    return sorted(found, key=lambda mistake: (mistake.line, mistake.column))


def _on_other_lines(more: Iterable[Mistake], told: Iterable[Mistake]) -> list[Mistake]:
    lines = {mistake.line for mistake in told}
    return [mistake for mistake in more if mistake.line not in lines]


def _unknown_norms(text: str, name: str) -> list[Mistake]:
    """Look at the norms of a file that cannot be used for other reasons, to tell all at once."""
    data = read_tree(text, name).data
    named = data.get("norms") if isinstance(data, dict) else None
    if not isinstance(named, str) or named in known_norms():
        return []
    return mistakes_of([_no_norms(named)], text, name)


def _no_norms(named: str) -> Fault:
    known = known_norms()
    hint = f"{near(named, known)}已有：{'、'.join(known)}"
    return Fault(("norms",), f"没有名为“{named}”的规范文件", hint)


def _is_overlay(text: str, name: str) -> bool:
    if "extends" not in text:
        return False
    data = read_tree(text, name).data
    return isinstance(data, dict) and "extends" in data


def _overlaid(
    text: str, name: str, vocabulary: Vocabulary, folder: Path | None, depth: int
) -> Rubric:
    overlay = load_checked(text, Overlay, what=WHAT, name=name)
    if depth >= _DEEPEST:
        raise RubricError(f"“{name}”叠加了太多层，或者绕回了自己，请检查 extends。")
    base = _base(overlay.extends, folder, vocabulary, depth + 1)
    merged, faults = apply_overlay(base, overlay)
    resolved, missing = resolve_norms(merged)
    faults += in_overlay((*missing, *lint(resolved, vocabulary)), resolved, overlay)
    wrong = [fault for fault in faults if not fault.warning]
    if wrong:
        raise CheckedYamlError(WHAT, mistakes_of(wrong, text, name), text.split("\n"))
    return resolved


def _base(extends: str, folder: Path | None, vocabulary: Vocabulary, depth: int) -> Rubric:
    if extends in known_rubrics():
        return load_rubric(extends)
    if not extends.lower().endswith((".yaml", ".yml")):
        raise UnknownRubricError(_unknown(extends, known_rubrics()))
    path = (folder or Path()) / extends
    return parse_rubric(read_text(path), str(path), vocabulary, folder=path.parent, depth=depth)


def mistakes_of(faults: list[Fault], text: str, name: str) -> list[Mistake]:
    """Turn faults into mistakes with the line and column where they stand."""
    tree = read_tree(text, name)
    return [_mistake(fault, tree, name) for fault in faults]


def _mistake(fault: Fault, tree: YamlTree, name: str) -> Mistake:
    place = fault.place
    while place and place not in tree.values:
        place = place[:-1]
    at = tree.values.get(place)
    line, column = (at.line, at.column) if at else (1, 1)
    return Mistake(name, line, column, f"{fault.message}。", fault.hint)


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


def resolve_norms(rubric: Rubric) -> tuple[Rubric, list[Fault]]:
    """Fill in the frequencies that streams take from the rubric's norms file."""
    faults: list[Fault] = []
    if rubric.norms and rubric.norms not in known_norms():
        return rubric, [_no_norms(rubric.norms)]  # its streams' norms cannot be judged either
    norms = load_norms(rubric.norms) if rubric.norms else None
    items = tuple(
        _item(item, norms, ("items", index), faults) for index, item in enumerate(rubric.items)
    )
    return rubric.model_copy(update={"items": items}), faults


def _item(
    item: Item, norms: Norms | None, place: tuple[str | int, ...], faults: list[Fault]
) -> Item:
    rules = tuple(
        _rule(rule, norms, (*place, "rules", index), faults)
        for index, rule in enumerate(item.rules)
    )
    return item.model_copy(update={"rules": rules})


def _rule(
    rule: Rule, norms: Norms | None, place: tuple[str | int, ...], faults: list[Fault]
) -> Rule:
    measures = tuple(
        _measure(measure, norms, (*place, "measures", index), faults)
        for index, measure in enumerate(rule.measures)
    )
    choose = tuple(
        branch.model_copy(
            update={
                "measures": tuple(
                    _measure(measure, norms, (*place, "choose", b, "measures", index), faults)
                    for index, measure in enumerate(branch.measures)
                )
            }
        )
        for b, branch in enumerate(rule.choose)
    )
    also = tuple(
        _measure(measure, norms, (*place, "also", index), faults)
        for index, measure in enumerate(rule.also)
    )
    return rule.model_copy(update={"measures": measures, "choose": choose, "also": also})


def _measure(
    measure: Measure, norms: Norms | None, place: tuple[str | int, ...], faults: list[Fault]
) -> Measure:
    if not isinstance(measure, Events):
        return measure
    streams = tuple(
        _stream(stream, norms, (*place, "streams", index), faults)
        for index, stream in enumerate(measure.streams)
    )
    return measure.model_copy(update={"streams": streams})


def _stream(
    stream: Stream, norms: Norms | None, place: tuple[str | int, ...], faults: list[Fault]
) -> Stream:
    if stream.norm is None:
        return stream
    norm = norms.norm(stream.norm) if norms else None
    if norms is None or norm is None:
        known = "、".join(one.id for one in norms.norms) if norms else "没有写 norms"
        faults.append(Fault((*place, "norm"), f"没有“{stream.norm}”这项规范", f"已有：{known}"))
        return stream
    source = f"{norms.title}{norm.article}“{norm.wording}”"
    update = {"per": norm.per, "need": norm.need, "norm_source": source}
    return stream.model_copy(update=update | {"title": stream.title or norm.title})
