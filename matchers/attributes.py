"""What a record says of its occasion: place, host, lecturer and role, numbers, names."""

from __future__ import annotations

import re

from matchers.annotation import Attributes
from matchers.numerals import parse_numeral
from matchers.people import names, role_of
from matchers.profile import Profile
from matchers.record import FieldName, Record
from matchers.speakers import speakers_in

_HOST = re.compile(
    r"(?:由|会议由|活动由)([^,，。；;由]{2,20}?)(?:同志)?(?:主持|召集)|([^,，。；;\s\d]{2,12}?)(?:同志)?主持(?:了)?(?:会议|本次|这次|此次)?"
)
_HOST_ROLE = re.compile(
    r"(?:学校|支部|党支部|总支|党总支|党委|工会|园)?(?:副)?(?:书记|校长|园长|主席|主任|组长)"
    r"(?:、(?:副)?(?:书记|校长|园长))?[\u4e00-\u9fff]{0,3}"
)
_PARTICLE_END = re.compile(r"[从作以就带为在并给向将]+$")
_BLANKED = re.compile(r"[Xx×*_＿\s]+")
_LECTURER = re.compile(
    r"([^,，。；;、为\s]{0,10}?(?:书记|校长|园长|委员|党员|老师|同志|主任|组长)[^,，。；;、为给以\s]{0,4})"
    r"[^。；;\t\n]{0,24}?(?:上|讲|授|作|带来|主讲|讲授|宣讲)(?:了|过)?[^。；;\t\n]{0,48}?"
    r"(?:党课|思政课|第一课|一课|宣讲|报告)"
)
_SPEAKS = (
    r"(?:同志)?(?:[:：]|(?:在)?(?:发言|谈|认为|表示|指出|提出|交流|说|讲|结合|围绕|"
    r"作(?:了)?(?:交流|重点|研讨|专题)?发言))"
)
_TALK = re.compile(
    r"(?:题为|题目(?:是|为)?|主题(?:是|为)?|课题(?:是|为)?|以)[:：]?\s*[《“\"]([^》”\"\n]{4,48})[》”\"]"
)
_SESSION = re.compile(
    r"第?([一二三四五六七八九十\d]{1,3})届(?:教职工代表大会|教代会|职代会|党员大会)?第?([一二三四五六七八九十\d]{1,3})次"
)
_AUDIENCES = (
    ("members", ("全体党员", "党员教师", "支部党员", "全体正式党员", "党员")),
    ("staff", ("教职工", "全体教师", "全体教工", "教师大会")),
    ("students", ("学生", "同学", "师生", "少先队员", "队员")),
    (
        "superior",
        ("教育局党委", "上级党委", "主管部门", "教育工委", "局党委", "教育党工委", "党工委"),
    ),
)
_PEOPLE_FIELDS = (
    FieldName.HOST,
    FieldName.RECORDER,
    FieldName.ATTENDEES,
    FieldName.ABSENT,
    FieldName.NON_VOTING,
    FieldName.LECTURER,
    FieldName.SPEAKERS,
)
_COUNT = re.compile(r"\d+|[一二三四五六七八九十百两]+")


def attributes_of(
    record: Record, text: str, clock: str | None, profile: Profile, unit: str | None = None
) -> Attributes:
    """Give the attributes of a record from its fields, and from its text where it has none.

    Args:
        record: the record with its fields.
        text: the part of its text that speaks of the event.
        clock: the time of day as written.
        profile: who is secretary or principal, so that a bare name has its role.
        unit: the branch or group the document is about, as `organisations.unit` gives it.
    """
    lecturer, role = _lecturer(record, text)
    role = _declared_role(lecturer, profile) or role
    return Attributes(
        organisation=_value(record, FieldName.ORGANISATION) or unit,
        place=_value(record, FieldName.PLACE),
        host=_field_host(record) or _host(text),
        recorder=_value(record, FieldName.RECORDER),
        lecturer=lecturer,
        lecturer_role=role,
        start_time=clock,
        expected=_number(record, FieldName.EXPECTED),
        present=_number(record, FieldName.PRESENT),
        attendees=_people(record, FieldName.ATTENDEES),
        absent=_people(record, FieldName.ABSENT),
        speakers=_people(record, FieldName.SPEAKERS)
        or _speakers(text, profile)
        or speakers_in(text),
        audience=_audience(record, text),
        topic=talk_of(text) or _value(record, FieldName.TOPIC),
        resolution=_value(record, FieldName.RESOLUTION),
        session=session_of(text),
    )


