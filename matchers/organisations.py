"""Whose event a sentence speaks of: the own school, another school, or an authority above."""

from __future__ import annotations

import re

from matchers.school_names import is_own, school_at_start, schools_in
from matchers.sentences import Span

_AUTHORITY = re.compile(
    r"(?:全?国|全?省|全?市|全?区|全?县|街道|乡|镇)?(?:委教育工委|教育工委|教育党工委|教育局党委|教育局|教体局|"
    r"教育和体育局|教育体育局|教育文体局|(?<![校院我])(?:纪委监委|纪委|组织部|宣传部)|市委|区委|县委|省委|党中央|中共中央|"
    r"中央|国务院)"
    r"[^,，。；;]{0,8}?(?:召开|举行|举办|组织召开)"
)
# 区委教育工委 | 理论学习中心组举行…, 区教育局党委 | 研究意识形态工作: right before the event.
# A person of theirs counts only as one who holds a meeting: the secretary may lecture here.
_SUBJECT = re.compile(
    r"(?!.*(?:[向对为给与到在按由经请求据从受]|和(?!体育)))(?:(?:[\u4e00-\u9fff]{0,4}[省市区县镇乡])?(?:委?教育工委|教育党工委|教育局|教体局|教育和体育局|教育体育局|教育文体局)"
    r"(?:党委|党组|党工委|机关)?(?:(?:主要)?(?:书记|局长|领导|负责人)主持)?"
    r"(?:召开|举行|举办|组织|开展|专题|集体|认真|传达)*"
    r"|(?:[\u4e00-\u9fff]{0,4}[省市区县镇])(?:委|纪委监委|纪委|委组织部|委宣传部)(?:召开|举行|举办|组织|专题|集体)*)"
)
_VISIT = re.compile(
    r"(?:局|工委|纪委|督导组|督查组|检查组|考核组|调研组|督导室)(?:[^,，。；;]{0,12}?)"
    r"(?:到|来到|来|莅临|赴|走进|深入|对)[^,，。；;]{0,16}(?:督查|检查|督导|指导|调研|视导|考核|验收)"
)
_TEAM = re.compile(
    r"(?:局|工委|纪委|[区县市省]委|政府|教育厅|教育部)[^,，。；;]{0,14}?(?:督查|检查|督导|指导|调研|考核|巡察|巡视|评估)组"
    r"[^,，。；;]{0,4}?(?:来|到|进驻|莅临|走进)"
)
# 学区党建联盟在某小学举行: a body of several schools; in one's own house it is one's own, too.
_LEAGUE = re.compile(
    r"(?:学区|片区|联盟|共同体|协作[区体])[^,，。；;]{0,8}?(?:在(?P<where>[^,，。；;]{2,14}?))?(?:举行|召开|举办|开展|组织)"
)
_ATTENDED = re.compile(
    r"(?:参加|出席|列席|参与)(?:了|过)?(?:[省市区县镇局]|街道|学区|片区|上级|集团)(?:里|上|教育局|教委)?"
    r"(?:的|组织的|召开的|举办的|举行的)?[^,，。；;]{0,8}$"
)
_WIDE = re.compile(r"全(?:国|省|市|区|县|镇)(?:教育系统|教体系统|中小学)?[^,，。；;、]{0,6}$")
_BASIS = re.compile(r"(?:按照|根据|依照|依据|在|经|由|与|向)[^,，。；;]{0,6}$")
_MANY = re.compile(
    r"(?:全[市区县镇]|各[个所]?|兄弟|部分|\d+所|\d+个)(?:中小学|学校|幼儿园|校)|全[市区县镇](?:各)?支部"
)
_INSPECTS = re.compile(
    r"(?:局|工委|纪委|组|组织部|督导室|人民政府|街道|民办学校党委)(?:领导|同志)?[^,，。;；:：]{0,12}?"
    r"(?:开展|来|到|莅|赴|对|进行|深入|走进)[^,，。;；:：]{0,20}?"
    r"(?:督查|巡察|检查|督导|考核|验收|抽查|调研|考评|视导|评估)"
)
_FEEDBACK = re.compile(
    r"(?:局|工委|纪委|组织部|督导室|(?:督查|督导|检查|巡察|考核)组)[^,。]{0,10}(?:督查|督导|检查|巡察|考核|回头看)"
    r"[^,。]{0,8}(?:反馈|意见|通报|通知书)"
)
_BULLETIN = re.compile(r"(?:检查|抽查|督查|巡察|督导|核查)[^,。]{0,8}的?通报")
_ABOVE = re.compile(
    r"(?:全国|[\u4e00-\u9fff]{1,6}(?:[省市县州旗]|(?<![校园社学])区))(?:第[一二三四五六七八九十百\d]{1,4}[次届])?"
    r"(?:团员|少先队员?|教职工|学生|党员)?(?:代表大会|少代会|团代会|教代会|党代会|学代会)"
)
_LEAD_IN = re.compile(
    r"^(?:[^\u4e00-\u9fff]|(?<=\d)[年月日号]|[(]?(?:星期|周)[一二三四五六日天][)]?|"
    r"近日|日前|当天|当日|同日|上午|中午|下午|晚上?|中共)*"
)
_ELSEWHERE = re.compile(
    r"赴|走进|前往|来到|到|在|与|和(?![平谐睦合顺悦美])|组织|带领|带队|邀请|联合|对|向|书记|支部"
    r"|参观|观摩|慰问|走访|党员|教师|老师|同志|学生|们"
)
# A guest from another school, or a joint event: it took place here too.
_HERE = re.compile(
    r"(?:来|到|赴|在|走进|莅临|与|和|同|为|给)[^,。;]{0,8}(?:我校|本校|我园|本园)|[来到][校园]|应邀"
)
_AWAY = re.compile(r"(?:到|赴|去|来到|走进|前往|[应受]邀[到在])")
_THEIRS = re.compile(r"(?:为|给|向|对)(?:该|其|他们)[校园]")
# 局机关第二支部来到我校举行党日: a guest's own, unless it is held together with somebody here.
_GUESTS = re.compile(
    r"(?:局|机关|公司|银行|医院|法院|检察院|出版社|大学|学院|社区|街道|集团|中心|兄弟学校|外校|邻校|邻市|中学|小学|幼儿园|学校)"
    r"[^,。;]{0,10}?(?:支部|总支|党委|党员|一行)[^,。;]{0,12}?(?:来到|来|走进|到|莅临)(?P<where>[^,。;]{2,14})"
)
_OUR_HOUSE = ("我校", "我园", "本校", "本园")
_TOGETHER = re.compile(
    r"联合|共同|一起|一道|携手|双方|结对|共建|[与和同][^,。;]{0,10}(?:支部|总支|党委|党员)"
)
_GENERIC = ("全校", "我校", "本校", "该校", "学校", "各校", "党校", "我园", "本园", "中小学")
_OURS = ("我校", "本校", "我园", "本园", "学校", "全体", "各")
_SECTION = re.compile(
    r"^\s*(?:[^\u4e00-\u9fff\n]{0,4})[【\[](?P<name>[^】\]\n]{2,12})[】\]]", re.MULTILINE
)
# 家门口的好学校, 清廉学校 is what a school is to become, not the name of one.
_PRAISED = re.compile(
    r"(?:[的好]|清廉|廉洁|文明|示范|优质|特色|平安|绿色|智慧|一流|美丽|和谐|书香|现代化|品质|幸福)(?:学校|幼儿园|小学|中学)$"
)
# 2025年上半年学校意识形态…, 十一月份幼儿园党支部: the time is no part of a name.
_WHEN = re.compile(r"^年?(?:[上下]半年|度|第?[一二三四]季度|[一二三四五六七八九十]{1,3}月份?)+")
_KIND_ALONE = re.compile(r"^(?:我们|我|本)?(?:小学|中学|幼儿园|学校|中小学)?$")
# 测评组到六中, 党员走进乡中小学: where one went says nothing of who went.
_VISITED = re.compile(r"^.{2,}?(?:走进|来到|前往|莅临|深入|到|赴)(?P<where>.{2,})$")
_ANY_SCHOOL = re.compile(r"(?:[校园小中]|附幼)$")
_OWN_PARTS = ("总校", "本校", "我校", "学校", "各校", "本园", "我园", "全校", "高中", "初中")
_UNIT = re.compile(
    r"第([一二三四五六七八九十\d]{1,2})(?:党)?(小组|支部|党支部)|(?<![一-龥])([一二三四五六])(支部|小组)"
)
# Branches called after whose members they are. 退休党员所在支部, 年级组支部大会 name none.
_NAMED_UNIT = re.compile(
    r"(?P<name>(?:高|初|小)?[一二三四五六七八九]年级|[高初][一二三]年?级?|低年级|中年级|高年级|低段|中段|高段|"
    r"小学部|初中部|高中部|幼儿部|中学部|东校区|西校区|南校区|北校区|"
    r"行政后勤|行政|机关|后勤|教辅|离退休|离休|退休|在职|教职工|教师|学生|"
    r"语文|数学|英语|外语|文科|理科|文综|理综|综合|艺体|体艺|艺术|体育|政史地|理化生)"
    r"(?:教师|教工|组)?党?(?P<kind>支部|小组)(?!书记|委员)"
)


