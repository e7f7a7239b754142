"""Every mistake of a file at once: of its form, and of what it says as far as it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from matchers.checked_yaml import CheckedYamlError, load_checked, slips_mended
from matchers.yaml_mistake import Mistake
from matchers.yaml_tree import YamlTree, read_tree
from rubrics.fault import Fault
from rubrics.mending import is_consequence, mended
from rubrics.norms import has_norms
from rubrics.norms_in_force import no_norms

Model = TypeVar("Model", bound=BaseModel)


def all_at_once(
    error: CheckedYamlError,
    text: str,
    name: str,
    model: type[Model],
    look: Callable[[Model], Iterable[Fault]],
    folder: Path | None = None,
) -> CheckedYamlError:
    """Look at all of a file that cannot be used for mistakes of form, to tell everything at once.

    What is only a consequence of a mistake that is told already is left out.

    Args:
        error: the mistakes of form.
        text: the file, which messages call `name`.
        model: what the file must be.
        look: finds what does not fit in a file whose mistakes of form were mended; its faults
            stand at places of this file.
        folder: where the norms file is looked for that the file names.
    """
    smooth = slips_mended(text)
    found = [*error.mistakes]
    if smooth != text and read_tree(smooth, name).readable:  # nothing but slips was in the way
        pairs = zip(text.split("\n"), smooth.split("\n"), strict=True)
        slips = {number for number, (was, now) in enumerate(pairs, 1) if was != now}
        found = [mistake for mistake in found if mistake.line in slips]
        try:
            load_checked(smooth, model, what=error.what, name=name)
        except CheckedYamlError as more:
            found += _on_other_lines(more.mistakes, found)
    found += _on_other_lines(_unknown_norms(smooth, name, folder), found)
    made, unsure = mended(smooth, name, model)
    if made is not None:
        sound = [
            fault
            for fault in look(made)
            if not fault.warning
            and fault.place[:1] != ("norms",)
            and not is_consequence(fault.place, unsure)
        ]
        found += _on_other_lines(mistakes_of(sound, smooth, name), found)
    return CheckedYamlError(error.what, found, error.lines)


def mistakes_of(faults: Iterable[Fault], text: str, name: str) -> list[Mistake]:
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


def _on_other_lines(more: Iterable[Mistake], told: Iterable[Mistake]) -> list[Mistake]:
    lines = {mistake.line for mistake in told}
    return [mistake for mistake in more if mistake.line not in lines]


def _unknown_norms(text: str, name: str, folder: Path | None) -> list[Mistake]:
    """Look at the norms of a file that cannot be used for other reasons, to tell all at once."""
    data = read_tree(text, name).data
    named = data.get("norms") if isinstance(data, dict) else None
    if not isinstance(named, str) or has_norms(named, folder):
        return []
    return mistakes_of([no_norms(named)], text, name)
