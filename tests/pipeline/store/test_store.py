"""The store gives back what was put in, or nothing: never half a value, never another one."""

from __future__ import annotations

import errno
import itertools
import multiprocessing
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text, update

from pipeline.errors import InputError
from pipeline.keys import digest
from pipeline.store.address import StoreAddress
from pipeline.store.blobs import FolderBlobs, RemoteBlobs
from pipeline.store.glance import first_look
from pipeline.store.kept import NoStore, Store
from pipeline.store.models import Base, StoredValue
from pipeline.store.opening import open_store
from pipeline.store.store import SqlStore
from pipeline.store.upkeep import prune, store_use

POSTGRES = "ZUOZHENG_TEST_POSTGRES"
_numbers = itertools.count()
SMALL, LARGE = b"small", random.Random(1).randbytes(200_000)


def key(name: object) -> str:
    return digest("test", name)


@pytest.fixture(params=["folder", "postgresql", "postgresql+blobs"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreAddress]:
    """Give an empty store of each kind; the server's address comes from the environment."""
    if request.param == "folder":
        yield StoreAddress(str(tmp_path / "缓存"))
        return
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"no PostgreSQL server: {POSTGRES} names none (.ci/run starts one)")
    blobs = str(tmp_path / "blobs") if request.param.endswith("blobs") else None
    yield StoreAddress(server, blobs)
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"))
    Base.metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def store(address: StoreAddress) -> Iterator[SqlStore]:
    opened = open_store(address)
    assert isinstance(opened, SqlStore)
    yield opened
    opened.close()


def test_it_gives_back_what_was_put_in(store: SqlStore) -> None:
    store.put("extract", key(1), SMALL)
    store.put("extract", key(2), LARGE)
    store.put("annotate", key(1), b"")
    assert store.get("extract", key(1)) == SMALL
    assert store.get("annotate", key(1)) == b""
    assert store.get_many("extract", [key(1), key(2), key(3)]) == {key(1): SMALL, key(2): LARGE}
    assert store.get("annotate", key(2)) is None


def test_the_newer_value_counts(store: SqlStore) -> None:
    store.put_many("s", [(key(1), b"old"), (key(1), b"newer")])
    assert store.get("s", key(1)) == b"newer"
    store.put("s", key(1), LARGE)
    assert store.get("s", key(1)) == LARGE


def test_what_is_put_in_is_there_for_the_next_process(address: StoreAddress) -> None:
    first = open_store(address)
    first.put("s", key(1), LARGE)
    first.close()
    second = open_store(address)
    assert second.get("s", key(1)) == LARGE
    second.close()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 5), st.binary(max_size=70_000)), max_size=12))
def test_it_behaves_as_a_dictionary(store: SqlStore, puts: list[tuple[int, bytes]]) -> None:
    expected: dict[str, bytes] = {}
    stage = f"s{next(_numbers)}"
    for number, value in puts:
        store.put(stage, key(number), value)
        expected[key(number)] = value
    assert store.get_many(stage, [key(n) for n in range(6)]) == expected


def test_a_value_whose_bytes_were_harmed_is_not_known(tmp_path: Path) -> None:
    store = open_store(StoreAddress(str(tmp_path)))
    assert isinstance(store, SqlStore)
    store.put("s", key(1), SMALL)
    store.put("s", key(2), LARGE)
    (blob,) = [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]
    blob.write_bytes(blob.read_bytes()[:-10])
    with store._engine.begin() as connection:
        harmed = update(StoredValue).where(StoredValue.key == key(1)).values(content=b"x")
        connection.execute(harmed)
    assert store.get_many("s", [key(1), key(2)]) == {}
    store.put("s", key(2), LARGE)  # and can be put in again
    assert store.get("s", key(2)) == LARGE
    store.close()


