"""The workbook's sheets of items and rules, with cells for the inspector's own scores.

An item counts with its 核定得分 where one is filled in; else its suggested points, changed by
what was filled in for its rules. The formulas look rules up by their item, so that either sheet
may be sorted.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from pipeline.assessment import Assessment
from pipeline.reports import wording
from pipeline.reports.xlsx_sheet import Entry, Formula, SheetTable, Value
from rubrics.finding import Finding, NotCounted, RuleFinding

ITEMS, RULES = "指标", "规则"
_ADOPTED, _OWN, _NOTE = "核定得分", "采用得分", "核查意见"
_OTHERS = "其余按规则里的核定得分，没有填的按建议得分"


def items_sheet(assessment: Assessment) -> SheetTable:
    """Give the items with a row of sums below."""
    findings = assessment.scorecard.findings
    scored = assessment.scorecard.total.max is not None
    own = assessment.self_scores is not None
    columns = (
        ("指标", 7),
        ("所属", 16),
        ("内容", 44),
        ("满分", 7),
        *((("自评", 7),) if own else ()),
        ("建议得分", 9),
        ("最低", 7),
        ("最高", 7),
        ("状态", 12),
        ("缺口与补救", 44),
        *(((_ADOPTED, 9), (_OWN, 9)) if scored else ()),
        (_NOTE, 24),
    )
    rules = sum(len(finding.rules) for finding in findings)
    at = _letters(columns)

    def row(number: int, finding: Finding) -> Sequence[Value]:
        return (
            finding.item,
            " › ".join(finding.path[:-1]),
            finding.text,
            finding.max,
            *((assessment.self_score(finding.item),) if own else ()),
            finding.suggested,
            finding.low,
            finding.high,
            wording.FINDING_STATUS[finding.status],
            finding.remedy,
            *((_entry(finding.max), _item_points(finding, number, at, rules)) if scored else ()),
            Entry(),
        )

    rows = [row(number, finding) for number, finding in enumerate(findings, start=2)]
    total = _sums(assessment, columns, len(findings) + 1) if scored else None
    return SheetTable(ITEMS, columns, rows, total)


def _entry(most: Decimal | None) -> Value:
    return None if most is None else Entry(most)


def _item_points(finding: Finding, row: int, at: dict[str, str], rules: int) -> Value:
    if finding.max is None:
        return None
    rule = _letters(_rule_columns(scored=True))

    def of_rules(heading: str) -> str:
        return f"{RULES}!${rule[heading]}$2:${rule[heading]}${rules + 1}"

    entered, most, told = (f"{at[name]}{row}" for name in (_ADOPTED, "满分", "建议得分"))
    changed = (
        f"SUMPRODUCT(({of_rules('指标')}={at['指标']}{row})"
        f"*({of_rules(_OWN)}-{of_rules('建议得分')}))"
    )
    by_rules = f"MAX(0,MIN({most},N({told})+{changed}))" if rules else f"N({told})"
    return Formula(
        f"=IF(ISNUMBER({entered}),{entered},{by_rules})", finding.suggested or Decimal(0)
    )


def _sums(assessment: Assessment, columns: Sequence[tuple[str, int]], last: int) -> list[Value]:
    """Add the columns of points up; the suggested ones stand in where nothing was filled in."""
    findings = assessment.scorecard.findings
    at = _letters(columns)
    values: dict[str, list[Decimal | None]] = {
        "满分": [finding.max for finding in findings],
        "自评": [assessment.self_score(finding.item) for finding in findings],
        "建议得分": [finding.suggested for finding in findings],
        "最低": [finding.low for finding in findings],
        "最高": [finding.high for finding in findings],
        _OWN: [finding.suggested for finding in findings],
    }
    entered = f"{at[_ADOPTED]}2:{at[_ADOPTED]}{last}"
    told: dict[str, Value] = {"指标": "合计"}
    for heading, points in values.items():
        if heading in at:
            added = sum((value for value in points if value is not None), Decimal(0))
            told[heading] = Formula(f"=SUM({at[heading]}2:{at[heading]}{last})", added)
    told[_NOTE] = Formula(
        f'="已核定 "&COUNT({entered})&" 项；{_OTHERS}"&{_not_numbers(entered, findings)}',
        f"已核定 0 项；{_OTHERS}",
    )
    return [told.get(heading) for heading, _ in columns]


def _not_numbers(entered: str, findings: Sequence[Finding]) -> str:
    """Give the formula that says how many points were pasted as text: no sum takes those."""
    places = [entered]
    if rules := sum(len(finding.rules) for finding in findings):
        column = _letters(_rule_columns(scored=True))[_ADOPTED]
        places.append(f"{RULES}!${column}$2:${column}${rules + 1}")
    texts = "+".join(f"COUNTA({place})-COUNT({place})" for place in places)
    told = f'"；有 "&({texts})&" 处核定得分不是数字（可能是文本），没有采用，请改成数字"'
    return f'IF({texts}>0,{told},"")'


def rules_sheet(assessment: Assessment) -> SheetTable:
    """Give the rules: what was counted, what was not and why, and cells for own points."""
    scored = assessment.scorecard.total.max is not None
    columns = _rule_columns(scored)
    at = _letters(columns)
    pairs = [(f, rule) for f in assessment.scorecard.findings for rule in f.rules]
    rows = [_rule(f, rule, n, at, scored) for n, (f, rule) in enumerate(pairs, start=2)]
    return SheetTable(RULES, columns, rows)


def _rule_columns(scored: bool) -> tuple[tuple[str, int], ...]:
    return (
        ("指标", 7),
        ("规则", 8),
        ("规则内容", 44),
        ("满分", 7),
        ("建议得分", 9),
        ("最低", 7),
        ("最高", 7),
        *(((_ADOPTED, 9), (_OWN, 9)) if scored else ()),
        (_NOTE, 24),
        ("应有", 7),
        ("确认", 7),
        ("最多可能", 9),
        ("材料自述", 9),
        ("判定方式", 11),
        ("说明", 50),
        ("缺", 24),
        ("计入", 24),
        ("未计入及原因", 50),
        ("原文", 60),
    )


def _rule(
    finding: Finding, rule: RuleFinding, row: int, at: dict[str, str], scored: bool
) -> Sequence[Value]:
    return (
        finding.item,
        rule.id,
        rule.text,
        rule.max,
        rule.suggested,
        rule.low,
        rule.high,
        *((_entry(rule.max), _rule_points(rule, row, at)) if scored else ()),
        Entry(),
        rule.required,
        rule.counted,
        rule.possible,
        rule.claimed,
        wording.DECIDED_BY[rule.decided_by],
        rule.explanation,
        "；".join(wording.lacking(rule)),
        "、".join(rule.events + rule.documents),
        "\n".join(_left_out(rule.not_counted)),
        wording.quotes(rule.citations),
    )


def _rule_points(rule: RuleFinding, row: int, at: dict[str, str]) -> Value:
    if rule.max is None:
        return None
    entered, told = f"{at[_ADOPTED]}{row}", f"{at['建议得分']}{row}"
    expression = f"=IF(ISNUMBER({entered}),{entered},N({told}))"
    return Formula(expression, rule.suggested or Decimal(0))


def _left_out(left: Sequence[NotCounted]) -> list[str]:
    """Give a line a reason, with all that it keeps out: a rule may leave out dozens."""
    named: dict[str, list[str]] = {}
    for one in left:
        named.setdefault(one.why, []).append(one.event or one.file or "")
    return [f"{why}：{'、'.join(filter(None, names))}".rstrip("：") for why, names in named.items()]


def _letters(columns: Sequence[tuple[str, int]]) -> dict[str, str]:
    """Give the letter of each column by its heading."""
    return {heading: xl_col_to_name(number) for number, (heading, _) in enumerate(columns)}
