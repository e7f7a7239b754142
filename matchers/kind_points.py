"""Points for each kind of paper: from names, from the form, from the body's words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from matchers.annotation import DocumentKind, EvidenceKind
from matchers.body_lines import Line
from matchers.dated_entries import begins_entry
from matchers.field_labels import label_count
from matchers.kind_lexicon import CueScope, KindCue, KindLexicon, evidence_of
from matchers.normalize import normalize
from matchers.record import Field, FieldName
from matchers.register_matrix import find_matrices
from matchers.register_tables import RegisterTable
from matchers.titles import NEAR, Genre, Title, file_stem, genre_of

Key = tuple[DocumentKind, EvidenceKind]

_TITLE_WEIGHT = {3: 12, 2: 8, 1: 1}
_BOOK_WEIGHT = {3: 4, 2: 3, 1: 1}  # a 登记簿 without a table may be a book of minutes
_FILE_WEIGHT = {3: 7, 2: 4, 1: 1}
_FOLDER_WEIGHT = {3: 2, 2: 1, 1: 0}
_FILLED_ACCOUNT = 60  # a filled self-check is an account, though it is named for its standards
_HEAD_CHARS, _TAIL_CHARS = 240, 240
FORM_LINES = 80
_ORDER = tuple(DocumentKind)
_HEADER = frozenset(
    {
        FieldName.TIME,
        FieldName.PLACE,
        FieldName.HOST,
        FieldName.RECORDER,
        FieldName.ATTENDEES,
        FieldName.EXPECTED,
        FieldName.PRESENT,
        FieldName.ABSENT,
        FieldName.NON_VOTING,
        FieldName.TOPIC,
        FieldName.CONTENT,
        FieldName.LECTURER,
    }
)
_DONE = frozenset(
    {
        FieldName.HOST,
        FieldName.RECORDER,
        FieldName.EXPECTED,
        FieldName.PRESENT,
        FieldName.ABSENT,
        FieldName.LECTURER,
    }
)
_DATELINE = re.compile(
    r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿]{1,3}[日号]"
)
_FEAST = re.compile(r"节(?:当天|前夕|来临|到来)|正月|大年|腊月|农历|(?:周|星期)[一二三四五六日],")
_MONTH = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_REPORTED = re.compile(
    r"(?:\d\s*[日号]|[一二三四五六七八九十廿][日号])(?!前)[^。;\n]{0,60}?(?:召开|举行|开展|举办|组织|走进|来到|召集|观看|参加|赴)"
)
_INTENDED = re.compile(r"定于|拟|将于|将在|计划|请|为准备|决定|通知")
_DAY_FIRST = re.compile(
    r"(?:(?:\d{4}|[一二三四五六七八九〇]{4})\s*[年./-])?\s*"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]\s*(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
)
_PLACE = re.compile(r"[室厅场楼馆园堂][^\u4e00-\u9fff]*$|\d[:点]|课")
_ACTION = re.compile(
    r"召开|举行|开展|举办|组织|走进|来到|参加|党员.*在|在.*[室厅].*[\u4e00-\u9fff]{4}"
)
_LIST_ITEM = re.compile(
    r"^\s*(?:\(?[一二三四五六七八九十\d]{1,2}[)、.](?!\d{1,2}[^月\d])|第[一二三四五六]阶段|(?:主题|步骤|活动安排):)",
    re.MULTILINE,
)
_DEADLINE = re.compile(r"(?<=[\d一二三四五六七八九十])日前")
_MAX_HEADER_LINE = 36
_TOLD_LATER = re.compile(
    r"昨[天日晚夜]|前天|上周[一二三四五六日末]"
)  # the day before it is the paper's
_SPEAKER = re.compile(
    r"^(?!(?:周|星期|礼拜)[一二三四五六日天]|[一二三四五六七八九十]{1,2}月)[\u4e00-\u9fff]{2,4}:(?=\S)",
    re.MULTILINE,
)
_MEETING = re.compile(r"(?:会|会议|会议?记事)[\W]*(?:\([^()]*\))?$")
_ITEMS = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,2}[、.]|[(][一二三四五六七八九十\d]{1,2}[)]|\d{1,2}[、.](?!\d)|[①-⑳]|【|(?:会议)?第[一二三四五六]项|议题[一二三四五])",
    re.M,
)
_LEAST_ITEMS = 2
_SPEAKERS = 4
_ENTRIES = 2
_FEW_LABELS = 3
_A_FEW = 3
_SUBJECT = 2  # a sentence names somebody before its verb
_BARE_YEAR = re.compile(r"\s*(?:\d{4}|[一二〇]{4})\s*年(?:度|以来|来|,|全年|上半年|下半年|一年)")
_ARTICLES = re.compile(r"第[一二三四五六七八九十百]+[条章]")


@dataclass(frozen=True, slots=True)
class TableHint:
    """What the form tells: whether there are table rows at all, how many dated rows of
    registers, how many lines that begin with a day, how many header fields filled with a time."""

    rows: bool
    dated: int
    entries: int
    labels: int


class Tally:
    """Points for each kind with their reasons."""

    def __init__(self) -> None:
        self.points: dict[Key, int] = defaultdict(int)
        self._reasons: dict[Key, list[str]] = defaultdict(list)

    def add(self, key: Key, weight: int, reason: str) -> None:
        """Add points for a kind; weight 0 is not said."""
        if weight:
            self.points[key] += weight
            self._reasons[key].append(reason)

    def best(self) -> tuple[Key | None, int, tuple[str, ...]]:
        """Give the kind with most points (ties in the order of the kinds), and why."""
        if not self.points:
            return None, 0, ()
        totals: dict[DocumentKind, int] = defaultdict(int)
        for (kind, _), weight in self.points.items():
            totals[kind] += weight
        kind = min(totals, key=lambda k: (-totals[k], _ORDER.index(k)))
        keys = [key for key in self.points if key[0] is kind]
        key = min(keys, key=lambda k: (-self.points[k], k[1].value))
        reasons = [reason for k in keys for reason in self._reasons[k]]
        return key, totals[kind], tuple(reasons)


def judge_names(
    tally: Tally, title: Title, path: str, table: TableHint, lexicon: KindLexicon
) -> None:
    """Let the title's genre, and more weakly the file's and folder's names, speak."""
    if title.genre is not None and title.region is not None:
        bare = title.genre.kind is DocumentKind.REGISTER and not table.rows
        book = bare and table.entries < _ENTRIES
        _add_genre(tally, title.genre, _BOOK_WEIGHT if book else _TITLE_WEIGHT, "标题", table)
    surely = title.genre is not None and title.genre.strength >= NEAR
    if not surely and not title.text.startswith("关于"):
        verbs = lexicon.file.news_verbs
        named = next((verb for verb in verbs if title.text.find(verb) >= _SUBJECT), None)
        if named and title.region is not None:
            tally.add((DocumentKind.NEWS, EvidenceKind.NEWS), 3, f"标题是一句话（{named}）")
    *folders, _ = path.split("/")
    stem = genre_of(normalize(file_stem(path)), lexicon)
    doubted = title.genre is not None and title.genre.strength < NEAR
    if stem is not None and not (doubted and title.genre and stem.kind is title.genre.kind):
        _add_genre(tally, stem, _FILE_WEIGHT, "文件名", table)
    folder = genre_of(normalize(PurePosixPath(folders[-1]).stem), lexicon) if folders else None
    if folder is not None:
        _add_genre(tally, folder, _FOLDER_WEIGHT, "文件夹名", table)


