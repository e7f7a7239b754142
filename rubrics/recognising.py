"""Which event and document types a clause of a form speaks of, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rubrics.recognising_bodies import papers_of_things
from rubrics.vocabulary import Vocabulary

UMBRELLA = "三会一课"
_UNDER_IT = ("members_meeting", "committee_meeting", "group_meeting", "party_lecture")


@dataclass(frozen=True, slots=True)
class Recognised:
    """Types found in a clause."""

    events: tuple[str, ...]
    documents: tuple[str, ...]


def recognise(clause: str, vocabulary: Vocabulary) -> Recognised:
    """Find the types whose names stand in a clause; the longest name at a place wins."""
    clause = _PLACE.sub("", _ASIDE.sub("", clause))
    named = _named(clause, ((name, vocabulary.words((name,))) for name in vocabulary.events))
    if not named and _HELD.search(clause):
        named = _named(clause, ((name, _bodies(name, vocabulary)) for name in vocabulary.events))
    events = _longest(named) or _acted(clause, vocabulary)
    if UMBRELLA in clause:
        events = (*_UNDER_IT, *(name for name in events if name not in _UNDER_IT))
    return Recognised(events, _papers(clause, vocabulary))


def _bodies(event: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give the bodies that meet: 支部委员会每月召开 means their meeting, 支部委员会会议."""
    ends = ("会会议", "会例会", "会议")
    return tuple(
        word.removesuffix("会议").removesuffix("例会")
        for word in vocabulary.words((event,))
        if word.endswith(ends) and word[:-2].endswith("会") and len(word) > 5
    )


