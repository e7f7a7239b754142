"""How one happening is written up: as lines, on a form, as a table, or as news."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from benchmarks.scale.happenings import Happening
from benchmarks.scale.school import School
from benchmarks.scale.voice import Voice
from corpora.folder_builder.entries import Form

_CHINESE = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
DATE_STYLES = ("plain", "plain", "weekday", "dots", "dashes", "chinese")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes a school's papers; `style` is how this school writes dates."""

    school: School
    voice: Voice
    style: str

    def date(self, day: dt.date) -> str:
        """Write a day as this school does."""
        match self.style:
            case "weekday":
                return f"{full_date(day)}（星期{_WEEKDAYS[day.weekday()]}）"
            case "dots":
                return f"{day.year}.{day.month}.{day.day}"
            case "dashes":
                return day.isoformat()
            case "chinese":
                return _chinese_date(day)
        return full_date(day)

    def lines(self, held: Happening) -> str:
        """Write minutes as lines of labels and values."""
        return "\n".join(
            [
                f"# {self.heading(held)}记录",
                f"时间：{self.date(held.day)}{held.hour}",
                f"地点：{held.room}",
                f"主持人：{held.host}　　记录人：{self.school.recorder}",
                f"参加人员：{self.attendance(held)}",
                *self.speaker_line(held),
                f"议题：{held.topic}",
                "主要内容：",
                *self.body(held),
            ]
        )

    def table(self, held: Happening) -> str:
        """Write minutes as a table, as on a printed sheet."""
        topic = "".join([*self.speaker_line(held), "　" if self.speaker_line(held) else ""])
        return "\n".join(
            [
                f"# {self.heading(held)}记录",
                f"| 时间 | {self.date(held.day)}{held.hour} | 地点 | {held.room} |",
                f"| 主持人 | {held.host} | 记录人 | {self.school.recorder} |",
                f"| 应到人数 | {held.expected} | 实到人数 | {held.present} |",
                f"| 主题 | {topic}{held.topic} |",
                f"| 内容 | {''.join(self.body(held))} |",
            ]
        )

    def form(self, held: Happening) -> Form:
        """Write minutes on the form of a branch work book."""
        return Form(
            heading=f"{self.heading(held)}记录",
            time=f"{self.date(held.day)}{held.hour}",
            place=held.room,
            attendance=self.attendance(held),
            topic=held.topic,
            content="\n".join([f"主持人：{held.host}", *self.speaker_line(held), *self.body(held)]),
            signatures=("记录人员", self.school.recorder, "党支部书记", self.school.secretary),
        )

    def news(self, held: Happening) -> str:
        """Write a news item; the year stands only in its last line."""
        verb = "召开" if held.kind.title.endswith("会") else "开展"
        told = held.day + dt.timedelta(days=self.voice.dice.choice((0, 1, 1, 2)))
        return "\n".join(
            [
                f"# {self.school.branch}{verb}{self.heading(held)}",
                f"{held.day.month}月{held.day.day}日{held.hour[:2]}，{self.school.branch}"
                f"在{held.room}{verb}{self.heading(held)}，主题为“{held.topic}”，"
                f"{held.host}主持，{held.present}名党员参加。",
                *self.body(held),
                f">> （撰稿：{self.school.recorder}　{full_date(told)}）",
            ]
        )

    def heading(self, held: Happening) -> str:
        """Name the happening as its papers do."""
        if held.group:
            return f"第{_CHINESE[held.group]}党小组会议"
        if held.kind.types == ("staff_congress",):
            return "第三届教职工代表大会第二次会议"
        if held.kind.types == ("organizational_life", "member_appraisal"):
            year = held.day.year - (held.day.month < 5)
            return f"{year}年度组织生活会暨民主评议党员"
        return held.kind.title

    def attendance(self, held: Happening) -> str:
        """Say who came, how many, and who did not."""
        who = "、".join(held.there) if held.kind.committee else f"{held.there[0]}等全体党员"
        counts = f"{who}（应到{held.expected}人，实到{held.present}人）"
        if not held.absent:
            return counts
        away = "、".join(f"{person}（{self.voice.say('reasons')}）" for person in held.absent)
        return f"{counts}，请假{len(held.absent)}人：{away}"

    def speaker_line(self, held: Happening) -> list[str]:
        """Name the lecturer where there is one."""
        if held.kind.types[0] in ("party_lecture", "civics_class"):
            return [f"主讲人：{held.speaker}"]
        return []

    def body(self, held: Happening) -> list[str]:
        """Tell what was said and done."""
        said = self.voice.several(held.kind.points, 3, 6)
        return said + self.voice.several("decision", 1, 2) if held.kind.points == "remark" else said


def full_date(day: dt.date) -> str:
    """Write a day in full."""
    return f"{day.year}年{day.month}月{day.day}日"


def _chinese_date(day: dt.date) -> str:
    year = "".join(_CHINESE[int(digit)] for digit in str(day.year))
    return f"{year}年{_chinese_number(day.month)}月{_chinese_number(day.day)}日"


def _chinese_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("", "十", "二十", "三十")[tens]) + (_CHINESE[ones] if ones or not tens else "")
