"""What was worked out before is used again exactly when it would come out the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from extractors.document import Document
from extractors.isolated import ExtractionPool
from extractors.settings import ExtractSettings
from extractors.submission_files import SourceFile
from matchers.annotate import annotate
from matchers.annotation import Annotation
from matchers.context import SubmissionContext
from pipeline import checking
from pipeline.checking import Checked, Request, check
from pipeline.keys import room_version
from pipeline.run import assess
from pipeline.session import Session
from pipeline.settings import Settings
from pipeline.stages import find_remembered, read_remembered
from pipeline.store.address import StoreAddress
from pipeline.store.opening import open_store
from tests.pipeline.made_schools import make_school

ROOT = Path(__file__).parents[2]
SETTINGS = Settings(ExtractSettings(ocr="off"), jobs=1)


class _Watched:
    """Counts the files that are really read and the documents that are really searched."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.searched: list[str] = []
        original = ExtractionPool.map

        def read(pool: ExtractionPool, files: Sequence[SourceFile]) -> Iterator[Document]:
            self.read += [file.path for file in files if file.decided is None]
            return original(pool, files)

        def search(
            document: Document, context: SubmissionContext, lexicon: Path | None = None
        ) -> Annotation:
            self.searched.append(document.path)
            return annotate(document, context, lexicon)

        monkeypatch.setattr(ExtractionPool, "map", read)
        monkeypatch.setattr("pipeline.run.annotate", search)

    def clear(self) -> None:
        self.read.clear()
        self.searched.clear()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> _Watched:
    return _Watched(monkeypatch)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return make_school(tmp_path / "材料" / "第7实验小学", 7)


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "缓存")


def run(path: Path, place: str, **wishes: object) -> Checked:
    request = Request(
        path=path,
        rubric=str(wishes.get("rubric", "yangzhou-2022")),
        formats=tuple(wishes.get("formats", ("json",))),  # type: ignore[arg-type]
        period=wishes.get("period"),  # type: ignore[arg-type]
        profile=wishes.get("profile"),  # type: ignore[arg-type]
        created=wishes.get("created"),  # type: ignore[arg-type]
    )
    settings = wishes.get("settings", SETTINGS)
    assert isinstance(settings, Settings)
    with Session(settings, open_store(StoreAddress(place))) as session:
        return check(request, session)


def test_the_same_again_gives_the_same_bytes_and_reads_nothing(
    school: Path, place: str, watched: _Watched
) -> None:
    first = run(school, place, formats=("html", "json", "xlsx"))
    assert watched.read
    watched.clear()
    again = run(school, place, formats=("html", "json", "xlsx"))
    assert (first.reused, again.reused) == (False, True)
    assert again.reports == first.reports
    assert again.result == first.result
    assert (watched.read, watched.searched) == ([], [])


def test_remembered_or_not_the_result_is_that_of_a_run_without_a_store(
    school: Path, place: str
) -> None:
    run(school, place)
    plain = assess(school, "yangzhou-2022", settings=SETTINGS)
    with Session(SETTINGS, open_store(StoreAddress(place))) as session:
        remembered = assess(school, "yangzhou-2022", session=session)
    assert remembered == plain


def test_the_time_written_is_that_of_the_check_and_not_of_the_question(
    school: Path, place: str
) -> None:
    first = datetime(2022, 5, 1, 9, 0).astimezone()
    run(school, place, created=first)
    again = run(school, place, created=datetime(2023, 1, 1).astimezone())
    assert again.reused
    assert again.result.created == first
    assert not run(school, place).reused  # without a time it is another report


def test_one_changed_file_costs_that_file(school: Path, place: str, watched: _Watched) -> None:
    run(school, place, period="2022")
    watched.clear()
    changed = school / "会议记录" / "4月支委会.txt"
    changed.write_text(changed.read_text("utf-8") + "会议决定开展师德承诺。", encoding="utf-8")
    assert not run(school, place, period="2022").reused
    assert watched.read == ["会议记录/4月支委会.txt"]
    assert watched.searched == ["会议记录/4月支委会.txt"]


def test_a_renamed_file_costs_its_search_only(school: Path, place: str, watched: _Watched) -> None:
    run(school, place, period="2022")
    watched.clear()
    (school / "计划.txt").rename(school / "党建工作计划.txt")
    run(school, place, period="2022")
    assert (watched.read, watched.searched) == ([], ["党建工作计划.txt"])


def test_another_rubric_reads_and_searches_nothing(
    school: Path, place: str, watched: _Watched
) -> None:
    run(school, place, period="2022")
    watched.clear()
    assert not run(school, place, rubric="tianning-2012", period="2022").reused
    assert (watched.read, watched.searched) == ([], [])


def _more_bytes(school: Path) -> None:
    (school / "新.txt").write_text("2022年5月6日召开支部党员大会", encoding="utf-8")


def _fewer_files(school: Path) -> None:
    (school / "计划.txt").unlink()


def _other_place(school: Path) -> None:
    (school / "计划.txt").rename(school / "党课" / "计划.txt")


def _profile(school: Path) -> None:
    (school / "学校信息.yaml").write_text("name: 第7实验小学\nmembers: 9\n", encoding="utf-8")


