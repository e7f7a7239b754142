"""What the scores do not show: unread files that bear on no rule by their names."""

from __future__ import annotations

from collections.abc import Iterable

from rubrics.measures import Documents, Events, Judgement, Level, Measure, Roster
from rubrics.occasion_measures import Completeness, Lateness
from rubrics.quantity_model import Quantity
from rubrics.rubric import Rubric
from rubrics.unread import bearing, is_picture
from rubrics.vocabulary import Vocabulary
from rubrics.wording import listed


def loose_ends(rubric: Rubric, unread: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Say in Chinese which unread files no rule could be tied to, and how many pictures.

    They keep no score open, because their names tell nothing; a person should look at them.
    """
    paths = sorted(set(unread))
    pictures = [path for path in paths if is_picture(path)]
    types, words = _named(rubric)
    tied = set(
        bearing(
            paths,
            (*words, *vocabulary.words(types)),
            vocabulary.shapes(types),
        )
    )
    loose = tuple(path for path in paths if path not in tied and not is_picture(path))
    notes = []
    if loose:
        notes.append(
            f"有 {len(loose)} 个文件未能读取，名称也看不出与哪一条有关，没有影响任何分数："
            f"{listed(loose, 3)}。其中若有活动记录，请另存为能打开的文件后重新核查。"
        )
    if pictures:
        notes.append(
            f"有 {len(pictures)} 张图片没有识别文字，只凭文件名核对；"
            "其中若有翻拍的记录、证书，请识别文字后重新核查。"
        )
    return tuple(notes)


def _named(rubric: Rubric) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Collect the types and the words of a rubric's rules that tie a file to one of them."""
    types: dict[str, None] = {}
    words: dict[str, None] = {}
    for item in rubric.items:
        for rule in item.rules:
            words.update(dict.fromkeys(rule.words))
            branches = (measure for branch in rule.choose for measure in branch.measures)
            for measure in (*rule.measures, *branches):
                types.update(dict.fromkeys(_types(measure)))
    return tuple(types), tuple(words)


def _types(measure: Measure) -> tuple[str, ...]:
    match measure:
        case Events():
            return tuple(name for stream in measure.streams for name in stream.types)
        case Documents():
            return tuple(name for part in measure.of for name in part.types)
        case Roster() | Judgement():
            return (*measure.events, *measure.documents)
        case Level():
            return tuple(name for source in measure.sources for name in source.documents)
        case Quantity():
            return measure.indicated_by
        case Completeness():
            return measure.events
        case Lateness():
            return (*measure.events, *measure.documents)
        case _:
            return measure.registers
