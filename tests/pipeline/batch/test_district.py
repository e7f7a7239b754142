"""Standings, sums and comparisons of schools, by hand-made rows."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.comparing import ALIKE, SAME_FILE, SAME_TEXT, compare_schools
from pipeline.batch.district import District, put_together
from pipeline.batch.ledger import DONE, FAILED, Entry, Ledger
from pipeline.batch.prints import likeness, sketch
from pipeline.batch.row import ItemRow, SchoolRow, TextPrint


def row(
    name: str,
    low: str = "0",
    suggested: str = "0",
    high: str = "0",
    *,
    period: str = "2022年",
    items: tuple[ItemRow, ...] = (),
    prints: tuple[TextPrint, ...] = (),
    unread: tuple[str, ...] = (),
) -> SchoolRow:
    return SchoolRow(
        name=name,
        title="标准",
        period=period,
        period_inferred=False,
        suggested=Decimal(suggested),
        low=Decimal(low),
        high=Decimal(high),
        max=Decimal(100),
        needs_review=0,
        grade=None,
        weighed=None,
        self_total=None,
        held=0,
        files={"read": 2},
        unread=unread,
        flags={},
        items=items,
        prints=prints,
    )


def district(*rows: SchoolRow) -> District:
    entries = [Entry(one.name + one.period, DONE, "k", row=one) for one in rows]
    return put_together(entries, {entry.id: entry.id for entry in entries})


def places(*rows: SchoolRow) -> list[tuple[str, int, int, int]]:
    return [(one.name, one.rank, one.best, one.worst) for one in district(*rows).standings]


def test_open_points_make_places_uncertain() -> None:
    assert places(
        row("甲", "80", "85", "90"), row("乙", "70", "82", "88"), row("丙", "1", "2", "3")
    ) == [
        ("甲", 1, 1, 2),
        ("乙", 2, 1, 2),
        ("丙", 3, 3, 3),
    ]


def test_equal_totals_share_a_place() -> None:
    assert places(row("甲", "9", "9", "9"), row("乙", "9", "9", "9"), row("丙", "8", "8", "8")) == [
        ("乙", 1, 1, 2),
        ("甲", 1, 1, 2),
        ("丙", 3, 3, 3),
    ]


def test_each_period_has_its_own_places() -> None:
    both = (row("甲", "1", "1", "1", period="2021年"), row("甲", "5", "5", "5"))
    assert places(*both) == [("甲", 1, 1, 1), ("甲", 1, 1, 1)]


_points = st.integers(0, 20).map(str)


@given(st.lists(st.tuples(_points, _points, _points), min_size=1, max_size=8))
def test_a_place_lies_between_best_and_worst(points: list[tuple[str, str, str]]) -> None:
    rows = []
    for number, three in enumerate(points):
        low, suggested, high = sorted(three, key=int)
        rows.append(row(f"{number}校", low, suggested, high))
    found = district(*rows).standings
    assert len(found) == len(rows)
    assert all(1 <= one.best <= one.rank <= one.worst <= len(rows) for one in found)


def item(name: str, status: str, low: str, high: str, *lacking: str) -> ItemRow:
    least, most = Decimal(low), Decimal(high)
    return ItemRow(name, f"内容{name}", Decimal(3), least, least, most, status, lacking)


def test_items_sum_up_what_is_lost_and_what_is_open() -> None:
    met, waiting = item("2", "met", "3", "3"), item("2", "needs_review", "1", "3")
    found = district(
        row("甲", items=(item("1", "partial", "1", "1", "研判（第三季度）", "督查"), met)),
        row("乙", items=(item("1", "unmet", "0", "0", "研判（第一季度、第二季度）"), waiting)),
        row("丙", items=(item("1", "partial", "2", "2", "教代会"), met)),
    )
    worst = found.most_missed[0]
    assert [one.item for one in found.most_missed] == ["1"]
    assert (worst.missed, worst.schools, worst.lost, worst.open) == (3, 3, Decimal(6), Decimal(0))
    assert dict(worst.gaps) == {"研判": 2, "督查": 1, "教代会": 1}
    assert [(one.item, one.open) for one in found.waiting] == [("2", Decimal(2))]


def test_failures_and_unread_files_are_kept_apart() -> None:
    failed = Entry("坏.zip", FAILED, None, "打不开")
    done = Entry("甲", DONE, "k", row=row("甲", unread=("a.docx",)))
    found = put_together([failed, done], {"甲": "甲"})
    assert found.failures == (failed,)
    assert found.unread == (("甲", "甲", ("a.docx",)),)
    assert len(found.standings) == 1


_WORDS = "会议听取研究部署强调要求党员教师支部书记学习讨论发言总结提出意见建议落实责任安全教学质量"


def _text(seed: int, length: int = 600) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(_WORDS) for _ in range(length))


def test_names_and_numbers_do_not_hide_a_copied_text() -> None:
    text = _text(1)
    one = sketch(f"育才小学2022年3月5日{text}", ("育才小学",))
    other = sketch(f"第三中学2022年9月18日{text}", ("第三中学",))
    assert one == other


def test_a_partly_copied_text_is_partly_alike() -> None:
    whole, half = sketch(_text(1)), sketch(_text(1)[:450] + _text(2)[:150])
    assert 0.3 < likeness(whole, half) < 0.95
    assert likeness(whole, sketch(_text(3))) < 0.1


def test_a_short_text_has_no_sketch() -> None:
    assert sketch("3月5日召开支部党员大会") == ()


def _print(file: str, digest: str, text: str = "", kind: str = "minutes") -> TextPrint:
    return TextPrint(file, kind, digest * 64, sketch(text) if text else ())


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def _record(ledger: Ledger, **schools: tuple[TextPrint, ...]) -> None:
    for name, prints in schools.items():
        ledger.record(Entry(name, DONE, "k", row=row(name, prints=prints)))


def test_schools_are_compared_by_files_texts_and_likeness(ledger: Ledger) -> None:
    nearly = _text(1)[:560] + _text(2)[:40]
    _record(
        ledger,
        甲=(_print("照片.jpg", "a", kind="photo"), _print("一.txt", "b", _text(1))),
        乙=(_print("图.jpg", "a", kind="photo"), _print("二.txt", "c", _text(1))),
        丙=(_print("三.txt", "d", nearly), _print("四.txt", "e", _text(9))),
    )
    found = {(flag.kind, flag.files) for flag in compare_schools(ledger.engine)}
    assert (SAME_FILE, (("乙", "图.jpg"), ("甲", "照片.jpg"))) in found
    assert (SAME_TEXT, (("乙", "二.txt"), ("甲", "一.txt"))) in found
    assert {kind for kind, files in found if ("丙", "三.txt") in files} == {ALIKE}
    assert not [kind for kind, files in found if ("丙", "四.txt") in files]


def test_what_one_school_hands_in_twice_is_no_matter_between_schools(ledger: Ledger) -> None:
    _record(ledger, 甲=(_print("一.txt", "b", _text(1)), _print("二.txt", "b", _text(1))))
    assert compare_schools(ledger.engine) == ()


def test_a_ledger_keeps_the_last_word_on_each_school(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.record(Entry("甲", FAILED, None, "打不开"))
        ledger.record(Entry("甲", DONE, "k1", row=row("甲", prints=(_print("a", "a"),))))
        ledger.record(Entry("乙", DONE, "k2", row=row("乙")))
    with Ledger(tmp_path) as ledger:
        assert ledger.done_key("甲") == "k1"
        assert ledger.done_key("丙") is None
        ledger.keep_only(["甲"])
        assert [entry.id for entry in ledger.entries()] == ["甲"]
        assert next(ledger.entries()).row == row("甲")
        ledger.clear()
        assert not list(ledger.entries())
        assert compare_schools(ledger.engine) == ()
