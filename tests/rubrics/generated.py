"""Rubrics nobody wrote: items, measures, scorers and modifiers put together at random."""

# ruff: noqa: E501 - a strategy a line
from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from matchers.annotation import EvidenceKind
from rubrics.conditions import Condition
from rubrics.form_rules import Band, Bonus, Form, Pool, Veto
from rubrics.measures import (
    Anchor,
    ChainLink,
    Companion,
    Counts,
    DocumentPart,
    Documents,
    Events,
    Findings,
    Judgement,
    Level,
    LevelSource,
    Measure,
    Per,
    Rank,
    Roster,
    Stream,
    Where,
)
from rubrics.occasion_measures import Completeness, Due, Lateness, Piece
from rubrics.quantity_model import Quantity, Source
from rubrics.rubric import Branch, Gate, Group, Item, Limit, Rubric, Rule
from rubrics.scorers import (
    Award,
    Deduct,
    Discretion,
    Ladder,
    Linear,
    PerUnit,
    Rung,
    Scorer,
)

EVENTS = ("party_lecture", "members_meeting", "ideology_review", "work_report")
PAPERS = ("party_building_plan", "dues_policy", "care_policy", "party_work_report")
HONOURS = ("civilized_campus", "party_brand")
LEVELS = ("school", "county", "city", "province")
FACTS = ("retired_branch", "election_due", "reader_task")

_event = st.sampled_from(EVENTS)
_paper = st.sampled_from(PAPERS)
_points = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(2), Decimal(4)])
_weight = st.sampled_from([Decimal(1), Decimal(1), Decimal("0.5"), Decimal(2)])
_condition = st.builds(Condition, fact=st.sampled_from(FACTS), equals=st.booleans()) | st.builds(
    Condition, fact=st.just("members"), at_least=st.integers(1, 50)
)


def _stream(carry: bool, companion: Companion | None) -> st.SearchStrategy[Stream]:
    return st.builds(
        Stream,
        types=st.lists(_event, min_size=1, max_size=2, unique=True).map(tuple),
        per=st.sampled_from(Per),
        years=st.integers(1, 3),
        need=st.integers(1, 4),
        total=st.none() | st.integers(1, 12),
        spread=st.none() | st.sampled_from([Per.QUARTER, Per.HALF_YEAR]),
        where=st.builds(
            Where,
            lecturer_role=st.sampled_from([(), ("secretary",)]),
            topic=st.sampled_from([(), ("二十大",)]),
        ),
        chain=st.sampled_from([(), (ChainLink(kind=EvidenceKind.PHOTO, title="照片"),)]),
        companion=st.just(companion),
        counts=st.sampled_from(Counts),
        dedupe=st.sampled_from(["none", "same_day"]),
        carry=st.just(carry),
        anchors=st.sampled_from([(), (), (Anchor(month=5, day=10, title="5.10"),)]),
        anchor_rule=st.sampled_from(["note", "window"]),
        grace_days=st.sampled_from([0, 0, 10]),
        except_months=st.sampled_from([(), (2, 7, 8)]),
        when=st.lists(_condition, max_size=1).map(tuple),
        indicated_by=st.lists(_paper, max_size=1).map(tuple),
    )


_part = st.builds(
    DocumentPart,
    types=_paper.map(lambda name: (name,)),
    dated=st.sampled_from(["period", "any"]),
    signed=st.booleans(),
    weak_documents=st.lists(_paper, max_size=1).map(tuple),
    weak_events=st.lists(_event, max_size=1).map(tuple),
    when=st.lists(_condition, max_size=1).map(tuple),
)
_documents = st.lists(_part, min_size=1, max_size=3).flatmap(
    lambda parts: st.builds(
        Documents,
        of=st.just(tuple(parts)),
        need=st.none() | st.integers(1, len(parts)),
        weight=_weight,
    )
)
_roster = st.builds(
    Roster,
    who=st.sampled_from([("leaders",), ("central_group",), ("leaders", "central_group")]),
    relation=st.sampled_from(["speak", "attend"]),
    events=st.lists(_event, min_size=1, max_size=1).map(tuple),
    weight=_weight,
)
_findings = st.builds(Findings, title=st.just("问题"), declared=st.sampled_from([None, "faults"]))
_late = st.builds(
    Lateness,
    title=st.just("上报"),
    due=st.sampled_from([Due(month=6, day=30), Due(fact="due_on")]),
    events=st.just(("work_report",)),
    unit=st.sampled_from(["day", "week", "month"]),
    free=st.integers(0, 2),
    absent=st.sampled_from(["all", "human"]),
)
_complete = st.builds(
    Completeness,
    title=st.just("记录"),
    events=st.just(("members_meeting",)),
    of=st.just(
        (Piece(title="照片", evidence=EvidenceKind.PHOTO), Piece(title="议题", says="topic"))
    ),
    across=st.sampled_from(["each", "all", "any"]),
)
_judged = st.builds(Judgement, ask=st.just("如何"), events=st.lists(_event, max_size=1).map(tuple))
_number = st.builds(
    Quantity,
    title=st.just("数"),
    num=st.just(Source(fact="members", title="人数")),
    at_least=st.sampled_from([None, Decimal(10)]),
)


