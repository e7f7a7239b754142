"""Norms files: frequencies that a form does not state, each with the regulation it comes from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from pydantic import Field

from matchers.checked_yaml import load_checked
from rubrics.conditions import Condition
from rubrics.errors import RubricError
from rubrics.form_model import FormModel
from rubrics.measures import Per

_WHAT = "规范文件"
ENDINGS = (".yaml", ".yml")


class Bound(FormModel):
    """When a norm holds only under conditions: which, and where that is written."""

    when: tuple[Condition, ...] = Field(min_length=1)
    article: str
    wording: str


class Norm(FormModel):
    """One frequency: the event types it is for, how often, and where that is written.

    `per: n_years` takes `years`, the length of a term of office. `bound` says for whom it holds.
    """

    id: str
    types: tuple[str, ...] = Field(min_length=1)
    title: str
    per: Per
    years: int = Field(default=1, ge=1, le=10)
    need: int = Field(ge=1)
    article: str
    wording: str
    bound: Bound | None = None


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

    def source_of(self, norm: Norm) -> str:
        """Name where a norm is written, with its wording and that of its bound."""
        said = f"{self.title}{norm.article}“{norm.wording}”"
        bound = norm.bound
        if bound is None or bound.wording in norm.wording:
            return said
        return f"{said}、{bound.article}“{bound.wording}”"


def known_norms() -> tuple[str, ...]:
    """List the identifiers of the norms files that ship with the program."""
    folder = resources.files("rubrics").joinpath("norms")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def has_norms(named: str, folder: Path | None) -> bool:
    """Say whether norms ship under this name, or a file of this name lies in the folder."""
    if named in known_norms():
        return True
    return named.lower().endswith(ENDINGS) and ((folder or Path()) / named).is_file()


def load_norms(named: str, folder: Path | None = None) -> Norms:
    """Load norms by their identifier, or a bureau's own from a YAML file in the folder.

    Raises:
        RubricError: when there is none of that name.
        CheckedYamlError: when the file has mistakes.
    """
    if not has_norms(named, folder):
        raise RubricError(f"没有名为“{named}”的规范文件。已有：{'、'.join(known_norms())}。")
    if named not in known_norms():
        return load_checked((folder or Path()) / named, Norms, what=_WHAT)
    text = resources.files("rubrics").joinpath(f"norms/{named}.yaml").read_text("utf-8")
    return load_checked(text, Norms, what=_WHAT, name=f"{named}.yaml", shipped=True)
