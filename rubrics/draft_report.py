"""What was understood of a form, for the person who goes on editing the draft."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rubrics.describe import describe_rule
from rubrics.draft import Draft, DraftLine
from rubrics.draft_decided import Decided
from rubrics.fact_names import FILE, plain_question
from rubrics.form_rules import Band, Form
from rubrics.measures import Documents, Events, Findings, Judgement, Measure
from rubrics.occasion_measures import Completeness
from rubrics.quantity_model import Quantity
from rubrics.rubric import Item, Rubric, Rule
from rubrics.scorers import Deduct
from rubrics.vocabulary import Vocabulary, load_vocabulary
from rubrics.wording import number

_SHOWN = 60  # characters of a clause


def draft_report(draft: Draft, vocabulary: Vocabulary | None = None) -> str:
    """Write what to check first, what is for a person, and how every clause was read."""
    known = vocabulary or load_vocabulary()
    lines = list(_sums(draft))
    if draft.problems:
        lines += ["", "请先核对：", *(f"  {problem}" for problem in draft.problems)]
    unread = [line for line in draft.lines if line.decided is Decided.UNREAD]
    if unread:
        lines += ["", "没有读懂、由人评定的（能写成规则的请补写）："]
        lines += [f"  {line.rule}  {_short(line.clause)}" for line in unread]
    lines += _to_fill_in(draft.rubric)
    lines += _whole(draft.rubric.form)
    lines += ["", "各条读法（编号与草稿里的 id 相同）："]
    told = {line.rule: line for line in draft.lines}
    for item in draft.rubric.items:
        lines.append(f"  {_headed(item)}")
        for rule in item.rules:
            lines += _rule(item, rule, told[rule.id], draft.rubric, known)
    return "\n".join(lines) + "\n"


def _sums(draft: Draft) -> Iterator[str]:
    rubric = draft.rubric
    points = f"，合计 {number(rubric.max)} 分" if rubric.max is not None else "，不计分"
    yield f"读到 {len(rubric.items)} 条指标、{len(draft.lines)} 条规则{points}。"
    states = [line.decided for line in draft.lines]
    counted, filled = states.count(Decided.COUNTED), states.count(Decided.NUMBER)
    person, unread = states.count(Decided.PERSON), states.count(Decided.UNREAD)
    parts = [f"{counted} 条可从材料判定"]
    parts += [f"{filled} 条按填写的数目判定"] if filled else []
    parts += [f"{person + unread} 条由人评定" + (f"（{unread} 条没有读懂）" if unread else "")]
    yield f"其中 {'，'.join(parts)}。"


def _to_fill_in(rubric: Rubric) -> list[str]:
    """List the facts that only the school or the inspector knows."""
    own = [fact for fact in rubric.facts if fact.title]
    if not own:
        return []
    head = f"要另外填写的（每校在 {FILE} 的 declares 下写，如“{own[0].name}: 0”）："
    return ["", head, *(f"  {fact.name}：{plain_question(fact.question)}" for fact in own)]


def _whole(form: Form) -> list[str]:
    """Say what was read of the form as a whole: grades, weights, vetoes, quotas, caps."""
    told: list[str] = []
    if form.bands:
        told.append(f"等次：{'、'.join(_bands(form.bands))}")
    if form.weights:
        shares = (f"{one.assessor} {number(one.share * 100)}%" for one in form.weights)
        told.append(f"权重：{'、'.join(shares)}")
    told += [f"否决：{veto.text}（{_effect(veto.effect, veto.band)}）" for veto in form.vetoes]
    for quota in form.quotas:
        most = f"{quota.most} 所" if quota.share is None else f"{number(quota.share * 100)}%"
        told.append(f"名额：{quota.band}不超过{most}")
    caps = (("加分", form.bonus.cap), ("扣分", form.bonus.penalty_cap))
    told += [f"{what}累计不超过 {number(cap)} 分" for what, cap in caps if cap is not None]
    return ["", "整份表的规则：", *(f"  {line}" for line in told)] if told else []


def _bands(bands: tuple[Band, ...]) -> Iterator[str]:
    for band, above in zip(bands, (None, *bands[:-1]), strict=True):
        if above is not None and not band.at_least:
            yield f"{band.label} {number(above.at_least)} 分以下"
        else:
            yield f"{band.label} {number(band.at_least)} 分起"


def _effect(effect: str, band: str | None) -> str:
    if effect == "cap_band":
        return f"最高定为{band}"
    return f"定为{band}" if band else "定为最低一档"


def _headed(item: Item) -> str:
    label = item.label or item.id
    most = "" if item.max is None else f"（{number(item.max)} 分）"
    if item.bonus:
        least = f"扣分，最多扣 {number(-item.floor)} 分"
        most = f"（{least if item.floor else f'加分，最多加 {number(item.max or Decimal(0))} 分'}）"
    return f"{label}　{_short(item.text)}{most}"


def _rule(
    item: Item, rule: Rule, line: DraftLine, rubric: Rubric, vocabulary: Vocabulary
) -> list[str]:
    """Write one rule: what it is worth and how it is decided, and its wording below."""
    worth = f"{number(rule.points)} 分，" if rule.points else ""
    if line.decided is Decided.UNREAD:
        decided = "没有读懂，由人评定" if item.criteria else "由人评定"
    elif line.lost:
        decided = f"{line.lost}，由人评定"
    else:
        decided = describe_rule(rule, vocabulary, rubric.facts) + _weighed(rule, vocabulary)
    lines = [f"    {rule.id}  {worth}{decided}{_laid_out(rule, vocabulary)}"]
    if rule.text != item.text or len(item.text) > _SHOWN:
        lines.append(f"        原文：{_short(rule.text)}")
    return lines


def _laid_out(rule: Rule, vocabulary: Vocabulary) -> str:
    """Say which events and papers are laid before the person who judges."""
    judged = [one for one in rule.measures if isinstance(one, Judgement)]
    types = [name for one in judged for name in (*one.events, *one.documents)]
    return f"（评定时列出{vocabulary.titles(dict.fromkeys(types))}）" if types else ""


def _weighed(rule: Rule, vocabulary: Vocabulary) -> str:
    """Say what one lacking costs where several deductions share one rule."""
    if not isinstance(rule.score, Deduct) or all(one.weight == 1 for one in rule.measures):
        return ""
    costs = [(_named(m, vocabulary), rule.score.each * m.weight) for m in rule.measures]
    return f"（{'，'.join(f'“{name}”每 1 扣 {number(cost)} 分' for name, cost in costs)}）"


def _named(measure: Measure, vocabulary: Vocabulary) -> str:
    match measure:
        case Events():
            return vocabulary.title(measure.streams[0].types[0])
        case Documents():
            return measure.of[0].title if len(measure.of) == 1 else "材料"
        case Findings() | Quantity():
            return _short(measure.title)
        case Completeness():
            return f"缺{measure.of[0].title}"
    return "人"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…"
