"""The whole folder of one school: what was held, written up as twenty to thirty files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.scale import traps
from benchmarks.scale.happenings import Happening, draw_year
from benchmarks.scale.minutes import DATE_STYLES, Writer
from benchmarks.scale.school import YEAR, School, dice_of, draw_school, voice_of
from corpora.folder_builder.entries import Entry, Sheet

_BOOKS = ("支部委员会会议", "理论学习中心组学习", "意识形态工作分析研判会", "党小组会")
_REGISTER_ONLY = ("“四本一簿一证”使用情况检查", "书记思政课", "教职工代表大会")


@dataclass(frozen=True, slots=True)
class Handed:
    """What one school hands in, and what it truly held."""

    school: School
    entries: tuple[Entry, ...]
    held: tuple[Happening, ...]


def hand_in(seed: int, number: int) -> Handed:
    """Draw one school and write its papers; the same for the same seed and number."""
    dice = dice_of(seed, number)
    school = draw_school(number, dice)
    voice = voice_of(school, dice)
    held = draw_year(school, voice)
    writer = Writer(school, voice, dice.choice(DATE_STYLES))
    folder = _Folder(writer)
    papers = [*_minutes(folder, held), *_traps(folder, held), *_lists(folder, held)]
    papers += [*_pictures(folder, held), *_oddities(folder)]
    return Handed(school, _with_archive(papers, folder), held)


class _Folder:
    """Names files as this school does and makes their entries."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.dice = writer.voice.dice
        self._deep = self.dice.random() < 0.6

    def path(self, room: str, name: str) -> str:
        """Place a file in the folder of its kind, or flat."""
        return f"{room}/{name}" if self._deep else f"{room}-{name}"

    def word(self, path: str, text: str, day: dt.date) -> Entry:
        """Make a Word file of a text."""
        return Entry(
            path=f"{path}.docx",
            make="word",
            text=text,
            author=self.writer.school.recorder,
            created=_stamp(day),
            split_runs=self.dice.random() < 0.2,
        )

    def any_format(self, path: str, text: str, day: dt.date) -> Entry:
        """Make a Word, PDF or plain file of a text."""
        chance = self.dice.random()
        if chance < 0.25:
            author = self.writer.school.recorder
            return Entry(path=f"{path}.pdf", make="pdf", text=text, author=author)
        if chance < 0.45:
            encoding = self.dice.choice(("utf-8", "gb18030"))
            plain = "\n".join(line.lstrip("#> ") for line in text.splitlines())
            return Entry(path=f"{path}.txt", make="text", text=plain, encoding=encoding)
        return self.word(path, text, day)


def _stamp(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 17, 0)


def _minutes(folder: _Folder, held: tuple[Happening, ...]) -> Iterator[Entry]:
    for title in _BOOKS:
        sessions = [happening for happening in held if happening.kind.title == title]
        text = "\n---\n".join(folder.writer.lines(session) for session in sessions)
        yield folder.word(folder.path(title, f"{YEAR}年{title}记录本"), text, sessions[-1].day)
    for happening in held:
        if happening.kind.title not in (*_BOOKS, *_REGISTER_ONLY):
            yield _one_minutes(folder, happening)


def _one_minutes(folder: _Folder, held: Happening) -> Entry:
    writer = folder.writer
    name = folder.dice.choice((f"{held.day.month}月{held.day.day}日", f"{held.day:%Y%m%d}"))
    path = folder.path(held.kind.title, name + held.kind.title)
    layout = folder.dice.choice(("lines", "lines", "form", "table", "news", "news"))
    if layout == "form":
        made = folder.word(path, "", held.day)
        return made.model_copy(update={"make": "form", "forms": (writer.form(held),)})
    if layout == "table":
        text = writer.table(held)
        if folder.dice.random() < 0.5:
            return Entry(path=f"{path}.pdf", make="pdf", text=text, author=writer.school.recorder)
        return folder.word(path, text, held.day)
    text = writer.news(held) if layout == "news" else writer.lines(held)
    return folder.any_format(path, text, held.day)


