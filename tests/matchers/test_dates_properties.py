"""Properties of the date grammar that hold for every date and every text."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from matchers.date_candidate import Scene
from matchers.date_expression import DateContext, DateProblem
from matchers.date_grammar import PATTERNS
from matchers.date_openings import OPENING, patterns_at
from matchers.date_reading import READERS
from matchers.dates import date_of_file_name, find_dates, scan_dates
from matchers.normalize import normalize

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))
_CN = "〇一二三四五六七八九"
_PIECES = st.sampled_from(
    [
        *"年月日号周天第每上下本至-—~./()（）《》。，、\n 123三前后近将分%级届",
        *("12", "15", "31", "2022", "2O22", "20220315", "3:00", "100周年", "5号", "xx", "l5"),
        *("学期", "学年", "季度", "今年", "去年", "昨天", "当天", "二〇二二", "十一", "廿三"),
        *("初八", "农历", "腊月", "七一", "教师节", "建党", "个", "月底", "上旬", "上午", "以前"),
        *("星期一", "周三", "会后", "习近平", "讲话", "定于", "〔2022〕", "的", "和", "从", "到"),
    ]
)
DATE_LIKE = st.lists(_PIECES, max_size=14).map("".join)
CONTEXTS = st.builds(DateContext, published=st.one_of(st.none(), DAYS))


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _CN[tens]) + ("十" if tens else "") + (_CN[ones] if ones else "")


def spellings(day: date) -> list[str]:
    """Write a day in the ways that the dossier shows."""
    year = "".join(_CN[int(digit)] for digit in str(day.year))
    return [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}年{day.month:02}月{day.day:02}日",
        f"{day.year}-{day.month}-{day.day}",
        f"{day.year}/{day.month:02}/{day.day:02}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{year}年{chinese(day.month)}月{chinese(day.day)}日",
        f"{year.replace('〇', '○')}年{chinese(day.month)}月{chinese(day.day)}日",
        f"{day.year}年{day.month}月{day.day}号".translate(
            str.maketrans("0123456789", "０１２３４５６７８９")
        ),
    ]


@settings(deadline=None)
@given(DAYS, st.integers(min_value=0, max_value=9))
def test_every_spelling_of_a_day_is_found_whole(day: date, which: int) -> None:
    written = spellings(day)[which]
    text = f"会议时间：{written}，地点：会议室"
    (mention,) = find_dates(text)
    assert (mention.begin, mention.finish) == (day, day)
    assert mention.text == written


@settings(deadline=None)
@given(DAYS, st.integers(min_value=0, max_value=300))
def test_a_day_without_year_is_the_latest_not_after_the_reference(day: date, lag: int) -> None:
    reference = day + timedelta(days=lag)
    found = find_dates(f"{day.month}月{day.day}日，支部开会", reference)
    assert found[0].begin == day


@settings(deadline=None)
@given(DAYS, st.integers(min_value=0, max_value=400))
def test_a_range_of_full_dates_is_one(begin: date, length: int) -> None:
    end = begin + timedelta(days=length)
    text = f"{begin.year}年{begin.month}月{begin.day}日至{end.year}年{end.month}月{end.day}日"
    (mention,) = find_dates(text)
    assert (mention.begin, mention.finish, mention.text) == (begin, end, text)


@settings(deadline=None, max_examples=400)
@example("3:00至上月", DateContext(published=date(2000, 1, 1)))  # backwards: no range
@given(DATE_LIKE, CONTEXTS)
def test_expressions_are_well_formed_in_any_text(text: str, context: DateContext) -> None:
    found = scan_dates(text, context)
    for expression in found:
        assert text[expression.start : expression.end] == expression.text
        assert expression.text.strip()
        assert (expression.begin is None) == (expression.finish is None)
        if expression.begin is not None and expression.finish is not None:
            assert expression.begin <= expression.finish
        else:
            assert expression.problem is not None or expression.role not in ("event", "for_year")
        assert 0 < expression.confidence <= 1
        assert expression.problem is not DateProblem.VAGUE or expression.confidence <= 1
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), DATE_LIKE), DAYS)
def test_given_dates_are_resolved_in_any_text(text: str, reference: date) -> None:
    for mention in find_dates(text, reference):
        assert text[mention.start : mention.end] == mention.text
        assert mention.begin <= mention.finish


@settings(deadline=None)
@given(DATE_LIKE, DAYS)
def test_a_line_before_does_not_move_or_change_full_dates(line: str, day: date) -> None:
    written = f"{day.year}年{day.month}月{day.day}日"
    (alone,) = find_dates(written)
    below = [m for m in find_dates(f"{line}\n{written}") if m.start > len(line)]
    assert [(m.begin, m.end - len(line) - 1) for m in below] == [(alone.begin, alone.end)]


@settings(deadline=None)
@given(DATE_LIKE)
def test_openings_miss_nothing_that_a_reader_takes(text: str) -> None:
    scene = Scene(normalize(text), DateContext(published=date(2022, 12, 20)))
    for start, sign in enumerate(scene.text):
        tried = {name for name, _ in patterns_at(sign)}
        for name, pattern in PATTERNS.items():
            found = pattern.match(scene.text, start)
            candidate = READERS[name](found, scene) if found and found.group() else None
            if candidate is not None and not candidate.doubtful:
                assert OPENING.match(scene.text, start), (name, found)
                assert name in tried


@settings(deadline=None)
@given(st.one_of(st.text(max_size=40), DATE_LIKE))
def test_names_are_read_without_failing(name: str) -> None:
    found = date_of_file_name(name)
    assert found is None or name[found.start : found.end] == found.text
