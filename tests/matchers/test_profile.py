"""What a school declares: plain answers are understood, unclear ones refused, never guessed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from matchers.profile import Profile


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("是", True),
        ("有", True),
        ("yes", True),
        (True, True),
        ("否", False),
        ("没有", False),
        ("no", False),
        (False, False),
        ("3", 3),
        (3, 3),
    ],
)
def test_an_answer_means_what_it_says(said: object, meant: object) -> None:
    declared = Profile.model_validate({"declares": {"retired_branch": said}}).declares
    assert declared["retired_branch"] == meant
    assert type(declared["retired_branch"]) is type(meant)


@pytest.mark.parametrize("said", ["flase", "是否", "两人", "不知道", ""])
def test_an_unclear_answer_is_no_answer(said: str) -> None:
    with pytest.raises(ValidationError, match="看不懂"):
        Profile.model_validate({"declares": {"retired_branch": said}})