_level = st.builds(
    Level,
    title=st.just("称号"),
    order=st.just(tuple(Rank(id=name, title=name) for name in LEVELS)),
    sources=st.sampled_from(
        [
            (LevelSource(awards=HONOURS),),
            (
                LevelSource(awards=HONOURS[:1]),
                LevelSource(documents=PAPERS[:1], level="school"),
                LevelSource(documents=PAPERS[1:2]),
            ),
        ]
    ),
    at_least=st.none() | st.sampled_from(LEVELS),
    awarded_in=st.sampled_from(["period", "any"]),
    each_project=st.just(True),
)
_rungs = st.lists(st.sampled_from(LEVELS), min_size=1, max_size=3, unique=True).map(
    lambda names: tuple(
        Rung(level=name, points=Decimal(LEVELS.index(name) + 1) / 2) for name in sorted(names)
    )
)
_ladder = st.builds(Ladder, rungs=_rungs, sum=st.booleans())


@st.composite
def _events(draw: st.DrawFn, *, growing: bool) -> Events:
    """Make streams; `growing` leaves out what more of the same can make worse."""
    companions = [None] if growing else [
        None,
        Companion(types=("heart_talk",), title="谈话", when_absent="missing"),
    ]  # fmt: skip
    streams = draw(
        st.lists(
            st.booleans().flatmap(
                lambda carry: st.sampled_from(companions).flatmap(lambda c: _stream(carry, c))
            ),
            min_size=1,
            max_size=2,
        )
    )
    return Events(streams=tuple(streams), weight=draw(_weight))


@st.composite
def _rule(draw: st.DrawFn, name: str, *, growing: bool) -> Rule:
    points = draw(_points)
    counted = [_events(growing=growing), _documents, _roster]
    # a paper that shows to be late closes what was left to a person while none was there
    late = _late.filter(lambda made: made.absent == "all") if growing else _late
    others = [_findings, late, _number] if growing else [_findings, late, _number, _complete]
    measures: list[Measure] = draw(st.lists(st.one_of(*counted, *others), min_size=1, max_size=2))
    numeric = len(measures) == 1 and isinstance(measures[0], Quantity)
    scorers: list[st.SearchStrategy[Scorer]] = [
        st.builds(Deduct, each=_points),
        st.builds(Award, partial=st.sampled_from(["zero", "human"])),
        st.builds(Discretion),
    ]
    # what is over a target is never less by more evidence, but a sum of lates and events is mixed
    if not any(isinstance(m, Lateness | Findings | Completeness) for m in measures):
        scorers.append(
            st.builds(PerUnit, each=_points, over=st.sampled_from([Decimal(0), Decimal(2)]))
        )
    if numeric:
        scorers.append(st.builds(Linear, k=st.just(Decimal("0.1"))))
    if draw(st.booleans()):
        measures.append(draw(_judged))
        scorers = scorers[1:3]
    score = draw(st.one_of(*scorers))
    if draw(st.integers(0, 3)) == 0:
        measures, score = [draw(_level)], draw(st.one_of(_ladder, st.just(Award())))
    branches = _branches(measures) if draw(st.integers(0, 3)) == 0 else ()
    # done though it need not have been, it is counted as for anybody: a person's grace ends there
    na = ["full", "exclude", "zero"] if growing else ["full", "exclude", "zero", "human"]
    return Rule(
        id=name,
        text="规则",
        points=points,
        measures=() if branches else tuple(measures),
        choose=branches,
        score=score,
        when=tuple(draw(st.lists(_condition, max_size=2))),
        na=draw(st.sampled_from(na)),
        gate=draw(st.none() | st.builds(
            Gate, then=_condition, title=st.just("前提"), otherwise=st.sampled_from(["zero", "human"])
        )),
        limit=draw(st.none() | st.builds(Limit, cap=st.just(points / 2))),
        also=tuple(draw(st.lists(_events(growing=growing), max_size=1))),
        max_of=draw(st.sampled_from([None, None, "a"])),
    )  # fmt: skip


