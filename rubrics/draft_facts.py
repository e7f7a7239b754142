"""The facts a draft asks for: numbers no paper tells, faults a person finds, the school's size.

A meeting of Party groups is demanded only of schools that have some, one of the branch committee
only where there are seven members or more: the regulation says so, and the form takes it for known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rubrics.conditions import Condition, Fact
from rubrics.draft_numbers import TO_FILL_IN
from rubrics.measures import Events, Findings, Measure, Roster, Stream
from rubrics.quantity_model import Quantity

_SIZES = {
    "group_meeting": Condition(fact="groups", at_least=1),
    "committee_meeting": Condition(fact="members", at_least=7),
}
_KNOWN = {
    "members": "有多少名正式党员？",
    "groups": "设有几个党小组（没有填 0）？",
    "staff": "教职工总数是多少？",
    "party_workers": "有几名专职党务工作人员（没有填 0）？",
    "public_funds": "年度公用经费是多少元？",
    "leaders": "班子成员是哪几位？",
    "middle_managers": "中层干部是哪几位？",
    "central_group": "中心组成员是哪几位？",
    "secretary": "书记是谁？",
}
_SHOWN = 24  # characters of a question's subject


def fact_to_fill_in(measure: Measure) -> str | None:
    """Give the fact of a number that no paper tells, None for everything else."""
    source = measure.num if isinstance(measure, Quantity) else None
    told = source is None or source.fact is None or source.quantity is not None
    return None if told or source is None else source.fact


class Facts:
    """Gives every number and count of faults a name of its own, and collects the questions."""

    def __init__(self) -> None:
        self._asked: dict[str, Fact] = {}

    @property
    def asked(self) -> tuple[Fact, ...]:
        """List the facts, those of the school itself first."""
        own = [self._asked[name] for name in _KNOWN if name in self._asked]
        return (*own, *(fact for name, fact in self._asked.items() if name not in _KNOWN))

    def named(self, measures: tuple[Measure, ...], rule_id: str) -> tuple[Measure, ...]:
        """Name the facts of a rule's measures after the rule."""
        bare = re.sub(r"[^0-9A-Za-z]", "_", rule_id)
        return tuple(
            self._one(measure, bare if place == 0 else f"{bare}_{place + 1}")
            for place, measure in enumerate(measures)
        )

    def _one(self, measure: Measure, name: str) -> Measure:
        match measure:
            case Quantity():
                return self._number(measure, f"number_{name}")
            case Findings(declared=None):
                fact = f"found_{name}"
                title = _short(measure.title)
                self._ask(fact, f"检查发现“{title}”的有几{measure.unit}（由检查人填写）？", title)
                return measure.model_copy(update={"declared": fact})
            case Events():
                streams = tuple(self._sized(stream) for stream in measure.streams)
                return measure.model_copy(update={"streams": streams})
            case Roster():
                for who in measure.who:
                    self._ask(who, _KNOWN[who])
        return measure

    def _number(self, measure: Quantity, name: str) -> Measure:
        for source in (measure.num, measure.den):
            if source is not None and source.fact in _KNOWN:
                self._ask(source.fact, _KNOWN[source.fact])
        if fact_to_fill_in(measure) != TO_FILL_IN or measure.num is None:
            return measure
        title = _short(measure.title)
        how = measure.unit and f"（{measure.unit}）"
        share = not measure.unit and re.search(r"率|度$|比例|占比", title)
        how = "（写小数，如 90% 写 0.9）" if share else how
        self._ask(name, f"“{title}”是多少{how}？", title)
        return measure.model_copy(update={"num": measure.num.model_copy(update={"fact": name})})

    def _sized(self, stream: Stream) -> Stream:
        """Put the condition on a meeting that only schools of some size have to hold."""
        conditions = [_SIZES.get(name) for name in stream.types]
        if stream.when or len(conditions) != 1 or conditions[0] is None:
            return stream
        self._ask(conditions[0].fact, _KNOWN[conditions[0].fact])
        return stream.model_copy(update={"when": (conditions[0],)})

    def _ask(self, name: str, question: str, title: str = "") -> None:
        self._asked.setdefault(name, Fact(name=name, question=question, title=title))


def norms_used(measures: Iterable[Measure]) -> bool:
    """Say whether some frequency comes from the norms file."""
    return any(
        stream.norm is not None
        for measure in measures
        if isinstance(measure, Events)
        for stream in measure.streams
    )


def _short(title: str) -> str:
    """Give what a question is about, without marks that would break it."""
    text = re.sub(r"[“”\"'？?]", "", title).strip("，。；：、的 ")
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
