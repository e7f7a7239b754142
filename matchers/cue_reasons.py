"""What each group of status words says, in Chinese, for the trace of an event."""

from __future__ import annotations

WHY = {
    "future": "“{}”表示将来",
    "prepare": "“{}”表示布置或准备",
    "prepare_after": "“{}”表示布置或准备",
    "rule": "“{}”是频次要求",
    "demand": "“{}”是要求",
    "basis": "“{}”引出依据",
    "past": "“{}”是回顾以前",
    "past_aside": "“{}”说的是开会之前",
    "prepare_for": "“{}”表示布置或准备",
    "since": "“{}”是一段时间的笼统说法",
    "said": "“{}”转述的是数字或想法",
    "count": "“{}”是汇总说法",
    "cancel": "“{}”表示取消或改期",
    "tail_paper": "后接“{}”，指材料而不是活动",
    "pending": "“{}”表示还没有定",
    "unrecorded": "“{}”说明没有记录",
    "tail_book": "后接“{}”，指记录本",
    "tail_echo": "后接“{}”，说的是体会或意见",
    "tail_state": "后接“{}”，指情况汇报",
    "tail_other_meeting": "后接“{}”，不是会议本身",
    "tail_preparation": "后接“{}”，是准备而不是活动本身",
    "tail_contest": "后接“{}”，不是活动本身",
    "perfective": "“{}”写明已开展",
    "verb": "“{}”写明开展",
    "narrative": "“{}”是会议经过的叙述",
}
