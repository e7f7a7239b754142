"""How fast dates are found, line by line, on ordinary text of this domain.

    python -m benchmarks.bench_dates [--chars 2000000]

Prints characters per second for `find_dates` with a reference day, and for `normalize` alone.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date

from matchers.dates import find_dates
from matchers.normalize import normalize

# Lines as minutes, plans and rules have them: most have no date, some have several.
LINES = (
    "会议强调，全体党员要深刻领会会议精神，把思想和行动统一到上级的决策部署上来。",
    "2022年3月15日下午3:00，党支部在三楼会议室召开支部党员大会，应到23人，实到21人。",
    "一、学习贯彻党章党规，坚持原原本本学、带着问题学、联系实际学，做到学思用贯通、知信行统一。",
    "支部书记指出，要严格落实“三会一课”制度，提高组织生活质量，发挥党员先锋模范作用。",
    "（二）加强师德师风建设，开展谈心谈话，及时掌握教师思想动态，做好教育引导工作。",
    "4月12日，支部组织党员教师到社区开展志愿服务活动，清理楼道杂物，宣传文明条例。",
    "与会同志围绕学习内容，结合自身岗位实际，依次作了交流发言，并提出了意见和建议。",
    "各党小组要按照支部的统一安排，认真组织学习讨论，做好记录，按时上报有关材料。",
    "学校成立领导小组，由党支部书记任组长，副校长任副组长，各处室负责人为成员。",
    "全年不少于6次支委会，少1次扣2分；支部工作记录簿缺1个栏目扣1分。",
    "主持人：某某同志　　记录人：某某同志　　地点：党员活动室",
    "最后，书记作总结讲话，希望大家以更加饱满的热情投入到今后的教育教学工作中去。",
)


def corpus(chars: int) -> list[str]:
    """Give lines that together have at least so many characters."""
    size = sum(map(len, LINES))
    return [line for _ in range(chars // size + 1) for line in LINES]


def rate(work: Callable[[str], object], lines: list[str]) -> float:
    """Give the characters per second of the work done line by line."""
    begin = time.perf_counter()
    for line in lines:
        work(line)
    return sum(map(len, lines)) / (time.perf_counter() - begin)


def main() -> None:
    """Print the rates."""
    parser = argparse.ArgumentParser(description="日期识别速度")
    parser.add_argument("--chars", type=int, default=2_000_000)
    lines = corpus(parser.parse_args().chars)
    reference = date(2022, 12, 31)
    find_dates(LINES[1], reference)
    found = sum(len(find_dates(line, reference)) for line in LINES)
    sys.stdout.write(f"{found} dates in {len(LINES)} lines\n")
    sys.stdout.write(f"find_dates {rate(lambda t: find_dates(t, reference), lines):,.0f} chars/s\n")
    sys.stdout.write(f"normalize  {rate(normalize, lines):,.0f} chars/s\n")


if __name__ == "__main__":
    main()
