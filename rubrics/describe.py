"""Measures, scorers and modifiers in Chinese words, for people who read a rubric."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.batch_figure import KINDS
from rubrics.conditions import Fact
from rubrics.fact_names import fact_titles
from rubrics.measures import (
    DocumentPart,
    Documents,
    Events,
    Findings,
    Judgement,
    Level,
    Measure,
    Per,
    Roster,
    Stream,
)
from rubrics.occasion_measures import Completeness, Lateness
from rubrics.quantity_model import Quantity
from rubrics.rubric import Rule
from rubrics.scorers import Award, Deduct, Discretion, Ladder, Linear, PerUnit, Scorer
from rubrics.vocabulary import Vocabulary
from rubrics.wording import RELATION, WHO, describe_grades, number

_PER = {
    Per.MONTH: "每月",
    Per.QUARTER: "每季度",
    Per.SEMESTER: "每学期",
    Per.HALF_YEAR: "每半年",
    Per.YEAR: "每年",
    Per.PERIOD: "时段内",
}


def describe_rule(rule: Rule, vocabulary: Vocabulary, known: Sequence[Fact] = ()) -> str:
    """Say in one line how a rule is decided; `known` tells what its facts are called."""
    if rule.choose:
        shown = "；".join(
            f"{branch.title}：{describe_measures(branch.measures, vocabulary)}"
            for branch in rule.choose
        )
    else:
        shown = describe_measures(rule.measures, vocabulary)
    parts = [shown, describe_scorer(rule.score) if rule.points is not None else ""]
    if rule.when:
        facts = fact_titles([condition.fact for condition in rule.when], known)
        na = {"full": "视同得分", "exclude": "不计入", "zero": "不得分", "human": "由人定"}[rule.na]
        parts.append(f"按学校信息里的{facts}判断是否适用，不适用{na}")
    if rule.also:
        parts.append(f"另核对（不计分）{describe_measures(rule.also, vocabulary)}")
    if rule.gate:
        parts.append(f"前提：{rule.gate.title}")
    return "；".join(part for part in parts if part)


def describe_measures(measures: tuple[Measure, ...], vocabulary: Vocabulary) -> str:
    """Say what is looked at."""
    return " + ".join(_measure(measure, vocabulary) for measure in measures)


def _measure(measure: Measure, vocabulary: Vocabulary) -> str:
    match measure:
        case Events():
            return "、".join(_stream(stream, vocabulary) for stream in measure.streams)
        case Documents():
            titles = "、".join(_part(part, vocabulary) for part in measure.of)
            some = f"（{len(measure.of)} 项中有 {measure.need} 项）" if measure.need else ""
            return f"有{titles}{some}"
        case Roster():
            who = "、".join(WHO[name] for name in measure.who)
            return f"{who}逐人核对{RELATION[measure.relation]}"
        case Quantity():
            return f"数值：{measure.title}{_compared(measure)}{_bounds(measure)}"
        case Completeness():
            pieces = "、".join(piece.title for piece in measure.of)
            return f"{vocabulary.titles(measure.events)}是否都有{pieces}"
        case Lateness():
            return f"{measure.title}是否按期（{_due(measure)}）"
        case Findings():
            return f"检查发现：{measure.title}（没有检查记录时由人核定）"
        case Level():
            wanted = next((r.title for r in measure.order if r.id == measure.at_least), "")
            return f"级别：{measure.title}{f'（{wanted}以上）' if wanted else ''}"
        case Judgement():
            return f"由人评定：{measure.ask or '看所附材料'}"


def _stream(stream: Stream, vocabulary: Vocabulary) -> str:
    title = stream.title or vocabulary.titles(stream.types)
    per = f"每 {stream.years} 年" if stream.unit is Per.N_YEARS else _PER[stream.unit]
    total = f"且全时段 {stream.total} 次" if stream.total else ""
    source = "（频次依规范文件）" if stream.norm else ""
    return f"{title}{per} {stream.each_need} 次{total}{source}"


def _part(part: DocumentPart, vocabulary: Vocabulary) -> str:
    return part.title or vocabulary.titles(part.types)


def _due(measure: Lateness) -> str:
    due = measure.due
    if due.fact is not None:
        return "期限见学校信息"
    year = "次年" if due.years_later else ""
    return f"{year} {due.month} 月 {due.day} 日前".strip()


def _compared(measure: Quantity) -> str:
    """Say with what of the batch the school's own number is compared."""
    kinds = [s.batch for s in (measure.num, measure.den) if s is not None and s.batch is not None]
    return f"（与同批学校的{KINDS[kinds[0]]}比）" if kinds else ""


def _bounds(measure: Quantity) -> str:
    if measure.steps is not None:
        side = "低" if measure.steps.better == "higher" else "高"
        return (
            f"（以 {number(measure.steps.start)} 为准，每{side} {number(measure.steps.by)} 计 1）"
        )
    low = f"≥{number(measure.at_least)}{measure.unit}" if measure.at_least is not None else ""
    high = f"≤{number(measure.at_most)}{measure.unit}" if measure.at_most is not None else ""
    return f"（{low}{high}）" if low or high else ""


def describe_scorer(scorer: Scorer) -> str:
    """Say how what was seen becomes points."""
    match scorer:
        case Deduct():
            return f"每少（或发现）1 扣 {number(scorer.each)} 分，扣完为止"
        case PerUnit():
            over = f"超过 {number(scorer.over)} 的" if scorer.over else ""
            return f"{over}每 1 项得 {number(scorer.each)} 分"
        case Ladder():
            return "各项目分别按最高一级计分再相加" if scorer.sum else "按达到的最高一级计分"
        case Discretion(grades=grades) if grades:
            return f"由人评定等次：{describe_grades(grades)}"
        case Discretion():
            return f"由人给分，每 {number(scorer.step)} 分一档"
        case Award():
            return "齐全得满分" + (
                "，部分齐全由人定" if scorer.partial == "human" else "，否则不得分"
            )
        case Linear():
            return f"{number(scorer.k)}×数值"
