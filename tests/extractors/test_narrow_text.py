"""Text set narrower than its page: sentences whole again, lists of short lines untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extractors.made_files import chinese_canvas, draw_lines, read, texts

_VISIT = (
    "2022年3月15日下午，学校党支部组织全体党员赴区廉政教育基地参观学习，大家认真听取了讲解，"
    "观看了警示教育片，并在基地前重温入党誓词。"
)
_MEETING = (
    "随后召开了组织生活会，会议由支部书记张三主持，全体党员参加了会议，会议学习了上级有关文件"
    "精神，部署了下一阶段的重点工作安排与要求。"
)
_FORM = [
    "某校党支部主题党日活动记录",
    "时间：2022年3月15日下午",
    "地点：区廉政教育基地",
    "主持人：张三",
    "参加人员：全体党员",
]


def _cut(text: str, count: int) -> list[str]:
    return [text[at : at + count] for at in range(0, len(text), count)]


def _read(tmp_path: Path, lines: list[str]) -> list[str]:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    draw_lines(canvas, lines)
    canvas.save()
    return texts(read(tmp_path / "a.pdf"))


@pytest.mark.parametrize("count", range(18, 37))
def test_a_paragraph_cut_after_a_fixed_number_of_characters_is_whole(
    tmp_path: Path, count: int
) -> None:
    assert _read(tmp_path, _cut(_VISIT, count)) == [_VISIT]


@pytest.mark.parametrize("count", [20, 25, 30, 34])
def test_fields_and_following_paragraphs_stay_apart(tmp_path: Path, count: int) -> None:
    lines = [*_FORM, *_cut(_VISIT, count), *_cut(_MEETING, count), "会议强调要提高站位。"]
    assert _read(tmp_path, lines) == [*_FORM, _VISIT, _MEETING, "会议强调要提高站位。"]


def test_an_indented_narrow_paragraph_is_whole(tmp_path: Path) -> None:
    lines = [_FORM[0], *_cut("　　" + _VISIT, 30), *_cut("　　" + _MEETING, 30)]
    assert _read(tmp_path, lines) == [_FORM[0], _VISIT, _MEETING]


@pytest.mark.parametrize(
    "lines",
    [
        _FORM,
        ["张三", "李四", "王五", "赵六", "孙七"],
        ["学习大会报告精神原文", "讨论下半年工作安排事项", "通报党费收缴情况", "其他事项。"],
        [
            f"2022年{month}月1日组织全体党员学习有关文件精神并交流体会的活动"
            for month in range(1, 6)
        ],
        [
            "一、学习全国教育大会上的重要讲话精神原文并联系实际开展交流研讨活动",
            "二、学习关于加强新时代教师队伍建设的意见并讨论贯彻落实的具体办法",
            "三、研究部署学校下半年重点工作与党风廉政建设的工作安排及责任分工",
        ],
        [
            "学习了全国教育大会上的重要讲话精神并进行了讨论；",
            "研究了学校下半年重点工作与有关人员的具体分工；",
            "通报了本季度党费收缴使用和有关管理的基本情况。",
        ],
        ["组织全体党员赴区廉政教育基地开展参观学习的活动", "召开组织生活会。"],
        [
            "组织全体党员学习有关文件精神",
            "召开支部委员会研究党员的发展",
            "开展主题党日志愿服务活动吧。",
        ],
        [
            "2022年3月1日组织学习有关文件精神",
            "2022年4月1日组织参观廉政教育基地",
            "2022年5月1日组织开展主题党日活动",
            "以上活动均有记录，由支部存档备查。",
        ],
    ],
)
def test_lists_of_lines_stay_apart(tmp_path: Path, lines: list[str]) -> None:
    assert _read(tmp_path, lines) == lines


def test_an_open_line_waits_for_its_rest_only_below_it(tmp_path: Path) -> None:
    canvas = chinese_canvas(tmp_path / "a.pdf")
    first, second = _VISIT[:30], _MEETING[:30]
    draw_lines(canvas, [first], top=760)
    draw_lines(canvas, [second, _MEETING[30:60]], top=500)
    canvas.save()
    assert first in texts(read(tmp_path / "a.pdf"))
