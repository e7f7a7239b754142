"""One batch at a time in a folder, on whichever computer it runs."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from pipeline.batch import lock
from pipeline.batch.lock import only_one
from pipeline.errors import InputError

NAME = "进行中.lock"


def test_a_batch_on_another_computer_holds_the_folder(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("1 1.0 另一台电脑", encoding="utf-8")
    with pytest.raises(InputError, match="另一台电脑") as told, only_one(tmp_path):
        pass
    assert NAME in str(told.value)


def test_a_lock_made_this_moment_holds_though_nothing_stands_in_it_yet(tmp_path: Path) -> None:
    place = tmp_path / NAME
    place.touch()
    with pytest.raises(InputError), only_one(tmp_path):
        pass
    os.utime(place, (1, 1))
    with only_one(tmp_path):
        pass


def test_of_two_that_find_a_dead_lock_one_takes_it(tmp_path: Path) -> None:
    """The second has judged the lock dead when the first has just made its own."""
    place = tmp_path / NAME
    mine = f"{os.getpid()} {psutil.Process().create_time()}"
    place.write_text(mine, encoding="utf-8")
    with pytest.raises(FileExistsError):
        lock._put_aside(place)
    assert place.read_text("utf-8") == mine
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
