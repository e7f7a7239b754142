"""Proper names decide nothing: not the school's own, not a place's, not a person's."""

from __future__ import annotations

import pytest

from matchers.annotate import annotate
from matchers.context import SubmissionContext
from matchers.hidden_names import hide_names
from matchers.normalize import normalize
from matchers.profile import Profile
from tests.matchers.made_documents import made

PLAIN = "育英小学"
# Each holds a word that means something else: a denial, the future, a wish, an authority, a day,
# a paper's kind, a cue for what was done or is demanded.
NAMES = [
    "未央区第一小学",
    "西安市未央区第一小学",
    "未来小学",
    "将军路小学",
    "将乐县实验小学",
    "光明希望小学",
    "希望小学",
    "中央路小学",
    "省委机关幼儿园",
    "市教育局幼儿园",
    "区委党校附属小学",
    "曾都区实验小学",
    "应城市第二小学",
    "五一小学",
    "八一学校",
    "国庆路小学",
    "元旦街小学",
    "规划路小学",
    "展览路第一小学",
    "计划生育小学",
    "安排村小学",
    "建设路小学",
    "会前街小学",
    "红旗大街学校",
    "顺利小学",
    "完善路幼儿园",
    "第二十三中学",
]
PAPERS = {
    "news": """# 五月动态
2022年5月9日，{}召开支部党员大会，全体党员参加。
5月12日下午，{}党支部组织党员到社区开展志愿服务活动。
5月20日，{}党支部书记为全体党员上了一堂题为《学思践悟》的专题党课。
发布时间：2022-05-30""",
    "titled news": """# {}召开支部党员大会
2022年5月9日，{}党支部召开支部党员大会，会议由支部书记主持，全体党员参加。
会上通报了第一季度工作，大家作了讨论。
发布时间：2022-05-10""",
    "minutes": """# {}主题党日活动记录
时间：2022年5月9日下午3:00
地点：会议室
主持人：陈明
出席人员：陈明、李芳、王强
{}开展主题党日活动。
1.学习有关文件。
2.{}党支部开展志愿服务。
记录人：李芳""",
    "committee": """# {}党支部委员会会议记录
时间：2022年5月9日下午3:00
地点：{}会议室
主持人：陈明
出席人员：陈明、李芳、王强
会议内容：
1.研究意识形态工作，分析{}近期舆情。
2.讨论5月20日支部党员大会议程。
记录人：李芳""",
    "register": """# {}党支部活动登记表
| 时间 | 活动名称 | 内容 | 主持人 |
| 2022年3月15日 | 支部党员大会 | {}党支部总结工作 | 陈明 |
| 2022年4月20日 | 主题党日 | {}党员参观纪念馆 | 陈明 |""",
    "notice": """# 关于召开支部党员大会的通知
各位党员：
兹定于2022年5月9日下午在{}会议室召开支部党员大会，请准时参加。
{}党支部
2022年5月6日""",
    "plan": """# {}党支部2022年工作计划
3月：{}党支部召开支部党员大会。
4月15日：{}开展主题党日活动。""",
    "summary": """# {}党支部2022年工作总结
一年来，{}党支部共召开党员大会4次。5月9日，{}召开支部党员大会，学习了文件。""",
}


def told(paper: str, name: str) -> list[tuple[object, ...]]:
    """Give what a paper of the school of that name tells: types, status, days."""
    document = made(PAPERS[paper].replace("{}", name), "材料/记录.docx")
    context = SubmissionContext(profile=Profile(name=name))
    found = annotate(document, context)
    return sorted(
        (o.types, o.status.value, str(o.date and o.date.begin)) for o in found.occurrences
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_name_of_the_school_changes_nothing(paper: str, name: str) -> None:
    assert told(paper, name) == told(paper, PLAIN)


def test_the_papers_do_tell_something() -> None:
    """The comparison above would pass on nothing."""
    statuses = {status for paper in PAPERS for _, status, _ in told(paper, PLAIN)}
    assert {"held", "planned", "claimed"} <= statuses


@pytest.mark.parametrize(
    "who", ["曾庆华", "曾勇", "应国庆", "原希望", "张国庆", "李五一", "赵立春"]
)
def test_the_name_of_a_person_changes_nothing(who: str) -> None:
    def told_of(person: str) -> list[tuple[object, ...]]:
        text = f"""# 支部委员会会议记录
时间：2022年5月9日
地点：会议室
主持人：{person}
出席人员：{person}、李芳、王强
1.研究意识形态工作。
2.书记{person}给大家上党课。
3.{person}通报党费收缴情况。
记录人：李芳"""
        found = annotate(made(text), SubmissionContext(profile=Profile(name=PLAIN)))
        return sorted(
            (o.types, o.status.value, str(o.date and o.date.begin)) for o in found.occurrences
        )

    assert told_of(who) == told_of("陈明华"[: len(who)])


@pytest.mark.parametrize(
    "text",
    [
        "书记曾多次给党员上党课",
        "校长曾亲自为教师作报告",
        "希望学校认真开展主题党日活动",
        "党中央召开会议",
        "因故未能召开支部大会",
        "党员应积极参加，教师应当带头",
        "原定5月召开",
        "将召开支部党员大会",
    ],
)
def test_cue_words_are_not_taken_for_names(text: str) -> None:
    assert hide_names(text, (PLAIN,)).text == text


def test_quoted_words_get_their_names_back() -> None:
    text = normalize("未央区第一小学在将军路小学召开会议，书记曾庆华给大家讲课")
    hidden = hide_names(text, ("西安市未央区第一小学",))
    assert len(hidden.text) == len(text)
    assert "未" not in hidden.text and "将" not in hidden.text and "曾" not in hidden.text
    assert hidden.shown(hidden.text) == text
    assert hidden.shown(hidden.text[2:9]).startswith("…小学")
    assert hidden.own and hidden.own[0].endswith("小学")