def test_a_value_harmed_at_its_full_length_can_be_put_in_again(tmp_path: Path) -> None:
    """A power cut may leave a file of the right length with nothing but zeros in it."""
    store = open_store(StoreAddress(str(tmp_path)))
    store.put("s", key(2), LARGE)
    (blob,) = [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]
    blob.write_bytes(bytes(blob.stat().st_size))
    assert store.get("s", key(2)) is None
    store.put("s", key(2), LARGE)
    assert store.get("s", key(2)) == LARGE
    store.close()


def test_a_blob_that_is_gone_is_not_known(tmp_path: Path) -> None:
    store = open_store(StoreAddress(str(tmp_path)))
    store.put("s", key(2), LARGE)
    for path in (tmp_path / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()
    assert store.get("s", key(2)) is None
    store.close()


class _Full(FolderBlobs):
    def write(self, digest: str, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_costs_the_memory_and_never_the_run(tmp_path: Path) -> None:
    store = SqlStore(create_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}"), _Full(tmp_path))
    store.prepare()
    store.put("s", key(1), SMALL)
    store.put("s", key(2), LARGE)
    assert store.trouble is not None
    assert "No space left" in store.trouble
    store.put("s", key(3), SMALL)
    assert store.get("s", key(1)) is None  # it is asked no more
    store.close()


def test_a_database_that_breaks_costs_the_memory_and_never_the_run(tmp_path: Path) -> None:
    store = open_store(StoreAddress(str(tmp_path)))
    assert isinstance(store, SqlStore)
    with store._engine.begin() as connection:
        connection.execute(text("DROP TABLE zuozheng1_values"))
    assert store.get("s", key(1)) is None
    assert store.trouble is not None
    store.close()


def _write_many(place: str, begin: int, blobs: str | None) -> None:
    store = open_store(StoreAddress(place, blobs))
    for number in range(begin, begin + 120):
        store.put("s", key(number % 150), f"value {number % 150}".encode() * 900)
    assert store.trouble is None
    store.close()


def test_two_processes_use_one_store_at_once(address: StoreAddress) -> None:
    context = multiprocessing.get_context("spawn")
    arguments = [(address.place, begin, address.blobs) for begin in (0, 60)]
    writers = [context.Process(target=_write_many, args=given) for given in arguments]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    store = open_store(address)
    found = store.get_many("s", [key(number) for number in range(150)])
    assert found == {key(n): f"value {n}".encode() * 900 for n in range(150)}
    store.close()


def _open_and_close(place: str, begin: float) -> None:
    time.sleep(max(0.0, begin - time.time()))
    open_store(StoreAddress(place)).close()


def test_processes_may_make_one_store_at_the_same_moment(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for number in range(2):
        together = time.time() + 4
        arguments = (str(tmp_path / f"{number}"), together)
        makers = [context.Process(target=_open_and_close, args=arguments) for _ in range(4)]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join(timeout=120)
        assert [maker.exitcode for maker in makers] == [0, 0, 0, 0]


def _write_endlessly(place: str) -> None:
    store = open_store(StoreAddress(place))
    number = 0
    while True:
        store.put("s", key(number), random.Random(number).randbytes(60_000))
        number += 1


def test_a_killed_writer_leaves_only_whole_values(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    chance = random.Random(7)
    kept = 0
    for _ in range(3):
        writer = context.Process(target=_write_endlessly, args=(str(tmp_path),))
        writer.start()
        time.sleep(2 + chance.random())
        writer.kill()
        writer.join()
        store = open_store(StoreAddress(str(tmp_path)))
        found = store.get_many("s", [key(number) for number in range(3_000)])
        for number in range(3_000):
            value = found.get(key(number))
            assert value is None or value == random.Random(number).randbytes(60_000)
        kept = len(found)
        store.close()
    assert kept > 0


def test_pruning_drops_what_was_not_used(address: StoreAddress) -> None:
    store = open_store(address)
    assert isinstance(store, SqlStore)
    store.put("s", key("old"), LARGE)
    store.put("s", key("new"), SMALL)
    long_ago = int(time.time() // 86_400) - 100
    with store._engine.begin() as connection:
        aged = update(StoredValue).where(StoredValue.key == key("old")).values(used=long_ago)
        connection.execute(aged)
    store.close()
    assert prune(address, 90) == 1
    store = open_store(address)
    assert store.get_many("s", [key("old"), key("new")]) == {key("new"): SMALL}
    store.close()


def test_reading_a_value_keeps_it_from_pruning(address: StoreAddress) -> None:
    store = open_store(address)
    assert isinstance(store, SqlStore)
    store.put("s", key(1), SMALL)
    with store._engine.begin() as connection:
        connection.execute(update(StoredValue).values(used=int(time.time() // 86_400) - 100))
    assert store.get("s", key(1)) == SMALL
    store.close()
    assert prune(address, 90) == 0


def test_clearing_leaves_nothing(tmp_path: Path) -> None:
    address = StoreAddress(str(tmp_path))
    store = open_store(address)
    store.put("s", key(1), LARGE)
    store.close()
    (tmp_path / "ocr").mkdir()
    (tmp_path / "ocr" / "a.json").write_text("{}", encoding="utf-8")
    assert [(use.stage, use.values) for use in store_use(address)] == [("s", 1), ("ocr", 1)]
    assert prune(address, None) == 2
    assert store_use(address) == ()
    assert not [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]


def test_blobs_may_lie_where_fsspec_reaches(tmp_path: Path) -> None:
    blobs = RemoteBlobs((tmp_path / "远处").as_uri())
    blobs.write("ab12", LARGE)
    blobs.write("ab12", LARGE)
    assert blobs.read("ab12") == LARGE
    assert blobs.read("cd34") is None
    assert [name for name, _ in blobs.listed(settled=False)] == ["ab12"]
    blobs.remove("ab12")
    blobs.remove("ab12")
    assert blobs.read("ab12") is None


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("mysql://a/b", "只支持文件夹和 postgresql:// 地址"),
        ("postgresql://nobody@127.0.0.1:1/x", "缓存位置"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "--no-cache"),
    ],
)
def test_a_store_that_cannot_be_used_is_told(place: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as told:
        open_store(StoreAddress(place))
    assert "secret" not in str(told.value)


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="--store"):
        open_store(StoreAddress(str(tmp_path / "x")))


def test_without_an_address_nothing_is_remembered() -> None:
    store = open_store(None)
    assert isinstance(store, NoStore)
    store.put("s", key(1), SMALL)
    assert store.get("s", key(1)) is None


@pytest.mark.parametrize("value", [SMALL, LARGE])
def test_a_first_look_finds_what_the_whole_store_keeps(tmp_path: Path, value: bytes) -> None:
    address = StoreAddress(str(tmp_path))
    store = open_store(address)
    store.put("s", key(1), value)
    store.close()

    def never() -> Store:
        raise AssertionError("the whole store was opened for a value that is there")

    look = first_look(address, never)
    assert look.get("s", key(1)) == value
    look.close()


def test_what_a_first_look_does_not_find_is_asked_of_the_whole_store(tmp_path: Path) -> None:
    address = StoreAddress(str(tmp_path))
    look = first_look(address, lambda: open_store(address))
    assert look.get("s", key(1)) is None
    look.put("s", key(1), LARGE)
    assert look.get("s", key(1)) == LARGE
    look.close()
    (blob,) = [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]
    blob.write_bytes(b"harmed")
    look = first_look(address, lambda: open_store(address))
    assert look.get("s", key(1)) is None
    look.close()


def test_a_first_look_counts_as_a_use(tmp_path: Path) -> None:
    address = StoreAddress(str(tmp_path))
    store = open_store(address)
    assert isinstance(store, SqlStore)
    store.put("s", key(1), SMALL)
    with store._engine.begin() as connection:
        connection.execute(update(StoredValue).values(used=1))
    store.close()
    look = first_look(address, lambda: open_store(address))
    look.get("s", key(1))
    look.close()
    assert prune(address, 90) == 0
