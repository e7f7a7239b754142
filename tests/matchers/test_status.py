"""What a sentence says of an event term: the table of held and of everything that is not."""

from __future__ import annotations

import pytest

from matchers.annotation import Status
from matchers.cues import Cue, cue_finder
from matchers.normalize import normalize
from matchers.sentences import Span, sentence_around
from matchers.status import SentenceVerdict, judge_sentence

HELD = [
    ("3月15日下午，学校党支部召开了支部党员大会。", "支部党员大会"),
    ("支部于4月2日在三楼会议室举行主题党日活动。", "主题党日活动"),
    ("党员教师走进社区开展志愿服务。", "志愿服务"),
    ("根据上级党委的安排，5月10日我校组织全体党员开展警示教育。", "警示教育"),
    ("为进一步严格落实制度，6月1日学校召开意识形态分析研判会。", "意识形态分析研判会"),
    ("会上，书记为大家上了一堂微党课。", "微党课"),
    ("活动结束后，全体党员交纳了党费，并进行了民主评议党员。", "民主评议党员"),
    ("按照工作要求，支部召开了2021年度组织生活会。", "组织生活会"),
    ("五届三次教代会于10月28日顺利召开。", "教代会"),
    ("坚持问题导向，11月2日支委会召开了意识形态专题会。", "意识形态专题会"),
    ("书记为全体党员上了一堂党课。", "党课"),
    ("为庆祝建党百年，6月28日党支部举行主题党日活动。", "主题党日活动"),
    ("为增强党性，学校党支部组织党员观看《红船，起航》并开展主题党日。", "主题党日"),
    ("党支部邀请各支部书记参加主题党日。", "主题党日"),
]

NOT_HELD = [
    ("兹定于3月15日召开支部党员大会，请准时参加。", "支部党员大会", Status.PLANNED),
    ("支部将于下周三举行主题党日活动。", "主题党日活动", Status.PLANNED),
    ("会议布置近期要开展的组织生活会。", "组织生活会", Status.PLANNED),
    ("下一步，学校要组织好主题党日活动。", "主题党日活动", Status.PLANNED),
    ("为开好组织生活会，支部进行了认真准备。", "组织生活会", Status.PLANNED),
    ("党支部计划在六月份开展党课教育。", "党课教育", Status.PLANNED),
    ("会议对民主评议党员工作作了安排。", "民主评议党员", Status.PLANNED),
    ("党员大会每季度召开一次。", "党员大会", Status.REQUIRED),
    ("党课每年不少于四次。", "党课", Status.REQUIRED),
    ("会议要求，各支部认真开展主题党日活动。", "主题党日活动", Status.REQUIRED),
    ("严格落实三会一课，定期开展主题党日。", "主题党日", Status.REQUIRED),
    ("原则上每月安排一次主题党日。", "主题党日", Status.REQUIRED),
    ("因疫情防控需要，原定的主题党日取消。", "主题党日", Status.CANCELLED),
    ("4月的支部党员大会推迟到五月召开。", "支部党员大会", Status.CANCELLED),
    ("一年来共召开支部党员大会4次。", "支部党员大会", Status.CLAIMED),
    ("全年组织了12次主题党日活动。", "主题党日活动", Status.CLAIMED),
    ("本学年有九次组织生活会。", "组织生活会", Status.CLAIMED),
    ("此前召开的组织生活会查找了问题。", "组织生活会", Status.REFERENCED),
    ("根据关于召开组织生活会的通知要求，我们作了准备。", "组织生活会", Status.REFERENCED),
    ("学习了《主题党日实施办法》。", "主题党日", Status.REFERENCED),
    ("支部修订了主题党日制度。", "主题党日", Status.REFERENCED),
    ("组织生活会专题学习安排在本周。", "组织生活会", Status.PLANNED),
    ("参加区里的微党课比赛。", "微党课", Status.REFERENCED),
    ("为深入推进主题党日规范化，3月学校召开支委会。", "主题党日", Status.REFERENCED),
    ("为庆祝建党百年，丰富党课形式，学校党支部走进纪念馆。", "党课", Status.REFERENCED),
    ("组织生活会拟于12月中旬召开。", "组织生活会", Status.PLANNED),
    ("结果将在本月的分析研判会上汇总。", "分析研判会", Status.PLANNED),
    ("书记表示，主题党日办得很有收获。", "主题党日", Status.REFERENCED),
    ("学校今年没有召开教代会。", "教代会", Status.CANCELLED),
]


def judge(text: str, term: str) -> SentenceVerdict:
    text = normalize(text)
    start = text.index(term)
    sentence = sentence_around(text, start, start + len(term))
    cues = tuple(
        Cue(
            cue.start + sentence.start,
            cue.end + sentence.start,
            cue.text,
            cue.id,
            cue.status,
            cue.scope,
        )
        for cue in cue_finder().find(text[sentence.start : sentence.end])
    )
    dates = [Span(i, i + 1) for i, char in enumerate(text) if char == "月"]
    return judge_sentence(text, sentence, Span(start, start + len(term)), cues, dates)


@pytest.mark.parametrize(("text", "term"), HELD)
def test_a_happening_is_held(text: str, term: str) -> None:
    verdict = judge(text, term)
    assert verdict.status is Status.HELD, verdict


@pytest.mark.parametrize(("text", "term", "status"), NOT_HELD)
def test_what_is_only_planned_required_cancelled_or_claimed_is_not_held(
    text: str, term: str, status: Status
) -> None:
    verdict = judge(text, term)
    assert verdict.status is status, verdict


def test_a_claim_keeps_its_number() -> None:
    assert judge("一年来共召开支部党员大会4次。", "支部党员大会").count == 4
    assert judge("本学年有九次组织生活会。", "组织生活会").count == 9


def test_the_reason_names_the_cue_in_chinese() -> None:
    assert "兹定于" in judge("兹定于3月15日召开支部党员大会。", "支部党员大会").why


@pytest.mark.parametrize("text", ["党课。", "主题党日"])
def test_a_bare_word_decides_nothing(text: str) -> None:
    assert judge(text, text.rstrip("。")).status is None
