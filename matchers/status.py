"""What one sentence says of one event term: held, planned, required, cancelled, claimed…

The sentence is the third judge only: the document's kind and the record come first
(`occurrences`). Here cue words decide by their place: those in the term's own clause before
those of earlier clauses, perfective verbs (召开了) before everything that is not a tail, and a
bare verb (召开) counts as held only where no irrealis cue governs it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matchers.annotation import Status
from matchers.clauses import aim_of, clause_around
from matchers.cue_reasons import WHY
from matchers.cues import Cue, Scope
from matchers.listed_demands import listed_demand
from matchers.numerals import parse_numeral
from matchers.quotations import in_book_title, in_theme, quoted
from matchers.sentences import Span
from matchers.set_ahead import said_ahead, set_before

_BASIS_END = re.compile(r"要求|安排|部署|精神|规定|意见|文件|通知|计划|方案|指示")
_COUNT_BEFORE = re.compile(
    r"(?<![第届一二三四五六七八九十\d])([\d一二三四五六七八九十两]+)(?:余)?[次场期节堂](?:专题|集中|线上|线下)?$"
)
_COUNT_AFTER = re.compile(
    r"^(?:活动|会议|会)?(?:共|达|累计)?([\d一二三四五六七八九十两]+)(?:余)?[次场期节堂]"
)
_COUNT = re.compile(r"(?<![第届])[\d一二三四五六七八九十两]+(?:余)?[次场期节堂]")
_MONTHS_EACH = re.compile(r"月份?各(?:召开|开展|举行|举办|组织|开|上|讲)?")  # 4月、5月各召开…1次
_NEAR_RULE = 10
_BEFORE_ALL = re.compile(
    r"\s*(?:会议?前(?!夕)|大会前|会议召开前|此前|前期|之前|活动前|评议前|事先|前不久)(?=[,，:：\d\u4e00-\u9fff])"
)
_TOPIC_BEFORE = re.compile(r"(?:围绕|结合|紧扣|聚焦|对标)[“\"]?$")
_PURPOSE = re.compile(r"^\s*(?:为|为了|旨在)")
_VERB_BEFORE = re.compile(r"(?<![提会议晚早工协合操动])[开上听讲授作办](?:了|过)?$")
# 下一步打算, 今后工作: in a list of what was reported these are nouns.
_NOUN = (
    r"(?:打算|思路|计划|措施|目标|举措|方向|设想|努力方向|工作(?:思路|打算|计划|安排|重点|要点)?)"
)
_AS_NOUN = re.compile(
    rf"(?:的)?{_NOUN}(?:[,、.。;]|和|及|与|等|作|做|进行|$)|[、]|和|及|等|作[了出]|做[了出]|进行了"
)
_INTENT = re.compile(r"(?:下一?步|今后|来年|下一?阶段|下学期)的?$")
_THIS = re.compile(r"(?:[这此本该]|这样的?|如此)(?:一)?(?:次|场|堂|节|期|的)[^,。;\n]{0,6}$")
_MISNOMER = "民主生活会"  # 这次民主生活会 is often said of a branch's 组织生活会
_CLAUSE_END = re.compile(r"[,，;；:：]")


@dataclass(frozen=True, slots=True)
class SentenceVerdict:
    """What a sentence says of a term; `status` None when it has no cue for it.

    `perfective` tells that the verb form itself says it was done; `count` is the number of
    times a claim names. `why` is the reason in Chinese with the cue's words.
    """

    status: Status | None
    why: str
    perfective: bool = False
    count: int | None = None
    cue: str | None = None
    past: bool = False
    cue_id: str | None = None


_DENIED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])非|(?<!是)不是|并非|不算(?:是)?|不属于|不等于)(?:正式)?的?$"
)

# 这样的会等于上了一堂微党课
_LIKENED = re.compile(r"(?P<as>等于|如同|好像|仿佛|犹如|堪称|无异于|胜似|不亚于)[^,。;]{0,14}\Z")


def judge_sentence(
    text: str, sentence: Span, term: Span, cues: Sequence[Cue], dates: Sequence[Span] = ()
) -> SentenceVerdict:
    """Judge one term of one sentence.

    Args:
        text: the normalised text all spans refer to.
        sentence: the sentence that holds the term.
        term: the term's span.
        cues: the sentence's cues, with offsets into `text`.
        dates: the spans of dates in the sentence that may date an event.
    """
    if in_book_title(text, sentence, term):
        return SentenceVerdict(Status.REFERENCED, "在书名号内，是文件或文章的名称")
    if in_theme(text, sentence, term):
        return SentenceVerdict(Status.REFERENCED, "在引号里的主题之中", cue_id="topic")
    outside = [
        c
        for c in cues
        if (c.end <= term.start or c.start >= term.end)
        and not quoted(text, sentence, c, term)
        and not (c.id == "future" and _is_noun(text, c))
    ]
    if tail := _tail(text, term, outside):
        announced = [c for c in outside if c.id == "future" and c.start >= tail.end]
        return _verdict(announced[0] if tail.id == "tail_paper" and announced else tail)
    if denied := _denied(text, sentence, term):
        return SentenceVerdict(Status.REFERENCED, denied, cue_id="denied")
    if topic := _TOPIC_BEFORE.search(text[max(0, term.start - 4) : term.start]):
        why = f"“{topic.group()}”引出的是主题"
        return SentenceVerdict(Status.REFERENCED, why, cue_id="topic")
    if (before_all := _BEFORE_ALL.match(text, sentence.start)) and before_all.end() <= term.start:
        why = WHY["past"].format(before_all.group().strip())
        return SentenceVerdict(Status.REFERENCED, why, past=True, cue_id="past")
    clause = clause_around(text, sentence, term)
    after = [c for c in outside if term.end <= c.start < clause.end]
    before = [c for c in outside if clause.start <= c.start and c.end <= term.start]
    if cancel := next((c for c in [*before, *after] if c.id == "cancel"), None):
        return _verdict(cancel)
    done = any(c.id == "perfective" for c in before)
    if not done and (demand := listed_demand(text, sentence, term, dates)):
        why = WHY["demand"].format(demand)
        return SentenceVerdict(Status.REQUIRED, why, cue_id="demand")
    if put_off := _put_off(before, outside):
        return _verdict(put_off)
    if counted := _counted(text, clause, term):
        return counted
    if not done and (aim := aim_of(text, sentence, term, dates)):
        why = f"“{aim}”引出的是目的，不是做了什么"
        return SentenceVerdict(Status.REFERENCED, why, cue_id="aim")
    if ahead := said_ahead(text, term, after, dates) or set_before(text, term, dates, done):
        return _verdict(ahead)
    if before and _talked_of(text, before[-1], term):
        return SentenceVerdict(Status.REFERENCED, "“讲了”说的是讲到它", cue_id="topic")
    earlier = [c for c in outside if c.end <= clause.start]
    if decided := _in_clause(text, term, before, after):
        ahead = next((c for c in earlier if c.id == "future"), None)
        return _verdict(ahead) if ahead and decided.status is Status.REQUIRED else decided
    return _from_earlier(text, earlier, dates, before + after, term)


def _denied(text: str, sentence: Span, term: Span) -> str | None:
    """Say in Chinese why a term is not what it names: denied, or only a likeness; or None."""
    if denied := _DENIED.search(text[max(0, term.start - 6) : term.start]):
        return f"“{denied.group()}”说明不是它"
    if likened := _LIKENED.search(text[max(sentence.start, term.start - 12) : term.end]):
        return f"“{likened['as']}”只是打比方"
    return None


def _is_noun(text: str, cue: Cue) -> bool:
    """Say whether words for the future only name a part of a report (下一步打算)."""
    intent = cue.text == "打算" and _INTENT.search(text[max(0, cue.start - 5) : cue.start])
    return bool(intent) or _AS_NOUN.match(text, cue.end) is not None


def _put_off(before: Sequence[Cue], cues: Sequence[Cue]) -> Cue | None:
    """Give the cue of a later clause that cancels what was first meant (原定…，因…改期)."""
    if not any(cue.text.startswith("原") for cue in before):
        return None
    return next((cue for cue in cues if cue.id == "cancel"), None)


def _tail(text: str, term: Span, cues: Sequence[Cue]) -> Cue | None:
    for cue in cues:
        if cue.scope is not Scope.TAIL or not 0 <= cue.start - term.end <= cue.reach:
            continue
        if not re.search(r"[^\w]", text[term.end : cue.start]):
            return cue
    return None


def _counted(text: str, clause: Span, term: Span) -> SentenceVerdict | None:
    before = _COUNT_BEFORE.search(text[clause.start : term.start])
    after = _COUNT_AFTER.search(text[term.end : clause.end])
    part = text[clause.start : clause.end]
    listed = len(_COUNT.findall(part)) > 1 or _MONTHS_EACH.search(part) is not None
    for found in (before, after):
        number = parse_numeral(found.group(1)) if found else None
        if found and number is not None and (number > 1 or listed):
            why = f"“{found.group().strip()}”是汇总次数"
            return SentenceVerdict(Status.CLAIMED, why, count=number, cue="count")
    return None


def _in_clause(
    text: str, term: Span, before: Sequence[Cue], after: Sequence[Cue]
) -> SentenceVerdict | None:
    """Let the cues of the term's own clause decide."""
    irrealis = [c for c in before if c.status is not Status.HELD and _reaches(text, c, term)]
    done = [c for c in before if c.id == "perfective"]
    if past := next((c for c in irrealis if c.id == "past"), None):
        return _verdict(past)
    if done and (not irrealis or done[-1].start > irrealis[-1].start):
        return _verdict(done[-1])
    if irrealis:
        rule = next((c for c in irrealis if c.id == "rule"), None)
        return _verdict(rule or irrealis[-1])
    behind = [c for c in after if c.scope in (Scope.AFTER, Scope.CLAUSE) and _is_of(text, term, c)]
    if against := next((c for c in behind if c.status is not Status.HELD), None):
        return _verdict(against)
    if done_after := next((c for c in behind if c.id == "perfective"), None):
        return _verdict(done_after)
    return None


