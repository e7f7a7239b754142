"""How well `rubric draft` reads other bureaus' forms: items, points, scoring and what is counted.

    python -m benchmarks.accuracy_drafts [--worst] [--only NAME…]

Forms are the five sets printed as tables again, and made-up ones (`corpora/forms`), each as Word
and as Excel. A clause is right in its *points* when points, scorer and the points a step costs are
those a person reads; it is *counted* right when what is looked at, and how often it is demanded,
are so too. Judged clauses count as well: to leave a clause to a person is a reading like any other.
A deduction for something a person finds is a count of findings, whatever the truth calls it: the
engine knows no deduction from a judgement. What the form says of the whole (grades, weights,
vetoes, quotas) is right when as many of each are read as a person reads.

Forms in `HELD_OUT` were written by somebody else and are only measured: not even --worst shows
what was read wrong in them, so that nothing can be fitted to them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.made_forms import MadeForm, form_of, made_forms, seen, write_docx, write_xlsx
from extractors import extract_file
from rubrics.draft import Draft, draft_rubric
from rubrics.errors import RubricError
from rubrics.load import known_rubrics, load_rubric
from rubrics.rubric import Rubric, Rule

HELD_OUT = frozenset(
    {"unseen-grade-letters", "unseen-ideology", "unseen-target-values", "unseen-vocational"}
)
WRITERS: dict[str, Callable[[MadeForm, Path], Path]] = {"docx": write_docx, "xlsx": write_xlsx}


_SUMMED = ("items", "points", "of_items", "scored", "counted", "of_clauses", "extra", "whole",
           "of_whole")  # fmt: skip


@dataclass
class Tally:
    """Right and all, for items, points, clauses' points and what clauses count."""

    items: int = 0
    points: int = 0
    of_items: int = 0
    scored: int = 0
    counted: int = 0
    of_clauses: int = 0
    extra: int = 0
    whole: int = 0
    of_whole: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name in _SUMMED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong

    def line(self, name: str) -> str:
        """Write one line of the table."""
        shares = [
            _share(self.items, self.of_items),
            _share(self.points, self.of_items),
            _share(self.scored, self.of_clauses),
            _share(self.counted, self.of_clauses),
            _share(self.whole, self.of_whole),
        ]
        return f"{name:<28}" + "".join(f"{share:>16}" for share in shares) + f"{self.extra:>6}"


def _share(right: int, all_of: int) -> str:
    return f"{right}/{all_of} {right / all_of:.3f}" if all_of else "-"


def draft_of(form: MadeForm, kind: str, folder: Path) -> Draft | None:
    """Write a form as a file and draft it; None when no form was found in it."""
    path = WRITERS[kind](form, folder / f"{form.name}.{kind}")
    try:
        return draft_rubric(extract_file(path), f"draft-{form.name}")
    except RubricError:
        return None


def score(form: MadeForm, draft: Draft | None) -> Tally:
    """Compare a draft with what a person reads in the form, item by item in order."""
    tally = Tally(of_items=len(form.truth))
    tally.of_clauses = sum(len(item["rules"]) for item in form.truth)
    tally.of_whole = len(form.form)
    if draft is None:
        tally.wrong.append(f"{form.name}: no form found")
        return tally
    made = draft.rubric.items
    _of_the_whole(form, draft.rubric, tally)
    tally.items = max(0, len(form.truth) - abs(len(form.truth) - len(made)))
    if len(made) != len(form.truth):
        tally.wrong.append(f"{form.name}: {len(made)} items, a person reads {len(form.truth)}")
    for item, truth in zip(made, form.truth, strict=False):
        most = None if truth["max"] is None else Decimal(str(truth["max"]))
        right = item.max == most and item.bonus == truth.get("bonus", False)
        tally.points += right
        if not right:
            tally.wrong.append(f"{form.name} {item.id}: {item.max} points, wanted {most}")
        _clauses(form.name, item.id, list(item.rules), truth["rules"], tally)
    return tally


def _of_the_whole(form: MadeForm, made: Rubric, tally: Tally) -> None:
    for kind, wanted in form.form.items():
        read = len(getattr(made.form, kind))
        tally.whole += read == wanted
        if read != wanted:
            tally.wrong.append(f"{form.name}: {read} {kind}, wanted {wanted}")


