"""Who signed a paper, who issued it and on which day, as far as its text tells.

A blank line to sign on is not a signature; a seal or a written name is only known from text, so
a signature that was not recognised in a scan stays unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Block, BlockKind, Citation, Document
from matchers.annotation import EventDate, Granularity
from matchers.date_expression import DateContext, DateExpression, DateRole, YearHint
from matchers.dates import scan_dates
from matchers.normalize import normalize

_LABEL = re.compile(
    r"(?:签\s{0,4}名|签\s{0,4}字|签\s{0,4}章|盖\s{0,4}章|公\s{0,4}章|签\s{0,4}印|(?:责任|承诺|签订|负责|签约|签署)\s{0,4}人)"
    r"\s{0,4}(?:处|人)?\s{0,4}[)\]]?\s{0,60}"
)
_BLANK = re.compile(r"[:\s]*[_＿]{2,}|[:\s]*$")
_NAME = re.compile(
    r"[:\s]*(?P<name>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff·]){1,3})(?![\u4e00-\u9fff])"
)
_SEALED = re.compile(
    r"[:\s]*(?P<name>[\u4e00-\u9fff()]{2,24}(?:党支部|支部委员会|党总支|总支委员会|党委|委员会|学校|小学|中学|幼儿园|社区|学院|教育局|村))"
)
_DAY = re.compile(
    r"[:\s]{0,40}(?:日期[:\s]{0,10})?(?:19|20)\d\d\s{0,3}(?:年|[-./])\s{0,3}\d{1,2}\s{0,3}(?:月|[-./])\s{0,3}\d{1,2}\s{0,3}日?"
)
_BEFORE = re.compile(r"(?:^|[\s:,、\t)])(?P<name>[\u4e00-\u9fff·]{2,4})\s*[(\[]\s*$")
_NOT_NAMES = re.compile(
    r"日期|年月|月日|盖章|签[字名章订约]|单位|职务|公章|责任|负责|领导|书记|校长|部门|人员|电话|班子|成员|科室"
    r"|此处|空白|甲方|乙方|双方|以上|以下|本人|时间|须|应|请|无|姓名|会议|主持|记录|处$|栏$|表$|书$|后$|并|的|和|与|及"
)
_ORGANISATION = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fff()第\d]{2,28}"
    r"(?:党支部|支部委员会|党总支|总支部?委员会|党委|委员会|学校|小学|中学|幼儿园|教育局|教育体育局|教体局"
    r"|教育文体局|中心校|学院|集团|办公室|领导小组|工会|社区|村民委员会|大队部|支部|高中|初中|职校|附中|附小)"
)
_CLOSING_LINES = 10
_SHORT = 40
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Closing:
    """How a paper ends: `issued` and `issuer` as found, None when the text does not tell."""

    issued: EventDate | None
    issuer: str | None
    citation: Citation | None


def find_signatures(document: Document, blocks: Sequence[Block]) -> tuple[Citation, ...]:
    """Cite every place that was signed or sealed, in reading order."""
    found: list[Citation] = []
    for block in blocks:
        if block.kind is BlockKind.STAMP and block.text.strip():
            found.append(document.cite(block.index, 0, len(block.text)))
        elif block.kind is not BlockKind.DELETED:
            found += [document.cite(block.index, *span) for span in _signed_spans(block.text)]
    return tuple(dict.fromkeys(found))


def _signed_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of “label: name” and “name (label)” of one block."""
    normal = normalize(text)
    for line in re.finditer(r"[^\n]+", normal):
        labels = list(_LABEL.finditer(normal, line.start(), line.end()))
        for number, label in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else line.end()
            near = max(line.start(), label.start() - _NEAR)
            if (before := _BEFORE.search(normal, near, label.start())) and _is_name(before["name"]):
                yield before.start("name"), label.end()
            elif span := _filled(normal, label, end):
                yield span