def _branches(measures: list[Measure]) -> tuple[Branch, ...]:
    """Let the measures hold for private schools, and one less for public ones."""
    cases = (("private", measures), ("public", measures[:1]))
    return tuple(
        Branch(
            when=Condition(fact="ownership", equals=owner), title=owner, measures=tuple(looked_at)
        )
        for owner, looked_at in cases
    )


_BANDS = (
    (),
    (Band(label="好", at_least=Decimal(2)), Band(label="差", at_least=Decimal(0))),
    (
        Band(label="好", at_least=Decimal(3)),
        Band(label="中", at_least=Decimal(1), at_most=Decimal("2.5")),
        Band(label="差", at_least=Decimal(0)),
    ),
)


@st.composite
def _vetoes(draw: st.DrawFn, banded: bool) -> tuple[Veto, ...]:
    """Make vetoes of every effect; those on grades only where there are bands."""
    effects = ["zero", "zero_item", "zero_group"]
    effects += ["band", "cap_band", "lower_band"] if banded else []
    found = []
    for number in range(draw(st.integers(0, 2))):
        effect = draw(st.sampled_from(effects))
        held = draw(st.sampled_from(["events", "findings", "item"]))
        measures: dict[str, tuple[Measure, ...]] = {
            "events": (Events(streams=(Stream(types=EVENTS[:2], per=Per.YEAR),)),),
            "findings": (Findings(title="处分", declared="faults"),),
            "item": (),
        }
        found.append(
            Veto(
                id=f"v{number}",
                text="情形",
                effect=effect,
                band="差" if effect in ("band", "cap_band") else None,
                targets={"zero_item": ("1",), "zero_group": ("g",)}.get(effect, ()),
                measures=measures[held],
                item="1" if held == "item" else None,
                item_below=Decimal("0.5") if held == "item" else None,
            )
        )
    return tuple(found)


def _most(rules: list[Rule]) -> Decimal:
    groups: dict[str, Decimal] = {}
    for index, rule in enumerate(rules):
        key = rule.max_of or f"#{index}"
        groups[key] = max(groups.get(key, Decimal(0)), rule.points or Decimal(0))
    return sum(groups.values(), Decimal(0))


@st.composite
def rubrics(draw: st.DrawFn, *, growing: bool = False) -> Rubric:
    """Make a rubric; `growing` ones hold only measures that more evidence cannot make worse."""
    items = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        count = draw(st.integers(1, 3))
        rules = [draw(_rule(f"{number}.{n}", growing=growing)) for n in range(1, count + 1)]
        bonus = number > 1 and draw(st.booleans())
        items.append(
            Item(
                id=str(number),
                group="g",
                text="要求",
                max=_most(rules),
                rules=tuple(rules),
                bonus=bonus,
            )
        )
    most = sum((item.max or Decimal(0) for item in items if not item.bonus), Decimal(0))
    pools = (Pool(id="p", cap=Decimal(1), rules=("1.1",)),) if draw(st.booleans()) else ()
    cap = draw(st.sampled_from([None, Decimal(1)]))
    bands = draw(st.sampled_from(_BANDS))
    form = Form(
        normalise=draw(st.booleans()),
        pools=pools,
        bonus=Bonus(cap=cap, beyond=draw(st.booleans())),
        bands=bands,
        vetoes=draw(_vetoes(bool(bands))),
    )
    return Rubric(
        id="made",
        version="1",
        title="表",
        source="自拟",
        max=most,
        groups=(Group(id="g", title="组"),),
        items=tuple(items),
        form=form,
    )