def _clauses(
    name: str, item: str, made: list[Rule], truth: list[dict[str, Any]], tally: Tally
) -> None:
    """Pair true clauses with the draft's rules, the best pairs first."""
    left, waiting = list(made), list(truth)
    while waiting and left:
        rule, clause = max(
            ((rule, clause) for clause in waiting for rule in left),
            key=lambda pair: (_counted(*pair) + _scored(*pair), _counted(*pair)),
        )
        scored, counted = _scored(rule, clause), _counted(rule, clause)
        if not scored and not counted:
            break
        left.remove(rule)
        waiting.remove(clause)
        tally.scored += scored
        tally.counted += counted
        if not (scored and counted):
            tally.wrong.append(f"{name} {item}: wanted {clause}, read {_shown(rule)}")
    tally.wrong += [f"{name} {item}: nothing like {clause}" for clause in waiting]
    tally.extra += len(left)


def _shown(rule: Rule) -> str:
    looked = [seen(measure) for measure in rule.measures]
    return (
        f"{rule.points} {rule.score.kind} {getattr(rule.score, 'each', '')} {looked} “{rule.text}”"
    )


def _scored(rule: Rule, clause: dict[str, Any]) -> bool:
    if clause["p"] is None:
        return rule.points is None
    each = getattr(rule.score, "each", None)
    wanted = clause.get("each")
    return (
        rule.points == Decimal(str(clause["p"]))
        and (rule.score.kind == clause["s"] or _left_to_a_person(rule, clause))
        and (wanted is None or each == Decimal(str(wanted)))
    )


def _left_to_a_person(rule: Rule, clause: dict[str, Any]) -> bool:
    """All or nothing, or in steps: where a person decides it is the same reading."""
    person = ("award", "discretion")
    judged = clause["m"] == "judgement" and all(m.kind == "judgement" for m in rule.measures)
    return judged and rule.score.kind in person and clause["s"] in person


def _counted(rule: Rule, clause: dict[str, Any]) -> bool:
    return _same(rule, 0, clause) and all(
        _same(rule, place, more) for place, more in enumerate(clause.get("and", ()), 1)
    )


def _same(rule: Rule, place: int, clause: dict[str, Any]) -> bool:
    if place >= len(rule.measures):
        return False
    measure = rule.measures[place]
    looked = seen(measure)
    wanted = {key: clause[key] for key in ("m", "types", "per", "need") if key in clause}
    if wanted["m"] == "judgement" and looked["m"] == "findings" and rule.score.kind == "deduct":
        wanted["m"] = "findings"
    if "types" in wanted:
        wanted["types"] = sorted(wanted["types"])
    if wanted.get("per") == "year" and looked.get("per") == "period":
        looked["per"] = "year"  # a whole period is a year
    if clause.get("s") == "discretion" and looked["m"] == "judgement" and "types" in wanted:
        return set(wanted["types"]) <= set(looked["shown"])  # shown to the person who judges
    weight = clause.get("weight")
    if weight is not None and measure.weight != Decimal(str(weight)):
        return False
    return all(looked.get(key) == value for key, value in wanted.items())


def set_forms() -> tuple[MadeForm, ...]:
    """Give the five sets as printed forms."""
    return tuple(form_of(load_rubric(name)) for name in known_rubrics())


def measure(forms: Iterable[MadeForm], kind: str) -> dict[str, Tally]:
    """Draft every form in one file format and compare."""
    with tempfile.TemporaryDirectory() as folder:
        return {form.name: score(form, draft_of(form, kind, Path(folder))) for form in forms}


def lots() -> dict[str, tuple[MadeForm, ...]]:
    """Give the forms by what they are for; only the last lot says how new forms are read."""
    made = made_forms()
    later = tuple(form for form in made if form.name.startswith("later-"))
    held_out = tuple(form for form in made if form.name in HELD_OUT)
    fitted = tuple(form for form in made if form not in later and form not in held_out)
    return {"sets": set_forms(), "made": fitted, "later": later, "held out": held_out}


def main() -> None:
    """Print the table, and with --worst every clause that was read otherwise."""
    options = argparse.ArgumentParser(description="how well `rubric draft` reads forms")
    options.add_argument("--worst", action="store_true", help="list what was read otherwise")
    options.add_argument(
        "--only", nargs="*", default=[], help="forms whose names hold one of these"
    )
    asked = options.parse_args()
    heads = ("items", "points", "clause points", "counted", "the whole")
    print(f"{'form':<28}" + "".join(f"{head:>16}" for head in heads) + f"{'extra':>6}")
    for title, forms in lots().items():
        chosen = [f for f in forms if not asked.only or any(part in f.name for part in asked.only)]
        for kind in WRITERS if chosen else ():
            whole = Tally()
            for name, tally in measure(chosen, kind).items():
                print(tally.line(f"{name}.{kind}"))
                whole.add(tally)
            print(whole.line(f"all {title} as {kind}"))
            if asked.worst and kind == "docx" and title != "held out":
                print("\n".join(f"    {line}" for line in whole.wrong))


if __name__ == "__main__":
    main()