def foreign_organiser(text: str, clause_start: int, term: Span, own: tuple[str, ...]) -> str | None:
    """Give the words that make the event another body's, or None when it may be the own one.

    A school counts as another's only when own names are known and it stands where the subject
    stands: at the beginning of the clause or sentence. Meetings that an authority calls are
    never the school's own.
    """
    before = text[clause_start : term.start]
    for found in _AUTHORITY.finditer(before):
        if not _BASIS.search(before[: found.start()]):
            return found.group()
    subject = _LEAD_IN.sub("", before)
    if _SUBJECT.fullmatch(subject) and not _HERE.search(text[clause_start : term.end + 12]):
        return subject
    if many := _MANY.search(before):
        return many.group()
    if above := _WIDE.search(before):
        return above.group()
    if congress := _ABOVE.search(text, max(clause_start, term.start - 12), term.end):
        return congress.group()
    around = text[clause_start : term.end + 12]
    if visit := _VISIT.search(around) or _TEAM.search(around):
        return visit.group()
    if (league := _LEAGUE.search(before)) and not _is_host(league["where"], own):
        return league.group()
    if guests := _guests(before, own):
        return guests
    if not own:
        return None
    return _for_others(before, own) or _by_others(before, own)


def _guests(before: str, own: tuple[str, ...]) -> str | None:
    """Give the words that tell of guests who held what is theirs in one's own house, or None."""
    found = _GUESTS.search(before)
    if found is None or _TOGETHER.search(before):
        return None
    where, who = found["where"], found.group()[: found.start("where") - found.start()]
    if any(name in who for name in (*own, *_OUR_HOUSE)):
        return None
    school = school_at_start(where)
    here = where.startswith((*_OUR_HOUSE, *own)) or (school is not None and is_own(school, own))
    return found.group() if here else None


