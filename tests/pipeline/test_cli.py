"""Whole commands, as people type them: what they print, write and return."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from pipeline import cli
from pipeline.reports.json_report import SCHEMA_FILE

ROOT = Path(__file__).parents[2]
RUBRIC = "yangzhou-2022"
MINUTES = """育英小学党支部会议记录
会议名称：支部党员大会
时间：2022年3月15日下午4:00
地点：党员活动室
主持人：周明远
记录人：陈静
应到：11人　实到：10人
会议内容：学习《中国共产党章程》，讨论预备党员转正。
决议：全体党员一致同意。
"""
PLAN = """育英小学2022年党建工作计划
3月召开支部党员大会；5月开展主题党日活动；6月底前上一次党课。
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; give its status, standard output and standard error."""

    def _run(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            status = cli.main([str(argument) for argument in arguments])
        except SystemExit as stop:
            assert isinstance(stop.code, int)
            status = stop.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return _run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a small submission whose path has blanks and Chinese in it."""
    root = tmp_path / "报送 材料" / "育英小学（2022年）"
    (root / "1.三会一课").mkdir(parents=True)
    (root / "1.三会一课" / "3月 党员大会.txt").write_text(MINUTES, encoding="utf-8")
    (root / "工作计划.txt").write_text(PLAN, encoding="gb18030")
    (root / "空的.docx").write_bytes(b"")
    (root / "坏的.pdf").write_bytes(b"%PDF-1.4\n broken")
    (root / "未知.xyz").write_bytes(bytes(range(256)) * 8)
    return root