@pytest.mark.parametrize("change", [_more_bytes, _fewer_files, _other_place, _profile])
def test_changed_material_is_checked_anew(
    school: Path, place: str, change: Callable[[Path], None]
) -> None:
    run(school, place)
    change(school)
    assert not run(school, place).reused


@pytest.mark.parametrize(
    "wishes",
    [
        {"period": "2022上半年"},
        {"rubric": "shandong-basic"},
        {"formats": ("json", "docx")},
        {"settings": Settings(ExtractSettings(ocr="auto"), jobs=1)},
    ],
)
def test_another_question_is_answered_anew(
    school: Path, place: str, wishes: dict[str, object]
) -> None:
    run(school, place)
    assert not run(school, place, **wishes).reused


def test_a_changed_rubric_file_is_used_as_it_is_now(school: Path, place: str) -> None:
    form = school.parent / "标准.yaml"
    shutil.copy(ROOT / "rubrics/sets/yangzhou-2022/rubric.yaml", form)
    run(school, place, rubric=str(form))
    assert run(school, place, rubric=str(form)).reused
    form.write_text(form.read_text("utf-8").replace("title: ", "title: 修订", 1), encoding="utf-8")
    assert not run(school, place, rubric=str(form)).reused


def test_another_version_of_the_program_uses_nothing_of_the_former(
    school: Path, place: str, watched: _Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(school, place, period="2022")
    watched.clear()
    for name in ("reading_version", "finding_version", "whole_version"):
        monkeypatch.setattr(f"pipeline.keys.{name}", lambda *_: "another")
    monkeypatch.setattr(checking, "whole_version", lambda _: "another")
    assert not run(school, place, period="2022").reused
    assert watched.read
    assert watched.searched


def test_every_source_and_data_file_of_a_room_is_in_its_version(tmp_path: Path) -> None:
    assert room_version("matchers") != room_version("rubrics")
    names = {path.suffix for path in (ROOT / "matchers").rglob("*") if path.is_file()}
    assert {".py", ".yaml"} <= names


def test_what_was_changed_while_it_was_read_is_not_kept(
    school: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = ExtractionPool.map

    def meddle(pool: ExtractionPool, files: Sequence[SourceFile]) -> Iterator[Document]:
        (school / "计划.txt").write_text("换了内容", encoding="utf-8")
        return original(pool, files)

    before = (school / "计划.txt").read_text("utf-8")
    monkeypatch.setattr(ExtractionPool, "map", meddle)
    run(school, place)
    monkeypatch.undo()
    (school / "计划.txt").write_text(before, encoding="utf-8")
    checked = run(school, place)
    assert not checked.reused
    plain = assess(school, "yangzhou-2022", settings=SETTINGS)
    assert checked.result.row.held == sum(
        plain.reading.in_period(e) for e in plain.reading.events if e.status.value == "held"
    )


def _documents(paths: Sequence[Path], names: Sequence[str]) -> list[SourceFile]:
    return [SourceFile(name, path) for name, path in zip(names, paths, strict=True)]


def test_a_failure_that_may_pass_is_not_kept(tmp_path: Path) -> None:
    from extractors.registry import unreadable

    file = tmp_path / "a.txt"
    file.write_text("2022年3月1日召开党员大会", encoding="utf-8")
    store = open_store(StoreAddress(str(tmp_path / "s")))
    turns = iter(["worker_crashed", "encrypted"])

    def read(files: Sequence[SourceFile]) -> Iterator[Document]:
        kind = next(turns)
        return iter([unreadable(file, one.path, kind, kind) for one in files])

    listed = _documents([file], ["a.txt"])
    settings = ExtractSettings(ocr="off")
    reasons = [
        next(read_remembered(listed, settings, store, read)).reason
        for _ in range(3)  # the third asks nobody: `turns` is used up
    ]
    assert reasons == ["worker_crashed", "encrypted", "encrypted"]
    store.close()


def test_a_table_of_values_keeps_its_own_name(tmp_path: Path) -> None:
    paths = []
    for name in ("党课登记.csv", "志愿服务.csv"):
        path = tmp_path / name
        path.write_text("日期,主题\n2022年3月1日,学习\n", encoding="utf-8")
        paths.append(path)
    store = open_store(StoreAddress(str(tmp_path / "s")))
    from extractors.registry import extract_file

    def read(files: Sequence[SourceFile]) -> Iterator[Document]:
        return (extract_file(one.location, name=one.path) for one in files if one.location)

    for path in paths:
        (found,) = read_remembered(
            _documents([path], [path.name]), ExtractSettings(ocr="off"), store, read
        )
        assert found == extract_file(path)
    store.close()


def test_everything_found_in_the_sample_comes_back_equal(tmp_path: Path) -> None:
    submission = ROOT / "corpora" / "chenxi" / "submission"
    with Session(SETTINGS, open_store(StoreAddress(str(tmp_path)))) as session:
        first = assess(submission, "yangzhou-2022", session=session)
        again = assess(submission, "yangzhou-2022", session=session)
    assert again == first

    def never(document: Document) -> Annotation:
        raise AssertionError(document.path)

    store = open_store(StoreAddress(str(tmp_path / "other")))
    found = find_remembered(first.reading.documents, "x", store, lambda d: annotate(d, CONTEXT))
    kept = list(found)
    assert list(find_remembered(first.reading.documents, "x", store, never)) == kept
    store.close()


CONTEXT = SubmissionContext("样例")