def _add_genre(
    tally: Tally, genre: Genre, weights: dict[int, int], where: str, table: TableHint
) -> None:
    key = (genre.kind, genre.evidence)
    if genre.kind is DocumentKind.FORM and table.dated > 1:
        key = (DocumentKind.REGISTER, EvidenceKind.REGISTER)  # 登记表 may be either
    elif genre.word.endswith("登记表") and table.labels >= _FEW_LABELS:
        key = (DocumentKind.MINUTES, EvidenceKind.MINUTES)  # 谈话登记表: one talk's minutes
    tally.add(key, weights[genre.strength], f"{where}中的文种是“{genre.word}”")


def table_hint(
    lines: Sequence[Line],
    registers: Sequence[RegisterTable],
    free: Sequence[Line],
    fields: Sequence[Field],
) -> TableHint:
    """Look at the form of a document's first lines; `free` are those outside the registers,
    `fields` the filled fields in them."""
    header = {field.name for field in fields} & _HEADER
    return TableHint(
        rows=any(line.is_row for line in lines),
        dated=sum(table.dated for table in registers),
        entries=sum(1 for line in free if begins_entry(line)),
        labels=len(header) if FieldName.TIME in header else 0,
    )


def judge_form(
    tally: Tally,
    registers: Sequence[RegisterTable],
    free: Sequence[Line],
    lexicon: KindLexicon,
    accounts: int = 0,
) -> None:
    """Let header fields and tables speak; `free` are the lines outside the registers, `accounts`
    is the number of days that accounts beside demands tell of."""
    if accounts:
        why = f"对照要求填写了完成（自查、自评）情况，有 {accounts} 处日期"
        tally.add((DocumentKind.REGISTER, EvidenceKind.REGISTER), _FILLED_ACCOUNT, why)
    dated = sum(table.dated for table in registers)
    if dated:
        planned = any(table.planned for table in registers)
        kind = DocumentKind.PLAN if planned else DocumentKind.REGISTER
        why = f"表格有 {dated} 行按时间登记" if not planned else "表格的时间栏是拟定的时间"
        tally.add((kind, evidence_of(kind)), 8 if dated > 1 or planned else 5, why)
    elif cells := sum(len(matrix.cells) for matrix in find_matrices(free)):
        key = (DocumentKind.REGISTER, EvidenceKind.REGISTER)
        tally.add(key, 8 if cells >= _A_FEW else 5, f"表格有 {cells} 格写着日期")
    names, _ = label_count(free)
    _judge_header(tally, [name for name in names if name in _HEADER])
    _judge_heads(tally, free, lexicon)


