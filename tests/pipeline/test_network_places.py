"""On a network folder a database is opened with more care, or refused."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from sqlalchemy import text

from pipeline.batch import ledger
from pipeline.batch.ledger import FAILED, Entry, Ledger
from pipeline.commands import options
from pipeline.commands.options import store_from
from pipeline.errors import InputError
from pipeline.network_places import is_on_network, is_servers_path
from pipeline.sqlite_file import open_sqlite


def _mounted(monkeypatch: pytest.MonkeyPatch, *places: tuple[str, str, str]) -> None:
    listed = [SimpleNamespace(mountpoint=m, fstype=f, opts=o) for m, f, o in places]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: listed)


@pytest.mark.parametrize(
    ("fstype", "opts", "expected"),
    [
        ("cifs", "rw,relatime", True),
        ("nfs4", "rw", True),
        ("NTFS", "rw,remote", True),  # a mapped drive of Windows
        ("NTFS", "rw,fixed", False),
        ("ext4", "rw,remote_ok", False),
    ],
)
def test_a_folder_is_judged_by_the_place_that_holds_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fstype: str, opts: str, expected: bool
) -> None:
    _mounted(monkeypatch, (tmp_path.anchor, "ext4", "rw"), (str(tmp_path), fstype, opts))
    assert is_on_network(tmp_path / "党建" / "全区2022") is expected
    assert not is_on_network(Path(tmp_path.anchor) / "别处")


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        (r"\\服务器\党建\全区", True),
        ("//10.0.0.5/党建/全区", True),
        (r"C:\党建\全区", False),
        (r"\\?\C:\党建", False),
        (r"党建\全区", False),
    ],
)
def test_a_path_of_windows_that_begins_with_a_server_is_known(whole: str, expected: bool) -> None:
    assert is_servers_path(whole) is expected


def test_a_ledger_on_a_network_folder_keeps_a_journal_instead_of_shared_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Ledger(tmp_path) as local, local.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        local.record(Entry("甲", FAILED, None, "打不开"))
    monkeypatch.setattr(ledger, "is_on_network", lambda folder: folder == tmp_path)
    with Ledger(tmp_path) as shared:
        shared.record(Entry("乙", FAILED, None, "打不开"))
        for one in shared.entries():  # read and written at one time, as a batch does
            assert shared.done_key(one.id) is None
        shared.drop(["甲"])
        with shared.engine.connect() as connection:
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "delete"
            assert connection.execute(text("PRAGMA synchronous")).scalar() == 2  # FULL
        assert [one.id for one in shared.entries()] == ["乙"]
    assert [path.name for path in tmp_path.iterdir()] == [ledger.FILE]


def test_an_interrupted_write_on_a_network_folder_leaves_the_former_entry(tmp_path: Path) -> None:
    engine = open_sqlite(tmp_path / "a.sqlite3", network=True)
    with engine.begin() as connection:
        connection.execute(text("create table t (v)"))
        connection.execute(text("insert into t values (1)"))
    connection = engine.connect()
    connection.execute(text("update t set v = 2"))
    connection.detach()
    connection.close()  # the process dies before the commit
    with open_sqlite(tmp_path / "a.sqlite3", network=True).connect() as again:
        assert again.execute(text("select v from t")).scalar() == 1
    engine.dispose()


@pytest.mark.parametrize("by_option", [True, False])
def test_a_store_on_a_network_folder_is_refused_where_somebody_chose_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, by_option: bool
) -> None:
    place = str(tmp_path / "缓存")
    monkeypatch.setattr(options, "is_on_network", lambda folder: True)
    if not by_option:
        monkeypatch.setenv("ZUOZHENG_STORE", place)
    given = argparse.Namespace(no_cache=False, store=place if by_option else None, blobs=None)
    with pytest.raises(InputError, match="postgresql://"):
        store_from(given)
    given.no_cache = True
    assert store_from(given) is None


def test_a_word_for_no_store_in_the_environment_is_no_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZUOZHENG_STORE", "off")
    with pytest.raises(InputError, match="--no-cache"):
        store_from(argparse.Namespace(no_cache=False, store=None, blobs=None))
