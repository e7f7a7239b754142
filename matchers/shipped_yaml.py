"""The YAML files that come with the program, read quickly.

Files that people write are read strictly and slowly, with the place of every value
(`yaml_tree.py`). The program's own have been read so by the tests; when it starts they are parsed
by libyaml, which takes a tenth of the time and gives the same data.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from matchers.yaml_scalars import resolve

Model = TypeVar("Model", bound=BaseModel)


def lexicon_text(name: str) -> str:
    """Give the text of one of the matchers' lexicons."""
    return resources.files("matchers").joinpath(f"lexicons/{name}.yaml").read_text("utf-8")


def shipped_data(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Read the YAML text of a file that comes with the program as plain data."""
    try:
        return _quick(text)
    except _NotQuick:
        from matchers.yaml_tree import read_tree

        return read_tree(text, "").data


def shipped_model(text: str, model: type[Model]) -> Model | None:
    """Give a shipped file as its model; None when it does not fit, which the strict way tells."""
    try:
        return model.model_validate(shipped_data(text))
    except ValidationError:
        return None


class _NotQuick(Exception):
    """Without libyaml, or with something in a text that the program's files do not have."""


def _quick(text: str) -> Any:  # noqa: ANN401
    try:
        from yaml import CLoader, YAMLError, parse
    except ImportError as error:
        raise _NotQuick from error
    try:
        events = iter(parse(text, Loader=CLoader))
        for event in events:
            if type(event).__name__ == "DocumentStartEvent":
                return _value(next(events), events)
    except YAMLError as error:
        raise _NotQuick from error
    return None


def _value(event: Any, events: Iterator[Any]) -> Any:  # noqa: ANN401
    kind = type(event).__name__
    if kind == "ScalarEvent" and not event.anchor and not event.tag:
        return resolve(event.value) if event.implicit[0] else event.value
    if kind == "MappingStartEvent" and not event.anchor and not event.tag:
        return _mapping(events)
    if kind == "SequenceStartEvent" and not event.anchor and not event.tag:
        return _sequence(events)
    raise _NotQuick


def _mapping(events: Iterator[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in events:
        kind = type(event).__name__
        if kind == "MappingEndEvent":
            break
        if kind != "ScalarEvent" or event.value in found:
            raise _NotQuick
        found[event.value] = _value(next(events), events)
    return found


def _sequence(events: Iterator[Any]) -> list[Any]:
    found: list[Any] = []
    for event in events:
        if type(event).__name__ == "SequenceEndEvent":
            break
        found.append(_value(event, events))
    return found
