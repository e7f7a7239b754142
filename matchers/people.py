"""Names and roles in the fields that list people. Names are taken from fields, never guessed
from running text."""

from __future__ import annotations

import re

_ITEM = re.compile(r"[^\s,，、;；。/|()（）\[\]【】:：\d]+")
_INNER_BLANK = re.compile(
    r"(?<![\u4e00-\u9fff·•])([\u4e00-\u9fff])[ \t\u3000\u00a0]{1,3}"
    r"([\u4e00-\u9fff])(?![\u4e00-\u9fff·•])"
)
_ROLES = (
    "党总支部书记|党总支书记|党支部书记|党委书记|总支书记|支部书记|专职副书记|党总支副书记|党支部副书记|总支副书记|支部副书记|党委副书记|副书记|书记"
    "|组织委员|宣传委员|纪检委员|青年委员|统战委员|学习委员|支部委员|总支委员|支委委员|支委|委员"
    "|副校长|校长助理|校长|副园长|园长|教导主任|副主任|主任|工会主席|副主席|主席|党小组长|组长|老师|教师|同志|先生|女士|干事|党员|纪委书记"
)
_ROLE_END = re.compile(rf"(?:{_ROLES})+$")
_ROLE_START = re.compile(rf"^(?:{_ROLES})+")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}[·•][\u4e00-\u9fff]{1,8}")
_NOT_NAMES = re.compile(
    r"全体|党员|教师|教职|成员|委员|支委|支部|小组|班子|领导|书记|校长|园长|主任|干部|人员|代表|学校|上级|"
    r"应到|实到|缺席|缺勤|请假|病假|事假|产假|婚假|公差|出差|外出|生病|因事|因病|因公|培训|学习|会议|列席|名单|如下|"
    r"中层|积极分子|群众|团员|学生|家长|以上|其他|其余|附后|见签|签到|原因|没有|无缺|各位|同志|老师|教育|部门|负责|"
    r"年级|班主任|退休|离退|预备|正式|开会|出席|参加|迟到|早退|上课|住院|哺乳|探亲|特邀|嘉宾|小学|中学|幼儿园|党组织|有事"
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅"
    "庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣"
    "贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋"
    "仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬"
    "申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广"
    "禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫岳涂覃区麦佟"
    "付代仝但佟佘肖邸初刑冉占原图帅楚水沐海由禤窦粟练缑言谯豆卢辜青鹿召尧荀阳闵仉郄亓苑铁郜靖"
)
_DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "皇甫",
    "令狐",
    "尉迟",
    "长孙",
    "慕容",
    "东方",
    "南宫",
    "夏侯",
    "端木",
    "公孙",
    "申屠",
    "司徒",
    "司空",
    "宇文",
    "轩辕",
    "东郭",
    "西门",
    "呼延",
    "完颜",
    "鲜于",
    "拓跋",
    "澹台",
)
_SECRETARY = re.compile(r"(?<!副)书记")
_PRINCIPAL = re.compile(r"(?<!副)(?:校长|园长)(?!助理)")
_COMMITTEE = re.compile(r"支委|委员|副书记|班子成员")
_MEMBER = re.compile(r"党员|老师|教师|同志|副校长|副园长|主任|组长|主席|宣讲员|讲解员")
_AUDIENCE = re.compile(
    r"(?:为|给|向|带领|组织)(?:全体|在校|各位)?[^,，。]{0,8}?(?:党员|教师|老师|学生|师生|教职工)+"
)


def names(text: str) -> tuple[tuple[str, int, int], ...]:
    """Give the people's names in a list such as a field's value, with their spans in `text`.

    Roles around a name (书记王明, 王明同志) are left out of it, a blank inside a name of two
    characters (张 三) is left out of the name but not of the span. Groups (全体党员), reasons
    (病假) and numbers are no names.
    """
    found: list[tuple[str, int, int]] = []
    taken: list[tuple[int, int]] = []
    for match in _INNER_BLANK.finditer(text):
        name = match.group(1) + match.group(2)
        if match.group(1) in _SURNAMES and not _NOT_NAMES.search(name):
            found.append((name, match.start(), match.end()))
            taken.append(match.span())
    for match in _ITEM.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        person = _name_in(match.group(), match.start())
        if person is not None:
            found.append(person)
    return tuple(sorted(found, key=lambda person: person[1]))


def _name_in(item: str, offset: int) -> tuple[str, int, int] | None:
    """Strip the roles off one item of a list; None when no name is left."""
    start, end = 0, len(item)
    if lead := _ROLE_START.match(item):
        start = lead.end()
    if tail := _ROLE_END.search(item, start):
        end = tail.start()
    name = item[start:end]
    if not _NAME.fullmatch(name) or _NOT_NAMES.search(name) or not _has_surname(name):
        return None
    return name, offset + start, offset + end


def _has_surname(name: str) -> bool:
    """Say whether a name begins with a surname (names with a middle dot need none)."""
    return name[0] in _SURNAMES or name.startswith(_DOUBLE_SURNAMES) or "·" in name


def role_of(text: str) -> str | None:
    """Give the role a lecturer's or host's text names, the highest of several.

    "secretary" (书记, not 副书记), "principal" (校长, 园长), "committee" (支委, 委员, 副书记),
    "member" (党员, 教师…), or None when the text names none. The listeners (为全体党员…) are not
    the lecturer.
    """
    text = _AUDIENCE.sub("", text)
    for role, pattern in (
        ("secretary", _SECRETARY),
        ("principal", _PRINCIPAL),
        ("committee", _COMMITTEE),
        ("member", _MEMBER),
    ):
        if pattern.search(text):
            return role
    return None