def _speakers(text: str, profile: Profile) -> tuple[str, ...]:
    """List the declared people whom the text lets speak: 陆明舟：…, 陆明舟同志谈到…."""
    people = dict.fromkeys(
        (*profile.central_group, *profile.leaders, profile.secretary or "", profile.principal or "")
    )
    return tuple(
        person for person in people if person and re.search(rf"{re.escape(person)}{_SPEAKS}", text)
    )


def _declared_role(lecturer: str | None, profile: Profile) -> str | None:
    if lecturer is None:
        return None
    if profile.secretary and profile.secretary in lecturer:
        return "secretary"
    if profile.principal and profile.principal in lecturer:
        return "principal"
    return "committee" if any(name in lecturer for name in profile.leaders) else None


def session_of(text: str) -> str | None:
    """Give the 届次 a text names as "5-3" (五届三次), or None."""
    found = _SESSION.search(text)
    if found is None:
        return None
    numbers = [parse_numeral(part) for part in found.groups()]
    return "-".join(str(number) for number in numbers) if None not in numbers else None


def talk_of(text: str) -> str | None:
    """Give the title of a talk (题为《…》), or None."""
    found = _TALK.search(text)
    return found.group(1).strip() if found else None


def _value(record: Record, name: FieldName) -> str | None:
    field = record.field(name)
    if field is None or not field.value or _BLANKED.fullmatch(field.value):
        return None
    return field.value


def _number(record: Record, name: FieldName) -> int | None:
    found = _COUNT.search(_value(record, name) or "")
    return parse_numeral(found.group()) if found else None


def _people(record: Record, name: FieldName) -> tuple[str, ...]:
    found: list[str] = []
    for field in record.fields:
        if field.name is name:
            found += [person for person, _, _ in names(field.value)]
    return tuple(dict.fromkeys(found))


def people_of(record: Record, profile: Profile) -> tuple[str, ...]:
    """List the people known by name: those of the record's fields and of the profile."""
    declared = (profile.secretary, profile.principal, *profile.leaders, *profile.central_group)
    known = [name for name in (*declared, *profile.middle_managers) if name]
    listed = (person for name in _PEOPLE_FIELDS for person in _people(record, name))
    return tuple(dict.fromkeys((*known, *listed)))


def _field_host(record: Record) -> str | None:
    """Give the host's name of the field, without a title behind it (何青山（组长）)."""
    said = _value(record, FieldName.HOST)
    people = [person for person, _, _ in names(said)] if said else []
    return people[0] if people else said


def _host(text: str) -> str | None:
    found = _HOST.search(text)
    if found is None:
        return None
    said = (found.group(1) or found.group(2)).strip()
    people = [person for person, _, _ in names(said)]
    if people:
        return people[0]
    return said if _HOST_ROLE.fullmatch(said) else None


def _lecturer(record: Record, text: str) -> tuple[str | None, str | None]:
    field = record.field(FieldName.LECTURER)
    if field and field.value:
        people = [person for person, _, _ in names(field.value)]
        return (people[0] if people else field.value), role_of(field.value)
    if found := _LECTURER.search(text):
        said = found.group(1)
        people = [person for person, _, _ in names(said)]
        return (_PARTICLE_END.sub("", people[0]) if people else None), role_of(said)
    return None, None


def _audience(record: Record, text: str) -> tuple[str, ...]:
    """List who was there, as far as the text names groups."""
    return audience_of(" ".join(f.value for f in record.fields if f.name in _WHO) or text)


def audience_of(text: str) -> tuple[str, ...]:
    """List the groups of people that a text names: "members", "staff", "students", "superior"."""
    return tuple(group for group, words in _AUDIENCES if any(word in text for word in words))


_WHO = (FieldName.ATTENDEES, FieldName.AUDIENCE, FieldName.NON_VOTING)