def _talked_of(text: str, cue: Cue, term: Span) -> bool:
    """Say whether a meeting is only what somebody spoke of (讲了组织生活会怎样开): no lecture."""
    return cue.text == "讲了" and "课" not in text[cue.end : term.end]


def _is_of(text: str, term: Span, cue: Cue) -> bool:
    """Say whether a cue behind a term is still about it: a rule or count follows closely."""
    between = text[term.end : cue.start]
    if cue.id in ("rule", "count"):
        return len(between) <= _NEAR_RULE and "、" not in between
    return True


def _reaches(text: str, cue: Cue, term: Span) -> bool:
    """Say whether a cue before the term, in its clause, governs it."""
    if cue.scope is Scope.TAIL or cue.scope is Scope.AFTER:
        return False
    if cue.id != "basis":
        return True
    between = text[cue.end : term.start]
    if _BASIS_END.search(between):
        return False
    named = bool(_BASIS_END.search(text[term.end : term.end + 24]))
    return named or (len(between) <= 4 and cue.text != "关于")


def _from_earlier(
    text: str, earlier: Sequence[Cue], dates: Sequence[Span], own: Sequence[Cue], term: Span
) -> SentenceVerdict:
    """Let sentence-wide cues of earlier clauses decide, then the verbs, else nothing."""
    for cue in reversed(earlier):
        if cue.scope is not Scope.SENTENCE:
            continue
        if cue.status is Status.HELD:
            break
        between = text[cue.end : term.start]
        passing = cue.status is Status.REQUIRED or cue.id in ("since", "said")
        if passing and (_restarted(cue, term, dates) or _in_purpose_clause(text, cue, term)):
            continue
        if ";" in between and cue.text[0] in "将拟" and _restarted(cue, term, dates):
            continue  # 将于7月补;6月14日清理楼道: another matter. 预告:5月9日…;5月12日… is one
        if "。" not in between:
            return _verdict(cue)
    if verb := next((c for c in own if c.id == "verb"), None):
        return _verdict(verb)
    if found := _VERB_BEFORE.search(text[max(0, term.start - 2) : term.start]):
        return SentenceVerdict(Status.HELD, f"“{found.group()}”写明开展", cue=found.group())
    this = _THIS.search(text[max(0, term.start - 10) : term.start])
    if this and text[term.start : term.end] != _MISNOMER:
        return SentenceVerdict(Status.HELD, f"“{this.group()}”说的就是这次活动", cue=this.group())
    if narrative := next((c for c in [*own, *reversed(earlier)] if c.id == "narrative"), None):
        return _verdict(narrative)
    return SentenceVerdict(None, "没有写明是否开展")


def _restarted(cue: Cue, term: Span, dates: Sequence[Span]) -> bool:
    """Say whether a day stands between a cue and a term."""
    return any(cue.end <= date.start < term.start for date in dates)


def _in_purpose_clause(text: str, cue: Cue, term: Span) -> bool:
    start = max((m.end() for m in re.finditer(r"[,，;；:：。\n]", text[: cue.start])), default=0)
    return bool(_PURPOSE.match(text[start : cue.start])) and bool(
        _CLAUSE_END.search(text, cue.end, term.start)
    )


def _verdict(cue: Cue) -> SentenceVerdict:
    return SentenceVerdict(
        cue.status,
        WHY[cue.id].format(cue.text),
        perfective=cue.id == "perfective",
        cue=cue.text,
        past=cue.id == "past",
        cue_id=cue.id,
    )