def _traps(folder: _Folder, held: tuple[Happening, ...]) -> Iterator[Entry]:
    writer, dice = folder.writer, folder.dice
    first, last = dt.date(YEAR, 1, 10), dt.date(YEAR, 12, 28)
    yield folder.any_format(folder.path("计划总结", f"{YEAR}年工作计划"), traps.plan(writer), first)
    text = traps.summary(writer, held)
    yield folder.any_format(folder.path("计划总结", f"{YEAR}年工作总结"), text, last)
    for name in dice.sample(("三会一课制度", "主题党日制度", "党务公开制度", "学习制度"), 2):
        yield folder.any_format(folder.path("制度", name), traps.policy(writer, name), first)
    called = [happening for happening in held if happening.kind.title not in _REGISTER_ONLY]
    for happening in dice.sample(called, 2):
        path = folder.path("通知", f"{happening.day:%m%d}通知")
        yield folder.word(path, traps.notice(writer, happening), happening.day)
    free = _free_day(folder, held)
    yield folder.word(folder.path("通知", "取消通知"), traps.cancelled(writer, free), free)
    text = traps.others_news(writer, _free_day(folder, held))
    yield folder.any_format(folder.path("学习参考", "兄弟学校简讯"), text, free)


def _free_day(folder: _Folder, held: tuple[Happening, ...]) -> dt.date:
    taken = {happening.day for happening in held}
    days = (dt.date(YEAR, 3, 1) + dt.timedelta(days=number) for number in range(100))
    return folder.dice.choice([day for day in days if day not in taken])


def _lists(folder: _Folder, held: tuple[Happening, ...]) -> Iterator[Entry]:
    """Write the register of activities and the attendance list."""
    dice, school = folder.dice, folder.writer.school
    entered = [one for one in held if one.kind.title in _REGISTER_ONLY or dice.random() < 0.6]
    rows = [
        (number, one.day, one.kind.title, one.topic, one.present, "已完成")
        for number, one in enumerate(entered, 1)
    ]
    rows.append((len(rows) + 1, dt.date(YEAR, 12, 30), "专题党课", "待定", 0, "计划"))
    heads = ("序号", "日期", "活动类别", "活动内容", "参加人数", "完成情况")
    title = (f"{school.branch}{YEAR}年活动台账",)
    yield _sheet(folder, folder.path("台账", f"{YEAR}年活动台账"), (title, heads, *rows))
    names = [one for one in held if one.kind.title == "支部党员大会"]
    attended = [
        (one.day, one.kind.title, one.expected, one.present, "、".join(one.absent) or "无")
        for one in names
    ]
    title = (f"{school.branch}{YEAR}年考勤表",)
    yield _sheet(
        folder,
        folder.path("台账", f"{YEAR}年考勤表"),
        (title, ("日期", "活动", "应到", "实到", "请假人员"), *attended),
    )


def _sheet(
    folder: _Folder, path: str, rows: tuple[tuple[str | int | float | dt.date | None, ...], ...]
) -> Entry:
    return Entry(
        path=f"{path}.xlsx",
        make="sheet",
        sheets=(Sheet(name="Sheet1", rows=rows),),
        author=folder.writer.school.recorder,
    )


def _pictures(folder: _Folder, held: tuple[Happening, ...]) -> Iterator[Entry]:
    for happening in folder.dice.sample(held, folder.dice.randint(1, 2)):
        clock = f"{folder.dice.randint(8, 17):02}{folder.dice.randint(0, 59):02}12"
        name = f"微信图片_{happening.day:%Y%m%d}{clock}.jpg"
        yield Entry(path=name, make="photo", created=_stamp(happening.day))


def _oddities(folder: _Folder) -> Iterator[Entry]:
    """Add what goes wrong in practice: a file cut off, locked or empty; an unknown format."""
    chance = folder.dice.random()
    if chance < 0.3:
        text = traps.policy(folder.writer, "考勤制度")
        yield folder.word("新建文档", text, dt.date(YEAR, 1, 10)).model_copy(
            update={"make": "damaged"}
        )
    elif chance < 0.4:
        yield Entry(path="谈心谈话记录（加密）.docx", make="locked")
    elif chance < 0.6:
        yield Entry(path="新建文本文档.txt", make="bytes")
    elif chance < 0.7:
        yield Entry(path="导出数据.dat", make="bytes", text=f"\x00\x01{folder.dice.random()}")


def _with_archive(papers: list[Entry], folder: _Folder) -> tuple[Entry, ...]:
    """Move some papers into an archive, its names often in the old Chinese encoding."""
    if folder.dice.random() < 0.5:
        moved = folder.dice.sample([one for one in papers if one.make in ("word", "pdf")], 3)
        papers = [one for one in papers if one not in moved]
        encoding = folder.dice.choice(("gb18030", "gb18030", "utf-8"))
        papers.append(
            Entry(path="补充材料.zip", make="archive", members=tuple(moved), encoding=encoding)
        )
    if folder.writer.school.declares:
        profile = folder.writer.school.profile()
        papers.append(Entry(path="学校信息.yaml", make="text", text=profile))
    return tuple(papers)
