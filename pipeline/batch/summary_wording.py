"""How a batch's summaries say things in Chinese."""

from __future__ import annotations

from pipeline.batch.comparing import ALIKE, OWN_FILE, SAME_FILE, SAME_TEXT, CrossFlag
from pipeline.batch.district import District, ItemSum, Standing
from rubrics.batch_figure import OwnFigure
from rubrics.wording import short

CROSS_FLAG = {
    SAME_FILE: "不同学校交了完全相同的文件，请核对",
    OWN_FILE: "同一所学校不同年份交了完全相同的文件，请核对",
    SAME_TEXT: "不同学校的记录除数字和校名外文字相同，请核对",
    ALIKE: "不同学校的记录大部分文字相同，请核对",
}
_MOST_FILES = 12
_MOST_GAPS = 4


def ranks(one: Standing) -> str:
    """Give the places a school may take: 3～7, or one number."""
    return str(one.best) if one.best == one.worst else f"{one.best}～{one.worst}"


def grade_text(one: Standing, district: District) -> str:
    """Give the grade; one that the ranking leaves open is said to wait."""
    return one.grade or ("待定" if one.id in district.grades else "")


def own_text(figure: OwnFigure) -> str:
    """Give a school's own value for a statistic, or why it is not counted."""
    if figure.value is not None:
        return short(figure.value)
    return "没有读到唯一的数值，没有计入" if figure.applies else "不适用，没有计入"


def share_text(flag: CrossFlag) -> str:
    """Say how much is alike."""
    return "相同" if flag.share >= 1 else f"约 {round(flag.share * 100)}%"


def files_of(flag: CrossFlag) -> str:
    """Name the files, each with its school; many are cut short."""
    named = [f"{school}：{file}" for school, file in flag.files[:_MOST_FILES]]
    more = len(flag.files) - len(named)
    return "\n".join([*named, f"……另有 {more} 个文件"] if more else named)


def commonest_gaps(item: ItemSum) -> str:
    """Give what is lacking most often, with how many schools lack it."""
    gaps = sorted(item.gaps.items(), key=lambda pair: (-pair[1], pair[0]))
    return "；".join(f"{gap}（{count} 校）" for gap, count in gaps[:_MOST_GAPS])
