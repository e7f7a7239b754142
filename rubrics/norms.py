"""Norms files: frequencies that a form does not state, each with the regulation it comes from."""

from __future__ import annotations

from importlib import resources

from pydantic import Field

from matchers.checked_yaml import load_checked
from rubrics.errors import RubricError
from rubrics.form_model import FormModel
from rubrics.measures import Per


class Norm(FormModel):
    """One frequency: the event types it is for, how often, and where that is written."""

    id: str
    types: tuple[str, ...] = Field(min_length=1)
    title: str
    per: Per
    need: int = Field(ge=1)
    article: str
    wording: str


class Norms(FormModel):
    """A regulation's frequencies, versioned apart from the forms that use them."""

    id: str
    version: str
    title: str
    source: str
    norms: tuple[Norm, ...] = Field(min_length=1)

    def norm(self, norm_id: str) -> Norm | None:
        """Give a norm, or None when there is none of that id."""
        return next((norm for norm in self.norms if norm.id == norm_id), None)


def known_norms() -> tuple[str, ...]:
    """List the identifiers of the norms files that ship with the program."""
    folder = resources.files("rubrics").joinpath("norms")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def load_norms(norms_id: str) -> Norms:
    """Load a norms file.

    Raises:
        RubricError: when there is none of that id.
        CheckedYamlError: when the file has mistakes.
    """
    if norms_id not in known_norms():
        raise RubricError(f"没有名为“{norms_id}”的规范文件。已有：{'、'.join(known_norms())}。")
    text = resources.files("rubrics").joinpath(f"norms/{norms_id}.yaml").read_text("utf-8")
    return load_checked(text, Norms, what="规范文件", name=f"{norms_id}.yaml", shipped=True)
