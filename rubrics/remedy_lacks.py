"""From what is lacking to the existing papers that would show it; never to new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rubrics.lacks import Lack, Sort
from rubrics.wording import listed

_MOST = 4  # things named in one list
_USUAL = "会议记录、签到、照片或报道"
_SHOWN_BY = {  # what an occasion of a kind leaves behind, other than minutes
    "affairs_disclosure": "公开栏照片、公示稿或网页截图",
    "branch_election": "选举的会议记录、结果报告或批复",
    "central_group_discussion": "研讨记录、发言材料或报道",
    "civics_class": "讲稿、照片或报道",
    "community_party_day": "活动记录、签到、照片或报道",
    "congress_study": "宣讲稿、会议记录、照片或报道",
    "dues_payment": "收缴登记或收据",
    "heart_talk": "谈话记录",
    "ideology_inspection": "检查记录或通报",
    "ideology_report": "报告和报送记录",
    "integrity_education": "活动记录、照片或报道",
    "ledger_inspection": "检查记录或通报",
    "member_appraisal": "会议记录、测评表",
    "party_lecture": "讲稿、会议记录、签到或照片",
    "secretary_appraisal": "考评表、通报或会议记录",
    "staff_congress": "会议记录、决议、照片或报道",
    "three_appraisals": "会议记录、测评表",
    "volunteer_service": "活动记录、照片或报道",
    "work_report": "会议通知、述职材料、测评表或报道",
}
_ON_AGENDAS = frozenset(  # what a meeting of another name may hold as one of its items
    {
        "governance_meeting",
        "party_building_study",
        "ideology_review",
        "integrity_review",
        "branch_report_hearing",
    }
)
_OF_PEOPLE = {
    Sort.SPEECH: "当时发过言的，把写有发言的记录放进来即可；没有发言的不必补做",
    Sort.PRESENCE: "当时到会的，把原有的签到或会议记录放进来即可；没有参加的不必补做",
    Sort.LECTURE: "当时讲过的，把原有的讲稿、记录或报道放进来即可；没有讲的不必补做",
    Sort.SIGNATURE: "当时已经签的，把原有的签字页放进来即可；没有签的不必补签",
}


def lacks_said(lacks: Sequence[Lack]) -> tuple[str, ...]:
    """Say for each sort of what is lacking what existing paper to hand in, the gravest first."""
    parts = (
        _occasions([one for one in lacks if one.sort is Sort.OCCASION]),
        *(_people(lacks, sort) for sort in _OF_PEOPLE),
        _papers([one for one in lacks if one.sort in (Sort.PAPER, Sort.RULES)]),
        _named(lacks, Sort.FIGURE, "没有读到{}：把写有这个数的现有文件或报表放进来，不必另写"),
        _named(lacks, Sort.SHORT, "{}没有达到要求：有漏算的把现有文件放进来，确实没有的不必补做"),
        _named(lacks, Sort.HONOUR, "未见{}：有文件、证书或牌匾照片的放进来，没有的不必补做"),
        _named(lacks, Sort.TIMELY, "未见{}：有写明日期的收文、报送记录的放进来，没有的不必补做"),
    )
    return tuple(part for part in parts if part)


def _names(lacks: Iterable[Lack]) -> str:
    return listed(tuple(dict.fromkeys(one.name for one in lacks)), _MOST)


def _named(lacks: Sequence[Lack], sort: Sort, pattern: str) -> str:
    found = [one for one in lacks if one.sort is sort]
    return pattern.format(_names(found)) if found else ""


def _people(lacks: Sequence[Lack], sort: Sort) -> str:
    return _named(lacks, sort, "缺{}：" + _OF_PEOPLE[sort])


def _occasions(lacks: Sequence[Lack]) -> str:
    """Name what was not found to have been held, and what such an occasion leaves behind."""
    if not lacks:
        return ""
    papers = {_shown_by(one) for one in lacks}
    shown = papers.pop() if len(papers) == 1 else _USUAL
    agendas = tuple(
        dict.fromkeys(
            one.name.partition("（")[0]
            for one in lacks
            if one.types and _ON_AGENDAS.issuperset(one.types)
        )
    )
    also = ""
    if agendas:
        also = f"，{listed(agendas, 3)}写在支委会、校长办公会等会议记录里的一项议题也算"
    done = f"当时已经开展的，把原有的{shown}放进来即可{also}"
    return f"缺{_names(lacks)}：{done}；没有开展的不必补做材料"


def _shown_by(one: Lack) -> str:
    return next((_SHOWN_BY[name] for name in one.types if name in _SHOWN_BY), _USUAL)


def _papers(lacks: Sequence[Lack]) -> str:
    """Name papers that were not found; those of the year must show their year."""
    if not lacks:
        return ""
    yearly = any(one.sort is Sort.PAPER for one in lacks)
    year = "（年度材料要看得出是哪一年的）" if yearly else ""
    return f"未见{_names(lacks)}：已有的请放进来{year}，不必另写"