def _json(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _in_process(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "zuozheng", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, **options)


def test_check_prints_the_table_and_where_the_reports_are(run: Run, folder: Path) -> None:
    status, out, err = run("check", folder, "--rubric", RUBRIC)
    assert (status, err) == (0, "")
    reports = folder.parent / "育英小学（2022年）-核查报告"
    assert {path.name for path in reports.iterdir()} == {
        "核查报告.html",
        "assessment.json",
        "核查表.xlsx",
    }
    for part in ("满分", "建议得分", "状态", "缺口", "2022年", str(reports)):
        assert part in out


def test_what_is_lacking_is_named_and_not_only_a_time(run: Run, folder: Path) -> None:
    _, out, _ = run("check", folder, "--rubric", RUBRIC, "--out", folder.parent / "结果")
    gaps = {line.split()[0]: line for line in out.splitlines() if " 缺 " in line}
    assert "缺 班子专题会议（2022年上半年、下半年）" in gaps["2"]
    assert "缺 书记宣讲党的二十大精神 1 次" in gaps["6"]
    assert not [line for line in gaps.values() if "缺 2022年" in line]


def test_a_missing_fact_is_asked_for_in_chinese_with_the_line_to_write(
    run: Run, folder: Path
) -> None:
    _, out, _ = run("check", folder, "--rubric", RUBRIC, "--format", "html", "--out", "-")
    assert "本时段内党组织是否任期届满、应当换届？" in out
    assert "declares:\n  election_due: ？" in out
    assert "true 或 false）？ <span" not in out


def test_the_result_fits_the_published_schema(run: Run, folder: Path, tmp_path: Path) -> None:
    run("check", folder, "--rubric", RUBRIC, "--out", tmp_path / "结果", "--format", "json")
    result = _json((tmp_path / "结果" / "assessment.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(_json(SCHEMA_FILE.read_text("utf-8"))).validate(result)
    assert "created" in result
    assert len(result["findings"]) == 30


def test_json_to_standard_output_is_the_result_and_nothing_else(run: Run, folder: Path) -> None:
    status, out, err = run("check", folder, "--rubric", RUBRIC, "--format", "json", "--out", "-")
    assert (status, err) == (0, "")
    assert _json(out)["schema"] == "zuozheng/assessment/1"
    assert not (folder.parent / "育英小学（2022年）-核查报告").exists()


def test_no_file_is_lost_and_each_unread_one_says_why(run: Run, folder: Path) -> None:
    _, out, _ = run("check", folder, "--rubric", RUBRIC, "--format", "json", "--out", "-")
    ledger = {file["path"]: file for file in _json(out)["files"]}
    on_disk = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert set(ledger) == on_disk
    assert ledger["空的.docx"]["status"] == "empty"
    assert ledger["坏的.pdf"]["status"] == "unreadable"
    assert ledger["未知.xyz"]["status"] in ("unreadable", "skipped")
    for name in ("空的.docx", "坏的.pdf", "未知.xyz"):
        assert ledger[name]["reason"]


def test_when_no_file_can_be_read_nothing_is_scored_as_missing(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "破损材料"
    broken.mkdir()
    (broken / "新建文件.docx").write_bytes(b"PK\x03\x04 broken")
    (broken / "0001.pdf").write_bytes(b"%PDF-1.4 broken")
    code, out, _ = run("check", broken, "--rubric", "yangzhou-2022", "--period", "2022")
    assert code == 0
    assert "没有一个文件读出了文字" in out
    assert "可能在 0～100 之间" in out
    folder = tmp_path / "破损材料-核查报告"
    page = next(folder.glob("*.html")).read_text("utf-8")
    assert "没有一个文件读出了文字" in page
    result = _json(next(folder.glob("*.json")).read_text("utf-8"))
    assert {finding["status"] for finding in result["findings"]} == {"needs_review"}


def test_citations_are_what_extract_prints(run: Run, folder: Path) -> None:
    _, out, _ = run("events", folder, "--json")
    citations = [c for event in _json(out)["events"] for c in event["citations"]]
    assert citations
    for citation in citations:
        _, out, _ = run("extract", folder / citation["file"], "--json")
        block = _json(out)["blocks"][citation["block"]]
        assert block["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_the_same_material_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    made = []
    for number, jobs in enumerate(("1", "2")):
        out = tmp_path / f"第{number}次"
        options = ["--rubric", RUBRIC, "--out", str(out), "--reproducible", "--jobs", jobs]
        done = _in_process("check", folder, *options, env=_environment(PYTHONHASHSEED=str(number)))
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""
        made.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert made[0] == made[1]
    assert len(made[0]) == 3


def _environment(**changes: str) -> dict[str, str]:
    import os

    return {**os.environ, **changes}


def test_a_planned_meeting_is_not_held(run: Run, folder: Path) -> None:
    (folder / "1.三会一课" / "3月 党员大会.txt").unlink()
    _, out, _ = run("events", folder, "--json")
    assert "held" not in {event["status"] for event in _json(out)["events"]}


def test_an_inferred_period_is_said_and_a_named_one_is_not(run: Run, folder: Path) -> None:
    _, out, _ = run("events", folder)
    assert "2022年（由材料推断" in out
    _, out, _ = run("events", folder, "--json", "--period", "2022上半年")
    assert _json(out)["period"]["label"] == "2022年上半年"
    assert _json(out)["period"]["inferred"] is False


def test_a_zip_of_the_folder_gives_the_same_events(run: Run, folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "材料.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*.txt")):
            packed.write(path, path.relative_to(folder).as_posix())
    _, from_folder, _ = run("events", folder, "--json")
    status, from_archive, _ = run("events", archive, "--json")
    assert status == 0
    assert _json(from_archive)["events"] == _json(from_folder)["events"]


def test_a_member_of_an_archive_can_be_looked_at(run: Run, tmp_path: Path) -> None:
    archive = tmp_path / "材料.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("党课/3月.txt", "2022年3月15日召开党课")
    status, out, _ = run("extract", archive / "党课" / "3月.txt")
    assert status == 0
    assert "2022年3月15日召开党课" in out
    status, _, err = run("extract", archive)
    assert status == 2
    assert "党课/3月.txt" in err


@pytest.mark.parametrize("name", ["profile.yaml", "学校信息.yaml"])
def test_a_profile_at_the_top_is_found_by_itself(run: Run, folder: Path, name: str) -> None:
    (folder / name).write_text("name: 育英小学\nmembers: 11\n", encoding="utf-8")
    _, out, _ = run("check", folder, "--rubric", RUBRIC, "--format", "json", "--out", "-")
    result = _json(out)
    assert result["submission"]["profile"] == {"name": "育英小学", "members": 11}
    ledger = {file["path"]: file["status"] for file in result["files"]}
    assert ledger[name] == "skipped"


@pytest.mark.parametrize("name", ["学校信息.yml", "学校信息.txt", "学校信息.yaml.txt"])
def test_a_profile_under_a_likely_name_is_taken_too(run: Run, folder: Path, name: str) -> None:
    (folder / name).write_text("name: 育英小学\nmembers: 11\n", encoding="utf-8")
    _, out, _ = run("check", folder, "--rubric", RUBRIC, "--format", "json", "--out", "-")
    result = _json(out)
    assert result["submission"]["profile"] == {"name": "育英小学", "members": 11}
    assert not [flag for flag in result["flags"] if flag["kind"].startswith("profile")]


def test_two_profiles_and_one_that_cannot_be_one_are_told(run: Run, folder: Path) -> None:
    (folder / "学校信息.txt").write_text("我校创办于1952年。\n", encoding="utf-8")
    _, out, _ = run("check", folder, "--rubric", RUBRIC, "--format", "json", "--out", "-")
    told = {flag["kind"]: flag["message"] for flag in _json(out)["flags"]}
    assert "学校信息要写在 学校信息.yaml 里" in told["profile_not_used"]
    for name in ("profile.yaml", "学校信息.yaml"):
        (folder / name).write_text("members: 11\n", encoding="utf-8")
    _, out, _ = run("check", folder, "--rubric", RUBRIC, "--format", "json", "--out", "-")
    told = {flag["kind"]: flag["message"] for flag in _json(out)["flags"]}
    assert "用的是“profile.yaml”" in told["profile_several"]


def test_a_named_profile_wins_over_the_one_found(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "profile.yaml").write_text("members: 11\n", encoding="utf-8")
    other = tmp_path / "别的.yaml"
    other.write_text("members: 12\n", encoding="utf-8")
    arguments = ("--rubric", RUBRIC, "--format", "json", "--out", "-", "--profile", other)
    _, out, _ = run("check", folder, *arguments)
    assert _json(out)["submission"]["profile"] == {"members": 12}


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ("name：育英小学\n", ["profile.yaml:1:", "改成英文冒号"]),
        ("name: 育英小学\nmembrs: 3\n", ["profile.yaml:2:1", "members"]),
        ("members: 很多\n", ["profile.yaml:1:"]),
        ("semesters:\n  - {name: 一, begin: 2022-07-01, end: 2022-02-01}\n", ["结束日期早于"]),
    ],
)
def test_a_broken_profile_names_line_column_and_fix(
    run: Run, folder: Path, content: str, messages: list[str]
) -> None:
    (folder / "profile.yaml").write_text(content, encoding="utf-8")
    status, out, err = run("check", folder, "--rubric", RUBRIC)
    assert (status, out) == (2, "")
    assert "学校信息有" in err
    assert not [part for part in messages if part not in err]


def test_an_unknown_rubric_lists_the_known_ones(run: Run, folder: Path) -> None:
    status, out, err = run("check", folder, "--rubric", "yangzhou-2202")
    assert (status, out) == (2, "")
    assert "yangzhou-2022" in err
    assert "没有名为" in err


def test_a_broken_rubric_names_every_mistake_with_its_place(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "我的标准.yaml"
    file.write_text("id: my-form\nversion: '1'\ntitel: 标准\nsource: 手写\n", encoding="utf-8")
    for command in (["rubric", "check", file], ["check", tmp_path, "--rubric", file]):
        status, out, err = run(*command)
        assert (status, out) == (2, "")
        assert "我的标准.yaml:3:1" in err
        assert "title" in err
        assert "Traceback" not in err


def test_rubric_list_show_and_check(run: Run) -> None:
    status, out, _ = run("rubric", "list")
    assert status == 0
    assert RUBRIC in out
    status, out, _ = run("rubric", "show", RUBRIC)
    assert status == 0
    assert "党课" in out
    head, _, first = out.splitlines()[:3]
    assert head.split() == ["规则", "分值", "原文", "怎样判定"]
    assert first.split()[:2] == ["1.1", "2"]
    status, out, err = run("rubric", "check", ROOT / "rubrics/sets" / RUBRIC / "rubric.yaml")
    assert (status, err) == (0, "")
    assert "30" in out


def test_a_printed_form_becomes_a_draft_that_can_be_checked(run: Run, tmp_path: Path) -> None:
    form = tmp_path / "评分表.docx"
    document = docx.Document()
    table = document.add_table(rows=0, cols=4)
    for texts in (
        ("序号", "考核内容", "评分标准", "分值"),
        ("1", "落实党课制度", "每年上党课不少于4次，少一次扣0.5分，扣完为止", "2"),
        ("2", "工作有特色", "视情况酌情给分", "3"),
    ):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(form))
    target = tmp_path / "草稿.yaml"
    status, out, err = run("rubric", "draft", form, "--out", target)
    assert (status, err) == (0, "")
    assert str(target) in out
    status, out, _ = run("rubric", "check", target)
    assert status == 0
    assert "2 项指标" in out
    status, _, err = run("rubric", "draft", form, "--out", target)
    assert status == 2
    assert "已经存在" in err
    status, out, err = run("rubric", "draft", form)
    assert status == 0
    assert out == target.read_text(encoding="utf-8")
    assert "规则" in err


def test_a_document_without_a_scoring_table_gives_no_draft(run: Run, folder: Path) -> None:
    status, out, err = run("rubric", "draft", folder / "工作计划.txt")
    assert (status, out) == (2, "")
    assert "没有找到评分表" in err


def test_a_bureau_adds_event_types_of_its_own(run: Run, folder: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "本地词库.yaml"
    lexicon.write_text(
        "events:\n  - {id: reading_salon, title: 红色读书沙龙, names: [红色读书沙龙]}\n",
        encoding="utf-8",
    )
    text = MINUTES.replace("支部党员大会", "红色读书沙龙")
    (folder / "读书.txt").write_text(text, encoding="utf-8")
    status, out, _ = run("events", folder, "--lexicon", lexicon)
    assert status == 0
    assert "■ 红色读书沙龙　已开展 1 场，其他 0 条" in out
    broken = tmp_path / "写错的词库.yaml"
    broken.write_text("events:\n  - {id: x, tittle: 读书}\n", encoding="utf-8")
    status, out, err = run("events", folder, "--lexicon", broken)
    assert (status, out) == (2, "")
    assert "写错的词库.yaml:2:" in err


def test_an_empty_folder_says_so(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    (empty / "里面也空").mkdir(parents=True)
    for command in (["check", empty, "--rubric", RUBRIC], ["events", empty]):
        status, out, err = run(*command)
        assert (status, out) == (2, "")
        assert "里没有文件" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "{missing}", "--rubric", RUBRIC], "找不到"),
        (["events", "{missing}"], "找不到"),
        (["extract", "{missing}"], "找不到"),
        (["extract", "{folder}"], "是文件夹"),
        (["check", "{folder}", "--rubric", RUBRIC, "--period", "去年"], "看不懂时段"),
        (["events", "{folder}", "--period", "2022-13"], "看不懂时段"),
        (["check", "{folder}", "--rubric", RUBRIC, "--out", "{folder}/报告"], "材料文件夹里面"),
        (["check", "{folder}", "--rubric", RUBRIC, "--out", "-"], "只能输出一种"),
        (["check", "{folder}", "--rubric", RUBRIC, "--out", "-", "--format", "xlsx"], "只能输出"),
        (["check", "{folder}", "--rubric", RUBRIC, "--profile", "{missing}"], "找不到这个文件"),
        (["check", "{folder}/工作计划.txt", "--rubric", RUBRIC], "不是文件夹，也不是压缩包"),
        (["check", "{folder}", "--rubric", "{missing}.yaml"], "打不开"),
        (["rubric", "show", "没有的"], "没有名为"),
    ],
)
def test_mistakes_end_with_status_2_and_say_what_to_do(
    run: Run, folder: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    places = {"{folder}": str(folder), "{missing}": str(tmp_path / "没有这个")}
    filled = arguments
    for mark, place in places.items():
        filled = [argument.replace(mark, place) for argument in filled]
    status, out, err = run(*filled)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_a_bad_period_is_said_before_anything_is_read(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run.list_files", lambda *_: pytest.fail("files were listed"))
    status, _, _ = run("check", folder, "--rubric", RUBRIC, "--period", "去年")
    assert status == 2


def test_a_bug_is_said_shortly_and_with_details_on_demand(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("意外")

    monkeypatch.setattr("pipeline.commands.events.find_events", broken)
    status, out, err = run("events", folder)
    assert (status, out) == (1, "")
    assert "程序内部出错" in err
    assert "-v" in err
    assert "Traceback" not in err
    status, _, err = run("events", folder, "-v")
    assert status == 1
    assert "Traceback" in err


def test_an_interruption_is_no_bug(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.commands.events.find_events", interrupted)
    assert run("events", folder) == (1, "", "已中断。\n")


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    status, out, err = run()
    assert (status, out) == (2, "")
    assert err.startswith("用法：")


def test_a_closed_reader_is_no_failure_worth_a_traceback(folder: Path) -> None:
    command = [sys.executable, "-m", "zuozheng", "extract", str(folder / "工作计划.txt")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_it_runs_without_standard_input_in_a_narrow_locale(folder: Path) -> None:
    environment = _environment(LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    file = folder / "1.三会一课" / "3月 党员大会.txt"
    done = _in_process("extract", file, stdin=subprocess.DEVNULL, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "支部党员大会" in done.stdout.decode("utf-8")


def test_a_script_without_a_main_guard_can_use_the_api(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "import sys, zuozheng\n"
        "reading = zuozheng.find_events(sys.argv[1])\n"
        "print(len(reading.documents), len(reading.unread))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script), str(folder)],
        capture_output=True,
        env=_environment(PYTHONPATH=str(ROOT)),
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert done.stdout.split() == [b"5", b"2"]
