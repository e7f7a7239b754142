"""The event lexicon of a run, and the rubric read with its words."""

from __future__ import annotations

from pathlib import Path

from matchers.checked_yaml import CheckedYamlError
from matchers.lexicon import EventLexicon, load_lexicon
from pipeline.errors import InputError
from pipeline.office_files import refuse_printed_rubric
from rubrics.errors import RubricError
from rubrics.load import known_rubrics, load_rubric, parse_rubric, read_text
from rubrics.rubric import Rubric
from rubrics.vocabulary import load_vocabulary


def chosen_lexicon(extra: Path | None) -> EventLexicon:
    """Give the built-in lexicon with a bureau's own file on top.

    Raises:
        InputError: when the file has mistakes; each with its line, column and likely fix.
    """
    try:
        return load_lexicon(extra)
    except CheckedYamlError as error:
        raise InputError(str(error)) from error


def chosen_rubric(rubric: str | Path | Rubric, lexicon: Path | None) -> Rubric:
    """Give a rubric; a file's own may name event types of the bureau's lexicon.

    Raises:
        InputError: when the rubric cannot be used; a file's mistakes are all named.
    """
    if isinstance(rubric, Rubric):
        return rubric
    path = Path(rubric)
    if path.is_file():
        refuse_printed_rubric(path)
    try:
        if lexicon is None or str(rubric) in known_rubrics() or not path.is_file():
            return load_rubric(rubric)
        words = load_vocabulary(lexicon)
        return parse_rubric(read_text(path), str(path), words, folder=path.parent)
    except (RubricError, CheckedYamlError) as error:
        raise InputError(str(error)) from error
