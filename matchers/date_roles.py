"""What a date is for, told by its surroundings: a quoted speech, a deadline, or an event."""

from __future__ import annotations

import re

from matchers.date_expression import DateRole

_WINDOW = 24
_LIST_WINDOW = 200
_LEADERS = r"习近平|总书记|国家主席|李克强|李强|王沪宁|蔡奇"
_CENTRAL = (
    "(?:党中央|中共中央|中央政治局|中央军委|中央纪委|国务院|教育部|全国人大|全国政协"
    "|新华社|求是|人民日报)"
)
_SPEECH = r"(?:讲话|批示|指示|回信|贺信|致辞|文章|报告|全会|精神)"
_BEFORE_QUOTED = re.compile(rf"(?:{_LEADERS}|{_CENTRAL})(?:同志)?(?:在|于|,)?[^,。;:!?\n]{{0,4}}\Z")
_STUDY_BEFORE = re.compile(
    r"(?:学习|传达|领学|贯彻|落实|解读|宣讲|观看|收看)(?:了|贯彻|传达|领会)?[^,。;:!?\n]{0,6}\Z"
)
_STUDY_AFTER = re.compile(
    rf"[^,。;!?\n]{{0,40}}?(?:{_SPEECH}|会议|通知|文件|意见|决定|社论|直播|法律|法规|条例|规定|公报|决议)"
)
_AFTER_QUOTED = re.compile(
    rf"的?,?(?:(?:重要)?(?:讲话|批示|指示|回信|贺信|文章)|批复)|的?(?:{_LEADERS}|{_CENTRAL})"
    rf"|召开的?(?:{_CENTRAL})|在[^,。;:\n]{{0,30}}(?:上的|发表的?)(?:重要)?{_SPEECH}|(?:党的)?[十二三四五六七八九]+大(?=召开|胜利)"
    r"|,?(?:中国共产党|党的|全国|[全本]?[省市区县州](?:第[一二三四五六七八九十]{1,3}次)?)[^,。;!?\n]{0,14}"
    r"(?:代表大会|党代会|两会|全会)[^,。;!?\n]{0,6}(?:召开|开幕|闭幕|举行)"
)
# 3月10日全国两会精神, 1月1日《求是》发表的重要文章: a name of what is studied, without a verb of
# the school's own doing.
_STUDIED = re.compile(
    r"的?(?P<what>[^,。;:!?|\t\n]{1,30}?)(?:精神|讲话|批示|指示|回信|贺信|文章|社论|公报)(?=[,;、。\n)]|$)"
)
_OWN_VERB = re.compile(
    r"召开|举行|开展|组织|学习|传达|集中|举办|观看|收看|领学|[上讲听]|我校|学校|支部|党课|主题党日|活动"
)
_STUDY_LIST = re.compile(r"(?:学习|研习)(?:内容|篇目|材料|文件|资料|书目|重点)\s?[:为][^。\n]*\Z")
# 12月14日,中心组学习中央经济工作会议精神(12月11日至12日): a sentence that has its own day already
# says in brackets when what was studied took place.
_STUDIED_IN_BRACKETS = re.compile(
    r"\d\s?日[^。;!?\n]{0,80}?(?:学习|传达|领学|解读|宣讲|观看|收看|聆听)[^,。;:!?\n()]{2,40}"
    rf"(?:精神|讲话|批示|指示|回信|贺信|公报|决议|社论|直播|(?:{_CENTRAL}|中央|全国|党的|两会)[^,。;:!?\n()]{{0,12}}(?:会议|大会|全会|报告|文章|文件|意见))"
    r"[》”]?\([^()。;\n]{0,24}\Z"
)
_YEAR_ALONE = re.compile(r"\d{4}年度?")
_DEADLINE_AFTER = re.compile(r"\s?(?:之前|以前|前(?![往期后来夕列面进])|止(?!于)|截止)")
_DEADLINE_BEFORE = re.compile(
    r"(?:截止(?:日期|时间)?|截至|最迟|不晚于|不迟于)(?:为|到|至|于)?[:：]?[ \t]?\Z"
)


def role_of(text: str, start: int, end: int) -> DateRole:
    """Give the role of the expression at that span of a normalised text."""
    before = text[max(0, start - _WINDOW) : start]
    if _in_title(text, start) or _quoted(text, before, start, end):
        return DateRole.QUOTED
    if _DEADLINE_AFTER.match(text, end) or _DEADLINE_BEFORE.search(before):
        return DateRole.DEADLINE
    return DateRole.EVENT


def _in_title(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    opened = text.rfind("《", line, start)
    return opened > text.rfind("》", line, start)


def _quoted(text: str, before: str, start: int, end: int) -> bool:
    if before.endswith(("》(", "》,(", "》 (")):
        return True
    if text.startswith("《", end) and _YEAR_ALONE.fullmatch(text, start, end):
        return True  # 学了2025年《政府工作报告》
    if _BEFORE_QUOTED.search(before) or _AFTER_QUOTED.match(text, end):
        return True
    if _STUDY_BEFORE.search(before) and _STUDY_AFTER.match(text, end):
        return True
    line = max(text.rfind(mark, 0, start) for mark in "。;!?\n") + 1
    if "(" in before and _STUDIED_IN_BRACKETS.search(text[max(line, start - _LIST_WINDOW) : start]):
        return True
    studied = _STUDIED.match(text, end)
    if studied and not _OWN_VERB.search(studied["what"]):
        return True
    listed = text[max(0, start - _LIST_WINDOW) : start]
    return "习" in listed and bool(_STUDY_LIST.search(listed))