def _filled(text: str, label: re.Match[str], end: int) -> tuple[int, int] | None:
    """Give the span of a label and what stands after it, if that is a name or a date."""
    if not text[label.start() : label.end()].rstrip().endswith((")", "]")):
        separated = text[label.end() : label.end() + 1] in (":", "\t", "") or (
            text[label.end() - 1 : label.end()].isspace()
        )
        if not separated:
            return None
    if _BLANK.match(text, label.end(), end):
        return None
    start = label.start()
    if day := _DAY.match(text, label.end(), end):
        return start, day.end()
    name = _NAME.match(text, label.end(), end)
    if name and _is_name(name["name"]):
        return start, name.end()
    sealed = _SEALED.match(text, label.end(), end)
    if sealed and "盖" in label.group():
        return start, sealed.end()
    return None


def _is_name(text: str) -> bool:
    squeezed = re.sub(r"\s", "", text)
    return 2 <= len(squeezed) <= 4 and not _NOT_NAMES.search(squeezed)


def find_closing(document: Document, blocks: Sequence[Block], years: Sequence[int]) -> Closing:
    """Find the date and the issuer at a paper's end, else under its title.

    Args:
        document: whose paper it is.
        blocks: the paper's blocks in reading order.
        years: years it may be of, for a date without one.
    """
    context = DateContext(year_hints=tuple(YearHint(year, "heading") for year in years[-1:]))
    lines = list(_lines(blocks))
    ending = list(reversed(lines[-_CLOSING_LINES:]))
    for number, (block, start, line) in enumerate(ending):
        if expression := _own_date(line, context):
            before = [text for _, _, text in ending[number + 1 : number + 3]]
            issuer = _organisation(line[: expression.start]) or _first_organisation(before)
            begin, end = start + expression.start, start + expression.end
            citation = document.cite(block.index, begin, end)
            return Closing(_event_date(expression), issuer or _heading_issuer(lines), citation)
    for block, start, line in lines[:5]:
        if "(" in line and (expression := _bracketed_date(line, context)):
            citation = document.cite(block.index, start + expression.start, start + expression.end)
            return Closing(_event_date(expression), _heading_issuer(lines), citation)
    return Closing(
        None, _first_organisation([t for _, _, t in ending[:2]]) or _heading_issuer(lines), None
    )


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[Block, int, str]]:
    """Give each line that is not blank with its block and its offset in the block."""
    for block in blocks:
        if block.kind in (BlockKind.DELETED, BlockKind.HEADER, BlockKind.FOOTER):
            continue
        normal = normalize(block.text)
        for line in re.finditer(r"[^\n]+", normal):
            if line.group().strip():
                yield block, line.start(), line.group()


def _own_date(line: str, context: DateContext) -> DateExpression | None:
    """Give the date of a short line that ends with it (a signature's date), or None."""
    if len(line.strip()) > _SHORT:
        return None
    for expression in reversed(scan_dates(line, context)):
        after = line[expression.end :].strip(" )\t。")
        day = expression.granularity in (Granularity.DAY, Granularity.MONTH)
        if expression.begin and day and expression.role is DateRole.EVENT and not after:
            return expression
    return None


def _bracketed_date(line: str, context: DateContext) -> DateExpression | None:
    for expression in scan_dates(line, context):
        opened = line.rfind("(", 0, expression.start)
        days = expression.granularity in (Granularity.DAY, Granularity.MONTH)
        if opened >= 0 and ")" not in line[opened : expression.start] and expression.begin and days:
            return expression
    return None


def _event_date(expression: DateExpression) -> EventDate | None:
    if expression.begin is None or expression.finish is None:
        return None
    return EventDate(
        expression.begin,
        expression.finish,
        expression.granularity,
        expression.text,
        expression.inferred,
    )


def _organisation(line: str) -> str | None:
    text = re.sub(r"\s+", "", line).strip(":()（）、,")
    found = _ORGANISATION.fullmatch(text)
    return found.group() if found else None


def _first_organisation(lines: Sequence[str]) -> str | None:
    return next((found for line in lines if (found := _organisation(line))), None)


def _heading_issuer(lines: Sequence[tuple[Block, int, str]]) -> str | None:
    """Give the organisation that stands alone in the first lines or opens the title."""
    first = [line.strip() for _, _, line in lines[:3]]
    if alone := _first_organisation(first):
        return alone
    for line in first:
        opening = _ORGANISATION.match(re.sub(r"[\s“”]", "", line))
        if opening and not re.match(r"关于|为|根据|按照", line):
            return opening.group()
    return None