def _judge_header(tally: Tally, names: Sequence[FieldName]) -> None:
    if FieldName.TIME not in names or len(names) < 2:
        return
    weight = 3
    if any(name in _DONE for name in names):
        weight = 6 + min(len(names), 6) if len(names) >= 3 else 5
    elif FieldName.CONTENT in names and len(names) >= 3:
        weight = 5
    why = f"有会议记录的栏目（{len(names)} 项，如时间、地点、主持人）"
    tally.add((DocumentKind.MINUTES, EvidenceKind.MINUTES), weight, why)


def _judge_heads(tally: Tally, lines: Iterable[Line], lexicon: KindLexicon) -> None:
    """Look for the columns of sign-in sheets and ballots."""
    for line in lines:
        if not line.is_row:
            continue
        texts = {"".join(line.cell_text(cell).split()) for cell in line.cells}
        if "姓名" in texts and texts & set(lexicon.file.signature_heads):
            tally.add((DocumentKind.SIGNIN, EvidenceKind.SIGNIN), 9, "表格是姓名和签名栏")
            return
        if len(texts & set(lexicon.file.ballot_heads)) >= 3:
            tally.add((DocumentKind.FORM, EvidenceKind.FORM), 9, "表格是测评或表决栏")
            return


def judge_words(tally: Tally, body: str, title: Title, lexicon: KindLexicon) -> None:
    """Let the cue words of the body speak, each group as often as it is allowed."""
    body = _DEADLINE.sub("日 前", body)  # 6月16日前 is no 日前
    scopes = {
        CueScope.ALL: body,
        CueScope.HEAD: body[:_HEAD_CHARS],
        CueScope.TAIL: body[-_TAIL_CHARS:],
    }
    groups: dict[int, list[str]] = defaultdict(list)
    cues: dict[int, KindCue] = {}
    for cue, word in lexicon.cues_in(body):
        if word in scopes[cue.scope]:
            groups[id(cue)].append(word)
            cues[id(cue)] = cue
    for number, words in groups.items():
        cue = cues[number]
        key = (cue.kind, cue.evidence or evidence_of(cue.kind))
        taken = words[: cue.cap]
        tally.add(key, cue.weight * len(taken), "正文有“" + "”“".join(taken) + "”")
    _judge_lead(tally, body, title)


def _judge_lead(tally: Tally, body: str, title: Title) -> None:
    """Look how the body begins: a dateline is news, a bare year a summary."""
    lead = body
    if title.region is not None and lead.startswith(normalize(title.text)):
        lead = lead[len(title.text) :]
    lead = lead.lstrip()[:100]
    if item := _LIST_ITEM.search(lead):
        lead = lead[: item.start()]  # a plan's first item names a day as well
    minutes = (DocumentKind.MINUTES, EvidenceKind.MINUTES)
    if _is_header_line(lead):
        tally.add(minutes, 5, "开头是一行时间和地点")
    if len(_SPEAKER.findall(body)) >= _SPEAKERS:
        tally.add(minutes, 5, "逐人记录发言")
    if _is_told_by_items(title, body):
        tally.add(minutes, 20, "标题是一次会议，正文逐项记录")
    news = (DocumentKind.NEWS, EvidenceKind.NEWS)
    if later := _TOLD_LATER.search(lead):
        tally.add(news, 3, f"开头写“{later.group()}”")
    reported = _REPORTED.search(lead)
    if reported and not _INTENDED.search(lead[: reported.end()]):
        tally.add(news, 5, f"开头写“{reported.group()}”")
    elif _DATELINE.search(lead):
        tally.add(news, 3, "开头写有日期")
    elif _BARE_YEAR.match(lead):
        tally.add((DocumentKind.SUMMARY, EvidenceKind.SUMMARY), 3, "开头只说年份")
    elif _FEAST.search(lead):
        tally.add(news, 3, "开头写有节日或星期")
    elif _MONTH.search(lead):
        tally.add(news, 1, "开头写有月份")
    if title.is_event and title.genre is None:
        tally.add(news, 2, "标题是一次活动")
    if len(_ARTICLES.findall(body[:4000])) >= 3:
        tally.add((DocumentKind.POLICY, EvidenceKind.OTHER), 6, "分条分章")


def _is_told_by_items(title: Title, body: str) -> bool:
    """Say whether a paper named for a meeting, not by a sentence of news, tells it item by item."""
    name = normalize(title.text)
    named = _MEETING.search(name) is not None and _ACTION.search(name) is None
    return named and title.genre is None and len(_ITEMS.findall(body)) >= _LEAST_ITEMS


def _is_header_line(lead: str) -> bool:
    """Say whether a text begins with a line of day and place only (3月8日 16:00 会议室)."""
    line = re.split(r"[。\n]", lead, maxsplit=1)[0]
    return (
        len(line) <= _MAX_HEADER_LINE
        and _DAY_FIRST.match(line) is not None
        and _PLACE.search(line) is not None
        and _ACTION.search(line) is None
        and _TOLD_LATER.search(lead) is None
    )


def has_date(text: str) -> bool:
    """Say whether a normalised text names a day of a month."""
    return _DATELINE.search(text) is not None
