"""A rubric with the frequencies filled in that its streams take from a norms file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rubrics.conditions import Fact
from rubrics.fault import Fault, Place, near
from rubrics.measures import Events, Measure, Stream
from rubrics.norms import Norm, Norms, has_norms, known_norms, load_norms
from rubrics.rubric import Item, Rubric, Rule


@dataclass(slots=True)
class _Filling:
    """The norms in force, and what asked for one that is not there."""

    norms: Norms | None
    faults: list[Fault] = field(default_factory=list)

    def norm(self, name: str | None, place: Place) -> Norm | None:
        """Give the norm of a name; a fault at the place where there is none of that name."""
        if name is None:
            return None
        norm = self.norms.norm(name) if self.norms else None
        if norm is None:
            known = "、".join(one.id for one in self.norms.norms) if self.norms else "没有写 norms"
            fault = Fault((*place, "norm"), f"没有“{name}”这项规范", f"已有：{known}")
            self.faults.append(fault)
        return norm

    def source_of(self, norm: Norm) -> str:
        """Name where a norm is written."""
        return self.norms.source_of(norm) if self.norms else ""


def resolve_norms(rubric: Rubric, folder: Path | None = None) -> tuple[Rubric, list[Fault]]:
    """Fill in the frequencies that streams take from the rubric's norms file.

    `folder` is where a bureau's own norms file is looked for. Norms filled in before (by a form
    that an overlay extends) are taken anew.

    Raises:
        CheckedYamlError: when a bureau's own norms file has mistakes.
    """
    if rubric.norms and not has_norms(rubric.norms, folder):
        return rubric, [no_norms(rubric.norms)]  # its streams' norms cannot be judged either
    filling = _Filling(load_norms(rubric.norms, folder) if rubric.norms else None)
    items = tuple(_item(item, filling, ("items", index)) for index, item in enumerate(rubric.items))
    facts = tuple(_fact(fact, filling, ("facts", i)) for i, fact in enumerate(rubric.facts))
    return rubric.model_copy(update={"items": items, "facts": facts}), filling.faults


def no_norms(named: str) -> Fault:
    """Say that there are no norms of a name."""
    known = known_norms()
    hint = (
        f"{near(named, known)}已有：{'、'.join(known)}；本地自己的写文件名（.yaml），放在同一文件夹"
    )
    return Fault(("norms",), f"没有名为“{named}”的规范文件", hint)


def _item(item: Item, filling: _Filling, place: Place) -> Item:
    rules = tuple(
        _rule(rule, filling, (*place, "rules", index)) for index, rule in enumerate(item.rules)
    )
    return item.model_copy(update={"rules": rules})


def _rule(rule: Rule, filling: _Filling, place: Place) -> Rule:
    choose = tuple(
        branch.model_copy(
            update={"measures": _all(branch.measures, filling, (*place, "choose", b, "measures"))}
        )
        for b, branch in enumerate(rule.choose)
    )
    return rule.model_copy(
        update={
            "measures": _all(rule.measures, filling, (*place, "measures")),
            "choose": choose,
            "also": _all(rule.also, filling, (*place, "also")),
        }
    )


def _all(measures: tuple[Measure, ...], filling: _Filling, place: Place) -> tuple[Measure, ...]:
    return tuple(
        _measure(measure, filling, (*place, index)) for index, measure in enumerate(measures)
    )


def _measure(measure: Measure, filling: _Filling, place: Place) -> Measure:
    if not isinstance(measure, Events):
        return measure
    streams = tuple(
        _stream(stream, filling, (*place, "streams", index))
        for index, stream in enumerate(measure.streams)
    )
    return measure.model_copy(update={"streams": streams})


def _stream(stream: Stream, filling: _Filling, place: Place) -> Stream:
    norm = filling.norm(stream.norm, place)
    if norm is None:
        return stream
    return stream.model_copy(
        update={
            "per": norm.per,
            "years": norm.years,
            "need": norm.need,
            "norm_source": filling.source_of(norm),
            "norm_when": norm.bound.when if norm.bound else (),
            "title": stream.title or norm.title,
        }
    )


def _fact(fact: Fact, filling: _Filling, place: Place) -> Fact:
    norm = filling.norm(fact.due.norm, (*place, "due")) if fact.due else None
    if fact.due is None or norm is None:
        return fact
    due = fact.due.model_copy(
        update={
            "years": norm.years,
            "norm_source": filling.source_of(norm),
            "norm_when": norm.bound.when if norm.bound else (),
        }
    )
    return fact.model_copy(update={"due": due})