def _acted(clause: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find events by what is done; the phrase that says most decides."""
    fits = {
        name: max((len(act) for act in acts if _act(act).search(clause)), default=0)
        for name, acts in vocabulary.event_acts.items()
    }
    most = max(fits.values(), default=0)
    return tuple(name for name, length in fits.items() if length and length == most)


def is_act_only_of_topic(event: str, clause: str, vocabulary: Vocabulary) -> bool:
    """Say whether a clause only names what an event is about (意识形态工作), not the event."""
    if any(word in clause for word in vocabulary.words((event,))):
        return False
    acts = [act for act in vocabulary.event_acts[event] if _act(act).search(clause)]
    return bool(acts) and all(act in vocabulary.event_topics[event] for act in acts)


def acts_with(text: str, before: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find the event a text does to what was spoken of before it.

    每年专题报告1次 behind 每半年分析研判1次意识形态工作 is 报告*意识形态工作.
    """
    fits: dict[str, int] = {}
    for name, acts in vocabulary.event_acts.items():
        for act in acts:
            verb, mark, topic = act.partition("*")
            if mark and verb and topic and "*" not in topic and verb in text and topic in before:
                fits[name] = max(fits.get(name, 0), len(act))
    most = max(fits.values(), default=0)
    return tuple(name for name, length in fits.items() if length == most)[:1]


def _papers(clause: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find papers by name and by shape; a head noun at the end of a list holds for all of it."""
    words = ((name, vocabulary.words((name,))) for name in vocabulary.documents)
    found = _longest(
        _best([*_named(clause, words), *_shaped(clause, vocabulary)], clause, vocabulary)
    )
    completed = (
        name for text in _completed(clause) for name in _longest(_shaped(text, vocabulary))
    )
    shared = (name for text in _under_one_head(clause) for name in _shaped_whole(text, vocabulary))
    papers = tuple(dict.fromkeys((*found, *completed, *shared)))
    if not papers and _AND.search(clause):  # 参与决策和监督的制度 is one paper
        papers = _longest(_shaped(_AND.sub("", clause), vocabulary))
    return papers


def _completed(clause: str) -> tuple[str, ...]:
    """Write out the members of a list that share a head noun: 主体责任、“一岗双责”清单."""
    completed: list[str] = []
    for phrase in re.split(r"[；。，]", clause):
        parts = [part.strip() for part in re.split(r"[、和及与]|以及", phrase) if part.strip()]
        head = _HEAD.search(parts[-1]) if len(parts) > 1 else None
        if head is not None:
            completed += [f"{part}{head[0]}" for part in parts if not _HEAD.search(part)]
    return tuple(completed)


def _under_one_head(clause: str) -> tuple[str, ...]:
    """Write out the members of a list that share its first words: 换届请示、批复."""
    told: list[str] = []
    for phrase in re.split(r"[；。，]", clause):
        first, *others = [
            part.strip() for part in re.split(r"[、和及与]", phrase) if part.strip()
        ] or [""]
        for part in others:
            told += [f"{first[:end]}{part[:8]}" for end in range(2, min(len(first), 9))]
    return tuple(told)


def _shaped_whole(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find the paper whose name begins with a text and takes in what was added to it."""
    hits = [hit for hit in _shaped(text, vocabulary) if hit[0] == 0 and hit[1] == len(text)]
    return _longest(hits)


def things_there(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find the papers that show a team, a room or an organisation is there."""
    return papers_of_things(text, lambda whole: _shaped(whole, vocabulary))


def bare_paper(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find what a bare noun (责任书) means: the type of paper that mostly is called by it."""
    noun = _ONLY.search(text)
    if noun is None:
        return ()
    ends = {name: _ending(name, noun[0], vocabulary) for name in vocabulary.documents}
    best, *others = sorted(ends, key=lambda name: -ends[name])[:2]
    return (best,) if ends[best] >= 2 * max(1, *(ends[name] for name in others)) else ()


def _ending(paper: str, noun: str, vocabulary: Vocabulary) -> int:
    words = (*vocabulary.document_words[paper], *vocabulary.document_shapes[paper])
    return sum(word.endswith(noun) for word in words)


def recognise_papers_of(clause: str, demand: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find what a bare paper noun (有制度, 有举措) means; the demand gives its subject."""
    bare = _BARE.search(clause)
    if bare is None:
        return ()
    noun = bare["noun"] or bare["kept"]
    quoted = re.findall(r"“([^”]{2,12})”", demand)
    phrases = [part for part in re.split(r"[，；。、（）()\s]", demand) if part]
    for phrase in phrases:
        if noun in phrase and (named := _papers(phrase, vocabulary)):
            return named[:1]
    for subject in (*quoted, *phrases):
        text = f"{subject}{noun}"
        hits = [hit for hit in _shaped(text, vocabulary) if hit[1] > len(subject)]
        if hits:
            return (min(hits, key=lambda hit: (_rank(hit[2], noun, vocabulary), hit))[2],)
    return ()


def _best(
    hits: list[tuple[int, int, str]], clause: str, vocabulary: Vocabulary
) -> list[tuple[int, int, str]]:
    """Of types that fit the very same words keep the one whose own noun they end with."""
    kept: dict[tuple[int, int], tuple[int, str]] = {}
    for begin, end, name in hits:
        rank = _rank(name, clause[begin:end], vocabulary)
        if (begin, end) not in kept or rank < kept[begin, end][0]:
            kept[begin, end] = (rank, name)
    return [(begin, end, name) for (begin, end), (_, name) in kept.items()]


def _rank(type_id: str, noun: str, vocabulary: Vocabulary) -> int:
    """Say how much a noun is a type's own: 制度 comes first for rules, last for measures."""
    ranks = [
        words.index(word)
        for shape in vocabulary.document_shapes[type_id]
        for name, words in vocabulary.endings.items()
        if f"<{name}>" in shape
        for word in words
        if noun.endswith(word)
    ]
    return min(ranks, default=99)


_TO = re.compile(r"(?:向|提交|报)(?:全体|本)?$")  # 向党员大会述职 is no meeting of its own
_PLACE = re.compile(r"在[^，；。、]{1,8}(?:大会|会议|会)上")
_HELD = re.compile(r"召开|举行|开会|\d\s*次|[一二两三四]次")
_AND = re.compile(r"(?<=[\u4e00-\u9fff])[和与及](?=[\u4e00-\u9fff])")
_ONLY = re.compile(r"责任书|责任状|承诺书|协议书")
_ASIDE = re.compile(r"[（(][\u4e00-\u9fff]{1,4}[）)]")
_HEAD = re.compile(r"责任清单|清单|制度|机制|规则|计划|报告|台账|名册|名单|方案|办法|总结|登记表?")
_BARE = re.compile(
    r"(?:有|制[定订]|建立健全|建立|形成|健全|完善)(?:相关|具体|明确|健全)?(?:的)?"
    r"(?P<noun>[^，；。得有]{0,8}?(?:制度|举措|措施|计划|报告|方案|办法|台账|名单|名册|清单|总结|责任书|协议书?|规则|章程|"
    r"考勤记录|考勤|登记))"
    r"|(?P<kept>[^，；。得有]{0,6}?(?:记录|台账|名册))(?:齐全|完整|健全)"
)


def _shaped(clause: str, vocabulary: Vocabulary) -> list[tuple[int, int, str]]:
    """Find papers by the shape of their names: 意识形态*<制度>."""
    endings = tuple(sorted(vocabulary.endings.items()))
    return [
        (match.start(), match.end(), name)
        for name, shapes in vocabulary.document_shapes.items()
        for shape in shapes
        if (match := _shape(shape, endings).search(clause)) is not None
        and not any(word in match[0] for word in vocabulary.document_excludes[name])
    ]


@cache
def _shape(name: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """Make the pattern of a paper's name; * stands for up to 12 characters of one phrase."""
    words = dict(endings)
    parts = re.split(r"(\*|<[^>]+>)", name)
    made = []
    for part in parts:
        if part == "*":
            made.append("[^；。，、和]{0,12}?")
        elif part.startswith("<"):
            made.append("(?:" + "|".join(map(re.escape, words.get(part[1:-1], ()))) + ")")
        else:
            made.append(re.escape(part))
    return re.compile("".join(made))


@cache
def _act(phrase: str) -> re.Pattern[str]:
    """Make the pattern of a phrase in which * stands for up to 14 characters."""
    return re.compile("[^；。]{0,14}?".join(re.escape(part) for part in phrase.split("*")))


def _named(
    clause: str, entries: Iterable[tuple[str, tuple[str, ...]]]
) -> list[tuple[int, int, str]]:
    hits: list[tuple[int, int, str]] = []
    for name, words in entries:
        for word in words:
            at = clause.find(word)
            if at >= 0 and not _TO.search(clause[:at]):
                hits.append((at, at + len(word), name))
    return hits


def _longest(hits: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """Keep the hits that do not lie inside a longer one, in reading order."""
    kept = [
        hit
        for hit in hits
        if not any(
            other[0] <= hit[0] and hit[1] <= other[1] and other[:2] != hit[:2] for other in hits
        )
    ]
    return tuple(dict.fromkeys(name for _, _, name in sorted(kept)))