def attended_above(text: str, clause_start: int, term: Span) -> str | None:
    """Give the words that make a meeting a superior's to which one went (参加区里…会), or None."""
    found = _ATTENDED.search(text[clause_start : term.start])
    return found.group() if found else None


def others_section(text: str, at: int, own: tuple[str, ...]) -> str | None:
    """Give the heading 【某校】 of another school over a place, or None.

    Only where a heading of the same kind names the own school: else they are parts of it.
    """
    headings = list(_SECTION.finditer(text))
    over = next((h for h in reversed(headings) if h.start() <= at), None)
    if over is None or not own or not _ANY_SCHOOL.search(over["name"]):
        return None
    if over["name"].endswith(_OWN_PARTS) or is_own(over["name"], own):
        return None
    named = any(is_own(h["name"], own) for h in headings if _ANY_SCHOOL.search(h["name"]))
    return over["name"] if named else None


def _is_host(where: str | None, own: tuple[str, ...]) -> bool:
    """Say whether a place named is one's own house; without one nobody knows."""
    if where is None:
        return True
    school = school_at_start(where)
    return school is None or school.endswith(_GENERIC) or is_own(school, own)


def _by_others(before: str, own: tuple[str, ...]) -> str | None:
    """Give another school's name that stands as the subject, unless it is a guest here."""
    school = school_at_start(_LEAD_IN.sub("", before))
    if school is None or _ELSEWHERE.search(school) or is_own(school, own):
        return None
    if school.endswith(_GENERIC) or school.startswith(_OURS):
        return None
    here = _HERE.search(before) or any(name in before for name in own)
    return None if here else school


def _for_others(before: str, own: tuple[str, ...]) -> str | None:
    """Give the school that one went to and for whose people it was (到二小为该校党员上党课)."""
    if _THEIRS.search(before) is None:
        return None
    for away in _AWAY.finditer(before):
        school = school_at_start(before[away.end() :])
        if school and not is_own(school, own) and not school.endswith(_GENERIC):
            return school
    return None


def inspects(title: str) -> str | None:
    """Give the words of a title that make a paper an authority's inspection of schools."""
    found = _INSPECTS.search(title) or _FEEDBACK.search(title) or _BULLETIN.search(title)
    return found.group() if found else None


def names_another_school(text: str, own: tuple[str, ...]) -> str | None:
    """Give another school's name if the text names one and not the own school."""
    if not own or any(name in text for name in own):
        return None
    for said in schools_in(text):
        name = _WHEN.sub("", said)
        if (name.endswith(_GENERIC) and len(name) <= 4) or _PRAISED.search(name):
            continue
        if _KIND_ALONE.match(name):
            continue
        visited = _VISITED.match(name)
        if is_own(visited["where"] if visited else name, own):
            return None
        if visited is None:
            return name
    return None


def unit(text: str) -> str | None:
    """Give the branch or group a text names (第一党支部, 高一年级支部, 离退休支部), or None."""
    found = _UNIT.search(text)
    if found:
        return "".join(part for part in found.groups() if part).replace("党", "")
    named = _NAMED_UNIT.search(text)
    return f"{named['name']}{named['kind']}" if named else None
