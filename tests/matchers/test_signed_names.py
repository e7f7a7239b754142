"""A name counts as signed where one signs, not wherever it is listed."""

from __future__ import annotations

import pytest

from matchers.signed_names import find_name
from tests.matchers.made_documents import made


@pytest.mark.parametrize(
    "text",
    [
        "责任人（签字）：张一　日期：2022年3月2日",
        "张一（签字）",
        "| 责任人 | 职务 | 签字 | 日期 |\n| 张一 | 副校长 | 张一 | 3月2日 |",
        "| 序号 | 姓名 | 签名（手写） |\n| 1 | 李二 | 李二 |\n| 2 | 张一 | 张 一 |",
    ],
)
def test_a_name_where_one_signs_is_signed(text: str) -> None:
    cited, signed = find_name("张一", [made(text)])
    assert signed
    assert cited is not None


@pytest.mark.parametrize(
    "text",
    [
        "责任人：见附表。参加会议的有李二、张一。",
        "| 责任人 | 职务 | 签字 | 日期 |\n| 张一 | 副校长 |  |  |",
        "| 责任人 | 签字 |\n| 李二 | 李二 |\n\n| 姓名 | 分工 |\n| 王三 | 张一，协助 |",
        "| 姓名 | 谁来签字由支部定 |\n| 李二 | 张一 |",
    ],
)
def test_a_name_that_is_only_listed_is_not(text: str) -> None:
    cited, signed = find_name("张一", [made(text)])
    assert not signed
    assert cited is not None


def test_a_longer_name_is_another_persons() -> None:
    assert find_name("张一", [made("责任人（签字）：张一丰")]) == (None, False)
